-- CreateTable
CREATE TABLE "health_setting" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_setting_pkey" PRIMARY KEY ("entity_id","livemode","version")
);

-- CreateTable
CREATE TABLE "health_score" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "cause" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "components" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_score_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "health_standing" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "score_before" INTEGER,
    "on_day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_standing_pkey" PRIMARY KEY ("entity_id","livemode","seller_id")
);

-- CreateTable
CREATE TABLE "health_run" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "week" DATE,
    "seen_until" TIMESTAMPTZ(3),
    "market" JSONB NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "is_running" BOOLEAN NOT NULL DEFAULT false,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_run_pkey" PRIMARY KEY ("entity_id","livemode")
);

-- CreateTable
CREATE TABLE "health_alert" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "owner_id" TEXT NOT NULL DEFAULT '',
    "snoozed_until" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT NOT NULL DEFAULT '',
    "verdict" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "is_cause_open" BOOLEAN NOT NULL DEFAULT true,
    "proposal_id" TEXT NOT NULL DEFAULT '',
    "ticket_id" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "health_alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "health_alert_entry" (
    "id" BIGSERIAL NOT NULL,
    "alert_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "by_id" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "health_alert_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "health_score_of" ON "health_score"("entity_id", "livemode", "seller_id", "on_day" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "health_standing_score" ON "health_standing"("entity_id", "livemode", "score", "seller_id");

-- CreateIndex
CREATE INDEX "health_alert_queue" ON "health_alert"("entity_id", "livemode", "state", "id" DESC);

-- CreateIndex
CREATE INDEX "health_alert_of" ON "health_alert"("entity_id", "livemode", "seller_id", "kind", "id" DESC);

-- CreateIndex
CREATE INDEX "health_alert_entry_of" ON "health_alert_entry"("alert_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "health_alert_entry" ADD CONSTRAINT "health_alert_entry_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "health_alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One alert of a kind is worked on per seller at a time; nobody closes in nobody's name with a verdict.
CREATE UNIQUE INDEX "health_alert_one_open" ON "health_alert" ("entity_id", "livemode", "seller_id", "kind") WHERE "state" <> 'closed';
ALTER TABLE "health_alert" ADD CONSTRAINT "health_alert_state" CHECK (
  "state" IN ('open', 'snoozed', 'closed') AND ("state" = 'snoozed') = ("snoozed_until" IS NOT NULL)
  AND ("state" = 'closed') = ("closed_at" IS NOT NULL) AND "verdict" IN ('', 'right', 'wrong')
  AND ("verdict" = '' OR "closed_by" <> ''));
ALTER TABLE "health_score" ADD CONSTRAINT "health_score_bounds" CHECK ("score" BETWEEN 0 AND 100);

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['health_setting', 'health_score', 'health_standing', 'health_run', 'health_alert', 'health_alert_entry'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON "health_standing", "health_run", "health_alert" TO tieout_app;
-- What was once said about a seller stays.
GRANT SELECT, INSERT ON "health_setting", "health_score", "health_alert_entry" TO tieout_app;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['health_setting', 'health_score', 'health_alert_entry'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
  END LOOP;
END $$;
GRANT USAGE ON SEQUENCE "health_score_id_seq", "health_alert_entry_id_seq" TO tieout_app;
