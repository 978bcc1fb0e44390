-- AlterTable
ALTER TABLE "settlement" ADD COLUMN     "pattern" TEXT NOT NULL DEFAULT 'separate',
ADD COLUMN     "volume_currency" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "volume_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "settlement_line" ADD COLUMN     "application_fee_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "fx_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "settlement_share" ADD COLUMN     "carry_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "carry_since" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "charge_transfer" ON "charge"("entity_id", "livemode", "transfer_id");

-- CreateTable
CREATE TABLE "settlement_carry" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "from_settlement_id" TEXT NOT NULL,
    "to_settlement_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_carry_pkey" PRIMARY KEY ("from_settlement_id","to_settlement_id","seller_id")
);

-- CreateIndex
CREATE INDEX "settlement_carry_to_settlement_id_idx" ON "settlement_carry"("to_settlement_id");

-- CreateIndex
CREATE INDEX "settlement_carry_entity_id_livemode_seller_id_idx" ON "settlement_carry"("entity_id", "livemode", "seller_id");

-- CreateIndex
CREATE INDEX "settlement_share_carry" ON "settlement_share"("entity_id", "livemode", "seller_id", "currency");

ALTER TABLE "settlement" ADD CONSTRAINT "settlement_pattern_known" CHECK ("pattern" IN ('separate', 'destination', 'direct'));
ALTER TABLE "settlement_share" ADD CONSTRAINT "settlement_share_carry" CHECK ("carry_minor" >= 0);
ALTER TABLE "settlement_carry" ADD CONSTRAINT "settlement_carry_amount" CHECK ("amount_minor" >= 0);

ALTER TABLE "settlement_carry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "settlement_carry" FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON "settlement_carry" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY app_scope ON "settlement_carry" TO tieout_app
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'))
  WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
CREATE POLICY analyst_scope ON "settlement_carry" FOR SELECT TO tieout_analyst
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND livemode = ((SELECT current_setting('tieout.livemode', true)) = 'on'));
CREATE POLICY seller_own ON "settlement_carry" FOR SELECT TO tieout_seller
  USING (entity_id = (SELECT current_setting('tieout.entity_id', true)) AND seller_id = (SELECT current_setting('tieout.seller_id', true)));
GRANT SELECT, INSERT, UPDATE ON "settlement_carry" TO tieout_app;
GRANT SELECT ON "settlement_carry" TO tieout_analyst, tieout_seller;
