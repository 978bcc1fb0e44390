import { KEYS, MEASURES } from './measures.ts'

const OURS = (table: string) => `${table}.entity_id = $1 AND ${table}.livemode = $2`
const dayOf = (instant: string) => `(${instant} AT TIME ZONE $5)::date`
/** Instants that can lie on one of the days. */
const NEAR = (table: string) =>
  `${table}.created_at >= (SELECT min(day)::timestamp AT TIME ZONE $5 FROM unnest($3::date[]) AS n(day))
   AND ${table}.created_at < (SELECT (max(day) + 1)::timestamp AT TIME ZONE $5 FROM unnest($3::date[]) AS n(day))`

/**
 * Settlements with something on one of the days: the sale, or what took part of it back.
 */
const TOUCHED = `touched AS (
  SELECT s.id FROM settlement s WHERE ${OURS('s')} AND s.accounting_on = ANY($3::date[])
  UNION SELECT s.id FROM refund r JOIN settlement s ON ${OURS('s')} AND s.charge_id = r.charge_id WHERE ${OURS('r')} AND ${NEAR('r')}
  UNION SELECT s.id FROM dispute d JOIN settlement s ON ${OURS('s')} AND s.charge_id = d.charge_id WHERE ${OURS('d')} AND ${NEAR('d')}
  UNION SELECT s.id FROM application_fee_refund b JOIN application_fee a ON ${OURS('a')} AND a.account = b.account AND a.id = b.fee_id
          JOIN settlement s ON ${OURS('s')} AND s.charge_id = a.charge_id WHERE ${OURS('b')} AND ${NEAR('b')}
)`

/** Every line with its day: that of the refund or dispute it is about, else that of the sale. */
const PART = `part AS (
  SELECT s.id AS settlement_id, s.pattern, upper(s.currency::text) AS currency, s.charge_id, l.version, l.line_no, l.source_line_id,
         l.seller_id, l.category, l.tier_label, l.gross_minor, l.commission_minor, l.seller_minor,
         CASE WHEN r.id IS NOT NULL THEN 'refund' WHEN d.id IS NOT NULL THEN 'dispute' WHEN b.id IS NOT NULL THEN 'fee' ELSE 'sale' END AS cause,
         coalesce(${dayOf('coalesce(r.created_at, d.created_at, b.created_at)')}, s.accounting_on) AS on_day,
         coalesce(r.reason, d.reason, '') AS reason
    FROM touched t JOIN settlement s ON s.id = t.id JOIN settlement_line l ON l.settlement_id = s.id
    LEFT JOIN refund r ON ${OURS('r')} AND r.account = $4 AND r.id = l.source_line_id
    LEFT JOIN dispute d ON ${OURS('d')} AND d.account = $4 AND d.id = l.source_line_id
    LEFT JOIN application_fee_refund b ON ${OURS('b')} AND b.account = $4 AND b.id = l.source_line_id
   WHERE l.kind NOT IN ('fee', 'fx')
)`

/**
 * Whose sale a line is, as it was last assigned: tiers are paid out of their seller's sale, so its volume and commission stay
 * that seller's.
 */
const OWNED = `assigned AS (
  SELECT DISTINCT ON (settlement_id, line_no) settlement_id, line_no, source_line_id, seller_id, category, tier_label
    FROM part WHERE cause = 'sale' ORDER BY settlement_id, line_no, version DESC
), owned AS (
  SELECT settlement_id, line_no, category,
         first_value(seller_id) OVER (PARTITION BY settlement_id, source_line_id ORDER BY tier_label <> '', line_no) AS seller_id
    FROM assigned
)`

