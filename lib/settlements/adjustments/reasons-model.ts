/** Why a seller is owed more or less than its contract says, and the account on the other side of the seller's payable. */
export const ADJUSTMENT_REASONS = {
  goodwill: { word: 'Goodwill', account: 'seller_incentives' },
  penalty: { word: 'Penalty', account: 'seller_penalties' },
  shipping: { word: 'Shipping', account: 'seller_services' },
  advertising: { word: 'Advertising', account: 'seller_services' },
  other: { word: 'Other', account: 'seller_incentives' },
} as const

export type AdjustmentReason = keyof typeof ADJUSTMENT_REASONS
export const REASON_CODES = Object.keys(ADJUSTMENT_REASONS) as [AdjustmentReason, ...AdjustmentReason[]]

/** How often it comes, under one approval. */
export const RECURS_WORDS = { '': 'once', weekly: 'every week', monthly: 'every month' } as const
export type Recurs = keyof typeof RECURS_WORDS
export const RECURRENCES = Object.keys(RECURS_WORDS) as [Recurs, ...Recurs[]]
