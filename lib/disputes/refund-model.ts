/** What Stripe is told about why a refund is made (docs.stripe.com/api/refunds/create). */
export const REFUND_REASON_WORDS = {
  requested_by_customer: 'The buyer asked for it',
  duplicate: 'Paid twice',
  fraudulent: 'Fraud',
} as const
export type RefundReason = keyof typeof REFUND_REASON_WORDS

/** Why a refund is refused: what the operator picks, and what buyer and seller are told. */
export const REFUSAL_WORDS = {
  outside_policy: {
    label: 'Outside the refund policy',
    told: 'The refund policy of this purchase does not allow it any more.',
  },
  delivered: { label: 'Delivered as ordered', told: 'By our records it was delivered as it was ordered.' },
  not_returned: {
    label: 'Used, or not sent back',
    told: 'What was bought was used, or has not come back to the seller.',
  },
  refunded_already: { label: 'Refunded already', told: 'The money was given back already.' },
  at_the_bank: {
    label: 'The bank decides about it',
    told: 'The payment is disputed at the bank, which decides about it.',
  },
  agreed_otherwise: { label: 'Agreed otherwise', told: 'Something else was agreed about this purchase.' },
} as const
export type RefusalGrounds = keyof typeof REFUSAL_WORDS
