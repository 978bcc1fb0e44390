import type { Sql } from '#lib/platform/db.ts'
import type { Signals } from './rules.ts'

const sum = (column: string, when: string) => `coalesce(sum(${column}) FILTER (WHERE ${when}), 0)`
const LAST = 'on_day > $3::date - 7'
const MONTH = 'on_day > $3::date - 28'
const BEFORE = 'on_day <= $3::date - 7'
/** What a seller usually gives back ends two weeks ago: a burst does not begin with the week that is looked at. */
const QUIETER = 'on_day <= $3::date - 14'
const SINCE = '$3::date - 63'

/**
 * What the detectors look at, of many sellers in one statement. $1 entity, $2 livemode, $3 today, which counts; $4 sellers; $5 now.
 * Ratios are those of the currency a seller sells most in. A bank account that an earlier payout went to and that the seller has no
 * more was changed, also before anybody here looked: at the latest with the first payout to another.
 */
const SIGNALS_SQL = `WITH own AS (
  SELECT seller_id, currency, ${sum('gross_minor', LAST)} AS week, ${sum('gross_minor', BEFORE)} AS before, ${sum('gross_minor', MONTH)} AS month,
         ${sum('refund_minor', LAST)} AS refund7, ${sum('refund_minor', QUIETER)} AS refund_before, ${sum('gross_minor', QUIETER)} AS gross_quieter,
         ${sum('orders', LAST)} AS orders7, ${sum('orders', MONTH)} AS orders28, ${sum('orders', BEFORE)} AS orders_before, sum(orders) AS orders
    FROM analytics_day WHERE entity_id = $1 AND livemode = $2 AND on_day > ${SINCE} AND on_day <= $3::date AND seller_id = ANY($4::text[]) GROUP BY 1, 2
), main AS (
  SELECT DISTINCT ON (seller_id) * FROM own ORDER BY seller_id, orders DESC, currency
), everybody AS (
  SELECT currency, ${sum('gross_minor', LAST)} AS week, ${sum('gross_minor', BEFORE)} AS before
    FROM analytics_total WHERE entity_id = $1 AND livemode = $2 AND on_day > ${SINCE} AND on_day <= $3::date GROUP BY 1
), bank AS (
  SELECT b.seller_id, max(greatest(CASE WHEN b.first_seen_at > s.account_created_at THEN b.first_seen_at END, b.gone_at)) AS changed_at,
         bool_or(b.gone_at IS NULL AND b.fingerprint <> '' AND EXISTS (
           SELECT FROM seller_bank_account o WHERE o.entity_id = b.entity_id AND o.livemode = b.livemode AND o.fingerprint = b.fingerprint
              AND o.seller_id <> b.seller_id AND o.gone_at IS NULL)) AS is_shared
    FROM seller_bank_account b JOIN seller s ON s.id = b.seller_id WHERE b.entity_id = $1 AND b.livemode = $2 AND b.seller_id = ANY($4::text[]) GROUP BY 1
)
SELECT s.id AS "sellerId",
       extract(epoch FROM $5::text::timestamptz - greatest(s.account_created_at, s.charges_enabled_at, s.first_sale_at))::float8 / 86400 AS days,
       coalesce(m.orders7, 0)::int AS orders7, coalesce(m.orders28, 0)::int AS orders28, coalesce(m.orders_before, 0)::int AS "ordersBefore",
       CASE WHEN m.before > 0 THEN (m.week::float8 * 8 / m.before)
         / CASE WHEN e.before - m.before > 0 AND e.week - m.week > 0 THEN (e.week - m.week)::float8 * 8 / (e.before - m.before) ELSE 1 END END AS jump,
       CASE WHEN m.month > 0 THEN least(1, m.refund7::float8 / m.month) END AS "refunded7",
       CASE WHEN m.gross_quieter > 0 THEN least(1, m.refund_before::float8 / m.gross_quieter) END AS "refundedUsually",
       CASE WHEN m.orders7 > 0 AND m.orders_before > 0 AND m.before > 0
         THEN (m.week::float8 / m.orders7) / (m.before::float8 / m.orders_before) END AS ticket,
       extract(epoch FROM $5::text::timestamptz - greatest(b.changed_at, v.changed_at))::float8 / 86400 AS "bankAge", coalesce(b.is_shared, false) AS "isBankShared",
       coalesce(p.earlier, 0)::int AS "payoutsBefore",
       CASE WHEN p.usual > 0 THEN p.by_hand::float8 / p.usual END AS "cashOut"
  FROM seller s LEFT JOIN main m ON m.seller_id = s.id LEFT JOIN everybody e ON e.currency = m.currency LEFT JOIN bank b ON b.seller_id = s.id
  LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE created_at <= $5::text::timestamptz - interval '3 days') AS earlier,
           avg(amount_minor) FILTER (WHERE created_at <= $5::text::timestamptz - interval '3 days')::float8 AS usual,
           sum(amount_minor) FILTER (WHERE created_at > $5::text::timestamptz - interval '3 days' AND (NOT automatic OR method = 'instant'))::float8 AS by_hand
      FROM payout o WHERE o.entity_id = $1 AND o.livemode = $2 AND o.account = s.stripe_account AND upper(o.currency::text) = coalesce(m.currency::text, s.default_currency::text)
       AND o.created_at > $5::text::timestamptz - interval '60 days' AND o.status NOT IN ('failed', 'canceled')) p ON true
  LEFT JOIN LATERAL (
    SELECT greatest(min(created_at) FILTER (WHERE is_here), max(created_at) FILTER (WHERE NOT is_here)) AS changed_at, bool_or(NOT is_here) AS has_moved
      FROM (SELECT o.created_at, EXISTS (SELECT FROM seller_bank_account h WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = s.id
                AND h.id = o.destination_id AND h.gone_at IS NULL) AS is_here
              FROM payout o WHERE o.entity_id = $1 AND o.livemode = $2 AND o.account = s.stripe_account AND o.destination_id <> ''
               AND o.created_at > $5::text::timestamptz - interval '60 days') sent) v ON v.has_moved
 WHERE s.entity_id = $1 AND s.livemode = $2 AND s.id = ANY($4::text[]) ORDER BY s.id`

/** What the detectors look at, of these sellers. */
export function readSignals(
  tx: Sql,
  { sellerIds, today, at }: { readonly sellerIds: readonly string[]; readonly today: string; readonly at: Date },
): Promise<Signals[]> {
  return tx.sql<Signals>(SIGNALS_SQL, [tx.scope.entityId, tx.scope.livemode, today, [...sellerIds], at.toISOString()])
}
