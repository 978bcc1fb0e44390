-- Jobs of a period run by themselves, or after an approval (a revaluation). Only what was approved posts into a soft-locked month; what
-- a job brings late by itself stands on the first open day like any other fact. Besides, the function is as before.
CREATE OR REPLACE FUNCTION ledger_post(p_entity text, p_livemode boolean, p_entries jsonb, p_at timestamptz)
RETURNS TABLE ("position" integer, entry_id bigint, created boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET enable_seqscan = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  v_lines journal_line_draft[];
  v_accounts bigint[];
  v_is_missing boolean;
  v_is_wrong boolean;
  v_entry_count bigint;
  v_positions integer[];
  v_ids bigint[];
  v_constraint text;
  v_bad record;
  v_open_from date;
  v_journals_from date;
BEGIN
  IF p_entity IS DISTINCT FROM current_setting('tieout.entity_id', true)
     OR p_livemode IS DISTINCT FROM (current_setting('tieout.livemode', true) = 'on') THEN
    RAISE EXCEPTION 'ledger_post: entity % is outside this transaction''s scope', p_entity USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- The transaction gets its id before the entry does: the sealer relies on that order.
  PERFORM pg_current_xact_id();

  -- Which days are open: asked once for the batch. Whoever closes a month takes the same lock alone, so it waits for postings under
  -- way, and postings after it see the month closed.
  PERFORM pg_advisory_xact_lock_shared(accounting_period_key(p_entity, p_livemode));
  SELECT o.facts_from, o.journals_from INTO v_open_from, v_journals_from FROM accounting_open_from(p_entity, p_livemode) o;
  IF v_journals_from IS NOT NULL THEN
    SELECT e.entry ->> 'sourceId' AS source, e.entry ->> 'accountingOn' AS day INTO v_bad
      FROM jsonb_array_elements(p_entries) AS e (entry)
     WHERE (e.entry ->> 'sourceKind' = 'approved_journal' OR e.entry ->> 'isApproved' = 'true')
       AND (e.entry ->> 'accountingOn')::date < v_journals_from LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'journal entry % is dated %, in a hard-locked month', v_bad.source, v_bad.day USING ERRCODE = 'TO001';
    END IF;
  END IF;

  -- The lines with their accounts; accounts that do not exist yet are opened, and the lines read once more.
  LOOP
    WITH line AS MATERIALIZED (
      SELECT e.n, l.n AS line_no, e.entry ->> 'book' AS book, l.line ->> 'code' AS code, l.line ->> 'subject' AS subject,
             l.line ->> 'currency' AS currency, (l.line ->> 'amount')::bigint AS amount
        FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS e (entry, n)
        CROSS JOIN LATERAL jsonb_array_elements(e.entry -> 'lines') WITH ORDINALITY AS l (line, n)
    ), account AS MATERIALIZED (
      SELECT k.book, k.code, k.subject, k.currency, a.id
        FROM (SELECT DISTINCT line.book, line.code, line.subject, line.currency FROM line) k
        LEFT JOIN LATERAL (
          SELECT x.id FROM ledger_account x
           WHERE x.entity_id = p_entity AND x.livemode = p_livemode AND x.book = k.book AND x.code = k.code
             AND x.subject = k.subject AND x.currency = k.currency::bpchar LIMIT 1) a ON true
    )
    SELECT (SELECT array_agg(ROW(line.n, line.line_no, account.id, line.book, line.code, line.subject, line.currency, line.amount,
                      NULL, NULL)::journal_line_draft ORDER BY line.n, line.line_no)
              FROM line JOIN account USING (book, code, subject, currency)),
           array_agg(account.id), bool_or(account.id IS NULL)
      INTO v_lines, v_accounts, v_is_missing FROM account;
    EXIT WHEN v_is_missing IS NOT TRUE;
    INSERT INTO ledger_account (entity_id, livemode, book, code, subject, currency)
    SELECT DISTINCT p_entity, p_livemode, d.book, d.code, d.subject, d.currency FROM unnest(v_lines) d
     WHERE d.account_id IS NULL ORDER BY 3, 4, 5, 6
    ON CONFLICT DO NOTHING;
  END LOOP;

  SELECT bool_or(s.off_by <> 0 OR s.has_zero), count(DISTINCT s."position") INTO v_is_wrong, v_entry_count
    FROM (SELECT d."position", d.currency, sum(d.amount_minor) AS off_by, bool_or(d.amount_minor = 0) AS has_zero
            FROM unnest(v_lines) d GROUP BY 1, 2) s;
  IF v_is_wrong THEN
    SELECT d."position", d.currency, sum(d.amount_minor) AS off_by, bool_or(d.amount_minor = 0) AS has_zero INTO v_bad
      FROM unnest(v_lines) d GROUP BY 1, 2 HAVING sum(d.amount_minor) <> 0 OR bool_or(d.amount_minor = 0) LIMIT 1;
    RAISE EXCEPTION 'journal entry % of the batch (%) %', v_bad."position", p_entries -> (v_bad."position" - 1) ->> 'sourceId',
      CASE WHEN v_bad.has_zero THEN 'has a line of zero' ELSE format('is off by %s %s', v_bad.off_by, v_bad.currency) END
      USING ERRCODE = 'check_violation';
  END IF;
  IF jsonb_array_length(p_entries) <> coalesce(v_entry_count, 0) THEN
    RAISE EXCEPTION 'a journal entry of the batch has no lines' USING ERRCODE = 'check_violation';
  END IF;

  LOOP
    BEGIN
      -- Inside the block: a row locked by the transaction and updated by its subtransaction would need a shared lock record.
      PERFORM 1 FROM ledger_account a WHERE a.id = ANY (v_accounts) ORDER BY a.id FOR UPDATE;
      WITH line AS MATERIALIZED (
        SELECT d."position" AS n, d.line_no, d.account_id, d.book, d.code, d.subject, d.currency, d.amount_minor,
               (a.balance_minor + sum(d.amount_minor) OVER running)::bigint AS balance_after_minor,
               (a.line_count + row_number() OVER running)::bigint AS account_line_no
          FROM unnest(v_lines) d JOIN ledger_account a ON a.id = d.account_id AND a.id = ANY (v_accounts)
        WINDOW running AS (PARTITION BY d.account_id ORDER BY d."position", d.line_no)
      ), entry AS MATERIALIZED (
        SELECT e.n, e.entry, CASE WHEN e.is_late THEN v_open_from ELSE e.said_on END AS day, CASE WHEN e.is_late THEN e.said_on END AS prior_on
          FROM (SELECT x.n, x.entry, d.said_on,
                       d.said_on < v_open_from AND x.entry ->> 'sourceKind' <> 'approved_journal'
                         AND x.entry ->> 'isApproved' IS DISTINCT FROM 'true' AS is_late
                  FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS x (entry, n)
                  CROSS JOIN LATERAL (SELECT (x.entry ->> 'accountingOn')::date AS said_on) d) e
      ), said AS MATERIALIZED (
        SELECT line.n, jsonb_agg(jsonb_build_array(line.line_no, p_entity, line.account_id, p_entity, p_livemode, line.book, line.code,
                 line.subject, line.currency, line.currency, line.amount_minor, entry.day - DATE '2000-01-01',
                 line.balance_after_minor, line.account_line_no) ORDER BY line.line_no) AS lines
          FROM line JOIN entry ON entry.n = line.n GROUP BY line.n
      ), draft AS MATERIALIZED (
        SELECT said.n, said.lines, ROW(nextval('journal_entry_id_seq'), p_entity, p_livemode, e.entry ->> 'book', e.entry ->> 'sourceKind',
                 e.entry ->> 'sourceAccount', e.entry ->> 'sourceId', e.entry ->> 'sourcePart', e.entry ->> 'rule', e.day,
                 (e.entry ->> 'occurredAt')::timestamptz(3), p_at::timestamptz(3), e.entry ->> 'description',
                 coalesce((SELECT array_agg(r) FROM jsonb_array_elements_text(e.entry -> 'refs') r), '{}'), NULL, e.prior_on)::journal_entry AS row
          FROM entry e JOIN said ON said.n = e.n
         ORDER BY said.n
      ), entries AS (
        INSERT INTO journal_entry
        SELECT (s.row).id, (s.row).entity_id, (s.row).livemode, (s.row).book, (s.row).source_kind, (s.row).source_account,
               (s.row).source_id, (s.row).source_part, (s.row).rule, (s.row).accounting_on, (s.row).occurred_at,
               (s.row).recorded_at, (s.row).description, (s.row).refs, journal_hash(s.row, s.lines), (s.row).prior_on
          FROM draft s ORDER BY s.n
      ), lines AS (
        INSERT INTO journal_line (entry_id, line_no, entity_id, account_id, amount_minor, currency, accounting_on,
                                  balance_after_minor, account_line_no)
        SELECT (s.row).id, line.line_no, p_entity, line.account_id, line.amount_minor, line.currency, (s.row).accounting_on,
               line.balance_after_minor, line.account_line_no
          FROM line JOIN draft s ON s.n = line.n
      ), accounts AS (
        UPDATE ledger_account a SET balance_minor = a.balance_minor + t.amount, line_count = a.line_count + t.lines
          FROM (SELECT line.account_id, sum(line.amount_minor)::bigint AS amount, count(*) AS lines FROM line GROUP BY 1) t
         WHERE a.id = t.account_id AND a.id = ANY (v_accounts)
      )
      SELECT array_agg(s.n::integer ORDER BY s.n), array_agg((s.row).id ORDER BY s.n) INTO v_positions, v_ids FROM draft s;
      RETURN QUERY SELECT p.n, p.id, true FROM unnest(v_positions, v_ids) AS p (n, id);
      RETURN;
    EXCEPTION WHEN unique_violation THEN
      GET STACKED DIAGNOSTICS v_constraint = CONSTRAINT_NAME;
      IF v_constraint <> 'journal_entry_source' THEN RAISE; END IF;
    END;

    -- Some of the sources were posted before. Those are answered with their entries, provided they say the same; the rest is
    -- tried again. Whoever posted them has committed: the index waited for that.
    EXECUTE $find$
      SELECT array_agg(e.n::integer ORDER BY e.n), array_agg(j.id ORDER BY e.n)
        FROM jsonb_array_elements($1) WITH ORDINALITY AS e (entry, n)
        CROSS JOIN LATERAL (
          SELECT x.id FROM journal_entry x
           WHERE x.entity_id = $2 AND x.livemode = $3 AND x.source_kind = e.entry ->> 'sourceKind'
             AND x.source_account = e.entry ->> 'sourceAccount' AND x.source_id = e.entry ->> 'sourceId'
             AND x.source_part = e.entry ->> 'sourcePart' LIMIT 1) j
       WHERE e.n IN (SELECT d."position" FROM unnest($4) d)
    $find$ INTO v_positions, v_ids USING p_entries, p_entity, p_livemode, v_lines;
    IF v_positions IS NULL THEN
      RAISE EXCEPTION 'the batch holds the same source twice' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    EXECUTE $compare$
      SELECT p.n FROM unnest($1, $2) AS p (n, id)
       WHERE (SELECT array_agg(format('%s|%s|%s|%s', a.code, a.subject, l.currency, l.amount_minor) ORDER BY l.line_no)
                FROM journal_line l JOIN ledger_account a ON a.id = l.account_id WHERE l.entry_id = p.id)
         IS DISTINCT FROM
             (SELECT array_agg(format('%s|%s|%s|%s', d.code, d.subject, d.currency, d.amount_minor) ORDER BY d.line_no)
                FROM unnest($3) d WHERE d."position" = p.n)
       LIMIT 1
    $compare$ INTO v_bad USING v_positions, v_ids, v_lines;
    IF v_bad.n IS NOT NULL THEN
      RAISE EXCEPTION 'source % was posted before with other lines: post a correction instead',
        p_entries -> (v_bad.n - 1) ->> 'sourceId' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN QUERY SELECT p.n, p.id, false FROM unnest(v_positions, v_ids) AS p (n, id);
    SELECT array_agg(d ORDER BY d."position", d.line_no) INTO v_lines FROM unnest(v_lines) d WHERE d."position" <> ALL (v_positions);
    IF v_lines IS NULL THEN RETURN; END IF;
  END LOOP;
END $$;

