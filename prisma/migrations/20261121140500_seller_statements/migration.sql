-- CreateTable
CREATE TABLE "seller_statement" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "month" DATE NOT NULL,
    "opening_minor" BIGINT NOT NULL,
    "closing_minor" BIGINT NOT NULL,
    "sums" JSONB NOT NULL,
    "line_count" INTEGER NOT NULL,
    "through_line_no" BIGINT NOT NULL,
    "content" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seller_statement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "seller_statement_code_key" ON "seller_statement"("code");

-- CreateIndex
CREATE UNIQUE INDEX "seller_statement_entity_id_livemode_seller_id_currency_mont_key" ON "seller_statement"("entity_id", "livemode", "seller_id", "currency", "month");

ALTER TABLE "seller_statement" ADD CONSTRAINT "seller_statement_month" CHECK (extract(day FROM "month") = 1);
ALTER TABLE "seller_statement" ADD CONSTRAINT "seller_statement_hash" CHECK ("content_hash" = encode(sha256(convert_to("content", 'UTF8')), 'hex'));
-- Opening and the sums add up to closing: what does not is never issued, whoever writes it.
CREATE FUNCTION seller_statement_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.opening_minor + coalesce((SELECT sum((s ->> 'minor')::bigint) FROM jsonb_array_elements(NEW.sums) s), 0) <> NEW.closing_minor THEN
    RAISE EXCEPTION 'a statement of % does not add up', NEW.seller_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seller_statement_adds_up BEFORE INSERT ON "seller_statement" FOR EACH ROW EXECUTE FUNCTION seller_statement_adds_up();
CREATE TRIGGER seller_statement_append_only BEFORE UPDATE OR DELETE ON "seller_statement" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seller_statement_no_truncate BEFORE TRUNCATE ON "seller_statement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  ALTER TABLE "seller_statement" ENABLE ROW LEVEL SECURITY;
  ALTER TABLE "seller_statement" FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_all ON "seller_statement" TO CURRENT_USER USING (true) WITH CHECK (true);
  EXECUTE format('CREATE POLICY app_scope ON "seller_statement" TO tieout_app USING (%s) WITH CHECK (%s)', own, own);
  EXECUTE format('CREATE POLICY seller_own ON "seller_statement" FOR SELECT TO tieout_seller USING (%s AND seller_id = (SELECT current_setting(''tieout.seller_id'', true)))', own);
END $$;
GRANT SELECT, INSERT ON "seller_statement" TO tieout_app;
GRANT SELECT ON "seller_statement" TO tieout_seller;
