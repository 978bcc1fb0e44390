import type { SellerActor } from '#lib/access/seller-actor.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { type NextPayout, nextPayoutOf } from '#lib/treasury/next-payout.ts'

export type Upcoming = {
  /** The soonest first. */
  readonly payouts: readonly NextPayout[]
  /** What the balance lacks, per currency, where it is below zero: negative. */
  readonly owed: readonly WireMoney[]
}

/** What reaches the seller's bank next, and what has to be earned first where the balance is below zero. */
export async function readNextPayout(actor: SellerActor, at: Date): Promise<Upcoming> {
  const { entity, scope, sellerId } = actor
  const { payouts } = await nextPayoutOf(scope, sellerId, at)
  const owed = await inRawTransaction(scope, (tx) =>
    tx.sql<{ currency: string; minor: bigint }>(
      `SELECT upper(currency) AS currency, sum(net_minor)::bigint AS minor FROM balance_transaction
        WHERE entity_id = $1 AND livemode = $2 AND account = (SELECT stripe_account FROM seller WHERE id = $3) AND payout_id = ''
          AND type NOT LIKE 'payout%' GROUP BY upper(currency) HAVING sum(net_minor) < 0 ORDER BY 1`,
      [entity.id, entity.livemode, sellerId],
    ),
  )
  const expected = new Set(payouts.map(({ amount }) => amount.currency))
  return { payouts, owed: owed.filter(({ currency }) => !expected.has(currency)).map(toWire) }
}
