import type { WireMoney } from '#lib/money/money.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'

/** How old a debt is, in whole days: the ages that finance teams report. */
export const AGES = ['0-30', '31-60', '61-90', '91-180', 'over 180'] as const
export type Age = (typeof AGES)[number]

export type Receivable = {
  readonly settlementId: string
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

export function ageOf(days: number): Age {
  if (days <= 30) return '0-30'
  if (days <= 60) return '31-60'
  if (days <= 90) return '61-90'
  return days <= 180 ? '91-180' : 'over 180'
}

/** What a seller owes from settlements that were returned after the transfer, oldest first. */
export async function readReceivables(tx: Sql, sellerId: string): Promise<Receivable[]> {
  const rows = await tx.sql<{ id: string; source: string; minor: bigint; currency: string; since: Date }>(
    `SELECT s.id, coalesce(nullif(s.invoice_number, ''), s.source_id) AS source, h.carry_minor AS minor, h.currency, h.carry_since AS since
       FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
      WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3 AND h.carry_minor > 0
      ORDER BY h.carry_since, s.id LIMIT ${RECEIVABLES_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  const now = clock.now().getTime()
  return rows.map(({ id, source, minor, currency, since }) => {
    const days = Math.floor((now - since.getTime()) / DAY_MS)
    return {
      settlementId: id,
      title: source,
      amount: { minor: minor.toString(), currency },
      since: since.toISOString(),
      age: ageOf(days),
      daysToClearing: CLEARED_AFTER_DAYS - days,
    }
  })
}
