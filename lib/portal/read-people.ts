import type { SellerActor } from '#lib/access/seller-actor.ts'
import type { SellerRole } from '#lib/access/seller-model.ts'
import { inRawTransaction } from '#lib/platform/db.ts'

export type PortalPerson = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: SellerRole
  readonly hasComeIn: boolean
}

/** The seller's people, by name. */
export function readPeople(actor: SellerActor): Promise<PortalPerson[]> {
  return inRawTransaction(actor.scope, (tx) =>
    tx.sql<PortalPerson>(
      `SELECT p.id, p.name, p.email, g.seller_role AS role, p.last_sign_in_at IS NOT NULL AS "hasComeIn"
         FROM role_grant g JOIN person p ON p.id = g.person_id
        WHERE g.entity_id = $1 AND g.seller_id = $2 AND p.state = 'active' ORDER BY p.name, p.id LIMIT 200`,
      [actor.entity.id, actor.sellerId],
    ),
  )
}
