-- What posting costs at least: the journal's tables with the same columns, indexes and foreign keys, the same row locks in the
-- same order, the same running balances. No balance check, no idempotency, no content hash, no roles, no row security, no trigger.
CREATE TABLE bare_account (LIKE ledger_account INCLUDING ALL);
CREATE TABLE bare_entry (LIKE journal_entry INCLUDING ALL);
CREATE SEQUENCE bare_entry_id;
CREATE TABLE bare_line (LIKE journal_line INCLUDING ALL);
ALTER TABLE bare_line ADD FOREIGN KEY (entry_id) REFERENCES bare_entry (id), ADD FOREIGN KEY (account_id) REFERENCES bare_account (id);

CREATE FUNCTION bare_post(p_entity text, p_livemode boolean, p_entries jsonb, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_count bigint;
BEGIN
  INSERT INTO bare_account (entity_id, livemode, book, code, subject, currency)
  SELECT DISTINCT p_entity, p_livemode, e ->> 'book', l ->> 'code', l ->> 'subject', l ->> 'currency'
    FROM jsonb_array_elements(p_entries) e CROSS JOIN LATERAL jsonb_array_elements(e -> 'lines') l
   WHERE NOT EXISTS (SELECT FROM bare_account a WHERE a.entity_id = p_entity AND a.livemode = p_livemode AND a.book = e ->> 'book'
           AND a.code = l ->> 'code' AND a.subject = l ->> 'subject' AND a.currency = l ->> 'currency')
  ON CONFLICT DO NOTHING;

  PERFORM 1 FROM bare_account a
    WHERE a.id IN (SELECT x.id FROM jsonb_array_elements(p_entries) e CROSS JOIN LATERAL jsonb_array_elements(e -> 'lines') l
                     JOIN bare_account x ON x.entity_id = p_entity AND x.livemode = p_livemode AND x.book = e ->> 'book'
                      AND x.code = l ->> 'code' AND x.subject = l ->> 'subject' AND x.currency = l ->> 'currency')
    ORDER BY a.id FOR UPDATE;

  WITH entry AS MATERIALIZED (
    SELECT nextval('bare_entry_id') AS id, x.e, x.n FROM jsonb_array_elements(p_entries) WITH ORDINALITY x (e, n)
  ), line AS MATERIALIZED (
    SELECT entry.id, entry.n, y.n AS line_no, a.id AS account_id, (y.l ->> 'amount')::bigint AS amount, y.l ->> 'currency' AS currency,
           (entry.e ->> 'accountingOn')::date AS day, a.balance_minor, a.line_count
      FROM entry CROSS JOIN LATERAL jsonb_array_elements(entry.e -> 'lines') WITH ORDINALITY y (l, n)
      JOIN bare_account a ON a.entity_id = p_entity AND a.livemode = p_livemode AND a.book = entry.e ->> 'book'
       AND a.code = y.l ->> 'code' AND a.subject = y.l ->> 'subject' AND a.currency = y.l ->> 'currency'
  ), entries AS (
    INSERT INTO bare_entry
    SELECT id, p_entity, p_livemode, e ->> 'book', e ->> 'sourceKind', e ->> 'sourceAccount', e ->> 'sourceId', e ->> 'sourcePart',
           e ->> 'rule', (e ->> 'accountingOn')::date, (e ->> 'occurredAt')::timestamptz, p_at, e ->> 'description',
           ARRAY(SELECT jsonb_array_elements_text(e -> 'refs')), '\x00' FROM entry
  ), lines AS (
    INSERT INTO bare_line (entry_id, line_no, entity_id, account_id, amount_minor, currency, accounting_on, balance_after_minor, account_line_no)
    SELECT id, line_no, p_entity, account_id, amount, currency, day, balance_minor + sum(amount) OVER w, line_count + row_number() OVER w
      FROM line WINDOW w AS (PARTITION BY account_id ORDER BY n, line_no)
  ), accounts AS (
    UPDATE bare_account a SET balance_minor = a.balance_minor + t.amount, line_count = a.line_count + t.lines
      FROM (SELECT account_id, sum(amount)::bigint AS amount, count(*) AS lines FROM line GROUP BY 1) t WHERE a.id = t.account_id
  )
  SELECT count(*) INTO v_count FROM entry;
  RETURN v_count;
END $$;
