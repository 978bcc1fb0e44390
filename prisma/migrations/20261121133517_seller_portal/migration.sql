-- AlterTable
ALTER TABLE "person" ADD COLUMN     "locale" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "role_grant" ADD COLUMN     "seller_role" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "seller_viewing" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "seller_viewing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "magic_link" (
    "id" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "entity_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "magic_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "seller_viewing_person" ON "seller_viewing"("entity_id", "livemode", "person_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "magic_link_token_hash_key" ON "magic_link"("token_hash");

-- CreateIndex
CREATE INDEX "magic_link_email_created_at_idx" ON "magic_link"("email", "created_at");

-- CreateIndex
CREATE INDEX "magic_link_source_created_at_idx" ON "magic_link"("source", "created_at");

-- CreateIndex
CREATE INDEX "message_recipient" ON "message"("entity_id", "livemode", "recipient", "id" DESC);

ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_seller" CHECK (
  ("role" = 'seller') = ("seller_id" <> '') AND ("seller_role" = '' OR ("role" = 'seller' AND "seller_role" IN ('owner', 'finance', 'viewer'))));
ALTER TABLE "seller_viewing" ADD CONSTRAINT "seller_viewing_ends" CHECK ("ends_at" > "started_at");
-- One way into the portal per person of the platform at a time.
CREATE UNIQUE INDEX "seller_viewing_open" ON "seller_viewing"("entity_id", "livemode", "person_id") WHERE "ended_at" IS NULL;

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
BEGIN
  ALTER TABLE "seller_viewing" ENABLE ROW LEVEL SECURITY;
  ALTER TABLE "seller_viewing" FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_all ON "seller_viewing" TO CURRENT_USER USING (true) WITH CHECK (true);
  EXECUTE format('CREATE POLICY app_scope ON "seller_viewing" TO tieout_app USING (%s) WITH CHECK (%s)', own, own);
  ALTER TABLE "magic_link" ENABLE ROW LEVEL SECURITY;
  ALTER TABLE "magic_link" FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_all ON "magic_link" TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY app_scope ON "magic_link" TO tieout_app USING (entity_id = (SELECT current_setting('tieout.entity_id', true)))
    WITH CHECK (entity_id = (SELECT current_setting('tieout.entity_id', true)));
END $$;
GRANT SELECT, INSERT ON "seller_viewing", "magic_link" TO tieout_app;
GRANT UPDATE ("ended_at") ON "seller_viewing" TO tieout_app;
GRANT UPDATE ("used_at"), DELETE ON "magic_link" TO tieout_app;

-- ── What a seller reads: rows of its own, columns that hold neither the platform's ids nor what Stripe sent ────────────
-- Sales in which the seller is the only one: a refund or dispute of a shared sale would tell what others sold. Runs as the owner,
-- because the charge's id is the platform's and the seller's role cannot read it.
CREATE FUNCTION seller_sold(p_charge text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p_charge <> '' AND EXISTS (
    SELECT FROM settlement s
     WHERE s.entity_id = current_setting('tieout.entity_id', true) AND s.livemode = (current_setting('tieout.livemode', true) = 'on')
       AND s.charge_id = p_charge
       AND EXISTS (SELECT FROM settlement_line l WHERE l.settlement_id = s.id AND l.tier_label = ''
                      AND l.seller_id = current_setting('tieout.seller_id', true) AND l.seller_id <> '')
       AND NOT EXISTS (SELECT FROM settlement_line l WHERE l.settlement_id = s.id AND l.tier_label = ''
                          AND l.seller_id <> current_setting('tieout.seller_id', true)))
$$;
REVOKE ALL ON FUNCTION seller_sold(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seller_sold(text) TO tieout_seller;

DO $$
DECLARE
  name text;
  own CONSTANT text := 'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')';
  me CONSTANT text := '(SELECT current_setting(''tieout.seller_id'', true))';
  account CONSTANT text := '(SELECT s.stripe_account FROM seller s WHERE s.id = (SELECT current_setting(''tieout.seller_id'', true)))';
BEGIN
  FOREACH name IN ARRAY ARRAY['payout', 'payout_tie_out', 'balance_transaction', 'charge'] LOOP
    EXECUTE format('CREATE POLICY seller_own ON %I FOR SELECT TO tieout_seller USING (%s AND account = %s)', name, own, account);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['refund', 'dispute'] LOOP
    EXECUTE format('CREATE POLICY seller_own ON %I FOR SELECT TO tieout_seller USING (%s AND (account = %s OR seller_sold(charge_id)))', name, own, account);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['transfer_origin', 'seller_hold', 'seller_bank_account'] LOOP
    EXECUTE format('CREATE POLICY seller_own ON %I FOR SELECT TO tieout_seller USING (%s AND seller_id = %s AND seller_id <> %L)', name, own, me, '');
  END LOOP;
  EXECUTE format('CREATE POLICY seller_own ON "transfer" FOR SELECT TO tieout_seller USING (%s AND destination = %s)', own, account);
  EXECUTE format('CREATE POLICY seller_own ON "transfer_reversal" FOR SELECT TO tieout_seller USING (%s AND EXISTS (
    SELECT FROM transfer_origin o WHERE o.entity_id = transfer_reversal.entity_id AND o.livemode = transfer_reversal.livemode AND o.object_id = transfer_reversal.id))', own);
  EXECUTE format('CREATE POLICY seller_own ON "settlement" FOR SELECT TO tieout_seller USING (%s AND EXISTS (
    SELECT FROM settlement_share h WHERE h.settlement_id = settlement.id AND h.seller_id = %s))', own, me);
  EXECUTE format('CREATE POLICY seller_own ON "message" FOR SELECT TO tieout_seller USING (%s AND kind = %L AND (
    (subject_kind = %L AND subject_id = %s AND subject_id <> %L) OR recipient = (SELECT s.email FROM seller s WHERE s.id = %s AND s.email <> %L)))',
    own, 'mail.send', 'seller', me, '', me, '');
  EXECUTE format('CREATE POLICY seller_own ON "role_grant" FOR SELECT TO tieout_seller USING (
    entity_id = (SELECT current_setting(%L, true)) AND role = %L AND seller_id = %s)', 'tieout.entity_id', 'seller', me);
  CREATE POLICY seller_own ON "person" FOR SELECT TO tieout_seller USING (EXISTS (SELECT FROM role_grant g WHERE g.person_id = person.id));
