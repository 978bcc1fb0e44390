import type { Actor } from '#lib/access/actor.ts'
import type { Sql } from '#lib/platform/db.ts'
import { placeHold } from '#lib/sellers/place-hold.ts'
import { queueSettling } from './queue-settling.ts'
import { sourcesOfSellers } from './sources-of-sellers.ts'

type Holding = {
  readonly actor: Actor
  readonly sellerId: string
  readonly reason: string
  readonly sellerMust: string
  readonly at: Date
}

/** Holds a seller: new transfers wait at once, and those proposed already are void as soon as the worker comes by. */
export async function holdSeller(
  tx: Sql,
  { actor, sellerId, reason, sellerMust, at }: Holding,
): Promise<{ holdId: string }> {
  const placed = await placeHold(tx, {
    sellerId,
    reason,
    sellerMust,
    actor: auditorOf(actor),
    requestId: actor.requestId,
    at,
  })
  await queueSettling(tx, await sourcesOfSellers(tx, [sellerId]))
  return placed
}

const auditorOf = (actor: Actor) => ({ kind: 'person', id: actor.personId, role: actor.roles.join(',') }) as const
