-- AlterTable
ALTER TABLE "match" ADD COLUMN     "proposal_id" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "variance_write_off" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "variance_id" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "line_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "entry_id" BIGINT,
    "undo_proposal_id" TEXT NOT NULL DEFAULT '',
    "reversal_entry_id" BIGINT,

    CONSTRAINT "variance_write_off_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "variance_write_off_of" ON "variance_write_off"("variance_id", "id" DESC);

-- CreateIndex
CREATE INDEX "variance_write_off_page" ON "variance_write_off"("entity_id", "livemode", "id");

ALTER TABLE "variance_write_off" ADD CONSTRAINT "variance_write_off_sane"
  CHECK ("amount_minor" <> 0 AND abs("line_minor") = abs("amount_minor") AND ("reversal_entry_id" IS NULL OR "entry_id" IS NOT NULL));
ALTER TABLE "variance_write_off" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "variance_write_off" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "variance_write_off" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "variance_write_off" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
-- What was asked for never changes; what became of it does.
GRANT SELECT, INSERT ON "variance_write_off" TO tieout_app;
GRANT UPDATE ("entry_id", "undo_proposal_id", "reversal_entry_id") ON "variance_write_off" TO tieout_app;
