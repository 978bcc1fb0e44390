-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "token_hash" BYTEA NOT NULL,
    "last4" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_account" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "iban_last4" TEXT NOT NULL DEFAULT '',
    "number_hash" TEXT NOT NULL DEFAULT '',
    "csv_mapping" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_file" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "bank_account_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "byte_count" BIGINT NOT NULL,
    "format" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "line_count" INTEGER NOT NULL,
    "skipped_count" INTEGER NOT NULL,
    "sum_minor" BIGINT NOT NULL,
    "opening_minor" BIGINT,
    "closing_minor" BIGINT,
    "first_on" DATE,
    "last_on" DATE,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_line" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "bank_account_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "line_key" TEXT NOT NULL,
    "booked_on" DATE NOT NULL,
    "value_on" DATE,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reference" TEXT NOT NULL,
    "counterparty" TEXT NOT NULL,
    "bank_reference" TEXT NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "bank_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_skipped_line" (
    "file_id" TEXT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "bank_skipped_line_pkey" PRIMARY KEY ("file_id","line_no")
);

-- CreateTable
CREATE TABLE "seller_record_file" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "byte_count" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "record_count" INTEGER NOT NULL,
    "skipped_count" INTEGER NOT NULL,
    "totals" JSONB NOT NULL,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seller_record_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller_record" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "file_id" TEXT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "record_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_ref" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "seller_ref" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL DEFAULT '',
    "gross_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "commission_minor" BIGINT,
    "commission_percent" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payment" TEXT NOT NULL,
    "refund_of" TEXT NOT NULL,
    "functional_minor" BIGINT,
    "raw" TEXT NOT NULL,

    CONSTRAINT "seller_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller_record_skipped" (
    "file_id" TEXT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "seller_record_skipped_pkey" PRIMARY KEY ("file_id","line_no")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_token_hash_key" ON "api_key"("token_hash");

-- CreateIndex
CREATE INDEX "api_key_page" ON "api_key"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "bank_account_page" ON "bank_account"("entity_id", "livemode", "id");

-- CreateIndex
CREATE INDEX "bank_file_page" ON "bank_file"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "bank_file_account" ON "bank_file"("bank_account_id", "last_on" DESC);

-- CreateIndex
CREATE INDEX "bank_line_page" ON "bank_line"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "bank_line_amount" ON "bank_line"("entity_id", "livemode", "currency", "amount_minor", "booked_on");

-- CreateIndex
CREATE INDEX "bank_line_day" ON "bank_line"("bank_account_id", "booked_on" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "bank_line_once" ON "bank_line"("bank_account_id", "line_key");

-- CreateIndex
CREATE INDEX "seller_record_file_page" ON "seller_record_file"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "seller_record_page" ON "seller_record"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "seller_record_order" ON "seller_record"("entity_id", "livemode", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "seller_record_once" ON "seller_record"("entity_id", "livemode", "record_key");

ALTER TABLE "bank_account" ADD CONSTRAINT "bank_account_currency" CHECK ("currency" = upper("currency"));
-- A number names one account.
CREATE UNIQUE INDEX "bank_account_number" ON "bank_account" ("entity_id", "livemode", "number_hash", "currency") WHERE "number_hash" <> '';
CREATE UNIQUE INDEX "bank_account_name" ON "bank_account" ("entity_id", "livemode", lower("name"));

ALTER TABLE "bank_file" ADD CONSTRAINT "bank_file_state"
  CHECK (("state" = 'imported' AND "problem" = '' AND "bank_account_id" <> '') OR ("state" = 'refused' AND "problem" <> ''));
ALTER TABLE "bank_file" ADD CONSTRAINT "bank_file_sum"
  CHECK ("opening_minor" IS NULL OR "closing_minor" IS NULL OR "opening_minor" + "sum_minor" = "closing_minor" OR "state" = 'refused');
-- A file counts once per account, whoever imports it and however.
CREATE UNIQUE INDEX "bank_file_once" ON "bank_file" ("entity_id", "livemode", "bank_account_id", "file_hash") WHERE "state" = 'imported';
CREATE INDEX "bank_file_hash" ON "bank_file" ("entity_id", "livemode", "file_hash");

ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_amount" CHECK ("amount_minor" <> 0);
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_currency" CHECK ("currency" = upper("currency"));
ALTER TABLE "bank_skipped_line" ADD CONSTRAINT "bank_skipped_line_reason"
  CHECK ("reason" IN ('known', 'repeated', 'no_movement', 'not_booked'));

ALTER TABLE "seller_record_file" ADD CONSTRAINT "seller_record_file_state"
  CHECK (("state" = 'imported' AND "problem" = '') OR ("state" = 'refused' AND "problem" <> ''));
CREATE UNIQUE INDEX "seller_record_file_once" ON "seller_record_file" ("entity_id", "livemode", "file_hash") WHERE "state" = 'imported';
ALTER TABLE "seller_record" ADD CONSTRAINT "seller_record_kind" CHECK ("kind" IN ('sale', 'refund'));
ALTER TABLE "seller_record" ADD CONSTRAINT "seller_record_currency" CHECK ("currency" = upper("currency"));
ALTER TABLE "seller_record_skipped" ADD CONSTRAINT "seller_record_skipped_reason" CHECK ("reason" IN ('known', 'changed'));
-- Records whose seller nobody knows yet are looked at again.
CREATE INDEX "seller_record_unresolved" ON "seller_record" ("entity_id", "livemode", "seller_ref") WHERE "seller_id" = '' AND "seller_ref" <> '';

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['bank_account', 'bank_file', 'bank_line', 'bank_skipped_line', 'seller_record_file', 'seller_record', 'seller_record_skipped', 'api_key'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
END $$;
-- What was imported stays as it was.
GRANT UPDATE ("name", "csv_mapping") ON "bank_account" TO tieout_app;
GRANT UPDATE ("seller_id") ON "seller_record" TO tieout_app;
GRANT UPDATE ("last_used_at", "revoked_at") ON "api_key" TO tieout_app;
GRANT USAGE ON SEQUENCE "bank_line_id_seq", "seller_record_id_seq" TO tieout_app;
