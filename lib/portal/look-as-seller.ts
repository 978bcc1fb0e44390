import type { Actor } from '#lib/access/actor.ts'
import { localeOfCountry } from '#lib/access/seller-model.ts'
import { endViewing, startViewing } from '#lib/people/view-as-seller.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { noSuchSeller } from './refusals.ts'

/** Opens a seller's portal to somebody of the platform, to look at. Answers where it is. */
export function lookAsSeller(actor: Actor, sellerId: string, at: Date): Promise<{ path: '/portal' }> {
  return inRawTransaction(actor.scope, async (tx) => {
    const seller = await resolveSeller(tx, sellerId)
    if (seller === null) throw noSuchSeller()
    await startViewing(tx, { actor, seller, locale: localeOfCountry(seller.country), at })
    return { path: '/portal' }
  })
}

/** Ends the looking, and answers where it began. */
export function endLooking(actor: Actor, at: Date): Promise<{ path: string }> {
  return inRawTransaction(actor.scope, async (tx) => {
    const sellerId = await endViewing(tx, actor, at)
    return { path: sellerId === null ? '/sellers' : `/sellers/${sellerId}` }
  })
}
