import { DAY } from '../core/clock.ts'
import { DEFAULT_TERMS, type SellerPart, type Terms } from './seller-part.ts'

/** The terms in force: the newest that began by then, a category's own before the seller's general ones. */
export function termsFor(seller: SellerPart, category: string, at: number, end: number): Terms {
  const inForce = seller.terms.filter((terms) => end - terms.fromDaysAgo * DAY <= at)
  const newest = (terms: Terms[]) => terms.toSorted((a, b) => a.fromDaysAgo - b.fromDaysAgo)[0]
  return (
    newest(inForce.filter((terms) => terms.category === category)) ??
    newest(inForce.filter((terms) => terms.category === undefined)) ??
    DEFAULT_TERMS
  )
}

/** The seller's part of a line: what the commission leaves, the odd minor unit to the larger remainder. */
export function shareOf(amount: number, bps: number): number {
  const commission = (amount * bps - ((amount * bps) % 10_000)) / 10_000
  const remainder = (amount * bps) % 10_000
  return amount - commission - (remainder > 5000 ? 1 : 0)
}

/** Amounts that are multiples of this divide at the rate without a remainder. */
export function exactStep(bps: number): number {
  let [a, b] = [bps, 10_000]
  while (b) [a, b] = [b, a % b]
  return 10_000 / a
}

type Party = { part: SellerPart; account: string }

/** What the marketplace agreed with each seller, and with all that have no terms of their own, as its finance team keeps it. */
export function contractsFile(sellers: readonly Party[], end: number): string {
  const dayOf = ({ fromDaysAgo }: Terms) => new Date((end - fromDaysAgo * DAY) * 1000).toISOString().slice(0, 10)
  const versionsOf = (terms: readonly Terms[]) =>
    Object.entries(Object.groupBy(terms, dayOf))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([effective_from, began = []]) => {
        const rules = inForceOn(terms, began[0]?.fromDaysAgo ?? 0)
        return {
          effective_from,
          fee_bearer: began[0]?.bearer ?? 'platform',
          rules: rules.map(({ category = '', bps }) => ({ category, commission_bps: bps })),
        }
      })
  const standard = {
    seller_account: '*',
    seller_ref: '*',
    name: 'Standard terms',
    versions: versionsOf([DEFAULT_TERMS]),
  }
  const own = sellers
    .filter(({ part }) => part.terms.length > 0)
    .map(({ part, account }) => ({
      seller_account: account,
      seller_ref: refOf(part),
      name: part.name,
      versions: versionsOf(part.terms),
    }))
  return `${JSON.stringify({ contracts: [standard, ...own] }, null, 2)}\n`
}

/** A version states all that holds from its day on: the newest terms of each category that had begun by then. */
function inForceOn(terms: readonly Terms[], daysAgo: number): Terms[] {
  const begun = terms.filter(({ fromDaysAgo }) => fromDaysAgo >= daysAgo)
  return begun.filter(
    (one) => !begun.some((other) => other.category === one.category && other.fromDaysAgo < one.fromDaysAgo),
  )
}

/** How the marketplace's own systems call the seller. */
export const refOf = ({ key }: SellerPart): string => `S-${key}`
