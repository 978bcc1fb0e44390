/**
 * breakdown: Stripe itemises it · balance: paid out by hand or at once, which Stripe cannot itemise
 * (docs.stripe.com/payouts/reconciliation): it is compared with what was available.
 */
export const TIE_OUT_MODES = ['breakdown', 'balance'] as const
export type TieOutMode = (typeof TIE_OUT_MODES)[number]

/** waiting: Stripe has not itemised it yet, never a variance · tied · differs · failed, canceled: the money came back */
export const TIE_OUT_STATES = ['waiting', 'tied', 'differs', 'failed', 'canceled'] as const
export type TieOutState = (typeof TIE_OUT_STATES)[number]

/** A payout on its account: ids are unique within one. */
export type PayoutKey = { readonly account: string; readonly payoutId: string }

/** What a payout's lines of one reporting category come to. */
export type CategorySum = {
  readonly category: string
  readonly count: number
  readonly grossMinor: bigint
  readonly feeMinor: bigint
  readonly netMinor: bigint
}

/** What was available on the account when the payout was made, and was not paid out with it; by category and type. */
export type LeftBehind = {
  readonly category: string
  readonly count: number
  readonly netMinor: bigint
  /** Of these, what had become available within the day before the payout. */
  readonly lateMinor: bigint
  /** A few of the transactions, as evidence. */
  readonly ids: readonly string[]
}
