import { DAY } from '../core/clock.ts'
import { DEFAULT_TERMS, type SellerPart, type Terms } from './cast.ts'

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

/** The marketplace's own list of commissions, as its finance team keeps it. */
export function contractsCsv(sellers: readonly { part: SellerPart; account: string }[], end: number): string {
  const row = (account: string, name: string, terms: Terms) =>
    [
      account,
      /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name,
      terms.bps,
      terms.bearer,
      new Date((end - terms.fromDaysAgo * DAY) * 1000).toISOString().slice(0, 10),
      terms.category ?? '',
    ].join(',')
  const rows = sellers.flatMap(({ part, account }) => part.terms.map((terms) => row(account, part.name, terms)))
  const header = 'seller_account,name,commission_bps,fee_bearer,effective_from,category'
  return `${[header, row('*', 'Standard terms', DEFAULT_TERMS), ...rows].join('\n')}\n`
}
