import type { SellerActor } from '#lib/access/seller-actor.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { inRawTransaction } from '#lib/platform/db.ts'

export type NextPayout = {
  /** sent: on its way to the bank · waiting: not all of it can be paid out yet · ready · owed: the balance is below zero. */
  readonly kind: 'sent' | 'waiting' | 'ready' | 'owed'
  readonly amount: WireMoney
  /** sent: the day it should arrive · waiting: the day it can be paid out. */
  readonly on: string | null
}

/** What reaches the seller's bank next, per currency: payouts on their way first, then what no payout took yet. */
export function readNextPayouts(actor: SellerActor, at: Date): Promise<NextPayout[]> {
  const { entity } = actor
  return inRawTransaction(actor.scope, async (tx) => {
    const [own] = await tx.sql<{ account: string }>('SELECT stripe_account AS account FROM seller WHERE id = $1', [
      actor.sellerId,
    ])
    const key = [entity.id, entity.livemode, own?.account ?? '']
    const sent = await tx.sql<{ currency: string; minor: bigint; on: string }>(
      `SELECT upper(currency) AS currency, amount_minor AS minor, (arrival_at AT TIME ZONE 'UTC')::date::text AS "on" FROM payout
        WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND status IN ('pending', 'in_transit')
          AND created_at > $4::timestamptz - interval '45 days' ORDER BY arrival_at, id LIMIT 5`,
      [...key, at],
    )
    const left = await tx.sql<{ currency: string; minor: bigint; on: string; waits: boolean }>(
      `SELECT upper(currency) AS currency, sum(net_minor)::bigint AS minor, (max(available_on) AT TIME ZONE 'UTC')::date::text AS "on",
              max(available_on) > $4 AS waits
         FROM balance_transaction WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND payout_id = '' AND type NOT LIKE 'payout%'
        GROUP BY upper(currency) HAVING sum(net_minor) <> 0 ORDER BY 1`,
      [...key, at],
    )
    return [
      ...sent.map(({ currency, minor, on }) => ({ kind: 'sent', amount: toWire({ minor, currency }), on }) as const),
      ...left.map(({ currency, minor, on, waits }) => {
        const kind = minor < 0n ? 'owed' : waits ? 'waiting' : 'ready'
        return { kind, amount: toWire({ minor, currency }), on: kind === 'waiting' ? on : null } as const
      }),
    ]
  })
}
