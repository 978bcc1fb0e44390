import type { Sql } from '#lib/platform/db.ts'
import { MEASURES_SQL } from './measures-sql.ts'
import type { Measures } from './score.ts'

type Row = {
  sellerId: string
  orders: number
  disputes: number
  tried: number
  failures: number
  refunded: number | null
  beforeOrders: number
  growth: number | null
  requirements: number | null
  negative: number | null
  tickets: number
  days: number
}

type Asked = {
  /** The first day that is not looked at, `YYYY-MM-DD`. */
  readonly day: string
  /** The instant for what has one: tickets, tenure. */
  readonly at: Date
  /** Left out: everybody. */
  readonly sellerIds?: readonly string[]
  /** Of a day gone by, what is not kept of the past is unknown. */
  readonly isPast?: boolean
}

export type MeasuredSeller = { readonly sellerId: string; readonly measures: Measures }

/** What is known about sellers at the beginning of a day: one statement over the roll-ups, whoever is asked about. */
export async function readMeasures(
  tx: Sql,
  { day, at, sellerIds, isPast = false }: Asked,
): Promise<readonly MeasuredSeller[]> {
  const rows = await tx.sql<Row>(MEASURES_SQL, [
    tx.scope.entityId,
    tx.scope.livemode,
    day,
    sellerIds === undefined ? null : [...sellerIds],
    at.toISOString(),
    !isPast,
  ])
  return rows.map((row) => ({ sellerId: row.sellerId, measures: measuresOf(row) }))
}

function measuresOf(row: Row): Measures {
  const fact = (value: number | null) => (value === null ? null : { value, sample: 1 })
  return {
    payout_success: { value: row.tried === 0 ? 0 : row.failures / row.tried, sample: row.tried },
    refund_rate: { value: row.refunded ?? 0, sample: row.refunded === null ? 0 : row.orders },
    dispute_rate: { value: row.orders === 0 ? 0 : Math.min(1, row.disputes / row.orders), sample: row.orders },
    volume_trend: {
      value: row.growth === null ? 0 : 1 - row.growth,
      sample: row.growth === null ? 0 : row.beforeOrders,
    },
    requirements: fact(row.requirements),
    negative_balance: fact(row.negative),
    open_tickets: fact(row.tickets),
    tenure: fact(Math.max(0, row.days)),
    plan_trend: null,
  }
}
