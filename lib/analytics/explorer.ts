import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import { DIMENSION_IDS, type DimensionId, dimensionLabel } from './dimensions.ts'
import { METRIC_IDS, metricOf } from './metrics.ts'
import { COMPARISONS } from './period/period.ts'
import type { AnalyticsQueryInput, Filter } from './schema.ts'

/** What the explorer's address says. Whatever it cannot read falls back to something that answers. */
export const explorerAddress = z.object({
  metric: z.enum(METRIC_IDS).catch('gross_volume'),
  by: z.enum(['none', ...DIMENSION_IDS]).catch('seller'),
  and: z.enum(['none', ...DIMENSION_IDS]).catch('none'),
  period: z.string().trim().min(1).max(80).catch('last 30 days'),
  against: z.enum(['nothing', ...COMPARISONS]).catch('nothing'),
  currency: z.string().trim().toUpperCase().refine(isCurrency).or(z.literal('')).catch(''),
  seller: z.string().trim().max(120).catch(''),
  country: z.string().trim().max(2).catch(''),
})
export type ExplorerAddress = z.output<typeof explorerAddress>

/** The question that an address asks. Splits that the metric does not have are left out, and said beside the form. */
export function explorerQuery(address: ExplorerAddress): { query: AnalyticsQueryInput; leftOut: DimensionId[] } {
  const { metric, by, and, period, against, currency, seller, country } = address
  const asked = [...new Set([by, and])].filter((id): id is DimensionId => id !== 'none')
  const dimensions = asked.filter((id) => metricOf(metric).dimensions.includes(id))
  const filters: Filter[] = [
    ...(seller === '' ? [] : [{ dimension: 'seller' as const, is: 'one_of' as const, values: [seller] }]),
    ...(country === '' ? [] : [{ dimension: 'country' as const, is: 'one_of' as const, values: [country] }]),
  ]
  return {
    query: {
      metrics: [metric],
      dimensions,
      filters,
      period,
      comparison: against === 'nothing' ? null : against,
      currency: currency === '' ? null : currency,
      limit: 200,
    },
    leftOut: asked.filter((id) => !dimensions.includes(id)),
  }
}

/** Why a split is not shown; empty when nothing was left out. */
export function leftOutWords({ metric }: ExplorerAddress, leftOut: readonly DimensionId[]): string {
  if (leftOut.length === 0) return ''
  const names = leftOut.map((id) => dimensionLabel(id).toLowerCase())
  return `${metricOf(metric).label} cannot be told by ${names.join(' or ')}: left out.`
}
