-- CreateTable
CREATE TABLE "analytics_day" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "on_day" DATE NOT NULL,
    "seller_id" TEXT NOT NULL,
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

    CONSTRAINT "analytics_day_pkey" PRIMARY KEY ("entity_id","livemode","on_day","seller_id","currency","category","method","reason")
);

-- CreateTable
CREATE TABLE "analytics_month" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "on_day" DATE NOT NULL,
    "seller_id" TEXT NOT NULL,
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

    CONSTRAINT "analytics_month_pkey" PRIMARY KEY ("entity_id","livemode","on_day","seller_id","currency","category","method","reason")
);

-- CreateTable
CREATE TABLE "analytics_change" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "on_day" DATE NOT NULL,

    CONSTRAINT "analytics_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analytics_setting" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "fiscal_starts_month" INTEGER NOT NULL,

    CONSTRAINT "analytics_setting_pkey" PRIMARY KEY ("entity_id","livemode")
);
ALTER TABLE "analytics_setting" ADD CONSTRAINT "analytics_setting_month" CHECK ("fiscal_starts_month" BETWEEN 1 AND 12);

-- CreateIndex
CREATE INDEX "analytics_day_seller" ON "analytics_day"("entity_id", "livemode", "seller_id", "on_day");

-- CreateIndex
CREATE INDEX "analytics_change_day" ON "analytics_change"("entity_id", "livemode", "on_day");

-- CreateIndex
CREATE INDEX "application_fee_refund_created" ON "application_fee_refund"("entity_id", "livemode", "created_at");

-- CreateIndex
CREATE INDEX "dispute_created" ON "dispute"("entity_id", "livemode", "created_at");

-- CreateIndex
CREATE INDEX "refund_created" ON "refund"("entity_id", "livemode", "created_at");

-- CreateIndex
CREATE INDEX "settlement_day" ON "settlement"("entity_id", "livemode", "accounting_on");

