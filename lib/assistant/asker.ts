import type { Entity } from '#lib/entities/entity.ts'
import { read, SYSTEM } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { noAsker } from './refusals.ts'
import type { Asker } from './tools/tool.ts'

/** Whoever asks on the command line: `analyst`, or `seller:acct_…`, who reads under the seller's own database role. */
export async function askerFor(entity: Entity, as: string): Promise<Asker> {
  const scope = SYSTEM(entity)
  if (as === 'analyst') return { personId: scope.actor, name: 'Command line', roles: ['analyst'], entity, scope }
  const [kind, name = ''] = as.split(':')
  const seller = kind === 'seller' ? await read(scope, (tx) => resolveSeller(tx, name)) : null
  if (seller === null) throw noAsker(as)
  return {
    personId: scope.actor,
    name: seller.name,
    roles: ['seller'],
    entity,
    scope: { ...scope, role: 'tieout_seller', sellerId: seller.id },
  }
}
