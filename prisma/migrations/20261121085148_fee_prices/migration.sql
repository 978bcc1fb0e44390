-- CreateTable
CREATE TABLE "fee_price" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "method" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "bps" INTEGER NOT NULL,
    "fixed_minor" BIGINT NOT NULL,
    "cap_minor" BIGINT,
    "from_on" DATE NOT NULL,
    "agreed_by" TEXT NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fee_price_pkey" PRIMARY KEY ("entity_id","livemode","method","currency","from_on")
);

ALTER TABLE "fee_price" ADD CONSTRAINT "fee_price_amounts" CHECK ("bps" >= 0 AND "fixed_minor" >= 0 AND ("cap_minor" IS NULL OR "cap_minor" >= 0));

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
ALTER TABLE "fee_price" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "fee_price" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "fee_price" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "fee_price" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
GRANT SELECT, INSERT ON "fee_price" TO tieout_app;
GRANT UPDATE ("bps", "fixed_minor", "cap_minor", "agreed_by", "agreed_at") ON "fee_price" TO tieout_app;
