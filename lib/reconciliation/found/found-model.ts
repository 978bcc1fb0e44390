/** Money that is ours to have back. */
export const FOUND_CLASSES = {
  commission: { name: 'Commission not taken', words: 'The contract gives more than was taken.' },
  claw_back: { name: 'Claw-backs missed', words: 'Refunded or disputed, and the seller still holds its share.' },
  duplicate_transfer: { name: 'Duplicate transfers', words: 'The same share was transferred twice.' },
  negative_balance: {
    name: 'Negative balances not collected',
    words: 'Stripe cleared it with our money; the seller owes it.',
  },
  stripe_fee: { name: 'Stripe fees above the agreed price', words: 'Of the month audited below.' },
} as const

export type FoundClass = keyof typeof FOUND_CLASSES
