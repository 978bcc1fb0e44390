import { scheduleWords } from '#lib/contracts/earned-model.ts'
import type { Terms, Tier } from '#lib/contracts/model.ts'
import type { DividedSale } from '#lib/contracts/sale-model.ts'
import type { Volume } from '#lib/contracts/volume-model.ts'
import { describeRule, describeTier } from '#lib/contracts/words-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { SoldLine } from './collected.ts'
import type { Assigned, SplitLine } from './split.ts'

type Traced = {
  readonly sold: SoldLine
  readonly terms: Terms
  readonly divided: DividedSale
  readonly charged: string
  readonly settled: string
  /** What of the line reached the balance. */
  readonly wholeMinor: bigint
  readonly sellerName: string
  readonly volume: Volume | null
  readonly nameOf: (sellerId: string) => string
}

/** How a seller's part of a line came about, in words. */
export function traceOf(traced: Traced, own: SplitLine, tiers: readonly SplitLine[]): string {
  const { sold, divided, charged, settled, sellerName, nameOf } = traced
  const paid = (minor: bigint) => formatMoney({ minor, currency: charged })
  const owed = (minor: bigint) => formatMoney({ minor, currency: settled })
  const sentences = [`${rulesOf(traced, paid)}.`, commissionOf(traced, paid)]
  if (own.isByVolume && traced.volume) sentences.push(monthOf(traced.volume, paid))
  if (divided.promotionMinor !== 0n)
    sentences.push(`The platform pays for the discount of ${owed(own.promotionMinor)}.`)
  if (charged !== settled) sentences.push(`${paid(sold.grossMinor)} reached the balance as ${owed(traced.wholeMinor)}.`)
  if (own.taxMinor !== 0n) sentences.push(`The platform owes ${owed(own.taxMinor)} tax.`)
  if (own.sellerFeeMinor !== 0n) sentences.push(`The seller bears ${owed(own.sellerFeeMinor)} of Stripe's fee.`)
  for (const tier of tiers) sentences.push(`${tier.tierLabel} ${nameOf(tier.sellerId)} gets ${owed(tier.sellerMinor)}.`)
  sentences.push(`${sellerName} keeps ${owed(own.sellerMinor)}, the platform ${owed(own.commissionMinor)}.`)
  if (own.earned) sentences.push(scheduleWords(own.earned))
  return sentences.join(' ')
}

/** Where the sale stood in the seller's month when it was split. */
const monthOf = ({ beforeMinor, monthMinor }: Volume, paid: (minor: bigint) => string) =>
  `Sold in the month: ${paid(beforeMinor)} before it, ${paid(monthMinor)} in all.`

/** How a tier's part came about, in words. */
export function traceOfTier({ terms, settled, nameOf }: Traced, tier: Tier, minor: bigint): string {
  const below = terms.tiers.some(({ parentPosition }) => parentPosition === tier.position)
  const kept = `${formatMoney({ minor, currency: settled })}${below ? ' after what it passes on' : ''}`
  return `${contractOf(terms)}. ${describeTier(tier, terms.tiers, nameOf)}: ${kept}.`
}

const contractOf = ({ contractName, isDefault, version }: Terms) =>
  `${contractName}${isDefault ? ' (default)' : ''}, version ${version}`

function rulesOf({ terms, divided, nameOf }: Traced, paid: (minor: bigint) => string): string {
  const [only, ...more] = divided.taken
  const words = (one: DividedSale['taken'][number]) => `rule ${one.rule.position}: ${describeRule(one.rule, nameOf)}`
  if (only !== undefined && more.length === 0) return `${contractOf(terms)}, ${words(only)}`
  return `${contractOf(terms)}, ${divided.taken.map((one) => `${words(one)} takes ${paid(one.minor)}`).join('; ')}`
}

function commissionOf({ sold, terms, divided }: Traced, paid: (minor: bigint) => string): string {
  const taken = paid(divided.commissionMinor)
  if (divided.baseMinor === sold.grossMinor) return `Commission of ${paid(sold.grossMinor)} is ${taken}.`
  const changes = [
    terms.commissionBase === 'net_of_tax' && sold.taxMinor !== 0n ? 'less tax' : '',
    sold.discountMinor !== 0n && (terms.discountFunder === 'platform' || terms.isDiscountCharged)
      ? 'before the discount'
      : '',
    divided.baseMinor === 0n ? 'which bears none' : '',
  ].filter((change) => change !== '')
  const how = changes.length === 0 ? '' : ` (${paid(sold.grossMinor)} ${changes.join(', ')})`
  return `Commission of ${paid(divided.baseMinor)}${how} is ${taken}.`
}

/** Why nobody is owed anything of a line. */
export function whyUnassigned(line: SoldLine, { seller, terms }: Pick<Assigned, 'seller' | 'terms'>): string {
  if (line.said.seller === '')
    return 'No seller is named on the line, the invoice or the payment. It stays with buyer funds.'
  if (seller === null) return `The seller ${line.said.seller} is not known. It stays with buyer funds.`
  if (terms === null) return `No contract of ${seller.name} applied on that day. It stays with buyer funds.`
  return `No rule of ${terms.contractName}, version ${terms.version}, matches the line. It stays with buyer funds.`
}
