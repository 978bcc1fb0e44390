-- What the schema files cannot say: rules on values, the journal's only way in, append-only history,
-- row-level security and the rights of each role.

-- ── Rules on values ────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_amount_not_zero" CHECK ("amount_minor" <> 0);
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_amount_positive" CHECK ("amount_minor" > 0);
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_state_known" CHECK ("state" IN ('blocked', 'needs_approval', 'approved',
  'executing', 'executed', 'failed', 'unknown', 'waiting_funds', 'rejected', 'expired', 'void', 'reversed', 'observed'));
ALTER TABLE "decision" ADD CONSTRAINT "decision_verdict_known" CHECK ("verdict" IN ('approve', 'reject'));
ALTER TABLE "stripe_event" ADD CONSTRAINT "stripe_event_state_known"
  CHECK ("state" IN ('received', 'mirrored', 'ignored', 'parked', 'failed'));
ALTER TABLE "person" ADD CONSTRAINT "person_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "commission_rule" ADD CONSTRAINT "commission_rule_percent" CHECK ("percent_bps" BETWEEN 0 AND 10000);
ALTER TABLE "fx_rate" ADD CONSTRAINT "fx_rate_positive" CHECK ("rate" > 0);

-- One attempt of a proposal is under way at a time.
CREATE UNIQUE INDEX "execution_one_open" ON "execution" ("proposal_id") WHERE "state" IN ('claimed', 'unknown');
-- The worker asks for what is due; done events leave this index.
CREATE INDEX "stripe_event_due" ON "stripe_event" ("entity_id", "livemode", "due_at") WHERE "state" = 'received';
CREATE INDEX "stripe_event_trouble" ON "stripe_event" ("entity_id", "livemode", "received_at" DESC)
  WHERE "state" IN ('parked', 'failed');

-- ── Append-only ────────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['journal_entry', 'journal_line', 'audit_record', 'seal', 'decision', 'settlement_line'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      name || '_no_truncate', name);
  END LOOP;
END $$;

-- ── The journal ────────────────────────────────────────────────────────────────────────────────────────────
CREATE TYPE journal_line_draft AS (
  "position" integer, line_no integer, account_id bigint, book text, code text, subject text, currency text,
  amount_minor bigint, balance_after_minor bigint, account_line_no bigint
);

-- Everything an entry says, hashed. `lines` holds, per line in order, the line's own columns and its account's.
CREATE FUNCTION journal_hash(e journal_entry, lines jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(e.id, e.entity_id, e.livemode, e.book, e.source_kind, e.source_account,
    e.source_id, e.source_part, e.rule, e.accounting_on - DATE '2000-01-01', extract(epoch FROM e.occurred_at),
    extract(epoch FROM e.recorded_at), e.description, to_jsonb(e.refs), lines)::text, 'UTF8'))
$$;

-- The same hash worked out from what the tables hold now. A change of any column of the entry, its lines or their
-- accounts' identity gives another one.
CREATE FUNCTION journal_hash_now(p_id bigint) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT journal_hash(e, (
    SELECT jsonb_agg(jsonb_build_array(l.line_no, l.entity_id, l.account_id, a.entity_id, a.livemode, a.book, a.code,
             a.subject, a.currency, l.currency, l.amount_minor, l.accounting_on - DATE '2000-01-01',
             l.balance_after_minor, l.account_line_no) ORDER BY l.line_no)
      FROM journal_line l LEFT JOIN ledger_account a ON a.id = l.account_id
     WHERE l.entry_id = e.id))
    FROM journal_entry e WHERE e.id = p_id
$$;

