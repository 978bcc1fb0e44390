-- CreateTable
CREATE TABLE "payout_explanation" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "unfounded" JSONB NOT NULL DEFAULT '[]',
    "proposal_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_explanation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller_summary" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "week_on" DATE NOT NULL,
    "locale" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seller_summary_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payout_explanation_entity_id_livemode_subject_kind_subject__key" ON "payout_explanation"("entity_id", "livemode", "subject_kind", "subject_id", "seller_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "seller_summary_entity_id_livemode_week_on_seller_id_key" ON "seller_summary"("entity_id", "livemode", "week_on", "seller_id");

CREATE TRIGGER payout_explanation_append_only BEFORE UPDATE OR DELETE ON "payout_explanation" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_explanation_no_truncate BEFORE TRUNCATE ON "payout_explanation" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seller_summary_append_only BEFORE UPDATE OR DELETE ON "seller_summary" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seller_summary_no_truncate BEFORE TRUNCATE ON "seller_summary" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────────
-- A seller reads the words that were kept about its own money, and neither who wrote them nor what an approver was shown.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['payout_explanation', 'seller_summary'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
  END LOOP;
  EXECUTE format('CREATE POLICY seller_own ON "payout_explanation" FOR SELECT TO tieout_seller USING (%s AND seller_id = (SELECT current_setting(''tieout.seller_id'', true)))', own);
END $$;
GRANT SELECT, INSERT ON "payout_explanation", "seller_summary" TO tieout_app;
GRANT SELECT ("id", "entity_id", "livemode", "seller_id", "version", "locale", "subject", "body", "created_at") ON "payout_explanation" TO tieout_seller;
