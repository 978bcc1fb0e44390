import { type DimensionId, isTimeDimension } from '#lib/analytics/dimensions.ts'
import { type MetricId, metricOf } from '#lib/analytics/metrics.ts'
import { readPeriod, type Today } from '#lib/analytics/period/read-period.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import type { Found } from './found.ts'
import { directionOf } from './parts.ts'
import { trendOf } from './splits.ts'

const ROWS_WHEN_RANKED = 10
const DEFAULT_PERIOD = 'last 30 days'
/** Thirty days are no months. */
const MONTHS_PERIOD = 'this year'

/** A query of its own. */
export function fresh(found: Found, now: Today): AnalyticsQueryInput {
  const { conditions, filters, ranking, times, convert } = found
  const metrics = withOthers([...new Set([...found.metrics, ...conditions.map(({ metric }) => metric)])], found)
  const moves = conditions.some(({ of }) => of.startsWith('change')) || (ranking !== null && ranking.of !== 'value')
  const isMonthly = moves && found.splits.includes('month') && found.splits.length > 1
  const words =
    times.said?.words ??
    times.alone?.words ??
    (isMonthly || times.comparison !== null
      ? 'last month'
      : found.splits.includes('month')
        ? MONTHS_PERIOD
        : DEFAULT_PERIOD)
  const period = readPeriod(words, now)
  const subject =
    found.splits.length === 0 && (conditions.length > 0 || ranking !== null) ? (['seller'] as const) : found.splits
  const splits = isMonthly ? subject.filter((id) => !isTimeDimension(id)) : subject
  const trend = found.hasTrend && !splits.some(isTimeDimension) && period !== null ? [trendOf(period)] : []
  const withShare = found.wantsShare && splits.length === 0 ? partsOf(filters) : []
  const dimensions = [...new Set([...splits, ...trend, ...withShare])].slice(0, 3)
  const shown = filters.filter(({ dimension }) => withShare.includes(dimension))
  return {
    metrics: metrics.slice(0, 6),
    dimensions,
    filters: filters.filter(({ dimension }) => !withShare.includes(dimension)),
    period: words,
    comparison: times.comparison,
    ...(times.beside === null ? {} : { against: times.beside.words }),
    conditions: [...conditions],
    order: orderOf(found, metrics),
    limit: found.limit ?? (ranking === null ? 100 : ROWS_WHEN_RANKED),
    currency: convert,
    withShare: (found.wantsShare && hasParts(metrics[0], dimensions)) || conditions.some(({ of }) => of === 'share'),
    ...(shown.length === 0 ? {} : { shown }),
  }
}

/** What the parts are of: a currency beside something else narrows the whole, too. */
function partsOf(filters: Found['filters']): DimensionId[] {
  const named = filters.filter(({ is }) => is === 'one_of').map(({ dimension }) => dimension)
  return named.length > 1 ? named.filter((id) => id !== 'currency') : named
}

/** Parts of a whole: of a figure that adds up, by something other than its currency. */
export const hasParts = (metric: MetricId | undefined, dimensions: readonly DimensionId[]): boolean =>
  metric !== undefined && metricOf(metric).isAdditive && dimensions.some((id) => id !== 'currency')

const TAKEN_BACK: ReadonlySet<MetricId> = new Set(['refunds', 'disputes', 'dispute_losses', 'payout_failures'])

/** Whoever has none of it has no row of it: orders bring the sellers that have only sales. */
function withOthers(metrics: readonly MetricId[], { conditions, splits, filters }: Found): MetricId[] {
  const wantsFew = conditions.some(
    ({ metric, of, is }) => of === 'value' && TAKEN_BACK.has(metric) && !/^(?:above|at_least)$/.test(is),
  )
  const isSplitByReason = [...splits, ...filters.map(({ dimension }) => dimension)].includes('reason')
  return wantsFew && !isSplitByReason && metrics.every((id) => TAKEN_BACK.has(id))
    ? [...metrics, 'orders']
    : [...metrics]
}

/** How the rows are ranked; null where their own order will do. */
export function orderOf(
  { ranking }: Pick<Found, 'ranking'>,
  metrics: readonly MetricId[],
): AnalyticsQueryInput['order'] {
  const by = ranking?.by ?? metrics[0]
  if (ranking === null || by === undefined) return null
  return { by, of: ranking.of, direction: directionOf(ranking, by) }
}
