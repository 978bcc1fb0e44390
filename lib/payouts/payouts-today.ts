import type { Sql } from '#lib/platform/db.ts'
import { countHeldFunds } from './held-funds.ts'
import { TIE_OUT_STATES, type TieOutState } from './model.ts'

export type PayoutsToday = {
  /** Payouts of the last thirty days by state. */
  readonly states: Readonly<Record<TieOutState, number>>
  /** Of all time: on their way past their arrival, paid three days ago and not itemised, off from what was expected. */
  readonly late: number
  readonly unreconciled: number
  readonly over: number
  /** Sellers whose money has lain at Stripe until shortly before its limit. */
  readonly held: number
}

/** How payouts stand, by look-ups on indexes alone. */
export async function payoutsToday(tx: Sql, at: Date): Promise<PayoutsToday> {
  const [row] = await tx.sql<Record<string, number>>(
    `SELECT (SELECT count(*) FROM payout_tie_out WHERE entity_id = $1 AND livemode = $2 AND payout_status IN ('pending', 'in_transit')
                AND arrival_at < $3::text::timestamptz - interval '1 day')::int AS late,
            (SELECT count(*) FROM payout_tie_out WHERE entity_id = $1 AND livemode = $2 AND state = 'waiting' AND mode = 'breakdown'
                AND payout_status = 'paid' AND arrival_at < $3::text::timestamptz - interval '3 days')::int AS unreconciled,
            (SELECT count(*) FROM payout_tie_out WHERE entity_id = $1 AND livemode = $2 AND is_over)::int AS over`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  const counts = await tx.sql<{ state: TieOutState; count: number }>(
    `SELECT state, count(*)::int AS count FROM payout_tie_out
      WHERE entity_id = $1 AND livemode = $2 AND created_at > $3::text::timestamptz - interval '30 days' GROUP BY state`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  const states = Object.fromEntries(
    TIE_OUT_STATES.map((state) => [state, counts.find((one) => one.state === state)?.count ?? 0]),
  ) as Record<TieOutState, number>
  return {
    states,
    late: row?.late ?? 0,
    unreconciled: row?.unreconciled ?? 0,
    over: row?.over ?? 0,
    held: await countHeldFunds(tx),
  }
}
