-- CreateTable
CREATE TABLE "conversation" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "external_key" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "correspondent" TEXT NOT NULL,
    "correspondent_name" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "link_state" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "ending" TEXT NOT NULL DEFAULT '',
    "owner_id" TEXT NOT NULL DEFAULT '',
    "snoozed_until" TIMESTAMPTZ(3),
    "waiting_since" TIMESTAMPTZ(3),
    "reply_proposal_id" TEXT NOT NULL DEFAULT '',
    "ticket_id" TEXT NOT NULL DEFAULT '',
    "message_count" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_message" (
    "id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "number" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "from_address" TEXT NOT NULL,
    "from_name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "is_cut" BOOLEAN NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_file" (
    "id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "refusal" TEXT NOT NULL,

    CONSTRAINT "conversation_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_link" (
    "conversation_id" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "confidence" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_link_pkey" PRIMARY KEY ("conversation_id","object_kind","object_id")
);

-- CreateTable
CREATE TABLE "inbound_notice" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from_address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_notice_pkey" PRIMARY KEY ("entity_id","livemode","channel","external_id")
);

-- CreateIndex
CREATE INDEX "conversation_waiting" ON "conversation"("entity_id", "livemode", "waiting_since", "id");

-- CreateIndex
CREATE INDEX "conversation_page" ON "conversation"("entity_id", "livemode", "last_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "conversation_seller" ON "conversation"("entity_id", "livemode", "seller_id", "last_at" DESC);

-- CreateIndex
CREATE INDEX "conversation_opened" ON "conversation"("entity_id", "livemode", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_message_once" ON "conversation_message"("entity_id", "livemode", "channel", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_message_order" ON "conversation_message"("conversation_id", "number");

-- CreateIndex
CREATE INDEX "conversation_file_of" ON "conversation_file"("conversation_id", "id");

-- CreateIndex
CREATE INDEX "conversation_link_object" ON "conversation_link"("entity_id", "livemode", "object_kind", "object_id");

-- CreateIndex
CREATE INDEX "inbound_notice_page" ON "inbound_notice"("entity_id", "livemode", "at" DESC);

-- CreateIndex
CREATE INDEX "charge_customer" ON "charge"("entity_id", "livemode", "customer_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "conversation_message" ADD CONSTRAINT "conversation_message_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_file" ADD CONSTRAINT "conversation_file_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_link" ADD CONSTRAINT "conversation_link_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What may stand in a row ────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_words" CHECK (
  "channel" IN ('mail', 'api', 'ticket') AND "side" IN ('buyer', 'seller', 'unknown') AND "link_state" IN ('linked', 'proposed', 'none')
  AND "state" IN ('open', 'closed') AND ("state" = 'closed') = ("closed_at" IS NOT NULL)
  AND ("state" = 'closed') = ("ending" IN ('answered', 'settled_itself', 'not_a_question')) AND ("state" = 'open') = ("ending" = ''));
ALTER TABLE "conversation_message" ADD CONSTRAINT "conversation_message_words" CHECK (
  "channel" IN ('mail', 'api', 'ticket') AND "side" IN ('buyer', 'seller', 'us', 'unknown') AND "external_id" <> '' AND length("text") <= 100000);
ALTER TABLE "conversation_file" ADD CONSTRAINT "conversation_file_kept" CHECK (
  octet_length("bytes") <= 10485760 AND ("refusal" = '' OR octet_length("bytes") = 0));
ALTER TABLE "conversation_link" ADD CONSTRAINT "conversation_link_words" CHECK (
  "state" IN ('linked', 'proposed', 'dismissed') AND "confidence" BETWEEN 0 AND 100);
ALTER TABLE "inbound_notice" ADD CONSTRAINT "inbound_notice_words" CHECK (
  "channel" IN ('mail', 'api') AND "kind" IN ('bounce', 'automatic', 'loop', 'refused'));
-- What another system calls a conversation means one of ours.
CREATE UNIQUE INDEX "conversation_external_key" ON "conversation"("entity_id", "livemode", "channel", "external_key") WHERE "external_key" <> '';

-- ── Who is behind an address ───────────────────────────────────────────────────────────────────────────────────
CREATE INDEX "customer_email" ON "customer"("entity_id", "livemode", lower("email")) WHERE "email" <> '';
CREATE INDEX "seller_email" ON "seller"("entity_id", "livemode", lower("email")) WHERE "email" <> '';

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────────
-- A seller's people read what is said with them; what buyers write, and what is not sorted yet, is the platform's.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['conversation', 'conversation_message', 'conversation_file', 'conversation_link', 'inbound_notice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY entity_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
  END LOOP;
  EXECUTE format('CREATE POLICY seller_own ON "conversation" FOR SELECT TO tieout_seller USING (%s AND side = %L AND seller_id <> %L
    AND seller_id = (SELECT current_setting(%L, true)))', own, 'seller', '', 'tieout.seller_id');
  EXECUTE format('CREATE POLICY seller_own ON "conversation_message" FOR SELECT TO tieout_seller USING (%s AND side = %L AND EXISTS (
    SELECT FROM conversation c WHERE c.id = conversation_message.conversation_id))', own, 'seller');
END $$;
GRANT SELECT, INSERT ON "conversation", "conversation_message", "conversation_file", "conversation_link", "inbound_notice" TO tieout_app;
GRANT UPDATE ("correspondent_name", "side", "seller_id", "link_state", "state", "ending", "owner_id", "snoozed_until", "waiting_since",
  "reply_proposal_id", "ticket_id", "message_count", "last_at", "closed_at") ON "conversation" TO tieout_app;
GRANT UPDATE ("seller_id", "reason", "confidence", "state", "decided_by", "at") ON "conversation_link" TO tieout_app;
GRANT SELECT ("id", "entity_id", "livemode", "channel", "subject", "side", "seller_id", "state", "message_count", "opened_at", "last_at")
  ON "conversation" TO tieout_seller;
GRANT SELECT ("id", "conversation_id", "entity_id", "livemode", "number", "side", "from_name", "subject", "text", "sent_at")
  ON "conversation_message" TO tieout_seller;

-- What sellers' people asked the portal, without a word of it: conversations with the assistant are their person's own, and how many
-- ended without one of us is counted all the same. Runs as the owner.
CREATE FUNCTION portal_questions(p_from timestamptz, p_to timestamptz)
RETURNS TABLE (id text, seller_id text, asked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.id, g.seller_id, m.asked_at
    FROM assistant_conversation c
    CROSS JOIN LATERAL (SELECT min(m.created_at) AS asked_at FROM assistant_message m WHERE m.conversation_id = c.id AND m.role = 'user') m
    CROSS JOIN LATERAL (SELECT min(g.seller_id) AS seller_id FROM role_grant g
                         WHERE g.person_id = c.person_id AND g.entity_id = c.entity_id AND g.role = 'seller') g
   WHERE c.entity_id = current_setting('tieout.entity_id', true) AND c.livemode = (current_setting('tieout.livemode', true) = 'on')
     AND g.seller_id IS NOT NULL AND m.asked_at >= p_from AND m.asked_at < p_to
$$;
REVOKE ALL ON FUNCTION portal_questions(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portal_questions(timestamptz, timestamptz) TO tieout_app;
