import type { Entity } from '#lib/entities/entity.ts'
import { type BalanceSnapshot, takeSnapshot } from '#lib/ledger/balance-snapshot.ts'
import { read, SYSTEM } from '#lib/platform/db.ts'
import { fetchFunds, fetchNewest } from '#lib/providers/stripe/balance.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'

/** What Stripe says the platform and every seller hold, each read twice around the newest transactions. */
export async function stripeSnapshots(entity: Entity, at: Date): Promise<BalanceSnapshot[]> {
  const reader = {
    funds: (account: string) => fetchFunds(callerFor(entity, account)),
    newest: (account: string, limit: number) => fetchNewest(callerFor(entity, account), limit),
  }
  const snapshots: BalanceSnapshot[] = []
  for (const account of await accountsOf(entity)) snapshots.push(await takeSnapshot(reader, account, at))
  return snapshots
}

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
