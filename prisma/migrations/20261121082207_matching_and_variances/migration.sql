-- AlterTable
ALTER TABLE "seller_record" ADD COLUMN     "functional_rate" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "match_item" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "domain" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "happened_on" DATE NOT NULL,
    "reference" TEXT NOT NULL,
    "held" TEXT NOT NULL DEFAULT 'open',
    "match_id" BIGINT,
    "state" TEXT NOT NULL,
    "is_due" BOOLEAN NOT NULL,

    CONSTRAINT "match_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "match" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "domain" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "parts" JSONB NOT NULL,
    "differs" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "difference_minor" BIGINT NOT NULL,
    "expected_ids" BIGINT[],
    "observed_ids" BIGINT[],
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "match_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "match_decision" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "match_id" BIGINT NOT NULL,
    "action" TEXT NOT NULL,
    "was" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_by" BIGINT,

    CONSTRAINT "match_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "match_declined" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "expected_id" BIGINT NOT NULL,
    "observed_id" BIGINT NOT NULL,
    "match_id" BIGINT NOT NULL,
    "rule" TEXT NOT NULL,

    CONSTRAINT "match_declined_pkey" PRIMARY KEY ("expected_id","observed_id")
);

-- CreateTable
CREATE TABLE "match_feed" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "up_to" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "match_feed_pkey" PRIMARY KEY ("entity_id","livemode","source")
);

-- CreateTable
CREATE TABLE "variance" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "class" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "happened_on" DATE NOT NULL,
    "summary" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "resolution" TEXT NOT NULL DEFAULT '',
    "ticket_id" TEXT NOT NULL DEFAULT '',
    "proposal_id" TEXT NOT NULL DEFAULT '',
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "variance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "match_item_key" ON "match_item"("entity_id", "livemode", "domain", "currency", "key");

-- CreateIndex
CREATE INDEX "match_item_match" ON "match_item"("match_id");

-- CreateIndex
CREATE UNIQUE INDEX "match_item_once" ON "match_item"("entity_id", "livemode", "domain", "side", "object_id");

-- CreateIndex
CREATE INDEX "match_page" ON "match"("entity_id", "livemode", "domain", "state", "id" DESC);

-- CreateIndex
CREATE INDEX "match_decision_match" ON "match_decision"("match_id", "id");

-- CreateIndex
CREATE INDEX "match_declined_match_id_idx" ON "match_declined"("match_id");

-- CreateIndex
CREATE INDEX "variance_queue" ON "variance"("entity_id", "livemode", "state", "id" DESC);

-- CreateIndex
CREATE INDEX "variance_subject" ON "variance"("subject_kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "variance_once" ON "variance"("entity_id", "livemode", "class", "subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "seller_record_day" ON "seller_record"("entity_id", "livemode", "happened_on");

-- CreateIndex
CREATE INDEX "settlement_updated" ON "settlement"("entity_id", "livemode", "updated_at");

ALTER TABLE "match_item" ADD CONSTRAINT "match_item_domain" CHECK ("domain" IN ('bank', 'records'));
ALTER TABLE "match_item" ADD CONSTRAINT "match_item_side" CHECK ("side" IN ('expected', 'observed'));
ALTER TABLE "match_item" ADD CONSTRAINT "match_item_held" CHECK ("held" IN ('open', 'key', 'weak', 'hand') AND ("held" = 'open') = ("match_id" IS NULL));
ALTER TABLE "match" ADD CONSTRAINT "match_state" CHECK ("state" IN ('suggested', 'live', 'declined', 'void'));
ALTER TABLE "match" ADD CONSTRAINT "match_sides" CHECK (cardinality("expected_ids") > 0 AND cardinality("observed_ids") > 0);
ALTER TABLE "variance" ADD CONSTRAINT "variance_state" CHECK ("state" IN ('open', 'in_progress', 'explained', 'resolved'));

-- What the engine has to look at, and what no key and no person settled: little of a long history.
CREATE INDEX "match_item_due" ON "match_item" ("entity_id", "livemode", "domain", "id") WHERE "is_due";
CREATE INDEX "match_item_residual" ON "match_item" ("entity_id", "livemode", "domain", "currency", "happened_on", "id") WHERE "held" IN ('open', 'weak');
-- The exceptions that lists and variances are made of.
CREATE INDEX "match_item_exception" ON "match_item" ("entity_id", "livemode", "domain", "state", "id") WHERE "state" <> 'matched_auto';
CREATE INDEX "match_differs" ON "match" ("entity_id", "livemode", "domain", "id") WHERE "state" = 'live' AND ("differs" <> '' OR "rule" = 'subset');

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['match_item', 'match', 'match_decision', 'match_declined', 'match_feed', 'variance'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO tieout_app', name);
  END LOOP;
  GRANT DELETE ON match_declined TO tieout_app;
  GRANT USAGE ON SEQUENCE match_item_id_seq, match_id_seq, match_decision_id_seq TO tieout_app;
END $$;
