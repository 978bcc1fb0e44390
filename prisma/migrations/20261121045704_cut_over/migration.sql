-- CreateTable
CREATE TABLE "opening_sheet" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "cut_over_on" DATE NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "totals" JSONB NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "explanation" TEXT NOT NULL DEFAULT '',
    "proposal_id" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "opening_sheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening_line" (
    "sheet_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "line_no" INTEGER NOT NULL,
    "payable_minor" BIGINT NOT NULL,
    "receivable_minor" BIGINT NOT NULL,
    "in_transit_minor" BIGINT NOT NULL,
    "reserved_minor" BIGINT NOT NULL,
    "paid_minor" BIGINT,
    "books_minor" BIGINT,

    CONSTRAINT "opening_line_pkey" PRIMARY KEY ("sheet_id","seller_id","currency")
);

-- CreateTable
CREATE TABLE "payout_sheet" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "matched" INTEGER NOT NULL,
    "differing" INTEGER NOT NULL,

    CONSTRAINT "payout_sheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_sheet_line" (
    "sheet_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "line_no" INTEGER NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "gross_minor" BIGINT,
    "fees_minor" BIGINT,

    CONSTRAINT "payout_sheet_line_pkey" PRIMARY KEY ("sheet_id","seller_id","currency")
);

-- CreateIndex
CREATE INDEX "opening_sheet_page" ON "opening_sheet"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "opening_line_seller" ON "opening_line"("seller_id", "currency");

-- CreateIndex
CREATE INDEX "payout_sheet_page" ON "payout_sheet"("entity_id", "livemode", "id" DESC);

-- AddForeignKey
ALTER TABLE "opening_line" ADD CONSTRAINT "opening_line_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "opening_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_sheet_line" ADD CONSTRAINT "payout_sheet_line_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "payout_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An entity opens its books once, and says each amount without a sign.
CREATE UNIQUE INDEX "opening_sheet_once" ON "opening_sheet" ("entity_id", "livemode") WHERE "state" = 'posted';
CREATE UNIQUE INDEX "opening_sheet_submitted" ON "opening_sheet" ("entity_id", "livemode") WHERE "state" = 'submitted';
ALTER TABLE "opening_line" ADD CONSTRAINT "opening_line_amounts"
  CHECK ("payable_minor" >= 0 AND "receivable_minor" >= 0 AND "in_transit_minor" >= 0 AND "reserved_minor" >= 0);
ALTER TABLE "payout_sheet" ADD CONSTRAINT "payout_sheet_cycle" CHECK ("until_on" >= "from_on");

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text;
BEGIN
  FOREACH name IN ARRAY ARRAY['opening_sheet', 'opening_line', 'payout_sheet', 'payout_sheet_line'] LOOP
    own := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true))';
    IF name IN ('opening_sheet', 'payout_sheet') THEN
      own := own || ' AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
END $$;
-- What was uploaded stays as it was; only how far it got changes.
GRANT UPDATE ("state", "explanation", "proposal_id") ON "opening_sheet" TO tieout_app;
GRANT UPDATE ("matched", "differing") ON "payout_sheet" TO tieout_app;
GRANT UPDATE ("books_minor") ON "opening_line" TO tieout_app;
