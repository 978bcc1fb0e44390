-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'active',
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "person_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL DEFAULT '',
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("person_id","entity_id","role","seller_id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "entity_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("entity_id","version")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "once_key" TEXT NOT NULL,
    "arguments" TEXT NOT NULL,
    "arguments_hash" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "functional_minor" BIGINT,
    "seller_id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "reasoning" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "checks" JSONB NOT NULL,
    "effects" JSONB NOT NULL,
    "proposed_by_kind" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "policy_decision" TEXT NOT NULL,
    "policy_reasons" JSONB NOT NULL,
    "approvals_needed" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "state_reason" TEXT NOT NULL,
    "state_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "provider_object_id" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "entity_id" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "arguments_hash" TEXT NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("proposal_id","person_id")
);

-- CreateTable
CREATE TABLE "execution" (
    "proposal_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "provider_object_id" TEXT NOT NULL DEFAULT '',
    "request_id" TEXT NOT NULL DEFAULT '',
    "error_code" TEXT NOT NULL DEFAULT '',
    "error_message" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "execution_pkey" PRIMARY KEY ("proposal_id","attempt")
);

-- CreateTable
CREATE TABLE "audit_record" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "data_scope" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "refs" TEXT[],
    "content_hash" BYTEA NOT NULL,

    CONSTRAINT "audit_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal" (
    "id" BIGSERIAL NOT NULL,
    "chain" TEXT NOT NULL,
    "from_id" BIGINT NOT NULL,
    "to_id" BIGINT NOT NULL,
    "row_count" BIGINT NOT NULL,
    "digest" BYTEA NOT NULL,
    "previous_hmac" BYTEA NOT NULL,
    "hmac" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract_version" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "contract_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "effective_on" DATE NOT NULL,
    "fee_bearer" TEXT NOT NULL,
    "commission_base" TEXT NOT NULL,
    "platform_liable_for_tax" BOOLEAN NOT NULL,
    "fee_alert_bps" INTEGER NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_rule" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "contract_version_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "line_type" TEXT NOT NULL,
    "percent_bps" INTEGER NOT NULL,
    "fixed_minor" BIGINT NOT NULL,
    "min_minor" BIGINT,
    "max_minor" BIGINT,
    "currency" TEXT NOT NULL,

    CONSTRAINT "commission_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entity" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "stripe_account" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "functional_currency" CHAR(3) NOT NULL,
    "book_time_zone" TEXT NOT NULL,
    "go_live_at" TIMESTAMPTZ(3),
    "automatic_since" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "metadata_keys" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "payload" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_token" TEXT NOT NULL DEFAULT '',
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "sweep_cursor" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "up_to" TIMESTAMPTZ(3) NOT NULL,
    "after" TEXT NOT NULL DEFAULT '',
    "window_end" TIMESTAMPTZ(3),
    "swept_at" TIMESTAMPTZ(3) NOT NULL,
    "row_count" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sweep_cursor_pkey" PRIMARY KEY ("entity_id","livemode","account","kind")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "book" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "balance_minor" BIGINT NOT NULL DEFAULT 0,
    "line_count" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "book" TEXT NOT NULL,
    "source_kind" TEXT NOT NULL,
    "source_account" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "source_part" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "accounting_on" DATE NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "description" TEXT NOT NULL,
    "refs" TEXT[],
    "content_hash" BYTEA NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_line" (
    "entry_id" BIGINT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "accounting_on" DATE NOT NULL,
    "balance_after_minor" BIGINT NOT NULL,
    "account_line_no" BIGINT NOT NULL,

    CONSTRAINT "journal_line_pkey" PRIMARY KEY ("entry_id","line_no")
);

-- CreateTable
CREATE TABLE "posting_queue" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "posting_queue_pkey" PRIMARY KEY ("entity_id","livemode","account","balance_transaction_id")
);

