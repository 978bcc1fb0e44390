-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "on_behalf_of" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "policy_facts" JSONB,
ADD COLUMN     "release_id" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "seller_release" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "cap_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "seller_release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegation" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "from_person_id" TEXT NOT NULL,
    "to_person_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_opening" (
    "proposal_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_opening_pkey" PRIMARY KEY ("proposal_id","person_id")
);

-- CreateTable
CREATE TABLE "bulk_sample" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "selected" TEXT[],
    "drawn" TEXT[],
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bulk_sample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller_bank_account" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "seller_bank_account_pkey" PRIMARY KEY ("entity_id","livemode","seller_id","id")
);

-- CreateIndex
CREATE INDEX "seller_release_open" ON "seller_release"("entity_id", "livemode", "seller_id", "currency", "expires_at");

-- CreateIndex
CREATE INDEX "delegation_to" ON "delegation"("entity_id", "to_person_id", "ends_at");

-- CreateIndex
CREATE INDEX "proposal_opening_person" ON "proposal_opening"("entity_id", "person_id", "opened_at");

-- CreateIndex
CREATE INDEX "bulk_sample_person" ON "bulk_sample"("entity_id", "person_id", "drawn_at");

-- CreateIndex
CREATE INDEX "seller_bank_account_fingerprint" ON "seller_bank_account"("entity_id", "livemode", "fingerprint");

-- CreateIndex
CREATE INDEX "decision_person" ON "decision"("entity_id", "person_id", "at");

-- CreateIndex
CREATE INDEX "execution_recent" ON "execution"("entity_id", "claimed_at");

-- CreateIndex
CREATE INDEX "proposal_release" ON "proposal"("release_id");

ALTER TABLE "seller_release" ADD CONSTRAINT "seller_release_cap" CHECK ("cap_minor" > 0 AND "expires_at" > "granted_at");
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_span" CHECK ("ends_at" > "starts_at" AND "from_person_id" <> "to_person_id");
-- One right to decide is one voice, whoever uses it.
CREATE UNIQUE INDEX "decision_one_voice" ON "decision" ("proposal_id", (CASE WHEN "on_behalf_of" = '' THEN "person_id" ELSE "on_behalf_of" END));

-- ── Who sees which rows, and what the application may do ──────────────────────────────────────────────────────
DO $$
DECLARE
  name text;
  own text;
BEGIN
  FOREACH name IN ARRAY ARRAY['seller_release', 'delegation', 'proposal_opening', 'bulk_sample', 'seller_bank_account'] LOOP
    own := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true))';
    IF name IN ('seller_release', 'seller_bank_account') THEN
      own := own || ' AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
END $$;
GRANT UPDATE ("revoked_at", "revoked_by") ON "seller_release" TO tieout_app;
GRANT UPDATE ("ended_at") ON "delegation" TO tieout_app;
GRANT UPDATE ("fingerprint", "last4", "currency", "gone_at") ON "seller_bank_account" TO tieout_app;
