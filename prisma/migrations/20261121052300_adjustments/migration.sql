-- CreateTable
CREATE TABLE "adjustment" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "open_minor" BIGINT NOT NULL DEFAULT 0,
    "proposal_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "posted_at" TIMESTAMPTZ(3),
    "file_hash" TEXT NOT NULL DEFAULT '',
    "line_no" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "adjustment_page" ON "adjustment"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "adjustment_seller" ON "adjustment"("entity_id", "livemode", "seller_id", "id" DESC);

ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_amount" CHECK ("amount_minor" <> 0);
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_open"
  CHECK ("open_minor" >= 0 AND "open_minor" <= greatest(0, -"amount_minor") AND ("posted_at" IS NOT NULL OR "open_minor" = 0));
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_reason"
  CHECK ("reason" IN ('goodwill', 'penalty', 'shipping', 'advertising', 'other'));
-- A line of a file counts once, whoever uploads the file again.
CREATE UNIQUE INDEX "adjustment_line_once" ON "adjustment" ("entity_id", "livemode", "file_hash", "line_no") WHERE "file_hash" <> '';
CREATE INDEX "adjustment_open_debts" ON "adjustment" ("entity_id", "livemode", "seller_id", "currency") WHERE "open_minor" > 0;

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
ALTER TABLE "adjustment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "adjustment" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "adjustment" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "adjustment" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
GRANT SELECT, INSERT ON "adjustment" TO tieout_app;
-- What was approved stays as it was; only how far it got changes.
GRANT UPDATE ("open_minor", "posted_at") ON "adjustment" TO tieout_app;
