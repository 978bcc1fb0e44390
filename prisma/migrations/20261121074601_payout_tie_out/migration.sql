-- CreateTable
CREATE TABLE "payout_listing" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "payout_id" TEXT NOT NULL,
    "line_count" INTEGER NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "ids_hash" TEXT NOT NULL,
    "reconciliation_status" TEXT NOT NULL,
    "listed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_listing_pkey" PRIMARY KEY ("entity_id","livemode","account","payout_id")
);

-- CreateTable
CREATE TABLE "payout_tie_out" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "payout_id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payout_minor" BIGINT NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "line_count" INTEGER NOT NULL,
    "remainder_minor" BIGINT NOT NULL,
    "expected_minor" BIGINT,
    "left_minor" BIGINT NOT NULL DEFAULT 0,
    "categories" JSONB NOT NULL,
    "remainders" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "arrival_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "is_due" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "payout_tie_out_pkey" PRIMARY KEY ("entity_id","livemode","account","payout_id")
);

-- CreateIndex
CREATE INDEX "payout_tie_out_page" ON "payout_tie_out"("entity_id", "livemode", "created_at" DESC, "payout_id" DESC);

-- CreateIndex
CREATE INDEX "payout_tie_out_state" ON "payout_tie_out"("entity_id", "livemode", "state", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payout_tie_out_account" ON "payout_tie_out"("entity_id", "livemode", "account", "created_at" DESC);

-- CreateIndex
CREATE INDEX "balance_transaction_payout" ON "balance_transaction"("entity_id", "livemode", "account", "payout_id");

ALTER TABLE "payout_tie_out" ADD CONSTRAINT "payout_tie_out_mode" CHECK ("mode" IN ('breakdown', 'balance'));
ALTER TABLE "payout_tie_out" ADD CONSTRAINT "payout_tie_out_state" CHECK ("state" IN ('waiting', 'tied', 'differs', 'failed', 'canceled'));

-- What no payout has carried yet: little of a long history, and what the next payout is expected to hold.
CREATE INDEX "balance_transaction_unpaid" ON "balance_transaction" ("entity_id", "livemode", "account", "currency", "available_on") WHERE "payout_id" = '';
CREATE INDEX "payout_tie_out_due" ON "payout_tie_out" ("entity_id", "livemode", "created_at") WHERE "is_due";

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['payout_listing', 'payout_tie_out'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO tieout_app', name);
  END LOOP;
END $$;

-- Payouts that were mirrored before are tied out, too.
INSERT INTO "payout_tie_out" ("entity_id", "livemode", "account", "payout_id", "mode", "state", "currency", "payout_minor", "gross_minor", "fee_minor",
    "net_minor", "line_count", "remainder_minor", "categories", "created_at", "arrival_at", "checked_at", "is_due", "reason")
SELECT p."entity_id", p."livemode", p."account", p."id", CASE WHEN p."reconciliation_status" = 'not_applicable' OR NOT p."automatic" THEN 'balance' ELSE 'breakdown' END,
       'waiting', upper(p."currency"), p."amount_minor", 0, 0, 0, 0, 0, '[]', p."created_at", p."arrival_at", p."as_of", true, ''
  FROM "payout" p;
