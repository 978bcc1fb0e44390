/** What the roll-ups keep of every day: prisma/schema/analytics.prisma says what each is. All of them add up over everything. */
export const MEASURES = [
  'gross_minor',
  'refund_minor',
  'dispute_minor',
  'commission_minor',
  'seller_net_minor',
  'processor_fee_minor',
  'orders',
  'payments',
  'disputes',
  'payout_minor',
  'payouts',
  'payout_failures',
  'payout_seconds',
  'payouts_arrived',
] as const
export type Measure = (typeof MEASURES)[number]

/** The columns a day's measures are kept per. */
export const KEYS = ['seller_id', 'currency', 'category', 'method', 'reason'] as const
