-- AlterTable
ALTER TABLE "commission_rule" ADD COLUMN     "scale" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "steps" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "settlement_share" ADD COLUMN     "volume_minor" BIGINT NOT NULL DEFAULT 0;

ALTER TABLE "commission_rule" ADD CONSTRAINT "commission_rule_scale"
  CHECK ("scale" IN ('none', 'marginal', 'whole') AND ("scale" = 'none') = ("steps" = '[]'));

-- What was settled before counts, too: the seller's lines with their tiers, less what was refunded, in the buyers' currency.
UPDATE "settlement_share" h SET "volume_minor" = round(s."volume_minor" * l.net / s."gross_minor")
  FROM "settlement" s, (
    SELECT o."settlement_id", o."seller_id", sum(x."gross_minor")::numeric AS net
      FROM (SELECT DISTINCT "settlement_id", "seller_id", "line_no" FROM "settlement_line"
             WHERE "tier_label" = '' AND "seller_id" <> '' AND "kind" NOT IN ('fee', 'fx')) o
      JOIN "settlement_line" x ON x."settlement_id" = o."settlement_id" AND x."line_no" % 10000 = o."line_no"
       AND x."kind" NOT IN ('fee', 'fx')
     GROUP BY 1, 2) l
 WHERE s."id" = h."settlement_id" AND l."settlement_id" = h."settlement_id" AND l."seller_id" = h."seller_id" AND s."gross_minor" <> 0;
