/** What somebody has to look at: arrived late · Stripe does not itemise it · off from what was expected. */
export const PAYOUT_ATTENTIONS = ['late', 'unreconciled', 'over'] as const
export type PayoutAttention = (typeof PAYOUT_ATTENTIONS)[number]

/** Whose bank account it goes to. */
export const PAYOUT_SIDES = ['platform', 'seller'] as const

const ATTENTION_WORDS: Readonly<Record<PayoutAttention, string>> = {
  late: 'past arrival',
  unreconciled: 'not itemised for 3 days',
  over: 'off from expected',
}

export const attentionWords = (attention: PayoutAttention): string => ATTENTION_WORDS[attention]