END $$;
GRANT SELECT ("entity_id", "livemode", "account", "id", "status", "amount_minor", "currency", "automatic", "method", "arrival_at", "failure_code",
  "trace_id", "trace_status", "destination_id", "original_payout_id", "reversed_by_id", "balance_transaction_id",
  "failure_balance_transaction_id", "created_at") ON "payout" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "account", "payout_id", "mode", "state", "payout_status", "currency", "payout_minor", "gross_minor", "fee_minor",
  "net_minor", "line_count", "left_minor", "categories", "created_at", "arrival_at") ON "payout_tie_out" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "account", "id", "type", "reporting_category", "amount_minor", "fee_minor", "net_minor", "currency",
  "balance_type", "source_id", "payout_id", "fee_details", "exchange_rate", "created_at", "available_on") ON "balance_transaction" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "account", "id", "status", "paid", "amount_minor", "refunded_minor", "currency", "disputed",
  "balance_transaction_id", "source_transfer_id", "created_at") ON "charge" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "id", "status", "amount_minor", "currency", "reason", "created_at") ON "refund" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "id", "status", "amount_minor", "currency", "reason", "due_at", "created_at") ON "dispute" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "id", "amount_minor", "reversed_minor", "currency", "destination", "destination_payment_id", "created_at")
  ON "transfer" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "id", "amount_minor", "currency", "transfer_id", "created_at") ON "transfer_reversal" TO tieout_seller;
GRANT SELECT ("entity_id", "livemode", "object_id", "settlement_id", "seller_id", "at") ON "transfer_origin" TO tieout_seller;
GRANT SELECT ("id", "entity_id", "livemode", "pattern", "currency", "collected_at", "accounting_on", "order_id", "invoice_number", "state",
  "version") ON "settlement" TO tieout_seller;
GRANT SELECT ("id", "entity_id", "livemode", "seller_id", "placed_at", "lifted_at") ON "seller_hold" TO tieout_seller;
GRANT SELECT ("id", "entity_id", "livemode", "seller_id", "last4", "currency", "first_seen_at", "gone_at") ON "seller_bank_account" TO tieout_seller;
GRANT SELECT ("id", "entity_id", "livemode", "kind", "recipient", "subject", "body", "subject_kind", "subject_id", "state", "created_at", "sent_at")
  ON "message" TO tieout_seller;
GRANT SELECT ("person_id", "entity_id", "role", "seller_id", "seller_role", "granted_at") ON "role_grant" TO tieout_seller;
GRANT SELECT ("id", "email", "name", "state", "last_sign_in_at", "locale") ON "person" TO tieout_seller;
