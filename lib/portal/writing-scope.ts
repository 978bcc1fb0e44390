import type { SellerActor } from '#lib/access/seller-actor.ts'
import type { Scope } from '#lib/platform/db.ts'

/** The scope in which what a seller's person did is written down: tieout_seller writes nothing. What is written names the seller itself. */
export const writingScope = ({ entity, personId }: SellerActor): Scope => ({
  entityId: entity.id,
  livemode: entity.livemode,
  actor: personId,
})
