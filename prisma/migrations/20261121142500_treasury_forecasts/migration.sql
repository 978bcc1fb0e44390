-- CreateTable
CREATE TABLE "treasury_day" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "on_day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,

    CONSTRAINT "treasury_day_pkey" PRIMARY KEY ("entity_id","livemode","currency","on_day","kind")
);

-- CreateTable
CREATE TABLE "settlement_forecast" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "made_on" DATE NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "is_replay" BOOLEAN NOT NULL,
    "history_from" DATE NOT NULL,
    "horizon" INTEGER NOT NULL,
    "available_minor" BIGINT NOT NULL,
    "pending_minor" BIGINT NOT NULL,
    "reserved_minor" BIGINT NOT NULL,
    "waiting_minor" BIGINT NOT NULL,
    "models" JSONB NOT NULL,
    "sellers" JSONB NOT NULL,

    CONSTRAINT "settlement_forecast_pkey" PRIMARY KEY ("entity_id","livemode","currency","made_on")
);

-- CreateTable
CREATE TABLE "settlement_forecast_day" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "made_on" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "mean_minor" BIGINT NOT NULL,
    "low_minor" BIGINT NOT NULL,
    "high_minor" BIGINT NOT NULL,

    CONSTRAINT "settlement_forecast_day_pkey" PRIMARY KEY ("entity_id","livemode","currency","made_on","kind","on_day")
);

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
-- Estimates and counts, made again at will: nothing here is a record of money.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['treasury_day', 'settlement_forecast', 'settlement_forecast_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON "treasury_day", "settlement_forecast", "settlement_forecast_day" TO tieout_app;
