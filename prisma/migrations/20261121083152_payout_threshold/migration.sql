-- CreateTable
CREATE TABLE "payout_threshold" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "absolute_minor" BIGINT NOT NULL,
    "per_mille" INTEGER NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_threshold_pkey" PRIMARY KEY ("entity_id","livemode","currency","version")
);

ALTER TABLE "payout_threshold" ADD CONSTRAINT "payout_threshold_sane" CHECK ("absolute_minor" >= 0 AND "per_mille" BETWEEN 0 AND 1000 AND "version" > 0);
ALTER TABLE "payout_threshold" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "payout_threshold" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "payout_threshold" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "payout_threshold" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
-- A version is never changed and never taken away.
GRANT SELECT, INSERT ON "payout_threshold" TO tieout_app;
