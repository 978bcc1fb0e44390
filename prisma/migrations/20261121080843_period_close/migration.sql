-- CreateTable
CREATE TABLE "period_task" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "month" DATE NOT NULL,
    "code" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL DEFAULT '',
    "due_on" DATE,
    "prepared_by" TEXT NOT NULL DEFAULT '',
    "prepared_at" TIMESTAMPTZ(3),
    "prepared_as" TEXT NOT NULL DEFAULT '',
    "comment" TEXT NOT NULL DEFAULT '',
    "attachment_hash" TEXT NOT NULL DEFAULT '',
    "attachment_name" TEXT NOT NULL DEFAULT '',
    "reviewed_by" TEXT NOT NULL DEFAULT '',
    "reviewed_at" TIMESTAMPTZ(3),
    "review_comment" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "period_task_pkey" PRIMARY KEY ("entity_id","livemode","month","code")
);

-- CreateTable
CREATE TABLE "period_flux_note" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "month" DATE NOT NULL,
    "code" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "comment" TEXT NOT NULL,
    "noted_by" TEXT NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "period_flux_note_pkey" PRIMARY KEY ("entity_id","livemode","month","code","currency")
);

-- Whoever did it does not review it; nothing is reviewed that nobody did.
ALTER TABLE "period_task" ADD CONSTRAINT "period_task_four_eyes"
  CHECK ("reviewed_by" = '' OR ("prepared_by" <> '' AND "reviewed_by" <> "prepared_by"));
ALTER TABLE "period_task" ADD CONSTRAINT "period_task_month" CHECK (extract(day FROM "month") = 1);

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['period_task', 'period_flux_note'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO tieout_app', name);
  END LOOP;
END $$;
