import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

export type GoingOn = { readonly count: number; readonly amount: WireMoney }

/** Stripe's own automatic payouts that are on their way, of the platform and of sellers, per currency: no pause stops them. */
export async function automaticPayouts(tx: Sql): Promise<GoingOn[]> {
  const rows = await tx.sql<{ currency: string; count: number; minor: bigint }>(
    `SELECT currency::text AS currency, count(*)::int AS count, sum(amount_minor)::bigint AS minor FROM payout
      WHERE entity_id = $1 AND livemode = $2 AND automatic AND status IN ('pending', 'in_transit') GROUP BY 1 ORDER BY 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ currency, count, minor }) => ({ count, amount: toWire({ currency, minor }) }))
}