/** How much of each line was sold, with the running sums that Stripe's fee is divided by. */
const SOLD = `sold AS (
  SELECT p.settlement_id, p.line_no, o.seller_id, o.category, sum(p.gross_minor) AS gross
    FROM part p JOIN owned o USING (settlement_id, line_no) WHERE p.cause = 'sale' GROUP BY 1, 2, 3, 4
), running AS (
  SELECT sold.*, sum(gross) OVER (PARTITION BY settlement_id ORDER BY line_no) AS upto,
         sum(gross) OVER (PARTITION BY settlement_id) AS total,
         sum(gross) OVER (PARTITION BY settlement_id, seller_id) AS own,
         row_number() OVER (PARTITION BY settlement_id, seller_id ORDER BY line_no) AS nth
    FROM sold
), foremost AS (
  SELECT DISTINCT ON (settlement_id) settlement_id, seller_id, category FROM running WHERE nth = 1 AND total <> 0
   ORDER BY settlement_id, own DESC, line_no
), paid AS (
  SELECT s.id AS settlement_id, s.pattern, s.charge_id, upper(s.currency::text) AS currency, s.accounting_on, s.volume_minor,
         upper(s.volume_currency) AS volume_currency, s.processor_fee_minor, l.seller_id, l.category, coalesce(sel.stripe_account, '') AS seller_account,
         coalesce(analytics_method(c.raw), '') AS method
    FROM touched t JOIN settlement s ON s.id = t.id JOIN foremost l ON l.settlement_id = s.id
    LEFT JOIN seller sel ON sel.id = l.seller_id
    LEFT JOIN charge c ON ${OURS('c')} AND c.id = s.charge_id
         AND c.account = CASE WHEN s.pattern = 'direct' THEN coalesce(sel.stripe_account, '') ELSE $4 END
)`

type Row = { readonly key: readonly [day: string, ...keys: string[]]; readonly from: string } & Partial<
  Readonly<Record<(typeof MEASURES)[number], string>>
>

const METHOD = `coalesce(m.method, '')`

/** Where every measure comes from. Amounts of direct charges are the buyer's, on the seller's account: our books have their fee alone. */
const ROWS: readonly Row[] = [
  {
    key: [
      'p.on_day',
      'coalesce(o.seller_id, p.seller_id)',
      'p.currency',
      'coalesce(o.category, p.category)',
      METHOD,
      'p.reason',
    ],
    gross_minor: `CASE WHEN p.cause = 'sale' AND p.pattern <> 'direct' THEN p.gross_minor ELSE 0 END`,
    refund_minor: `CASE WHEN p.cause = 'refund' THEN -p.gross_minor ELSE 0 END`,
    dispute_minor: `CASE WHEN p.cause = 'dispute' THEN -p.gross_minor ELSE 0 END`,
    commission_minor: 'p.commission_minor',
    seller_net_minor: `CASE WHEN p.pattern = 'direct' THEN -p.gross_minor ELSE 0 END`,
    from: 'part p LEFT JOIN owned o USING (settlement_id, line_no) LEFT JOIN paid m USING (settlement_id)',
  },
  {
    key: ['p.on_day', 'p.seller_id', 'p.currency', 'coalesce(o.category, p.category)', METHOD, 'p.reason'],
    seller_net_minor: 'p.seller_minor',
    from: 'part p LEFT JOIN owned o USING (settlement_id, line_no) LEFT JOIN paid m USING (settlement_id)',
  },
  {
    key: ['m.accounting_on', 'r.seller_id', 'm.currency', 'r.category', METHOD, `''`],
    processor_fee_minor: `CASE WHEN r.total = 0 THEN 0
      ELSE round(m.processor_fee_minor * r.upto / r.total) - round(m.processor_fee_minor * (r.upto - r.gross) / r.total) END`,
    orders: `CASE WHEN r.nth = 1 AND r.own <> 0 THEN 1 ELSE 0 END`,
    from: 'running r JOIN paid m USING (settlement_id)',
  },
  { key: ['m.accounting_on', 'm.seller_id', 'm.currency', 'm.category', METHOD, `''`], payments: '1', from: 'paid m' },
  {
    key: ['m.accounting_on', 'm.seller_id', 'm.volume_currency', 'm.category', METHOD, `''`],
    gross_minor: 'm.volume_minor',
    seller_net_minor: 'm.volume_minor',
    from: `paid m WHERE m.pattern = 'direct'`,
  },
  {
    key: [dayOf('r.created_at'), 'm.seller_id', 'upper(r.currency::text)', 'm.category', METHOD, 'r.reason'],
    refund_minor: 'r.amount_minor',
    seller_net_minor: '-r.amount_minor',
    from: `paid m JOIN refund r ON ${OURS('r')} AND r.charge_id = m.charge_id AND r.account = m.seller_account
       WHERE m.pattern = 'direct' AND r.balance_transaction_id <> '' AND r.status NOT IN ('failed', 'canceled')`,
  },
  {
    key: [dayOf('d.created_at'), 'm.seller_id', 'upper(d.currency::text)', 'm.category', METHOD, 'd.reason'],
    dispute_minor: 'd.amount_minor',
    seller_net_minor: '-d.amount_minor',
    from: `paid m JOIN dispute d ON ${OURS('d')} AND d.charge_id = m.charge_id AND d.account = m.seller_account
       WHERE m.pattern = 'direct' AND d.status = 'lost'`,
  },
  {
    key: [
      dayOf('d.created_at'),
      `coalesce(m.seller_id, '')`,
      'coalesce(m.currency, upper(d.currency::text))',
      `coalesce(m.category, '')`,
      METHOD,
      'd.reason',
    ],
    disputes: '1',
    from: `dispute d LEFT JOIN paid m ON m.charge_id = d.charge_id
       WHERE ${OURS('d')} AND ${NEAR('d')} AND d.status NOT LIKE 'warning%' AND d.status <> 'prevented'`,
  },
  {
    key: [dayOf('p.created_at'), 's.id', 'upper(p.currency::text)', `''`, `''`, 'p.failure_code'],
    payout_minor: `CASE WHEN p.status = 'failed' THEN 0 ELSE p.amount_minor END`,
    payouts: `CASE WHEN p.status = 'failed' THEN 0 ELSE 1 END`,
    payout_failures: `CASE WHEN p.status = 'failed' THEN 1 ELSE 0 END`,
    payout_seconds: `CASE WHEN p.status = 'paid' THEN extract(epoch FROM p.arrival_at - p.created_at)::bigint ELSE 0 END`,
    payouts_arrived: `CASE WHEN p.status = 'paid' THEN 1 ELSE 0 END`,
    from: `seller s JOIN payout p ON ${OURS('p')} AND p.account = s.stripe_account WHERE ${OURS('s')} AND ${NEAR('p')} AND p.status <> 'canceled'`,
  },
]

