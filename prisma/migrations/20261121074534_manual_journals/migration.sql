-- CreateTable
CREATE TABLE "journal_draft" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "template" TEXT NOT NULL,
    "accounting_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "attachment_hash" TEXT NOT NULL,
    "attachment_name" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "reverses_on" DATE,
    "until_on" DATE,
    "stopped_at" TIMESTAMPTZ(3),
    "parent_id" TEXT NOT NULL DEFAULT '',
    "period_on" DATE,
    "proposal_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "entry_id" BIGINT,
    "reversal_entry_id" BIGINT,

    CONSTRAINT "journal_draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "journal_draft_page" ON "journal_draft"("entity_id", "livemode", "id" DESC);

ALTER TABLE "journal_draft" ADD CONSTRAINT "journal_draft_reversal" CHECK ("reverses_on" > "accounting_on");
ALTER TABLE "journal_draft" ADD CONSTRAINT "journal_draft_until" CHECK ("until_on" > "accounting_on");
ALTER TABLE "journal_draft" ADD CONSTRAINT "journal_draft_posted"
  CHECK ("entry_id" IS NOT NULL OR ("reversal_entry_id" IS NULL AND "stopped_at" IS NULL));
-- Each repetition comes once, however many workers look.
CREATE UNIQUE INDEX "journal_draft_repeats" ON "journal_draft" ("parent_id", "period_on") WHERE "parent_id" <> '';
CREATE INDEX "journal_draft_reversals" ON "journal_draft" ("entity_id", "livemode", "reverses_on")
  WHERE "entry_id" IS NOT NULL AND "reversal_entry_id" IS NULL;
CREATE INDEX "journal_draft_recurring" ON "journal_draft" ("entity_id", "livemode")
  WHERE "until_on" IS NOT NULL AND "stopped_at" IS NULL;

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
ALTER TABLE "journal_draft" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "journal_draft" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "journal_draft" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "journal_draft" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
GRANT SELECT, INSERT ON "journal_draft" TO tieout_app;
-- What was approved stays as it was; only how far it got changes.
GRANT UPDATE ("entry_id", "reversal_entry_id", "stopped_at") ON "journal_draft" TO tieout_app;
