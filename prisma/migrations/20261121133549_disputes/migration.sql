-- CreateTable
CREATE TABLE "dispute_case" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "dispute_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "words" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "editors" TEXT[],

    CONSTRAINT "dispute_case_pkey" PRIMARY KEY ("entity_id","livemode","dispute_id")
);

-- CreateTable
CREATE TABLE "dispute_file" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "dispute_id" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "dispute_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dispute_file_dispute" ON "dispute_file"("entity_id", "livemode", "dispute_id");

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────────
-- A seller sees and adds documents about its own sales; what we write to the bank is ours.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
  sellers CONSTANT text := own || ' AND seller_id <> '''' AND seller_id = (SELECT current_setting(''tieout.seller_id'', true))';
BEGIN
  FOREACH name IN ARRAY ARRAY['dispute_case', 'dispute_file'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY entity_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
  END LOOP;
  EXECUTE format('CREATE POLICY seller_own ON "dispute_file" FOR SELECT TO tieout_seller USING (%s)', sellers);
  EXECUTE format('CREATE POLICY seller_adds ON "dispute_file" FOR INSERT TO tieout_seller WITH CHECK (%s)', sellers);
END $$;
GRANT SELECT, INSERT ON "dispute_case", "dispute_file" TO tieout_app;
GRANT UPDATE ("words", "version", "updated_by", "updated_at", "editors") ON "dispute_case" TO tieout_app;
GRANT UPDATE ("removed_at") ON "dispute_file" TO tieout_app;
GRANT SELECT, INSERT ON "dispute_file" TO tieout_seller;