-- CreateTable
CREATE TABLE "invariant_run" (
    "id" BIGSERIAL NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invariant_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "balance_transaction" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "reporting_category" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "balance_type" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "payout_id" TEXT NOT NULL DEFAULT '',
    "fee_details" JSONB NOT NULL,
    "exchange_rate" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "available_on" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "balance_transaction_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "charge" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "paid" BOOLEAN NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "disputed" BOOLEAN NOT NULL,
    "customer_id" TEXT NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "transfer_group" TEXT NOT NULL,
    "source_transfer_id" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "charge_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "payment_intent" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "latest_charge_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "transfer_group" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "payment_intent_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "refund" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "charge_id" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "failure_balance_transaction_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reversed_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "destination" TEXT NOT NULL,
    "destination_payment_id" TEXT NOT NULL,
    "source_transaction_id" TEXT NOT NULL,
    "transfer_group" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "transfer_reversal" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "transfer_id" TEXT NOT NULL,
    "source_refund_id" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "transfer_reversal_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "payout" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "automatic" BOOLEAN NOT NULL,
    "method" TEXT NOT NULL,
    "arrival_at" TIMESTAMPTZ(3) NOT NULL,
    "reconciliation_status" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "failure_balance_transaction_id" TEXT NOT NULL,
    "failure_code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "payout_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "amount_paid_minor" BIGINT NOT NULL,
    "amount_remaining_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "billing_reason" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "invoice_line" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "quantity" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "invoice_payment" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_paid_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "invoice_payment_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "mirror_object" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "raw" TEXT NOT NULL,

    CONSTRAINT "mirror_object_pkey" PRIMARY KEY ("entity_id","livemode","account","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" BIGSERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "succeeded" BOOLEAN NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_beat" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_beat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_bucket" (
    "entity_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(6) NOT NULL,
    "blocked_until" TIMESTAMPTZ(6),

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("entity_id","account")
);

-- CreateTable
CREATE TABLE "fx_rate" (
    "entity_id" TEXT NOT NULL,
    "base" CHAR(3) NOT NULL,
    "quote" CHAR(3) NOT NULL,
    "on" DATE NOT NULL,
    "rate" DECIMAL(24,12) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "fx_rate_pkey" PRIMARY KEY ("entity_id","base","quote","on")
);

-- CreateTable
CREATE TABLE "seller" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "stripe_account" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "default_currency" CHAR(3) NOT NULL,
    "charges_enabled" BOOLEAN NOT NULL,
    "payouts_enabled" BOOLEAN NOT NULL,
    "transfers_status" TEXT NOT NULL,
    "disabled_reason" TEXT NOT NULL,
    "account_created_at" TIMESTAMPTZ(3) NOT NULL,
    "charges_enabled_at" TIMESTAMPTZ(3),
    "first_sale_at" TIMESTAMPTZ(3),
    "as_of" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seller_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller_hold" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "placed_by" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" TEXT NOT NULL DEFAULT '',
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "seller_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "source_kind" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "balance_transaction_id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL DEFAULT '',
    "customer_id" TEXT NOT NULL DEFAULT '',
    "order_id" TEXT NOT NULL DEFAULT '',
    "invoice_number" TEXT NOT NULL DEFAULT '',
    "transfer_group" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "processor_fee_minor" BIGINT NOT NULL,
    "commission_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "sellers_minor" BIGINT NOT NULL,
    "collected_at" TIMESTAMPTZ(3) NOT NULL,
    "accounting_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "state_reason" TEXT NOT NULL,
    "before_go_live" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "summary" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement_line" (
    "settlement_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "line_no" INTEGER NOT NULL,
    "entity_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source_line_id" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "line_type" TEXT NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "commission_minor" BIGINT NOT NULL,
    "seller_fee_minor" BIGINT NOT NULL,
    "seller_minor" BIGINT NOT NULL,
    "contract_version_id" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "trace" TEXT NOT NULL,

    CONSTRAINT "settlement_line_pkey" PRIMARY KEY ("settlement_id","version","line_no")
);

-- CreateTable
CREATE TABLE "settlement_share" (
    "settlement_id" TEXT NOT NULL,
    "seller_id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "owed_minor" BIGINT NOT NULL,
    "transferred_minor" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "settlement_share_pkey" PRIMARY KEY ("settlement_id","seller_id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL DEFAULT '',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolution" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_origin" (
    "entity_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "object_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL DEFAULT '',
    "settlement_id" TEXT NOT NULL DEFAULT '',
    "seller_id" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_origin_pkey" PRIMARY KEY ("entity_id","livemode","object_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "proposal_queue" ON "proposal"("entity_id", "livemode", "state", "id" DESC);

-- CreateIndex
CREATE INDEX "proposal_page" ON "proposal"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "proposal_subject" ON "proposal"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "proposal_seller" ON "proposal"("entity_id", "livemode", "seller_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "proposal_entity_id_livemode_once_key_key" ON "proposal"("entity_id", "livemode", "once_key");

-- CreateIndex
CREATE UNIQUE INDEX "execution_idempotency_key_key" ON "execution"("idempotency_key");

-- CreateIndex
CREATE INDEX "execution_unfinished" ON "execution"("state", "lease_until");

-- CreateIndex
CREATE INDEX "audit_record_page" ON "audit_record"("entity_id", "livemode", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_record_refs" ON "audit_record" USING GIN ("refs");

-- CreateIndex
CREATE UNIQUE INDEX "seal_chain_from_id_key" ON "seal"("chain", "from_id");

-- CreateIndex
CREATE UNIQUE INDEX "seal_chain_to_id_key" ON "seal"("chain", "to_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_entity_id_livemode_seller_id_key" ON "contract"("entity_id", "livemode", "seller_id");

-- CreateIndex
CREATE INDEX "contract_version_contract_id_effective_on_idx" ON "contract_version"("contract_id", "effective_on" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "contract_version_contract_id_version_key" ON "contract_version"("contract_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "commission_rule_contract_version_id_position_key" ON "commission_rule"("contract_version_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "entity_stripe_account_livemode_key" ON "entity"("stripe_account", "livemode");

-- CreateIndex
CREATE INDEX "stripe_event_page" ON "stripe_event"("entity_id", "livemode", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "stripe_event_object" ON "stripe_event"("object_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_entity_id_livemode_book_code_subject_currenc_key" ON "ledger_account"("entity_id", "livemode", "book", "code", "subject", "currency");

-- CreateIndex
CREATE INDEX "journal_entry_page" ON "journal_entry"("entity_id", "livemode", "book", "id" DESC);

-- CreateIndex
CREATE INDEX "journal_entry_refs" ON "journal_entry" USING GIN ("refs");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_source" ON "journal_entry"("entity_id", "livemode", "source_kind", "source_account", "source_id", "source_part");

-- CreateIndex
CREATE INDEX "journal_line_day" ON "journal_line"("account_id", "accounting_on");

-- CreateIndex
CREATE UNIQUE INDEX "journal_line_account" ON "journal_line"("account_id", "account_line_no");

-- CreateIndex
CREATE INDEX "invariant_run_latest" ON "invariant_run"("entity_id", "livemode", "name", "id" DESC);

-- CreateIndex
CREATE INDEX "balance_transaction_created" ON "balance_transaction"("entity_id", "livemode", "account", "created_at", "id");

-- CreateIndex
CREATE INDEX "balance_transaction_source" ON "balance_transaction"("entity_id", "livemode", "source_id");

-- CreateIndex
CREATE INDEX "charge_payment_intent" ON "charge"("entity_id", "livemode", "payment_intent_id");

-- CreateIndex
CREATE INDEX "charge_created" ON "charge"("entity_id", "livemode", "account", "created_at", "id");

-- CreateIndex
CREATE INDEX "refund_charge" ON "refund"("entity_id", "livemode", "charge_id");

-- CreateIndex
CREATE INDEX "transfer_source" ON "transfer"("entity_id", "livemode", "source_transaction_id");

-- CreateIndex
CREATE INDEX "transfer_group_index" ON "transfer"("entity_id", "livemode", "transfer_group");

-- CreateIndex
CREATE INDEX "transfer_destination" ON "transfer"("entity_id", "livemode", "destination", "created_at");

-- CreateIndex
CREATE INDEX "transfer_reversal_transfer" ON "transfer_reversal"("entity_id", "livemode", "transfer_id");

-- CreateIndex
CREATE INDEX "payout_created" ON "payout"("entity_id", "livemode", "account", "created_at");

-- CreateIndex
CREATE INDEX "invoice_number" ON "invoice"("entity_id", "livemode", "number");

-- CreateIndex
CREATE INDEX "invoice_line_invoice" ON "invoice_line"("entity_id", "livemode", "invoice_id", "position");

-- CreateIndex
CREATE INDEX "invoice_payment_invoice" ON "invoice_payment"("entity_id", "livemode", "invoice_id");

-- CreateIndex
CREATE INDEX "invoice_payment_intent" ON "invoice_payment"("entity_id", "livemode", "payment_intent_id");

-- CreateIndex
CREATE INDEX "mirror_object_type" ON "mirror_object"("entity_id", "livemode", "type", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_entity_id_email_idx" ON "invitation"("entity_id", "email");

-- CreateIndex
CREATE INDEX "sign_in_attempt_email_at_idx" ON "sign_in_attempt"("email", "at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_source_at_idx" ON "sign_in_attempt"("source", "at");

-- CreateIndex
CREATE INDEX "seller_page" ON "seller"("entity_id", "livemode", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "seller_entity_id_livemode_stripe_account_key" ON "seller"("entity_id", "livemode", "stripe_account");

-- CreateIndex
CREATE INDEX "seller_hold_seller_id_lifted_at_idx" ON "seller_hold"("seller_id", "lifted_at");

-- CreateIndex
CREATE INDEX "settlement_charge" ON "settlement"("entity_id", "livemode", "charge_id");

-- CreateIndex
CREATE INDEX "settlement_state_page" ON "settlement"("entity_id", "livemode", "state", "collected_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "settlement_page" ON "settlement"("entity_id", "livemode", "collected_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "settlement_order" ON "settlement"("entity_id", "livemode", "order_id");

-- CreateIndex
CREATE INDEX "settlement_invoice_number" ON "settlement"("entity_id", "livemode", "invoice_number");

-- CreateIndex
CREATE UNIQUE INDEX "settlement_entity_id_livemode_source_kind_source_id_key" ON "settlement"("entity_id", "livemode", "source_kind", "source_id");

-- CreateIndex
CREATE INDEX "settlement_line_seller" ON "settlement_line"("seller_id", "settlement_id");

-- CreateIndex
CREATE INDEX "settlement_share_seller" ON "settlement_share"("entity_id", "livemode", "seller_id", "settlement_id");

-- CreateIndex
CREATE INDEX "ticket_queue" ON "ticket"("entity_id", "livemode", "state", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ticket_entity_id_livemode_subject_kind_subject_id_code_key" ON "ticket"("entity_id", "livemode", "subject_kind", "subject_id", "code");

-- CreateIndex
CREATE INDEX "transfer_origin_settlement_id_idx" ON "transfer_origin"("settlement_id");

-- CreateIndex
CREATE INDEX "transfer_origin_outside" ON "transfer_origin"("entity_id", "livemode", "origin", "at");

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "execution" ADD CONSTRAINT "execution_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_version" ADD CONSTRAINT "contract_version_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_rule" ADD CONSTRAINT "commission_rule_contract_version_id_fkey" FOREIGN KEY ("contract_version_id") REFERENCES "contract_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "journal_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settlement_share" ADD CONSTRAINT "settlement_share_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
