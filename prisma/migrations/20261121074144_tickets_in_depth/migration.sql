-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '5 days'::interval),
ADD COLUMN     "is_cause_open" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "priority" TEXT NOT NULL DEFAULT 'normal',
ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ticket_entry" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "by_kind" TEXT NOT NULL,
    "by_id" TEXT NOT NULL DEFAULT '',
    "by_name" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_link" (
    "ticket_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_link_pkey" PRIMARY KEY ("ticket_id","object_kind","object_id")
);

-- CreateTable
CREATE TABLE "ticket_sla" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "priority" TEXT NOT NULL,
    "days" INTEGER NOT NULL,

    CONSTRAINT "ticket_sla_pkey" PRIMARY KEY ("entity_id","livemode","priority")
);

-- CreateIndex
CREATE INDEX "ticket_entry_of" ON "ticket_entry"("ticket_id", "id" DESC);

-- CreateIndex
CREATE INDEX "ticket_due" ON "ticket"("entity_id", "livemode", "due_at", "id");

-- AddForeignKey
ALTER TABLE "ticket_entry" ADD CONSTRAINT "ticket_entry_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ticket" ADD CONSTRAINT "ticket_state_known" CHECK ("state" IN ('open', 'in_progress', 'resolved'));
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_priority_known" CHECK ("priority" IN ('low', 'normal', 'high', 'urgent'));
ALTER TABLE "ticket_sla" ADD CONSTRAINT "ticket_sla_priority_known" CHECK ("priority" IN ('low', 'normal', 'high', 'urgent'));
ALTER TABLE "ticket_sla" ADD CONSTRAINT "ticket_sla_days" CHECK ("days" BETWEEN 0 AND 365);
ALTER TABLE "ticket_entry" ADD CONSTRAINT "ticket_entry_by" CHECK ("by_kind" IN ('person', 'system', 'remote'));

-- Tickets of before: due as one of normal priority, their cause as they closed.
UPDATE "ticket" SET "due_at" = "opened_at" + interval '5 days', "is_cause_open" = "resolution" <> 'The cause is gone.';
INSERT INTO "ticket_entry" ("ticket_id", "entity_id", "livemode", "kind", "body", "by_kind", "at")
SELECT "id", "entity_id", "livemode", 'opened', "title", 'system', "opened_at" FROM "ticket" ORDER BY "id";

CREATE TRIGGER ticket_entry_append_only BEFORE UPDATE OR DELETE ON "ticket_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ticket_entry_no_truncate BEFORE TRUNCATE ON "ticket_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['ticket_entry', 'ticket_link', 'ticket_sla'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
END $$;
GRANT USAGE ON SEQUENCE "ticket_entry_id_seq" TO tieout_app;
GRANT UPDATE ("label") ON "ticket_link" TO tieout_app;
GRANT UPDATE ("days") ON "ticket_sla" TO tieout_app;
