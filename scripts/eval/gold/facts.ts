/**
 * What happened, from the base tables alone, one row per event and what it is about: no roll-up and nothing of lib/analytics is
 * read. Written from docs/metrics.md. Temporary tables of one session that sees every row.
 */
export const GOLD_FACTS = `
CREATE TEMP TABLE gold_entity AS SELECT id, stripe_account, book_time_zone AS zone FROM entity;
CREATE FUNCTION pg_temp.gold_day(at timestamptz) RETURNS date LANGUAGE sql STABLE AS
  $$ SELECT (at AT TIME ZONE (SELECT zone FROM gold_entity))::date $$;

CREATE TEMP TABLE gold_seller AS
SELECT id AS seller, name AS seller_name, stripe_account AS account, country, pg_temp.gold_day(first_sale_at) AS first_day,
       to_char(pg_temp.gold_day(first_sale_at), 'YYYY-MM') AS month, coalesce(to_char(pg_temp.gold_day(first_sale_at), 'YYYY-MM'), '') AS cohort
  FROM seller;

-- A payment: when, how it was paid, and by how much.
CREATE TEMP TABLE gold_payment AS
SELECT s.id, s.pattern, s.charge_id, s.accounting_on AS day, upper(s.currency) AS currency, upper(s.volume_currency) AS buyer_currency,
       s.volume_minor, s.processor_fee_minor AS fee,
       coalesce((SELECT max(c.raw::jsonb -> 'payment_method_details' ->> 'type') FROM charge c WHERE c.id = s.charge_id), '') AS method
  FROM settlement s;

-- Lines of sales and lines of what was taken back: a correction is of either, by what it is about.
CREATE TEMP TABLE gold_taking AS
SELECT id FROM refund UNION SELECT id FROM dispute UNION SELECT id FROM application_fee_refund;
CREATE TEMP TABLE gold_settled AS
SELECT l.*, l.kind = 'refund' OR l.kind = 'correction' AND EXISTS (SELECT FROM gold_taking t WHERE t.id = l.source_line_id) AS is_back
  FROM settlement_line l WHERE l.kind IN ('collected', 'refund', 'correction');

-- What was sold in it, line by line, as it is assigned now.
CREATE TEMP TABLE gold_line AS
SELECT l.settlement_id, l.line_no, sum(l.gross_minor) AS gross,
       (array_agg(l.seller_id ORDER BY l.version DESC))[1] AS seller, (array_agg(l.category ORDER BY l.version DESC))[1] AS category
  FROM gold_settled l WHERE NOT l.is_back GROUP BY 1, 2;

-- Its foremost seller, whom the payment and its disputes are counted for.
CREATE TEMP TABLE gold_main AS
SELECT DISTINCT ON (settlement_id) settlement_id, seller, category
  FROM (SELECT *, sum(gross) OVER (PARTITION BY settlement_id, seller) AS own,
               first_value(category) OVER (PARTITION BY settlement_id, seller ORDER BY line_no) AS first_category,
               sum(gross) OVER (PARTITION BY settlement_id) AS whole FROM gold_line) l
 WHERE whole <> 0 ORDER BY settlement_id, own DESC, line_no;

-- Lines of money taken back, and of fees given back, on the day of the refund or dispute they are of.
CREATE TEMP TABLE gold_back AS
SELECT l.settlement_id, l.gross_minor, l.commission_minor, l.seller_minor, coalesce(g.seller, l.seller_id) AS seller, coalesce(g.category, l.category) AS category,
       CASE WHEN r.id IS NOT NULL THEN 'refund' WHEN d.id IS NOT NULL THEN 'dispute' ELSE 'fee' END AS cause,
       pg_temp.gold_day(coalesce(r.created_at, d.created_at, f.created_at)) AS day, coalesce(r.reason, d.reason, '') AS reason
  FROM gold_settled l
  LEFT JOIN gold_line g ON g.settlement_id = l.settlement_id AND g.line_no = l.line_no
  LEFT JOIN refund r ON r.id = l.source_line_id AND r.account = (SELECT stripe_account FROM gold_entity)
  LEFT JOIN dispute d ON d.id = l.source_line_id AND d.account = (SELECT stripe_account FROM gold_entity)
  LEFT JOIN application_fee_refund f ON f.id = l.source_line_id
 WHERE l.is_back;

CREATE TEMP TABLE gold_event (day date, seller text, currency text, category text, method text, reason text,
  gross bigint DEFAULT 0, refund bigint DEFAULT 0, lost bigint DEFAULT 0, commission bigint DEFAULT 0, seller_part bigint DEFAULT 0,
  stripe_fee bigint DEFAULT 0, orders int DEFAULT 0, payments int DEFAULT 0, disputes int DEFAULT 0, paid_out bigint DEFAULT 0,
  payout_failures int DEFAULT 0, arrived int DEFAULT 0, arrival_seconds bigint DEFAULT 0);

-- Sales in our books, and on the sellers' own accounts: those are in the buyer's currency, and only the platform's fee is ours.
INSERT INTO gold_event (day, seller, currency, category, method, reason, gross, commission, seller_part)
SELECT p.day, l.seller_id, p.currency, l.category, p.method, '', CASE WHEN p.pattern = 'direct' THEN 0 ELSE l.gross_minor END,
       l.commission_minor, CASE WHEN p.pattern = 'direct' THEN -l.commission_minor ELSE l.seller_minor END
  FROM gold_settled l JOIN gold_payment p ON p.id = l.settlement_id WHERE NOT l.is_back;
INSERT INTO gold_event (day, seller, currency, category, method, reason, gross, seller_part)
SELECT p.day, m.seller, p.buyer_currency, m.category, p.method, '', p.volume_minor, p.volume_minor
  FROM gold_payment p JOIN gold_main m ON m.settlement_id = p.id WHERE p.pattern = 'direct';

-- Refunds and lost disputes in our books.
INSERT INTO gold_event (day, seller, currency, category, method, reason, refund, lost, commission, seller_part)
SELECT b.day, b.seller, p.currency, b.category, p.method, b.reason, CASE WHEN b.cause = 'refund' THEN -b.gross_minor ELSE 0 END,
       CASE WHEN b.cause = 'dispute' THEN -b.gross_minor ELSE 0 END, b.commission_minor,
       CASE WHEN p.pattern = 'direct' THEN -b.commission_minor ELSE b.seller_minor END
  FROM gold_back b JOIN gold_payment p ON p.id = b.settlement_id;
-- The same on sellers' accounts.
INSERT INTO gold_event (day, seller, currency, category, method, reason, refund, seller_part)
SELECT pg_temp.gold_day(r.created_at), m.seller, upper(r.currency), m.category, p.method, r.reason, r.amount_minor, -r.amount_minor
  FROM refund r JOIN gold_seller s ON s.account = r.account
  JOIN gold_payment p ON p.charge_id = r.charge_id AND p.pattern = 'direct' JOIN gold_main m ON m.settlement_id = p.id AND m.seller = s.seller
 WHERE r.status IN ('succeeded', 'pending', 'requires_action') AND r.balance_transaction_id <> '';
INSERT INTO gold_event (day, seller, currency, category, method, reason, lost, seller_part)
SELECT pg_temp.gold_day(d.created_at), m.seller, upper(d.currency), m.category, p.method, d.reason, d.amount_minor, -d.amount_minor
  FROM dispute d JOIN gold_seller s ON s.account = d.account
  JOIN gold_payment p ON p.charge_id = d.charge_id AND p.pattern = 'direct' JOIN gold_main m ON m.settlement_id = p.id AND m.seller = s.seller
 WHERE d.status = 'lost';

-- Orders: one per seller and payment, in the category of the seller's first line. Payments and disputes: the foremost seller's.
INSERT INTO gold_event (day, seller, currency, category, method, reason, orders)
SELECT p.day, l.seller, p.currency, (array_agg(l.category ORDER BY l.line_no))[1], p.method, '', 1
  FROM gold_line l JOIN gold_payment p ON p.id = l.settlement_id GROUP BY p.id, p.day, l.seller, p.currency, p.method HAVING sum(l.gross) <> 0;
INSERT INTO gold_event (day, seller, currency, category, method, reason, payments)
SELECT p.day, m.seller, p.currency, m.category, p.method, '', 1 FROM gold_payment p JOIN gold_main m ON m.settlement_id = p.id;
INSERT INTO gold_event (day, seller, currency, category, method, reason, disputes)
SELECT pg_temp.gold_day(d.created_at), coalesce(m.seller, ''), coalesce(p.currency, upper(d.currency)), coalesce(m.category, ''), coalesce(p.method, ''), d.reason, 1
  FROM dispute d LEFT JOIN gold_payment p ON p.charge_id = d.charge_id LEFT JOIN gold_main m ON m.settlement_id = p.id
 WHERE d.status NOT IN ('warning_needs_response', 'warning_under_review', 'warning_closed', 'prevented');

-- Stripe's fee of a payment, divided by what the lines are of it: every line gets its part of the running sum, whole units.
INSERT INTO gold_event (day, seller, currency, category, method, reason, stripe_fee)
SELECT p.day, l.seller, p.currency, l.category, p.method, '', CASE WHEN l.whole = 0 THEN 0 ELSE
         round(p.fee::numeric * l.upto / l.whole) - round(p.fee::numeric * (l.upto - l.gross) / l.whole) END
  FROM (SELECT *, sum(gross) OVER (PARTITION BY settlement_id ORDER BY line_no) AS upto, sum(gross) OVER (PARTITION BY settlement_id) AS whole FROM gold_line) l
  JOIN gold_payment p ON p.id = l.settlement_id;

-- Payouts to sellers' banks.
INSERT INTO gold_event (day, seller, currency, category, method, reason, paid_out, payout_failures, arrived, arrival_seconds)
SELECT pg_temp.gold_day(o.created_at), s.seller, upper(o.currency), '', '', o.failure_code,
       CASE WHEN o.status = 'failed' THEN 0 ELSE o.amount_minor END, CASE WHEN o.status = 'failed' THEN 1 ELSE 0 END,
       CASE WHEN o.status = 'paid' THEN 1 ELSE 0 END,
       CASE WHEN o.status = 'paid' THEN extract(epoch FROM o.arrival_at - o.created_at)::bigint ELSE 0 END
  FROM payout o JOIN gold_seller s ON s.account = o.account WHERE o.status <> 'canceled';

CREATE TEMP TABLE gold_fact AS
SELECT e.*, to_char(e.day, 'YYYY-MM') AS month, date_trunc('week', e.day)::date::text AS week, coalesce(s.seller_name, '') AS seller_name,
       coalesce(s.country, '') AS country, coalesce(s.cohort, '') AS cohort
  FROM gold_event e LEFT JOIN gold_seller s ON s.seller = e.seller;

CREATE TEMP TABLE gold_debt AS
SELECT seller_id AS seller, upper(currency) AS currency, carry_minor AS owed FROM settlement_share WHERE carry_minor > 0
UNION ALL SELECT seller_id, upper(currency), open_minor FROM adjustment WHERE open_minor > 0;
`
