-- CreateTable
CREATE TABLE "reconcile_run" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "is_running" BOOLEAN NOT NULL,
    "step" BIGINT NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconcile_run_pkey" PRIMARY KEY ("entity_id","livemode","kind")
);

ALTER TABLE "reconcile_run" ADD CONSTRAINT "reconcile_run_sane" CHECK ("kind" IN ('payouts', 'matching') AND "done" >= 0 AND "total" >= 0);
ALTER TABLE "reconcile_run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reconcile_run" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "reconcile_run" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "reconcile_run" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
GRANT SELECT, INSERT, UPDATE ON "reconcile_run" TO tieout_app;
