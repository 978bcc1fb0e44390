-- CreateTable
CREATE TABLE "journal_batch" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "number" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "entry_count" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "targets" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_batch_pkey" PRIMARY KEY ("entity_id","livemode","number")
);

-- CreateTable
CREATE TABLE "journal_batch_entry" (
    "entry_id" BIGINT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "batch_number" INTEGER NOT NULL,

    CONSTRAINT "journal_batch_entry_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "gl_mapping" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "system" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gl_mapping_pkey" PRIMARY KEY ("entity_id","livemode","system","code")
);

-- CreateIndex
CREATE INDEX "journal_batch_entry_page" ON "journal_batch_entry"("entity_id", "livemode", "batch_number", "entry_id");

ALTER TABLE "gl_mapping" ADD CONSTRAINT "gl_mapping_system" CHECK ("system" IN ('netsuite', 'datev', 'quickbooks', 'xero'));

-- What went out stays as it went out.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['journal_batch', 'journal_batch_entry'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_unchanged', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_kept', name);
  END LOOP;
END $$;

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['journal_batch', 'journal_batch_entry', 'gl_mapping'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
END $$;
GRANT UPDATE ("target", "changed_by", "changed_at"), DELETE ON "gl_mapping" TO tieout_app;
