-- CreateTable
CREATE TABLE "assistant_conversation" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "needs" TEXT[],
    "shared_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assistant_conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assistant_message" (
    "conversation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "parts" JSONB NOT NULL,
    "metadata" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "error" TEXT NOT NULL DEFAULT '',
    "reply_to" TEXT NOT NULL DEFAULT '',
    "lease_until" TIMESTAMPTZ(3),
    "is_cancel_asked" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assistant_message_pkey" PRIMARY KEY ("conversation_id","id")
);

-- CreateTable
CREATE TABLE "assistant_chunk" (
    "conversation_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "lines" TEXT NOT NULL,

    CONSTRAINT "assistant_chunk_pkey" PRIMARY KEY ("conversation_id","message_id","number")
);

-- CreateTable
CREATE TABLE "assistant_call" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "arguments" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "tokens_in" INTEGER NOT NULL,
    "tokens_out" INTEGER NOT NULL,
    "cost_micros" BIGINT NOT NULL,
    "reasoning" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assistant_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assistant_spend" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "taken_micros" BIGINT NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "assistant_spend_pkey" PRIMARY KEY ("entity_id","livemode","person_id","on_day")
);

-- CreateTable
CREATE TABLE "assistant_pin" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "block" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assistant_pin_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "assistant_conversation_own" ON "assistant_conversation"("entity_id", "livemode", "person_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "assistant_message_number" ON "assistant_message"("conversation_id", "number");

-- CreateIndex
CREATE INDEX "assistant_call_person" ON "assistant_call"("entity_id", "livemode", "person_id", "id" DESC);

-- CreateIndex
CREATE INDEX "assistant_call_page" ON "assistant_call"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "assistant_pin_own" ON "assistant_pin"("entity_id", "livemode", "person_id", "id");

-- AddForeignKey
ALTER TABLE "assistant_message" ADD CONSTRAINT "assistant_message_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "assistant_conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_chunk" ADD CONSTRAINT "assistant_chunk_conversation_id_message_id_fkey" FOREIGN KEY ("conversation_id", "message_id") REFERENCES "assistant_message"("conversation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "assistant_message" ADD CONSTRAINT "assistant_message_role" CHECK ("role" IN ('user', 'assistant'));
ALTER TABLE "assistant_message" ADD CONSTRAINT "assistant_message_state" CHECK ("state" IN ('done', 'running', 'failed', 'canceled'));
ALTER TABLE "assistant_message" ADD CONSTRAINT "assistant_message_lease" CHECK (("state" = 'running') = ("lease_until" IS NOT NULL));
ALTER TABLE "assistant_call" ADD CONSTRAINT "assistant_call_kind" CHECK ("kind" IN ('tool', 'model'));
ALTER TABLE "assistant_call" ADD CONSTRAINT "assistant_call_outcome" CHECK ("outcome" IN ('ok', 'refused', 'failed', 'canceled'));
ALTER TABLE "assistant_spend" ADD CONSTRAINT "assistant_spend_not_negative" CHECK ("taken_micros" >= 0 AND "calls" >= 0);

CREATE TRIGGER assistant_call_append_only BEFORE UPDATE OR DELETE ON "assistant_call" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assistant_call_no_truncate BEFORE TRUNCATE ON "assistant_call" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
-- What a person asked is that person's: the policies know who acts. A shared conversation is read by others, never written.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
  mine CONSTANT text := own || ' AND person_id = (SELECT current_setting(''tieout.actor'', true))';
BEGIN
  FOREACH name IN ARRAY ARRAY['assistant_conversation', 'assistant_message', 'assistant_chunk', 'assistant_call', 'assistant_spend', 'assistant_pin'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['assistant_conversation', 'assistant_message', 'assistant_chunk', 'assistant_spend', 'assistant_pin'] LOOP
    EXECUTE format('CREATE POLICY person_own ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, mine, mine);
  END LOOP;
  -- Calls are the audit: written in one's own name, read by whoever may read the trail.
  EXECUTE format('CREATE POLICY app_scope ON "assistant_call" FOR SELECT TO tieout_app USING (%s)', own);
  EXECUTE format('CREATE POLICY person_writes ON "assistant_call" FOR INSERT TO tieout_app WITH CHECK (%s)', mine);
  EXECUTE format('CREATE POLICY shared_read ON "assistant_conversation" FOR SELECT TO tieout_app USING (%s AND shared_at IS NOT NULL)', own);
  EXECUTE format('CREATE POLICY shared_read ON "assistant_message" FOR SELECT TO tieout_app USING (%s AND EXISTS (
    SELECT 1 FROM assistant_conversation c WHERE c.id = conversation_id AND c.shared_at IS NOT NULL))', own);
END $$;
GRANT DELETE ON "assistant_conversation", "assistant_message", "assistant_chunk", "assistant_pin" TO tieout_app;
GRANT UPDATE ("title", "needs", "shared_at", "updated_at") ON "assistant_conversation" TO tieout_app;
GRANT UPDATE ("parts", "metadata", "state", "error", "lease_until", "is_cancel_asked") ON "assistant_message" TO tieout_app;
GRANT UPDATE ("taken_micros", "calls") ON "assistant_spend" TO tieout_app;
