/** Why a seller is owed more or less than its contract says, and the account on the other side of the seller's payable. */
export const ADJUSTMENT_REASONS = {
  goodwill: { word: 'Goodwill', account: 'seller_incentives' },
  penalty: { word: 'Penalty', account: 'seller_penalties' },
  shipping: { word: 'Shipping', account: 'seller_services' },
  advertising: { word: 'Advertising', account: 'seller_services' },
  other: { word: 'Other', account: 'seller_incentives' },
  write_off: { word: 'Write-off', account: 'bad_debt' },
  opening: { word: 'Opening balance', account: 'opening_balance' },
} as const

export type AdjustmentReason = keyof typeof ADJUSTMENT_REASONS
/** What people give as a reason; a write-off is asked for where the debt is. */
export const REASON_CODES = [
  'goodwill',
  'penalty',
  'shipping',
  'advertising',
  'other',
] as const satisfies AdjustmentReason[]

/** Every reason, for filters. */
export const REASON_FILTERS = [...REASON_CODES, 'write_off', 'opening'] as const

/** How often it comes, under one approval. */
export const RECURS_WORDS = { '': 'once', weekly: 'every week', monthly: 'every month' } as const
export type Recurs = keyof typeof RECURS_WORDS
export const RECURRENCES = Object.keys(RECURS_WORDS) as [Recurs, ...Recurs[]]
