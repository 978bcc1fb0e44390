-- CreateTable
CREATE TABLE "backfill_run" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3),
    "up_to" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "step_done" INTEGER NOT NULL DEFAULT 0,
    "step_total" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL DEFAULT '',
    "requested_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "lease_token" TEXT NOT NULL DEFAULT '',
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "backfill_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backfill_unit" (
    "run_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "row_count" BIGINT NOT NULL DEFAULT 0,
    "after" TEXT NOT NULL DEFAULT '',
    "reached" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL DEFAULT '',
    "lease_token" TEXT NOT NULL DEFAULT '',
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "backfill_unit_pkey" PRIMARY KEY ("run_id","account","kind")
);

-- CreateTable
CREATE TABLE "backfill_check" (
    "run_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "stripe_count" BIGINT NOT NULL,
    "our_count" BIGINT NOT NULL,
    "stripe_sum" BIGINT NOT NULL,
    "our_sum" BIGINT NOT NULL,
    "missing" TEXT[],
    "surplus" TEXT[],
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "backfill_check_pkey" PRIMARY KEY ("run_id","account","kind","currency","day")
);

-- CreateIndex
CREATE INDEX "backfill_run_page" ON "backfill_run"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "backfill_unit_next" ON "backfill_unit"("run_id", "state", "position");

-- AddForeignKey
ALTER TABLE "backfill_unit" ADD CONSTRAINT "backfill_unit_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "backfill_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backfill_check" ADD CONSTRAINT "backfill_check_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "backfill_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who sees which rows, as for every other table.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['backfill_run', 'backfill_unit', 'backfill_check'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON "backfill_run", "backfill_unit", "backfill_check" TO tieout_app;
GRANT DELETE ON "backfill_check" TO tieout_app;

-- One run at a time: two would read the same lists twice.
CREATE UNIQUE INDEX "backfill_run_one_open" ON "backfill_run" ("entity_id", "livemode") WHERE "state" IN ('running', 'paused');

-- A database whose past was read before runs were kept has nothing left to read.
INSERT INTO "backfill_run" ("id", "entity_id", "livemode", "kind", "up_to", "state", "phase", "requested_by", "started_at", "finished_at", "lease_until")
SELECT 'bfr_00000000000000000000000000', a."entity_id", a."livemode", 'first', min(a."at"), 'done', 'done', 'system', min(a."at"), min(a."at"), min(a."at")
  FROM "audit_record" a WHERE a."action" = 'pipeline.first_data_loaded' GROUP BY a."entity_id", a."livemode";
