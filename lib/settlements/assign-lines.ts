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
import type { Source } from './facts.ts'
import { type Counted, leftOf, readMonth, volumeOf } from './month-volume.ts'
import { type Assigned, splitLines } from './split.ts'

/** Other terms in the place of those that apply to a seller: how a draft is tried. */
type Instead = (sellerId: string, applied: Terms | null) => Terms | null

/** Finds out whose every line is and on what terms, by the accounting day of the collection, and splits it. */
export async function assignLines(
  tx: Sql,
  entity: Entity,
  collected: Collected,
  instead: Instead = (_, terms) => terms,
  counting: Counting | null = null,
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
  const counted = counting === null ? new Map() : await countedOf(tx, { collected, on, terms, sellerOf, counting })
  const nameOf = await namesOf(
    tx,
    [...terms.values()].flatMap((one) => one ?? []),
  )
  const assign = (line: SoldLine): Assigned & { seller: Seller | null } => {
    const seller = sellerOf(line)
    const own = counted.get(seller?.id ?? '')
    const volume = own === undefined ? null : volumeOf(own)
    return { seller, terms: seller === null ? null : (terms.get(seller.id) ?? null), nameOf, volume }
  }
  return splitLines(collected, on, assign).map((sale) => {
    const { seller, terms: applied } = assign(sale.sold)
    return { ...sale, seller, terms: applied, counted: counted.get(seller?.id ?? '') ?? null }
  })
}

/** What a sale is a part of, for rules that follow the month's volume. */
export type Counting = {
  readonly source: Source
  /** Refunded so far, of how much: in the buyer's currency. */
  readonly returnedMinor: bigint
  readonly wholeMinor: bigint
  readonly isLocking: boolean
}

type Known = {
  readonly collected: Collected
  readonly on: string
  readonly terms: ReadonlyMap<string, Terms | null>
  readonly sellerOf: (line: SoldLine) => Seller | null
  readonly counting: Counting
}

/** The month of every seller whose terms follow it, by seller; months are locked in the order of sellers. */
async function countedOf(tx: Sql, { collected, on, terms, sellerOf, counting }: Known): Promise<Map<string, Counted>> {
  const found = new Map<string, Counted>()
  const { currency } = collected.charged
  for (const [sellerId, applied] of [...terms].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const rules = (applied?.rules ?? []).filter((rule) => rule.scale !== 'none' && rule.currency === currency)
    if (rules.length === 0) continue
    const month = await readMonth(tx, { sellerId, currency, on, isLocking: counting.isLocking })
    const isOwn = ({ id }: Source) => id === counting.source.id || collected.charges.some((charge) => charge.id === id)
    const sold = collected.lines.filter((line) => sellerOf(line)?.id === sellerId)
    const grossMinor = sold.reduce((sum, line) => sum + line.grossMinor, 0n)
    const volumeMinor = leftOf(grossMinor, counting.returnedMinor, counting.wholeMinor)
    found.set(sellerId, {
      sellerId,
      rules,
      others: month.filter((sale) => !isOwn(sale)),
      own: { ...counting.source, collectedAt: collected.collectedAt, volumeMinor },
      beforeMinor: month.find(isOwn)?.volumeMinor ?? 0n,
    })
  }
  return found
}