-- The journal's only way in. Posts a batch: checks that every entry balances per currency, takes the accounts' locks in
-- id order, keeps running balances, and answers per entry (by its place in the batch) with the entry's id and whether it
-- is new. An entry whose source was posted before is not posted again; if it says something else now, the call is refused.
CREATE FUNCTION ledger_post(p_entity text, p_livemode boolean, p_entries jsonb, p_at timestamptz)
RETURNS TABLE ("position" integer, entry_id bigint, created boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  v_lines journal_line_draft[];
  v_bad record;
BEGIN
  IF p_entity IS DISTINCT FROM current_setting('tieout.entity_id', true)
     OR p_livemode IS DISTINCT FROM (current_setting('tieout.livemode', true) = 'on') THEN
    RAISE EXCEPTION 'ledger_post: entity % is outside this transaction''s scope', p_entity USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- The transaction gets its id before the entry does: the sealer relies on that order.
  PERFORM pg_current_xact_id();

  SELECT array_agg(ROW(e.n, l.n, NULL, e.entry ->> 'book', l.line ->> 'code', l.line ->> 'subject', l.line ->> 'currency',
           (l.line ->> 'amount')::bigint, NULL, NULL)::journal_line_draft ORDER BY e.n, l.n)
    INTO v_lines
    FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS e (entry, n)
    CROSS JOIN LATERAL jsonb_array_elements(e.entry -> 'lines') WITH ORDINALITY AS l (line, n);

  SELECT d."position", d.currency, sum(d.amount_minor) AS off_by, bool_or(d.amount_minor = 0) AS has_zero INTO v_bad
    FROM unnest(v_lines) d GROUP BY 1, 2 HAVING sum(d.amount_minor) <> 0 OR bool_or(d.amount_minor = 0) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'journal entry % of the batch (%) %', v_bad."position", p_entries -> (v_bad."position" - 1) ->> 'sourceId',
      CASE WHEN v_bad.has_zero THEN 'has a line of zero' ELSE format('is off by %s %s', v_bad.off_by, v_bad.currency) END
      USING ERRCODE = 'check_violation';
  END IF;
  IF jsonb_array_length(p_entries) <> (SELECT count(DISTINCT d."position") FROM unnest(v_lines) d) THEN
    RAISE EXCEPTION 'a journal entry of the batch has no lines' USING ERRCODE = 'check_violation';
  END IF;

  IF EXISTS (SELECT FROM unnest(v_lines) d LEFT JOIN ledger_account a ON a.entity_id = p_entity AND a.livemode = p_livemode
               AND a.book = d.book AND a.code = d.code AND a.subject = d.subject AND a.currency = d.currency
              WHERE a.id IS NULL) THEN
    INSERT INTO ledger_account (entity_id, livemode, book, code, subject, currency)
    SELECT DISTINCT p_entity, p_livemode, d.book, d.code, d.subject, d.currency FROM unnest(v_lines) d ORDER BY 3, 4, 5, 6
    ON CONFLICT DO NOTHING;
  END IF;
  PERFORM 1 FROM ledger_account a
    WHERE a.id IN (SELECT a2.id FROM unnest(v_lines) d JOIN ledger_account a2 ON a2.entity_id = p_entity AND a2.livemode = p_livemode
                     AND a2.book = d.book AND a2.code = d.code AND a2.subject = d.subject AND a2.currency = d.currency)
    ORDER BY a.id FOR UPDATE;

  -- Whoever posted one of these sources before us held the same accounts, so it has committed and is visible now.
  RETURN QUERY
    SELECT e.n::integer, j.id, false
      FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS e (entry, n)
      JOIN journal_entry j ON j.entity_id = p_entity AND j.livemode = p_livemode AND j.source_kind = e.entry ->> 'sourceKind'
       AND j.source_account = e.entry ->> 'sourceAccount' AND j.source_id = e.entry ->> 'sourceId'
       AND j.source_part = e.entry ->> 'sourcePart';
  IF FOUND THEN
    SELECT e.entry ->> 'sourceId' AS source_id INTO v_bad
      FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS e (entry, n)
      JOIN journal_entry j ON j.entity_id = p_entity AND j.livemode = p_livemode AND j.source_kind = e.entry ->> 'sourceKind'
       AND j.source_account = e.entry ->> 'sourceAccount' AND j.source_id = e.entry ->> 'sourceId'
       AND j.source_part = e.entry ->> 'sourcePart'
     WHERE (SELECT array_agg(format('%s|%s|%s|%s', a.code, a.subject, l.currency, l.amount_minor) ORDER BY l.line_no)
              FROM journal_line l JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = j.id)
       IS DISTINCT FROM
           (SELECT array_agg(format('%s|%s|%s|%s', d.code, d.subject, d.currency, d.amount_minor) ORDER BY d.line_no)
              FROM unnest(v_lines) d WHERE d."position" = e.n)
     LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'source % was posted before with other lines: post a correction instead', v_bad.source_id
        USING ERRCODE = 'unique_violation';
    END IF;
    SELECT array_agg(d ORDER BY d."position", d.line_no) INTO v_lines FROM unnest(v_lines) d
     WHERE NOT EXISTS (
       SELECT FROM journal_entry j
        WHERE j.entity_id = p_entity AND j.livemode = p_livemode
          AND j.source_kind = p_entries -> (d."position" - 1) ->> 'sourceKind'
          AND j.source_account = p_entries -> (d."position" - 1) ->> 'sourceAccount'
          AND j.source_id = p_entries -> (d."position" - 1) ->> 'sourceId'
          AND j.source_part = p_entries -> (d."position" - 1) ->> 'sourcePart');
    IF v_lines IS NULL THEN RETURN; END IF;
  END IF;

  SELECT array_agg(n.line) INTO v_lines FROM (
    SELECT ROW(d."position", d.line_no, a.id, d.book, d.code, d.subject, d.currency, d.amount_minor,
             a.balance_minor + sum(d.amount_minor) OVER running, a.line_count + row_number() OVER running)::journal_line_draft AS line
      FROM unnest(v_lines) d
      JOIN ledger_account a ON a.entity_id = p_entity AND a.livemode = p_livemode AND a.book = d.book AND a.code = d.code
       AND a.subject = d.subject AND a.currency = d.currency
    WINDOW running AS (PARTITION BY a.id ORDER BY d."position", d.line_no)) n;

  RETURN QUERY
  WITH draft AS MATERIALIZED (
    SELECT e.n, ROW(nextval('journal_entry_id_seq'), p_entity, p_livemode, e.entry ->> 'book', e.entry ->> 'sourceKind',
             e.entry ->> 'sourceAccount', e.entry ->> 'sourceId', e.entry ->> 'sourcePart', e.entry ->> 'rule',
             (e.entry ->> 'accountingOn')::date, (e.entry ->> 'occurredAt')::timestamptz(3), p_at::timestamptz(3),
             e.entry ->> 'description', coalesce((SELECT array_agg(r) FROM jsonb_array_elements_text(e.entry -> 'refs') r), '{}'),
             NULL)::journal_entry AS row
      FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS e (entry, n)
     WHERE e.n IN (SELECT DISTINCT d."position" FROM unnest(v_lines) d)
     ORDER BY e.n
  ), said AS (
    SELECT d."position" AS n, jsonb_agg(jsonb_build_array(d.line_no, p_entity, d.account_id, p_entity, p_livemode, d.book, d.code,
             d.subject, d.currency, d.currency, d.amount_minor, (draft.row).accounting_on - DATE '2000-01-01',
             d.balance_after_minor, d.account_line_no) ORDER BY d.line_no) AS lines
      FROM draft JOIN unnest(v_lines) d ON d."position" = draft.n GROUP BY 1
  ), stamped AS MATERIALIZED (
    SELECT draft.n, draft.row, journal_hash(draft.row, said.lines) AS hash FROM draft JOIN said USING (n)
  ), entries AS (
    INSERT INTO journal_entry
    SELECT (s.row).id, (s.row).entity_id, (s.row).livemode, (s.row).book, (s.row).source_kind, (s.row).source_account,
           (s.row).source_id, (s.row).source_part, (s.row).rule, (s.row).accounting_on, (s.row).occurred_at,
           (s.row).recorded_at, (s.row).description, (s.row).refs, s.hash
      FROM stamped s ORDER BY s.n
    RETURNING id
  ), lines AS (
    INSERT INTO journal_line (entry_id, line_no, entity_id, account_id, amount_minor, currency, accounting_on,
                              balance_after_minor, account_line_no)
    SELECT (s.row).id, d.line_no, p_entity, d.account_id, d.amount_minor, d.currency, (s.row).accounting_on,
           d.balance_after_minor, d.account_line_no
      FROM unnest(v_lines) d JOIN stamped s ON s.n = d."position"
  ), accounts AS (
    UPDATE ledger_account a SET balance_minor = a.balance_minor + t.amount, line_count = a.line_count + t.lines
      FROM (SELECT d.account_id, sum(d.amount_minor)::bigint AS amount, count(*) AS lines FROM unnest(v_lines) d GROUP BY 1) t
     WHERE a.id = t.account_id
  )
  SELECT s.n::integer, (s.row).id, true FROM stamped s;
END $$;

-- The backstop: whatever way a line came in, an entry that does not balance cannot be committed. Once per entry: once per
-- line would cost a batch three quarters of its speed. Security definer, because before PostgreSQL 18 deferred triggers
-- run as the caller, who may not see every line.
CREATE FUNCTION journal_entry_must_balance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT currency, sum(amount_minor) AS off_by INTO v_bad FROM journal_line WHERE entry_id = NEW.id
   GROUP BY currency HAVING sum(amount_minor) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'journal entry % is off by % %', NEW.id, v_bad.off_by, v_bad.currency USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM journal_line WHERE entry_id = NEW.id) THEN
    RAISE EXCEPTION 'journal entry % has no lines', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER journal_entry_balance AFTER INSERT ON "journal_entry" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION journal_entry_must_balance();

