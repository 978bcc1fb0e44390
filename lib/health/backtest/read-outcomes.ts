import type { Sql } from '#lib/platform/db.ts'

/** Days that are looked ahead, and back for the naive guess. */
export const AHEAD_DAYS = 28

export type Outcome = {
  readonly sellerId: string
  /** Orders of the four weeks before the day: who sold nothing cannot lose anything. */
  readonly orders: number
  /** Sales of the four weeks after in those of the four before, beside everybody else's; null without any before. */
  readonly kept: number | null
  readonly disputes: number
  readonly failures: number
  readonly tried: number
  /** Sales of the four weeks before in those of the four before them; null without any then. */
  readonly lastChange: number | null
}

const sum = (column: string, when: string) => `coalesce(sum(${column}) FILTER (WHERE ${when}), 0)`
const AFTER = 'on_day >= $3::date'
const BEFORE = `on_day < $3::date AND on_day >= $3::date - ${AHEAD_DAYS}`
const EARLIER = `on_day < $3::date - ${AHEAD_DAYS}`
const SPAN = `entity_id = $1 AND livemode = $2 AND on_day >= $3::date - ${2 * AHEAD_DAYS} AND on_day < $3::date + ${AHEAD_DAYS}`

/** What came to pass in the four weeks after a day, of every seller. Ratios are those of the currency a seller sells most in. */
export function readOutcomes(tx: Sql, day: string): Promise<Outcome[]> {
  return tx.sql<Outcome>(
    `WITH own AS (
       SELECT seller_id, currency, ${sum('gross_minor', AFTER)} AS next, ${sum('gross_minor', BEFORE)} AS last, ${sum('gross_minor', EARLIER)} AS earlier,
              ${sum('orders', BEFORE)} AS orders, ${sum('disputes', AFTER)} AS disputes, ${sum('payout_failures', AFTER)} AS failures,
              ${sum('payouts + payout_failures', AFTER)} AS tried
         FROM analytics_day WHERE ${SPAN} AND seller_id <> '' GROUP BY 1, 2
     ), main AS (SELECT DISTINCT ON (seller_id) * FROM own ORDER BY seller_id, orders DESC, currency),
     everybody AS (SELECT currency, ${sum('gross_minor', AFTER)} AS next, ${sum('gross_minor', BEFORE)} AS last FROM analytics_total WHERE ${SPAN} GROUP BY 1),
     events AS (SELECT seller_id, sum(disputes)::int AS disputes, sum(failures)::int AS failures, sum(tried)::int AS tried, sum(orders)::int AS orders FROM own GROUP BY 1)
     SELECT m.seller_id AS "sellerId", v.orders, v.disputes, v.failures, v.tried,
            CASE WHEN m.last > 0 THEN (m.next::float8 / m.last)
              / CASE WHEN e.last - m.last > 0 AND e.next - m.next > 0 THEN (e.next - m.next)::float8 / (e.last - m.last) ELSE 1 END END AS kept,
            CASE WHEN m.earlier > 0 THEN m.last::float8 / m.earlier END AS "lastChange"
       FROM main m JOIN events v ON v.seller_id = m.seller_id JOIN everybody e ON e.currency = m.currency ORDER BY 1`,
    [tx.scope.entityId, tx.scope.livemode, day],
  )
}

/** The first and the last day that anything was sold, `YYYY-MM-DD`; null when nothing ever was. */
export async function daysKept(tx: Sql): Promise<{ first: string; last: string } | null> {
  const [row] = await tx.sql<{ first: string | null; last: string | null }>(
    `SELECT min(on_day)::text AS first, max(on_day)::text AS last FROM analytics_total
      WHERE entity_id = $1 AND livemode = $2 AND gross_minor > 0`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row === undefined || row.first === null || row.last === null ? null : { first: row.first, last: row.last }
}
