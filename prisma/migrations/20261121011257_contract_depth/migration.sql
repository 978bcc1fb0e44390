-- AlterTable
ALTER TABLE "commission_rule" ADD COLUMN     "from_on" DATE,
ADD COLUMN     "is_stacked" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "over_minor" BIGINT,
ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "seller_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "taken_of" TEXT NOT NULL DEFAULT 'base',
ADD COLUMN     "until_on" DATE,
ADD COLUMN     "upto_minor" BIGINT;

-- AlterTable
ALTER TABLE "contract_version" ADD COLUMN     "attachment_hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "commission_on_refund" TEXT NOT NULL DEFAULT 'in_proportion',
ADD COLUMN     "discount_funder" TEXT NOT NULL DEFAULT 'seller',
ADD COLUMN     "hold_days" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "is_discount_charged" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_shipping_charged" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "is_tip_charged" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "max_total_bps" INTEGER NOT NULL DEFAULT 10000,
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "proposal_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reserve_bps" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reserve_days" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "settlement_line" ADD COLUMN     "on_refund" TEXT NOT NULL DEFAULT 'in_proportion',
ADD COLUMN     "promotion_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "seller_tax_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tier_label" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "settlement_share" ADD COLUMN     "held_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "next_due_on" DATE,
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "contract_tier" (
    "entity_id" TEXT NOT NULL,
    "contract_version_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "parent_position" INTEGER,
    "of_part" TEXT NOT NULL,
    "payee_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "percent_bps" INTEGER NOT NULL,
    "percent_of" TEXT NOT NULL,

    CONSTRAINT "contract_tier_pkey" PRIMARY KEY ("contract_version_id","position")
);

-- CreateTable
CREATE TABLE "contract_draft" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "contract_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "attachment_hash" TEXT NOT NULL DEFAULT '',
    "proposal_id" TEXT NOT NULL DEFAULT '',
    "shaped_by" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract_attachment" (
    "entity_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_attachment_pkey" PRIMARY KEY ("entity_id","hash")
);

-- CreateTable
CREATE TABLE "settlement_true_up" (
    "settlement_id" TEXT NOT NULL,
    "contract_version_id" TEXT NOT NULL,
    "payee_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "before_minor" BIGINT NOT NULL,
    "after_minor" BIGINT NOT NULL,
    "way" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_true_up_pkey" PRIMARY KEY ("settlement_id","contract_version_id","payee_id")
);

-- CreateIndex
CREATE INDEX "contract_tier_payee_id_idx" ON "contract_tier"("payee_id");

-- CreateIndex
CREATE INDEX "contract_draft_entity_id_livemode_state_idx" ON "contract_draft"("entity_id", "livemode", "state");

-- CreateIndex
CREATE INDEX "contract_draft_contract_id_idx" ON "contract_draft"("contract_id");

-- CreateIndex
CREATE INDEX "settlement_true_up_entity_id_livemode_contract_version_id_idx" ON "settlement_true_up"("entity_id", "livemode", "contract_version_id");

-- CreateIndex
CREATE INDEX "settlement_share_due" ON "settlement_share"("entity_id", "livemode", "next_due_on");

-- AddForeignKey
ALTER TABLE "contract_tier" ADD CONSTRAINT "contract_tier_contract_version_id_fkey" FOREIGN KEY ("contract_version_id") REFERENCES "contract_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_draft" ADD CONSTRAINT "contract_draft_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Until now the place in the list was the priority.
UPDATE "commission_rule" SET "priority" = "position";
ALTER TABLE "commission_rule" ALTER COLUMN "priority" DROP DEFAULT;

-- One open draft a contract.
CREATE UNIQUE INDEX "contract_draft_one_open" ON "contract_draft" ("contract_id") WHERE "state" IN ('draft', 'submitted');
ALTER TABLE "contract_draft" ADD CONSTRAINT "contract_draft_state_known"
  CHECK ("state" IN ('draft', 'submitted', 'effective', 'rejected', 'discarded'));
ALTER TABLE "contract_tier" ADD CONSTRAINT "contract_tier_percent" CHECK ("percent_bps" BETWEEN 1 AND 10000);

-- What was agreed and what was signed never changes.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['contract_tier', 'contract_attachment'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      name || '_no_truncate', name);
  END LOOP;
END $$;

DO $$
DECLARE
  t record;
  own text;
BEGIN
  FOR t IN SELECT * FROM (VALUES ('contract_tier', false), ('contract_attachment', false), ('contract_draft', true),
                                 ('settlement_true_up', true)) AS v (name, has_mode) LOOP
    own := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true))';
    IF t.has_mode THEN
      own := own || ' AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t.name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', t.name, own, own);
    EXECUTE format('CREATE POLICY analyst_scope ON %I FOR SELECT TO tieout_analyst USING (%s)', t.name, own);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON "contract_tier", "contract_attachment", "settlement_true_up" TO tieout_app;
GRANT SELECT, INSERT, UPDATE ON "contract_draft" TO tieout_app;
GRANT SELECT ON "contract_tier", "settlement_true_up" TO tieout_analyst;
