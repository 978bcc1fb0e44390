import type { WireMoney } from '#lib/money/money.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Age, ageOf } from './age-model.ts'

export type Receivable = {
  /** `stl_…`, or `adj_…` of a penalty or another charge. */
  readonly id: string
  readonly title: string
  readonly amount: WireMoney
  /** ISO instant of the refund or dispute that made it. */
  readonly since: string
  readonly age: Age
  /** Days until Stripe would clear a negative balance with the platform's money; negative when past. */
  readonly daysToClearing: number
}

/** Stripe covers a seller's negative balance with the platform's money after this many days; docs.stripe.com/connect/account-balances */
const CLEARED_AFTER_DAYS = 180
const DAY_MS = 86_400_000
const RECEIVABLES_MAX = 200

/** What a seller owes, oldest first: from settlements that were returned after the transfer, and from adjustments. */
export async function readReceivables(tx: Sql, sellerId: string): Promise<Receivable[]> {
  const rows = await tx.sql<{ id: string; source: string; minor: bigint; currency: string; since: Date }>(
    `SELECT s.id, coalesce(nullif(s.invoice_number, ''), s.source_id) AS source, h.carry_minor AS minor, h.currency, h.carry_since AS since
       FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
      WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3 AND h.carry_minor > 0
     UNION ALL
     SELECT a.id, a.note, a.open_minor, a.currency, a.posted_at FROM adjustment a
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.seller_id = $3 AND a.open_minor > 0
      ORDER BY since, id LIMIT ${RECEIVABLES_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  const now = clock.now().getTime()
  return rows.map(({ id, source, minor, currency, since }) => {
    const days = Math.floor((now - since.getTime()) / DAY_MS)
    return {
      id,
      title: source,
      amount: { minor: minor.toString(), currency },
      since: since.toISOString(),
      age: ageOf(days),
      daysToClearing: CLEARED_AFTER_DAYS - days,
    }
  })
}

/** What is owed in one currency, by age. */
export type Ageing = {
  readonly currency: string
  readonly totalMinor: bigint
  readonly byAge: Readonly<Record<Age, bigint>>
}

/** Adds debts up by currency and age: the ageing that finance teams report. */
export function ageingOf(receivables: readonly Receivable[]): Ageing[] {
  const byCurrency = Map.groupBy(receivables, ({ amount }) => amount.currency)
  return [...byCurrency].map(([currency, own]) => {
    const sumOf = (some: readonly Receivable[]) => some.reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n)
    const aged = (age: Age) => sumOf(own.filter((one) => one.age === age))
    const byAge = {
      '0-30': aged('0-30'),
      '31-60': aged('31-60'),
      '61-90': aged('61-90'),
      '91-180': aged('91-180'),
      'over 180': aged('over 180'),
    }
    return { currency, totalMinor: sumOf(own), byAge }
  })
}
