import type { Sql } from '#lib/platform/db.ts'
import { findSellers } from '#lib/sellers/find-seller.ts'
import { sellerSince } from '#lib/sellers/model.ts'
import type { CaseCharge } from './read-charge.ts'

export type ChargeSeller = { readonly id: string; readonly name: string; readonly email: string; readonly since: Date }

/** The seller with the largest share of a payment, or whose own account it is on; null when nobody is known. */
export async function sellerOfCharge(
  tx: Sql,
  { id, account }: Pick<CaseCharge, 'id' | 'account'>,
): Promise<ChargeSeller | null> {
  const [share] = await tx.sql<{ sellerId: string }>(
    `SELECT h.seller_id AS "sellerId" FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
      WHERE s.entity_id = $1 AND s.livemode = $2 AND s.charge_id = $3 ORDER BY h.owed_minor DESC, h.transferred_minor DESC, 1 LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  const [own] = await findSellers(tx, [account])
  const [seller] = own === undefined && share !== undefined ? await findSellers(tx, [share.sellerId]) : [own]
  if (seller === undefined) return null
  return { id: seller.id, name: seller.name, email: seller.email, since: sellerSince(seller) }
}
