-- CreateTable
CREATE TABLE "message" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "once_key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_token" TEXT NOT NULL DEFAULT '',
    "lease_until" TIMESTAMPTZ(3),
    "is_doubtful" BOOLEAN NOT NULL DEFAULT false,
    "remote_id" TEXT NOT NULL DEFAULT '',
    "remote_url" TEXT NOT NULL DEFAULT '',
    "last_error" TEXT NOT NULL DEFAULT '',
    "request_id" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_try" (
    "message_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "outcome" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "request_id" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_try_pkey" PRIMARY KEY ("message_id","number")
);

-- CreateIndex
CREATE INDEX "message_page" ON "message"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "message_subject" ON "message"("entity_id", "livemode", "subject_kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_once" ON "message"("entity_id", "livemode", "once_key");

-- AddForeignKey
ALTER TABLE "message_try" ADD CONSTRAINT "message_try_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "message" ADD CONSTRAINT "message_state_known"
  CHECK ("state" IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'dead', 'canceled'));
ALTER TABLE "message" ADD CONSTRAINT "message_lease" CHECK (("state" = 'sending') = ("lease_token" <> ''));
-- What the worker asks for; what is done leaves this index.
CREATE INDEX "message_due" ON "message" ("entity_id", "livemode", "due_at") WHERE "state" IN ('queued', 'failed');
CREATE INDEX "message_leased" ON "message" ("entity_id", "livemode", "lease_until") WHERE "state" = 'sending';

CREATE TRIGGER message_try_append_only BEFORE UPDATE OR DELETE ON "message_try" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER message_try_no_truncate BEFORE TRUNCATE ON "message_try" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['message', 'message_try'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
END $$;
-- What is said stays as it was queued; only how far it got changes.
GRANT UPDATE ("state", "attempts", "due_at", "lease_token", "lease_until", "is_doubtful", "remote_id", "remote_url", "last_error",
  "request_id", "sent_at") ON "message" TO tieout_app;
