import type { Entity } from '#lib/entities/entity.ts'
import { type BalanceReader, type BalanceSnapshot, takeSnapshot } from '#lib/ledger/balance-snapshot.ts'
import { read, SYSTEM } from '#lib/platform/db.ts'
import { fetchFunds, fetchNewest } from '#lib/providers/stripe/balance.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'

/** What Stripe says the platform and every seller hold, each read twice around the newest transactions. */
export async function stripeSnapshots(entity: Entity, at: Date): Promise<BalanceSnapshot[]> {
  const snapshots: BalanceSnapshot[] = []
  for (const account of await accountsOf(entity)) snapshots.push(await takeSnapshot(readerOf(entity), account, at))
  return snapshots
}

/** What Stripe says the platform's own account holds. */
export const platformSnapshot = (entity: Entity, at: Date): Promise<BalanceSnapshot> =>
  takeSnapshot(readerOf(entity), entity.stripeAccount, at)

const readerOf = (entity: Entity): BalanceReader => ({
  funds: (account) => fetchFunds(callerFor(entity, account)),
  newest: (account, limit) => fetchNewest(callerFor(entity, account), limit),
})

/** The platform's own account first, then every connected one. */
export async function accountsOf(entity: Entity): Promise<string[]> {
  const sellers = await read(SYSTEM(entity), (tx) =>
    tx.sql<{ account: string }>(
      'SELECT stripe_account AS account FROM seller WHERE entity_id = $1 AND livemode = $2 ORDER BY id',
      [entity.id, entity.livemode],
    ),
  )
  return [entity.stripeAccount, ...sellers.map((seller) => seller.account)]
}
