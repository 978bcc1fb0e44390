-- CreateTable
CREATE TABLE "onboarding" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "note" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "link_no" INTEGER NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "invited_by" TEXT NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "accepted_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "ask_no" INTEGER NOT NULL DEFAULT 0,
    "asking_until" TIMESTAMPTZ(3),
    "ask_problem" TEXT NOT NULL DEFAULT '',
    "stripe_account" TEXT NOT NULL DEFAULT '',
    "seller_id" TEXT NOT NULL DEFAULT '',
    "account_at" TIMESTAMPTZ(3),
    "facts" JSONB,
    "facts_at" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),
    "template_id" TEXT NOT NULL,
    "template_version" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "terms_hash" TEXT NOT NULL,
    "own_terms" JSONB NOT NULL,
    "contract_id" TEXT NOT NULL DEFAULT '',
    "contract_version_id" TEXT NOT NULL DEFAULT '',
    "agreed_hash" TEXT NOT NULL DEFAULT '',
    "agreed_by" TEXT NOT NULL DEFAULT '',
    "contract_at" TIMESTAMPTZ(3),
    "seller_todo" TEXT[],
    "open_checks" TEXT[],
    "checks_at" TIMESTAMPTZ(3),
    "first_sale_at" TIMESTAMPTZ(3),
    "reviewed_at" TIMESTAMPTZ(3),
    "first_payout_at" TIMESTAMPTZ(3),
    "live_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "onboarding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "onboarding_template" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "terms_hash" TEXT NOT NULL,
    "contract_version_id" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "onboarding_template_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "onboarding_deviation" (
    "onboarding_id" TEXT NOT NULL,
    "check_key" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "accepted_by" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "onboarding_deviation_pkey" PRIMARY KEY ("onboarding_id","check_key","finding")
);

-- CreateTable
CREATE TABLE "onboarding_review" (
    "onboarding_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "hold_id" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "decision" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "decided_by" TEXT NOT NULL DEFAULT '',
    "decided_at" TIMESTAMPTZ(3),
    "proposal_id" TEXT NOT NULL DEFAULT '',
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "onboarding_review_pkey" PRIMARY KEY ("onboarding_id","round")
);

-- CreateTable
CREATE TABLE "onboarding_setting" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "onboarding_setting_pkey" PRIMARY KEY ("entity_id","livemode","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "onboarding_token_hash_key" ON "onboarding"("token_hash");

-- CreateIndex
CREATE INDEX "onboarding_page" ON "onboarding"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "onboarding_seller" ON "onboarding"("entity_id", "livemode", "seller_id");

-- CreateIndex
CREATE UNIQUE INDEX "onboarding_template_entity_id_livemode_name_version_key" ON "onboarding_template"("entity_id", "livemode", "name", "version");

-- Two who invite the same address at once make one invitation; a revoked one frees the address.
CREATE UNIQUE INDEX "onboarding_email" ON "onboarding"("entity_id", "livemode", "email") WHERE "state" <> 'revoked';
-- One account at Stripe belongs to one onboarding.
CREATE UNIQUE INDEX "onboarding_account" ON "onboarding"("entity_id", "livemode", "stripe_account") WHERE "stripe_account" <> '';
-- What is still under way: few rows among many.
CREATE INDEX "onboarding_open" ON "onboarding"("entity_id", "livemode", "state_since") WHERE "state" NOT IN ('live', 'revoked');
ALTER TABLE "onboarding" ADD CONSTRAINT "onboarding_state" CHECK (
  "state" IN ('invited', 'accepted', 'account', 'contract', 'checks', 'review', 'live', 'revoked')
  AND ("state" = 'revoked') = ("revoked_at" IS NOT NULL)
  AND ("state" IN ('invited', 'revoked') OR "accepted_at" IS NOT NULL)
  AND ("stripe_account" = '') = ("account_at" IS NULL) AND ("seller_id" = '') = ("account_at" IS NULL)
  AND ("contract_at" IS NULL) = ("agreed_hash" = ''));
ALTER TABLE "onboarding_review" ADD CONSTRAINT "onboarding_review_round" CHECK (
  "round" > 0 AND "decision" IN ('', 'released', 'below', 'elsewhere') AND ("decision" = '') = ("decided_at" IS NULL));

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────────
-- A seller sees its own way in: what is offered, how far it got and what waits for it; not who invited, nor what was found.
DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  FOREACH name IN ARRAY ARRAY['onboarding', 'onboarding_template', 'onboarding_deviation', 'onboarding_review', 'onboarding_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY entity_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', name, own, own);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO tieout_app', name);
  END LOOP;
  EXECUTE format('CREATE POLICY seller_own ON "onboarding" FOR SELECT TO tieout_seller USING (%s AND seller_id <> %L AND seller_id = (SELECT current_setting(%L, true)))',
    own, '', 'tieout.seller_id');
END $$;
GRANT UPDATE ("name", "note", "state", "state_since", "link_no", "token_hash", "expires_at", "reminded_at", "reminders", "accepted_at",
  "asked_at", "ask_no", "asking_until", "ask_problem", "stripe_account", "seller_id", "account_at", "facts", "facts_at", "ready_at",
  "terms", "terms_hash", "own_terms", "contract_id", "contract_version_id", "agreed_hash", "agreed_by", "contract_at", "seller_todo", "open_checks",
  "checks_at", "first_sale_at", "reviewed_at", "first_payout_at", "live_at", "revoked_at") ON "onboarding" TO tieout_app;
GRANT UPDATE ("retired_at") ON "onboarding_template" TO tieout_app;
GRANT UPDATE ("hold_id", "placed_at", "decision", "reason", "decided_by", "decided_at", "proposal_id", "ended_at") ON "onboarding_review" TO tieout_app;
GRANT SELECT ("id", "entity_id", "livemode", "seller_id", "name", "state", "expires_at", "invited_at", "accepted_at", "account_at", "ready_at", "own_terms",
  "terms_hash", "contract_at", "seller_todo", "checks_at", "first_sale_at", "reviewed_at", "first_payout_at", "live_at") ON "onboarding" TO tieout_seller;
