import type { PayoutInterval } from '../objects/account.ts'

export type Currency = 'usd' | 'eur' | 'jpy' | 'kwd'

/** What buyers pay in; nobody has a bank for pounds. */
export type Presented = Currency | 'gbp'

/** How a seller's trade changes over the year. */
export type Trend = 'steady' | 'growing' | 'fading'

/** Where the buyer pays, and who passes the money on (docs.stripe.com/connect/charges). */
export type Pattern = 'separate' | 'destination' | 'direct'

/** A seller of the invented marketplace. Days count back from the end of the history. */
export type SellerPart = {
  key: string
  name: string
  country: string
  currency: Currency
  categories: readonly [string, ...string[]]
  /** Price of an item in the seller's whole currency units. */
  price: readonly [number, number]
  weight: number
  trend?: Trend
  /** Separate charges and transfers unless it says so. */
  pattern?: Exclude<Pattern, 'separate'>
  /** Pays Stripe's fees on its own charges itself. */
  paysStripe?: boolean
  refundPerMille: number
  joinedDaysAgo: number
  /** From here on it sells nothing any more. */
  leftDaysAgo?: number
  interval: PayoutInterval
  weeklyAnchor?: string
  /** From here on, Stripe withholds transfers and payouts. */
  restrictedDaysAgo?: number
  /** Stories are told about it, so that it is well all the time. */
  isStory?: boolean
  /** Stripe sees a risk in it, and holds back a part of its money now and then. */
  isRisky?: boolean
  terms: readonly Terms[]
}

export type Terms = { bps: number; bearer: 'platform' | 'seller'; category?: string; fromDaysAgo: number }

/** What applies to a seller without terms of its own. */
export const DEFAULT_TERMS: Terms = { bps: 2000, bearer: 'platform', fromDaysAgo: 730 }

/** Minor units in one whole unit. */
export const MINOR_UNITS: Readonly<Record<Presented, number>> = {
  usd: 100,
  eur: 100,
  gbp: 100,
  jpy: 1,
  kwd: 1000,
}
