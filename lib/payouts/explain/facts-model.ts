/** Money of one kind within a payout. Minor units of the payout's currency. */
export type Piece = {
  /** Stripe's reporting category, or `carried`: what was already below zero when the payout before was made. */
  readonly category: string
  readonly count: number
  /** Signed as Stripe signs it, before fees. */
  readonly grossMinor: bigint
  /** What Stripe took of it, and what the marketplace took of it as its application fee; positive is paid. */
  readonly stripeFeeMinor: bigint
  readonly marketplaceFeeMinor: bigint
  /** Of the count, what was converted from another currency. */
  readonly convertedCount: number
}

/** One payout with what it is made of. */
export type PayoutTerms = {
  readonly payoutId: string
  /** pending | in_transit | paid | failed | canceled */
  readonly status: string
  readonly amountMinor: bigint
  /** Days in UTC, `2026-11-20`. */
  readonly madeOn: string
  readonly arrivesOn: string
  readonly failureCode: string
  readonly traceId: string
  /** breakdown: Stripe itemises it · balance: by hand or at once, which Stripe does not itemise. */
  readonly mode: 'breakdown' | 'balance'
  /** Not itemised, or not compared with the balance yet. */
  readonly isWaiting: boolean
  /** The payout's own fee. */
  readonly ownFeeMinor: bigint
  /** balance: what was available before it. */
  readonly availableMinor: bigint
  readonly pieces: readonly Piece[]
  /** Kept back from the sales in it, for what the seller owed from earlier ones: positive. */
  readonly keptBackMinor: bigint
}

/** Why less was paid out than was there, as the tie-out named it. Positive: it stayed. */
export type Stayed = { readonly class: string; readonly minor: bigint }

/** All that may be said of a payout. Whatever figure stands in its words stands here or is worked out in `figures.ts`. */
export type ExplainFacts = {
  readonly account: string
  /** The seller's, by Stripe; empty for the platform's own account. */
  readonly country: string
  /** Upper case. */
  readonly currency: string
  readonly payout: PayoutTerms
  /** The last payout before it in this currency that went through; null for the first. */
  readonly last: PayoutTerms | null
  /** A payout that its bank sent back between the two; null when none was. */
  readonly failedBefore: { readonly amountMinor: bigint; readonly madeOn: string; readonly failureCode: string } | null
  readonly stayed: readonly Stayed[]
  /** Stripe pays nothing out to the seller now, because details are missing or it restricted the account. */
  readonly isPaused: boolean
  /** Until when the bank may still send it back; empty where that is over or does not apply. */
  readonly returnableUntil: string
}
