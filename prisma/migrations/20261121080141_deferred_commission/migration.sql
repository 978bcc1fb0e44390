-- AlterTable
ALTER TABLE "contract_version" ADD COLUMN     "earned" TEXT NOT NULL DEFAULT 'at_payment',
ADD COLUMN     "earned_days" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "settlement_line" ADD COLUMN     "deferred_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "earned_from" DATE,
ADD COLUMN     "earned_until" DATE;

-- CreateTable
CREATE TABLE "commission_release" (
    "settlement_id" TEXT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "released_on" DATE NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "commission_release_pkey" PRIMARY KEY ("settlement_id","line_no","released_on")
);

ALTER TABLE "contract_version" ADD CONSTRAINT "contract_version_earned"
  CHECK ("earned" IN ('at_payment', 'on_date', 'over_period') AND ("earned" = 'at_payment') = ("earned_days" = 0));
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_earned" CHECK ("earned_from" <= "earned_until");
-- The few lines whose commission is earned later, found without the others.
CREATE INDEX "settlement_line_deferred" ON "settlement_line" ("entity_id", "earned_from") WHERE "earned_from" IS NOT NULL;

CREATE TRIGGER commission_release_append_only BEFORE UPDATE OR DELETE ON "commission_release"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER commission_release_no_truncate BEFORE TRUNCATE ON "commission_release"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "commission_release" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "commission_release" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "commission_release" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "commission_release" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
CREATE POLICY analyst_scope ON "commission_release" FOR SELECT TO tieout_analyst
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
GRANT SELECT, INSERT ON "commission_release" TO tieout_app;
GRANT SELECT ON "commission_release" TO tieout_analyst;
