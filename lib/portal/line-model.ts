/** What a line of a payout is, for its seller. Pure. */

export const LINE_WORDS = ['charge', 'refund', 'fee', 'dispute', 'reserve', 'payout', 'other'] as const
type LineWord = (typeof LINE_WORDS)[number]

const BEGINNINGS: readonly (readonly [RegExp, LineWord])[] = [
  [/^(charge|charge_failure|transfer|payment)$/, 'charge'],
  [/refund|transfer_reversal/, 'refund'],
  [/dispute/, 'dispute'],
  [/reserve|risk|held/, 'reserve'],
  [/^payout/, 'payout'],
  [/fee|tax/, 'fee'],
]

/** By Stripe's reporting category. */
export const lineWord = (category: string): LineWord =>
  BEGINNINGS.find(([pattern]) => pattern.test(category))?.[1] ?? 'other'
