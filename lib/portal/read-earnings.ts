import type { SellerActor } from '#lib/access/seller-actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'

const DAYS = 28

export type EarnedDay = { readonly on: string; readonly amount: WireMoney }

export type Earnings = {
  /** Today, in the book time zone, one per currency. */
  readonly today: readonly { readonly amount: WireMoney; readonly orders: number }[]
  /** What was earned per day in the currency that earned most, oldest first; a day without a sale is zero. */
  readonly days: readonly EarnedDay[]
  readonly total: WireMoney | null
}

type Row = { on: string; currency: string; net: bigint; orders: bigint }

/** What the seller earned after fees: today, and in the last four weeks. */
export function readEarnings(actor: SellerActor, at: Date): Promise<Earnings> {
  const today = accountingOn(actor.entity, at)
  return inRawTransaction(actor.scope, async (tx) => {
    const rows = await earnedSince(tx, actor, today)
    const sums = new Map<string, bigint>()
    for (const { currency, net } of rows) sums.set(currency, (sums.get(currency) ?? 0n) + net)
    const [main] = [...sums].toSorted(([, left], [, right]) => (left < right ? 1 : -1))
    return {
      today: rows
        .filter((row) => row.on === today)
        .map(({ net, currency, orders }) => ({ amount: toWire({ minor: net, currency }), orders: Number(orders) })),
      days: main === undefined ? [] : daysUntil(today).map((on) => dayOf(rows, main[0], on)),
      total: main === undefined ? null : toWire({ minor: main[1], currency: main[0] }),
    }
  })
}

function dayOf(rows: readonly Row[], currency: string, on: string): EarnedDay {
  const minor = rows.find((row) => row.on === on && row.currency === currency)?.net ?? 0n
  return { on, amount: toWire({ minor, currency }) }
}

function earnedSince(tx: Sql, actor: SellerActor, today: string): Promise<Row[]> {
  return tx.sql<Row>(
    `SELECT on_day::text AS "on", currency, sum(seller_net_minor)::bigint AS net, sum(orders)::bigint AS orders FROM analytics_day
      WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND on_day > $4::date - $5::int AND on_day <= $4::date
      GROUP BY on_day, currency ORDER BY on_day, currency`,
    [actor.entity.id, actor.entity.livemode, actor.sellerId, today, DAYS],
  )
}

function daysUntil(today: string): string[] {
  const last = Date.parse(`${today}T00:00:00Z`)
  return Array.from({ length: DAYS }, (_, index) =>
    new Date(last - (DAYS - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  )
}
