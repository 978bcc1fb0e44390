-- AlterTable
ALTER TABLE "charge" ADD COLUMN     "application_fee_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "on_behalf_of" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "transfer_id" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "transfer_reversal_id" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "application_fee" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "seller_account" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "originating_charge_id" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "application_fee_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "application_fee_refund" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "fee_id" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "application_fee_refund_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "balance_transaction_ids" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "checkout_session" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "payment_status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "payment_link_id" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "lines" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "checkout_session_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "topup" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "failure_code" TEXT NOT NULL,
    "expected_at" TIMESTAMPTZ(3),
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "topup_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateIndex
CREATE INDEX "application_fee_charge" ON "application_fee"("entity_id", "livemode", "charge_id");

-- CreateIndex
CREATE INDEX "application_fee_originating_charge" ON "application_fee"("entity_id", "livemode", "originating_charge_id");

-- CreateIndex
CREATE INDEX "application_fee_refund_fee" ON "application_fee_refund"("entity_id", "livemode", "fee_id");

-- CreateIndex
CREATE INDEX "dispute_charge" ON "dispute"("entity_id", "livemode", "charge_id");

-- CreateIndex
CREATE INDEX "checkout_session_intent" ON "checkout_session"("entity_id", "livemode", "payment_intent_id");

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own constant text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['application_fee', 'application_fee_refund', 'dispute', 'checkout_session', 'topup'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('CREATE POLICY analyst_scope ON %I FOR SELECT TO tieout_analyst USING (%s)', name, own);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO tieout_app', name);
  END LOOP;
END $$;

-- Analysis sees no metadata and no raw objects.
GRANT SELECT ("entity_id", "livemode", "account", "id", "amount_minor", "refunded_minor", "currency", "seller_account", "charge_id",
  "originating_charge_id", "balance_transaction_id", "created_at") ON "application_fee" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "amount_minor", "currency", "fee_id", "balance_transaction_id",
  "created_at") ON "application_fee_refund" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "amount_minor", "currency", "status", "reason", "charge_id",
  "payment_intent_id", "balance_transaction_ids", "due_at", "created_at") ON "dispute" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "mode", "status", "payment_status", "amount_minor", "currency",
  "payment_intent_id", "invoice_id", "payment_link_id", "created_at") ON "checkout_session" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "amount_minor", "currency", "status", "balance_transaction_id",
  "failure_code", "expected_at", "created_at") ON "topup" TO tieout_analyst;
GRANT SELECT ("transfer_id", "on_behalf_of", "application_fee_id") ON "charge" TO tieout_analyst;
GRANT SELECT ("transfer_reversal_id") ON "refund" TO tieout_analyst;