const MEASURE_LIST = MEASURES.join(', ')
const KEY_LIST = ['on_day', ...KEYS].join(', ')

const asSelect = ({ key, from, ...measures }: Row) =>
  `SELECT ${[...key, ...MEASURES.map((name) => measures[name] ?? '0')].join(', ')} FROM ${from}`

/**
 * What the days amount to, from the rows beneath: one row per day, seller, currency, category, method and reason.
 * $1 entity, $2 livemode, $3 days, $4 the platform's Stripe account, $5 the book time zone.
 */
export const COUNT_DAYS = `WITH ${TOUCHED}, ${PART}, ${OWNED}, ${SOLD}, fact (${KEY_LIST}, ${MEASURE_LIST}) AS (
${ROWS.map(asSelect).join('\nUNION ALL ')}
)
SELECT ${KEY_LIST}, ${MEASURES.map((name) => `sum(${name})::bigint AS ${name}`).join(', ')}
  FROM fact WHERE on_day = ANY($3::date[]) GROUP BY ${KEY_LIST}
 HAVING ${MEASURES.map((name) => `sum(${name}) <> 0`).join(' OR ')}`

/** The same of months, from their days. $3 the months' first days. */
export const COUNT_MONTHS = `SELECT date_trunc('month', on_day)::date AS on_day, ${KEYS.join(', ')},
       ${MEASURES.map((name) => `sum(${name})::bigint AS ${name}`).join(', ')}
  FROM unnest($3::date[]) AS n(month) JOIN analytics_day d ON ${OURS('d')} AND d.on_day >= n.month AND d.on_day < (n.month + interval '1 month')::date
 GROUP BY 1, ${KEYS.join(', ')}`

const TOTAL_KEYS = ['on_day', ...KEYS.filter((key) => key !== 'seller_id')].join(', ')

/** The same of whole days, sellers aside. $3 the days. */
export const COUNT_TOTALS = `SELECT ${TOTAL_KEYS}, ${MEASURES.map((name) => `sum(${name})::bigint AS ${name}`).join(', ')}
  FROM analytics_day d WHERE ${OURS('d')} AND d.on_day = ANY($3::date[]) GROUP BY ${TOTAL_KEYS}`

export const TOTAL_COLUMNS = `entity_id, livemode, ${TOTAL_KEYS}, ${MEASURE_LIST}`
export const ROLLUP_COLUMNS = `entity_id, livemode, ${KEY_LIST}, ${MEASURE_LIST}`
