import type { Entity } from '#lib/entities/entity.ts'
import { divideHalfAway } from '#lib/money/allocate.ts'
import type { Sql } from '#lib/platform/db.ts'

export type CoverRatio = {
  readonly currency: string
  /** At Stripe, pending and available. */
  readonly heldMinor: bigint
  /** Payouts on their way, until five business days after Stripe called them paid, or until they came back. */
  readonly inTransitMinor: bigint
  /** Owed to sellers and tax offices, and buyers' money not split yet. */
  readonly owedMinor: bigint
  /** Held and in transit ÷ owed, in basis points; below 10,000 the platform holds less than it owes. Null: nothing owed. */
  readonly ratioBps: bigint | null
}

type Row = { currency: string; held: bigint; in_transit: bigint; owed: bigint }

/** A paid payout counts as in transit this long: within it the bank may still send it back. */
const CONFIRMED_AFTER_BUSINESS_DAYS = 5

/** An account's balance now, or as it was at the end of the accounting day in `$6`. */
const NOW = 'a.balance_minor'
const AT_END_OF_DAY = `(a.balance_minor - coalesce((SELECT sum(l.amount_minor) FROM journal_line l
  WHERE l.account_id = a.id AND l.accounting_on > $6::text::date), 0))::bigint`

/**
 * Whether the platform holds what it owes to others, per currency: now, or at the end of an accounting day that `at` closes.
 * What one seller owes us never covers another: only credit balances count as owed.
 */
export async function coverRatio(tx: Sql, entity: Entity, at: Date, on?: string): Promise<CoverRatio[]> {
  const rows = await tx.sql<Row>(
    `WITH balance AS (
       SELECT a.code, a.currency, ${on === undefined ? NOW : AT_END_OF_DAY} AS minor FROM ledger_account a
        WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform'
          AND a.code IN ('stripe_balance', 'seller_payable', 'tax_payable', 'buyer_funds')
     ), owed AS (
       SELECT currency, sum(-minor)::bigint AS minor FROM balance WHERE minor < 0 AND code <> 'stripe_balance' GROUP BY currency
     ), held AS (
       SELECT currency, sum(minor)::bigint AS minor FROM balance WHERE code = 'stripe_balance' GROUP BY currency
     ), sent AS (
       SELECT p.currency, sum(p.amount_minor)::bigint AS minor FROM payout p
        WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3 AND p.created_at <= $4::timestamptz
          AND (p.status IN ('pending', 'in_transit') OR (p.status = 'paid' AND p.arrival_at > $5::timestamptz)
            OR EXISTS (SELECT FROM balance_transaction b WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = p.account
                  AND b.id = p.failure_balance_transaction_id AND b.created_at > $4::timestamptz))
        GROUP BY p.currency
     )
     SELECT currency, coalesce(held.minor, 0) AS held, coalesce(sent.minor, 0) AS in_transit, coalesce(owed.minor, 0) AS owed
       FROM held FULL JOIN owed USING (currency) FULL JOIN sent USING (currency) ORDER BY currency`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      entity.stripeAccount,
      at.toISOString(),
      businessDaysBefore(at, CONFIRMED_AFTER_BUSINESS_DAYS).toISOString(),
      ...(on === undefined ? [] : [on]),
    ],
  )
  return rows.map(({ currency, held, in_transit, owed }) => ({
    currency,
    heldMinor: held,
    inTransitMinor: in_transit,
    owedMinor: owed,
    ratioBps: owed === 0n ? null : divideHalfAway((held + in_transit) * 10_000n, owed),
  }))
}

const DAY_MS = 86_400_000

/** The same time of day, so many Mondays to Fridays earlier. */
export function businessDaysBefore(at: Date, days: number): Date {
  let day = at.getTime()
  for (let left = days; left > 0; ) {
    day -= DAY_MS
    if (![0, 6].includes(new Date(day).getUTCDay())) left -= 1
  }
  return new Date(day)
}
