import { namesOf } from '#lib/contracts/get-contract.ts'
import type { Terms } from '#lib/contracts/model.ts'
import { termsFor } from '#lib/contracts/terms-for.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { findSellers } from '#lib/sellers/find-seller.ts'
import type { Seller } from '#lib/sellers/model.ts'
import type { CheckedLine } from './checks.ts'
import type { Collected, SoldLine } from './collected.ts'
import { type Assigned, splitLines } from './split.ts'

/** Other terms in the place of those that apply to a seller: how a draft is tried. */
type Instead = (sellerId: string, applied: Terms | null) => Terms | null

/** Finds out whose every line is and on what terms, by the accounting day of the collection, and splits it. */
export async function assignLines(
  tx: Sql,
  entity: Entity,
  collected: Collected,
  instead: Instead = (_, terms) => terms,
): Promise<CheckedLine[]> {
  const on = accountingOn(entity, collected.collectedAt)
  const sellers = await findSellers(
    tx,
    collected.lines.map((line) => line.said.seller),
  )
  const sellerOf = ({ said }: SoldLine) =>
    sellers.find(({ id, stripeAccount }) => said.seller === id || said.seller === stripeAccount) ?? null
  const terms = new Map<string, Terms | null>()
  for (const { id } of sellers) terms.set(id, instead(id, await termsFor(tx, { sellerId: id, on })))
  const nameOf = await namesOf(
    tx,
    [...terms.values()].flatMap((one) => one ?? []),
  )
  const assign = (line: SoldLine): Assigned & { seller: Seller | null } => {
    const seller = sellerOf(line)
    return { seller, terms: seller === null ? null : (terms.get(seller.id) ?? null), nameOf }
  }
  return splitLines(collected, on, assign).map((sale) => {
    const { seller, terms: applied } = assign(sale.sold)
    return { ...sale, seller, terms: applied }
  })
}
