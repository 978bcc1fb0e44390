-- AlterTable
ALTER TABLE "adjustment" ADD COLUMN     "parent_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "period_on" DATE,
ADD COLUMN     "recurs" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "starts_on" DATE,
ADD COLUMN     "stopped_at" TIMESTAMPTZ(3),
ADD COLUMN     "until_on" DATE;

ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_recurs"
  CHECK (("recurs" = '' AND "until_on" IS NULL) OR ("recurs" IN ('weekly', 'monthly') AND "until_on" IS NOT NULL AND "parent_id" = ''));
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_period" CHECK (("parent_id" = '') = ("period_on" IS NULL));
-- What comes again comes once for each day.
CREATE UNIQUE INDEX "adjustment_period_once" ON "adjustment" ("parent_id", "period_on") WHERE "parent_id" <> '';
CREATE INDEX "adjustment_recurring" ON "adjustment" ("entity_id", "livemode", "id") WHERE "recurs" <> '' AND "stopped_at" IS NULL;
GRANT UPDATE ("starts_on", "stopped_at") ON "adjustment" TO tieout_app;
