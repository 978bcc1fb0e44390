-- CreateTable
CREATE TABLE "stripe_reading" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "watermark_at" TIMESTAMPTZ(3),
    "watermark_ids" TEXT[],
    "funds" JSONB NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "stripe_reading_pkey" PRIMARY KEY ("entity_id","livemode")
);

-- CreateTable
CREATE TABLE "day_signature" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "on" DATE NOT NULL,
    "shown" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "line_count" BIGINT NOT NULL,
    "comment" TEXT NOT NULL,
    "signed_by" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "day_signature_pkey" PRIMARY KEY ("entity_id","livemode","on")
);

-- What was signed is what the hash says, and nobody signs in nobody's name.
ALTER TABLE "day_signature" ADD CONSTRAINT "day_signature_hash"
  CHECK ("content_hash" = encode(sha256(convert_to("shown", 'UTF8')), 'hex'));
ALTER TABLE "day_signature" ADD CONSTRAINT "day_signature_signer" CHECK ("signed_by" <> '');

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['stripe_reading', 'day_signature'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON "stripe_reading" TO tieout_app;
-- A signature is written once: nothing changes it, nothing removes it.
GRANT SELECT, INSERT ON "day_signature" TO tieout_app;
CREATE TRIGGER day_signature_append_only BEFORE UPDATE OR DELETE ON "day_signature" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER day_signature_no_truncate BEFORE TRUNCATE ON "day_signature" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
