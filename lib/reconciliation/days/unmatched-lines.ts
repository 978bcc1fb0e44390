import type { Sql } from '#lib/platform/db.ts'
import type { UnmatchedLines } from './day-model.ts'

type Row = { currency: string; count: number; sum: bigint; oldest: string }

/** Bank lines about Stripe that are booked by the end of a day and matched with nothing now, per currency. */
export async function unmatchedLines(tx: Sql, day: string): Promise<UnmatchedLines[]> {
  const rows = await tx.sql<Row>(
    `SELECT currency::text AS currency, count(*)::int AS count, sum(amount_minor)::bigint AS sum, min(happened_on)::text AS oldest
       FROM match_item
      WHERE entity_id = $1 AND livemode = $2 AND domain = 'bank' AND side = 'observed' AND held = 'open' AND state <> 'void'
        AND happened_on <= $3::text::date GROUP BY 1 ORDER BY 1`,
    [tx.scope.entityId, tx.scope.livemode, day],
  )
  return rows.map(({ currency, count, sum, oldest }) => ({
    currency,
    count,
    sumMinor: sum.toString(),
    oldestOn: oldest,
  }))
}
