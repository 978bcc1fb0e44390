import type { MetricId } from '#lib/analytics/metrics.ts'

const BAD: ReadonlySet<MetricId> = new Set([
  'refunds',
  'refund_rate',
  'disputes',
  'dispute_rate',
  'dispute_losses',
  'processor_fees',
  'payout_failures',
  'time_to_payout',
  'negative_balance',
])

/** Whether more of it is worse. */
export const isBadWhenHigh = (metric: MetricId): boolean => BAD.has(metric)
