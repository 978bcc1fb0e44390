-- CreateTable
CREATE TABLE "analytics_total" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "on_day" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "category" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "gross_minor" BIGINT NOT NULL DEFAULT 0,
    "refund_minor" BIGINT NOT NULL DEFAULT 0,
    "dispute_minor" BIGINT NOT NULL DEFAULT 0,
    "commission_minor" BIGINT NOT NULL DEFAULT 0,
    "seller_net_minor" BIGINT NOT NULL DEFAULT 0,
    "processor_fee_minor" BIGINT NOT NULL DEFAULT 0,
    "orders" BIGINT NOT NULL DEFAULT 0,
    "payments" BIGINT NOT NULL DEFAULT 0,
    "disputes" BIGINT NOT NULL DEFAULT 0,
    "payout_minor" BIGINT NOT NULL DEFAULT 0,
    "payouts" BIGINT NOT NULL DEFAULT 0,
    "payout_failures" BIGINT NOT NULL DEFAULT 0,
    "payout_seconds" BIGINT NOT NULL DEFAULT 0,
    "payouts_arrived" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "analytics_total_pkey" PRIMARY KEY ("entity_id","livemode","on_day","currency","category","method","reason")
);

DO $$
DECLARE
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  ALTER TABLE "analytics_total" ENABLE ROW LEVEL SECURITY;
  ALTER TABLE "analytics_total" FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_all ON "analytics_total" TO CURRENT_USER USING (true) WITH CHECK (true);
  EXECUTE format('CREATE POLICY app_scope ON "analytics_total" TO tieout_app USING (%s) WITH CHECK (%s)', own, own);
  EXECUTE format('CREATE POLICY analyst_scope ON "analytics_total" FOR SELECT TO tieout_analyst USING (%s)', own);
END $$;
GRANT SELECT, INSERT, DELETE ON "analytics_total" TO tieout_app;
GRANT SELECT ON "analytics_total" TO tieout_analyst;

-- What was counted before.
INSERT INTO "analytics_total" ("entity_id", "livemode", "on_day", "currency", "category", "method", "reason", "gross_minor", "refund_minor",
    "dispute_minor", "commission_minor", "seller_net_minor", "processor_fee_minor", "orders", "payments", "disputes", "payout_minor", "payouts",
    "payout_failures", "payout_seconds", "payouts_arrived")
SELECT entity_id, livemode, on_day, currency, category, method, reason, sum(gross_minor), sum(refund_minor), sum(dispute_minor), sum(commission_minor),
       sum(seller_net_minor), sum(processor_fee_minor), sum(orders), sum(payments), sum(disputes), sum(payout_minor), sum(payouts),
       sum(payout_failures), sum(payout_seconds), sum(payouts_arrived)
  FROM "analytics_day" GROUP BY entity_id, livemode, on_day, currency, category, method, reason;