-- What adjustments left open is part of what a seller owes: its open debts alone are looked up.
GRANT SELECT ("id", "entity_id", "livemode", "seller_id", "currency", "open_minor", "posted_at") ON "adjustment" TO tieout_analyst;
CREATE POLICY analyst_scope ON "adjustment" FOR SELECT TO tieout_analyst
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['analytics_day', 'analytics_month', 'analytics_change', 'analytics_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO tieout_app', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['analytics_day', 'analytics_month'] LOOP
    EXECUTE format('CREATE POLICY analyst_scope ON %I FOR SELECT TO tieout_analyst USING (%s)', name, own);
    EXECUTE format('GRANT SELECT ON %I TO tieout_analyst', name);
  END LOOP;
END $$;
GRANT UPDATE ON "analytics_setting" TO tieout_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO tieout_app;

-- How a payment was made, by its object as Stripe sent it; empty when that does not say, or cannot be read.
CREATE FUNCTION analytics_method(raw text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
BEGIN
  RETURN coalesce(raw::json -> 'payment_method_details' ->> 'type', '');
EXCEPTION WHEN data_exception THEN
  RETURN '';
END $$;
REVOKE EXECUTE ON FUNCTION analytics_method(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analytics_method(text) TO tieout_app;

-- ── Which days must be counted again ──────────────────────────────────────────────────────────────────────────
-- Settlements: the day of the sale, and the days of whatever took parts of it back.
CREATE FUNCTION analytics_settlement_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO analytics_change (entity_id, livemode, on_day)
  SELECT DISTINCT f.entity_id, f.livemode, taken.on_day
    FROM fresh f JOIN entity e ON e.id = f.entity_id CROSS JOIN LATERAL (
      SELECT f.accounting_on AS on_day
      UNION ALL SELECT (r.created_at AT TIME ZONE e.book_time_zone)::date FROM refund r
        WHERE f.charge_id <> '' AND r.entity_id = f.entity_id AND r.livemode = f.livemode AND r.charge_id = f.charge_id
      UNION ALL SELECT (d.created_at AT TIME ZONE e.book_time_zone)::date FROM dispute d
        WHERE f.charge_id <> '' AND d.entity_id = f.entity_id AND d.livemode = f.livemode AND d.charge_id = f.charge_id
      UNION ALL SELECT (b.created_at AT TIME ZONE e.book_time_zone)::date
        FROM application_fee a JOIN application_fee_refund b ON b.entity_id = a.entity_id AND b.livemode = a.livemode AND b.fee_id = a.id
        WHERE f.pattern = 'direct' AND f.charge_id <> '' AND a.entity_id = f.entity_id AND a.livemode = f.livemode AND a.charge_id = f.charge_id
    ) taken;
  RETURN NULL;
END $$;
CREATE TRIGGER analytics_settlement_new AFTER INSERT ON "settlement" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION analytics_settlement_changed();
CREATE TRIGGER analytics_settlement_now AFTER UPDATE ON "settlement" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION analytics_settlement_changed();
CREATE TRIGGER analytics_settlement_was AFTER UPDATE ON "settlement" REFERENCING OLD TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION analytics_settlement_changed();

-- Lines of a settlement that stands.
CREATE FUNCTION analytics_line_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO analytics_change (entity_id, livemode, on_day)
  SELECT DISTINCT s.entity_id, s.livemode, coalesce(
           (SELECT (t.created_at AT TIME ZONE e.book_time_zone)::date FROM (
              SELECT r.created_at FROM refund r WHERE r.entity_id = s.entity_id AND r.livemode = s.livemode AND r.account = e.stripe_account AND r.id = f.source_line_id
              UNION ALL SELECT d.created_at FROM dispute d WHERE d.entity_id = s.entity_id AND d.livemode = s.livemode AND d.account = e.stripe_account AND d.id = f.source_line_id
              UNION ALL SELECT b.created_at FROM application_fee_refund b WHERE b.entity_id = s.entity_id AND b.livemode = s.livemode AND b.account = e.stripe_account AND b.id = f.source_line_id
            ) t LIMIT 1), s.accounting_on)
    FROM fresh f JOIN settlement s ON s.id = f.settlement_id JOIN entity e ON e.id = s.entity_id;
  RETURN NULL;
END $$;
CREATE TRIGGER analytics_line_new AFTER INSERT ON "settlement_line" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION analytics_line_added();

-- Refunds, disputes, fees given back and payouts: the day they were made. A mirrored row keeps its created_at.
CREATE FUNCTION analytics_mirror_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO analytics_change (entity_id, livemode, on_day)
  SELECT DISTINCT f.entity_id, f.livemode, (f.created_at AT TIME ZONE e.book_time_zone)::date
    FROM fresh f JOIN entity e ON e.id = f.entity_id;
  RETURN NULL;
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['refund', 'dispute', 'application_fee_refund', 'payout'] LOOP
    EXECUTE format('CREATE TRIGGER analytics_new AFTER INSERT ON %I REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION analytics_mirror_changed()', name);
    EXECUTE format('CREATE TRIGGER analytics_now AFTER UPDATE ON %I REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION analytics_mirror_changed()', name);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION analytics_settlement_changed(), analytics_line_added(), analytics_mirror_changed() FROM PUBLIC;

-- What was settled and paid out before is counted once.
INSERT INTO "analytics_change" ("entity_id", "livemode", "on_day")
SELECT DISTINCT t.entity_id, t.livemode, t.on_day FROM (
  SELECT entity_id, livemode, accounting_on AS on_day FROM settlement
  UNION SELECT r.entity_id, r.livemode, (r.created_at AT TIME ZONE e.book_time_zone)::date FROM refund r JOIN entity e ON e.id = r.entity_id
  UNION SELECT d.entity_id, d.livemode, (d.created_at AT TIME ZONE e.book_time_zone)::date FROM dispute d JOIN entity e ON e.id = d.entity_id
  UNION SELECT b.entity_id, b.livemode, (b.created_at AT TIME ZONE e.book_time_zone)::date FROM application_fee_refund b JOIN entity e ON e.id = b.entity_id
  UNION SELECT p.entity_id, p.livemode, (p.created_at AT TIME ZONE e.book_time_zone)::date FROM payout p JOIN entity e ON e.id = p.entity_id) t;
