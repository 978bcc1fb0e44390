import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import {
  filterValues,
  IS_LATE,
  IS_UNRECONCILED,
  MATCHES,
  type PayoutFilter,
  type PayoutScope,
} from './payout-filter.ts'
import type { PayoutAttention } from './schema.ts'

export type PayoutTotals = {
  readonly currency: string
  readonly count: number
  readonly amount: WireMoney
  readonly fee: WireMoney
  readonly remainder: WireMoney
}

export type PayoutSummary = {
  /** What the filtered list adds up to, per currency. */
  readonly totals: readonly PayoutTotals[]
  /** How many payouts are in each state, and need a look, of those the rest of the filter leaves. */
  readonly states: Readonly<Record<string, number>>
  readonly attentions: Readonly<Record<PayoutAttention, number>>
}

type Group = {
  state: string
  currency: string
  isWanted: boolean
  count: number
  amount: bigint
  fee: bigint
  remainder: bigint
  late: number
  unreconciled: number
  over: number
}

/** The figures above a list and the totals below it, in one pass over the rows the filter leaves. */
export async function sumPayouts(tx: Sql, filter: PayoutFilter, scope: PayoutScope): Promise<PayoutSummary> {
  const wanted =
    filter.attention === 'late' ? IS_LATE : filter.attention === 'unreconciled' ? IS_UNRECONCILED : 't.is_over'
  const groups = await tx.sql<Group>(
    `SELECT t.state, t.currency, ${filter.attention == null ? 'true' : `(${wanted})`} AS "isWanted", count(*)::int AS count,
            sum(t.payout_minor)::bigint AS amount, sum(t.fee_minor)::bigint AS fee, sum(t.remainder_minor)::bigint AS remainder,
            count(*) FILTER (WHERE ${IS_LATE})::int AS late, count(*) FILTER (WHERE ${IS_UNRECONCILED})::int AS unreconciled,
            count(*) FILTER (WHERE t.is_over)::int AS over
       FROM payout_tie_out t WHERE ${MATCHES} GROUP BY 1, 2, 3 ORDER BY 2, 1`,
    filterValues(tx, { ...filter, state: null, attention: null }, scope),
  )
  const inState = groups.filter(({ state }) => filter.state == null || state === filter.state)
  const shown = inState.filter(({ isWanted }) => isWanted)
  return {
    totals: [...new Set(shown.map(({ currency }) => currency))].map((currency) => {
      const own = shown.filter((group) => group.currency === currency)
      const sum = (of: (group: Group) => bigint) =>
        toWire({ currency, minor: own.reduce((so, one) => so + of(one), 0n) })
      return {
        currency,
        count: own.reduce((so, { count }) => so + count, 0),
        amount: sum(({ amount }) => amount),
        fee: sum(({ fee }) => fee),
        remainder: sum(({ remainder }) => remainder),
      }
    }),
    states: countBy(groups.filter(({ isWanted }) => isWanted)),
    attentions: {
      late: inState.reduce((so, { late }) => so + late, 0),
      unreconciled: inState.reduce((so, { unreconciled }) => so + unreconciled, 0),
      over: inState.reduce((so, { over }) => so + over, 0),
    },
  }
}

function countBy(groups: readonly Group[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { state, count } of groups) counts[state] = (counts[state] ?? 0) + count
  return counts
}
