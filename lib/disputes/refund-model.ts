/** What Stripe is told about why a refund is made (docs.stripe.com/api/refunds/create). */
export const REFUND_REASON_WORDS = {
  requested_by_customer: 'The buyer asked for it',
  duplicate: 'Paid twice',
  fraudulent: 'Fraud',
} as const
export type RefundReason = keyof typeof REFUND_REASON_WORDS
