import type { Agreement } from './model.ts'
import { commissionsOf, rulesThatApply, type Sold, type Taken } from './rules-model.ts'
import { divideTiers, type TierPart } from './tiers-model.ts'
import type { Volume } from './volume-model.ts'

/** One line of a sale, minor units of the buyer's currency; all negative for a credit line. */
export type Sale = Sold & {
  /** What the buyer paid, tax included, discount taken off. */
  readonly grossMinor: bigint
  readonly taxMinor: bigint
  readonly discountMinor: bigint
  /** Where the sale stands in the seller's month; left out or null where no scale asks for it. */
  readonly volume?: Volume | null
}

/**
 * A line divided as agreed. gross + promotion = seller + platform + tax + every tier.
 * Stripe's fee is not part of it: it is taken out of the seller's part later when the seller bears it.
 */
export type DividedSale = {
  readonly taken: readonly Taken[]
  /** What the commission was taken of. */
  readonly baseMinor: bigint
  /** All commission, before tiers divide it. */
  readonly commissionMinor: bigint
  /** What the platform keeps of it. */
  readonly platformMinor: bigint
  readonly sellerMinor: bigint
  /** Tax the platform owes. */
  readonly taxMinor: bigint
  /** Tax inside the seller's part, for the seller to pay. */
  readonly sellerTaxMinor: bigint
  /** Discount the platform pays for: the seller is owed it although the buyer did not pay it. */
  readonly promotionMinor: bigint
  readonly tiers: readonly TierPart[]
}

/** Divides one line between platform, seller and tiers; null when no rule matches it. */
export function divideSale(sale: Sale, agreement: Agreement): DividedSale | null {
  const rules = rulesThatApply(agreement.rules, sale)
  if (rules.length === 0) return null
  const taxMinor = agreement.platformLiableForTax ? sale.taxMinor : 0n
  const promotionMinor = agreement.discountFunder === 'platform' ? sale.discountMinor : 0n
  const worth = sale.grossMinor + promotionMinor
  const baseMinor = baseOf(sale, agreement, worth)
  const taken = withinReach(
    commissionsOf(rules, baseMinor, agreement.maxTotalBps, sale.volume ?? null),
    worth - taxMinor,
  )
  const commissionMinor = taken.reduce((sum, { minor }) => sum + minor, 0n)
  const divided = divideTiers(agreement.tiers, {
    platformMinor: commissionMinor,
    sellerMinor: worth - taxMinor - commissionMinor,
    baseMinor,
    currency: sale.currency,
  })
  return {
    taken,
    baseMinor,
    commissionMinor,
    platformMinor: divided.platformMinor,
    sellerMinor: divided.sellerMinor,
    taxMinor,
    sellerTaxMinor: sale.taxMinor - taxMinor,
    promotionMinor,
    tiers: divided.parts,
  }
}

function baseOf(sale: Sale, agreement: Agreement, worth: bigint): bigint {
  if (isWord(sale.lineType, 'shipping') && !agreement.isShippingCharged) return 0n
  if (isWord(sale.lineType, 'tip') && !agreement.isTipCharged) return 0n
  const isListPrice = agreement.isDiscountCharged && agreement.discountFunder === 'seller'
  const price = worth + (isListPrice ? sale.discountMinor : 0n)
  return agreement.commissionBase === 'net_of_tax' ? price - sale.taxMinor : price
}

const isWord = (said: string, word: string) => said.toLowerCase() === word

/** Commission never eats into the tax nor turns a sale into a debt: later rules give way first. */
function withinReach(taken: readonly Taken[], reach: bigint): Taken[] {
  let left = reach
  return taken.map((one) => {
    const isPositive = one.minor >= 0n
    const most = isPositive === left >= 0n ? left : 0n
    const minor = isPositive ? (one.minor > most ? most : one.minor) : one.minor < most ? most : one.minor
    left -= minor
    return { ...one, minor }
  })
}
