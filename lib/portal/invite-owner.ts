import type { Actor } from '#lib/access/actor.ts'
import { localeOfCountry } from '#lib/access/seller-model.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { letIn } from './let-in.ts'
import { noSuchSeller } from './refusals.ts'

type Owner = { readonly sellerId: string; readonly name: string; readonly email: string; readonly at: Date }

/** The platform lets a seller's owner into the portal; the owner lets in everybody else. */
export function inviteOwner(actor: Actor, { sellerId, name, email, at }: Owner): Promise<void> {
  return inRawTransaction(actor.scope, async (tx) => {
    const seller = await resolveSeller(tx, sellerId)
    if (seller === null) throw noSuchSeller()
    await letIn(tx, {
      seller,
      name,
      email,
      role: 'owner',
      locale: localeOfCountry(seller.country),
      inviter: actor.entity.name,
      by: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
      requestId: actor.requestId,
      at,
    })
  })
}