-- ── The audit trail ────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION audit_hash(r audit_record) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(r.id, r.entity_id, r.livemode, extract(epoch FROM r.at), r.actor_kind, r.actor_id,
    r.actor_role, r.action, r.subject_kind, r.subject_id, r.before, r.after, r.note, r.data_scope, r.request_id,
    to_jsonb(r.refs))::text, 'UTF8'))
$$;

-- The audit trail's only way in.
CREATE FUNCTION audit_append(p_entity text, p_livemode boolean, p_at timestamptz, p_actor_kind text, p_actor_id text,
  p_actor_role text, p_action text, p_subject_kind text, p_subject_id text, p_before text, p_after text, p_note text,
  p_data_scope text, p_request_id text, p_refs text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_row audit_record;
BEGIN
  IF p_entity IS DISTINCT FROM current_setting('tieout.entity_id', true) THEN
    RAISE EXCEPTION 'audit_append: entity % is outside this transaction''s scope', p_entity USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_current_xact_id();
  v_row := ROW(nextval('audit_record_id_seq'), p_entity, p_livemode, p_at::timestamptz(3), p_actor_kind, p_actor_id, p_actor_role,
    p_action, p_subject_kind, p_subject_id, p_before, p_after, p_note, p_data_scope, p_request_id, p_refs, NULL);
  v_row.content_hash := audit_hash(v_row);
  INSERT INTO audit_record SELECT v_row.*;
  RETURN v_row.id;
END $$;

-- ── Sealing ────────────────────────────────────────────────────────────────────────────────────────────────
-- How far a chain may be sealed once every transaction older than `horizon` has ended.
CREATE FUNCTION chain_frontier(p_chain text, OUT last_id bigint, OUT horizon xid8, OUT oldest xid8)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  CASE p_chain
    WHEN 'journal' THEN SELECT coalesce(max(id), 0) INTO last_id FROM journal_entry;
    WHEN 'audit' THEN SELECT coalesce(max(id), 0) INTO last_id FROM audit_record;
  END CASE;
  horizon := pg_snapshot_xmax(pg_current_snapshot());
  oldest := pg_snapshot_xmin(pg_current_snapshot());
END $$;

-- Count and digest of the stored content hashes of a range, in id order, over all entities.
CREATE FUNCTION chain_digest(p_chain text, p_from bigint, p_to bigint, OUT row_count bigint, OUT digest bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  CASE p_chain
    WHEN 'journal' THEN
      SELECT count(*), sha256(coalesce(string_agg(content_hash, ''::bytea ORDER BY id), ''::bytea)) INTO row_count, digest
        FROM journal_entry WHERE id BETWEEN p_from AND p_to;
    WHEN 'audit' THEN
      SELECT count(*), sha256(coalesce(string_agg(content_hash, ''::bytea ORDER BY id), ''::bytea)) INTO row_count, digest
        FROM audit_record WHERE id BETWEEN p_from AND p_to;
  END CASE;
END $$;

-- Rows of a range whose content no longer gives the hash they were stored with.
CREATE FUNCTION chain_altered(p_chain text, p_from bigint, p_to bigint) RETURNS TABLE (id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
BEGIN
  IF p_chain = 'journal' THEN
    RETURN QUERY
      SELECT e.id FROM journal_entry e LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_array(l.line_no, l.entity_id, l.account_id, a.entity_id, a.livemode, a.book, a.code,
                 a.subject, a.currency, l.currency, l.amount_minor, l.accounting_on - DATE '2000-01-01',
                 l.balance_after_minor, l.account_line_no) ORDER BY l.line_no) AS lines
          FROM journal_line l LEFT JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = e.id) x ON true
       WHERE e.id BETWEEN p_from AND p_to AND journal_hash(e, x.lines) IS DISTINCT FROM e.content_hash;
  ELSE
    RETURN QUERY SELECT r.id FROM audit_record r WHERE r.id BETWEEN p_from AND p_to AND audit_hash(r) IS DISTINCT FROM r.content_hash;
  END IF;
END $$;

-- Lines whose entry is gone or lies outside every range: nobody may add one by hand.
CREATE FUNCTION chain_orphans() RETURNS TABLE (entry_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT DISTINCT l.entry_id FROM journal_line l WHERE NOT EXISTS (SELECT FROM journal_entry e WHERE e.id = l.entry_id) LIMIT 10
$$;

-- ── Who sees which rows ────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE
  t record;
  own text;
BEGIN
  FOR t IN
    SELECT c.relname AS name,
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'entity_id') AS has_entity,
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'livemode') AS has_mode
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.name);
    EXECUTE format('CREATE POLICY owner_all ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t.name);
    -- Sub-selects, so that the settings are read once per statement and not once per row.
    own := CASE
      WHEN t.has_entity AND t.has_mode AND t.name <> 'entity' THEN
        'entity_id = (SELECT current_setting(''tieout.entity_id'', true)) AND livemode = ((SELECT current_setting(''tieout.livemode'', true)) = ''on'')'
      WHEN t.has_entity THEN 'entity_id = (SELECT current_setting(''tieout.entity_id'', true))'
      ELSE 'coalesce((SELECT current_setting(''tieout.actor'', true)), '''') <> '''''
    END;
    EXECUTE format('CREATE POLICY app_scope ON %I TO tieout_app USING (%s) WITH CHECK (%s)', t.name, own, own);
    IF t.has_entity THEN
      EXECUTE format('CREATE POLICY analyst_scope ON %I FOR SELECT TO tieout_analyst USING (%s)', t.name, own);
    END IF;
  END LOOP;
END $$;

CREATE POLICY seller_own ON "seller" FOR SELECT TO tieout_seller USING (
  entity_id = (SELECT current_setting('tieout.entity_id', true)) AND id = (SELECT current_setting('tieout.seller_id', true)));
CREATE POLICY seller_own ON "settlement_share" FOR SELECT TO tieout_seller USING (
  entity_id = (SELECT current_setting('tieout.entity_id', true)) AND seller_id = (SELECT current_setting('tieout.seller_id', true)));
CREATE POLICY seller_own ON "settlement_line" FOR SELECT TO tieout_seller USING (
  entity_id = (SELECT current_setting('tieout.entity_id', true)) AND seller_id = (SELECT current_setting('tieout.seller_id', true)));

-- ── What each role may do ──────────────────────────────────────────────────────────────────────────────────
GRANT USAGE ON SCHEMA public TO tieout_app, tieout_seller, tieout_analyst;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO tieout_app;
DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN REVOKE ALL ON "_prisma_migrations" FROM tieout_app; END IF;
END $$;
-- The journal and the audit trail are written by their functions alone.
REVOKE INSERT, UPDATE ON "journal_entry", "journal_line", "ledger_account", "audit_record" FROM tieout_app;
REVOKE UPDATE ON "seal", "decision", "settlement_line", "policy_version", "contract_version", "commission_rule" FROM tieout_app;
REVOKE UPDATE ON "balance_transaction" FROM tieout_app;
GRANT UPDATE ("payout_id", "as_of", "raw") ON "balance_transaction" TO tieout_app;
GRANT DELETE ON "posting_queue", "worker_beat", "sign_in_attempt", "role_grant", "invoice_line", "invariant_run" TO tieout_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO tieout_app;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_post(text, boolean, jsonb, timestamptz),
  audit_append(text, boolean, timestamptz, text, text, text, text, text, text, text, text, text, text, text, text[]),
  chain_frontier(text), chain_digest(text, bigint, bigint), chain_altered(text, bigint, bigint), chain_orphans(),
  journal_hash(journal_entry, jsonb), journal_hash_now(bigint), audit_hash(audit_record) TO tieout_app;

GRANT SELECT ON "seller", "settlement_share", "settlement_line" TO tieout_seller;

-- Analysis sees no personal data and no secrets: no customers, people, payloads, metadata or raw objects.
GRANT SELECT ON "entity", "fx_rate", "contract", "contract_version", "commission_rule", "ledger_account", "journal_entry",
  "journal_line", "settlement", "settlement_line", "settlement_share", "proposal", "transfer_origin", "ticket",
  "invoice_payment" TO tieout_analyst;
GRANT SELECT ("id", "entity_id", "livemode", "stripe_account", "name", "country", "default_currency", "charges_enabled",
  "payouts_enabled", "transfers_status", "disabled_reason", "account_created_at", "charges_enabled_at", "first_sale_at")
  ON "seller" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "type", "reporting_category", "amount_minor", "fee_minor", "net_minor",
  "currency", "balance_type", "source_id", "payout_id", "fee_details", "exchange_rate", "created_at", "available_on")
  ON "balance_transaction" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "status", "paid", "amount_minor", "refunded_minor", "currency", "disputed",
  "payment_intent_id", "balance_transaction_id", "transfer_group", "source_transfer_id", "destination", "created_at")
  ON "charge" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "status", "amount_minor", "currency", "charge_id",
  "balance_transaction_id", "reason", "created_at") ON "refund" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "amount_minor", "reversed_minor", "currency", "destination",
  "source_transaction_id", "transfer_group", "balance_transaction_id", "created_at") ON "transfer" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "amount_minor", "currency", "transfer_id", "balance_transaction_id",
  "created_at") ON "transfer_reversal" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "status", "amount_minor", "currency", "automatic", "method", "arrival_at",
  "reconciliation_status", "balance_transaction_id", "failure_code", "created_at") ON "payout" TO tieout_analyst;
GRANT SELECT ("entity_id", "livemode", "account", "id", "number", "status", "currency", "total_minor", "amount_paid_minor",
  "amount_remaining_minor", "tax_minor", "billing_reason", "created_at", "paid_at") ON "invoice" TO tieout_analyst;
