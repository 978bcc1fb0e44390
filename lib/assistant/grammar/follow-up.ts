import { isTimeDimension } from '#lib/analytics/dimensions.ts'
import { metricOf } from '#lib/analytics/metrics.ts'
import type { Comparison } from '#lib/analytics/period/period.ts'
import type { Today } from '#lib/analytics/period/read-period.ts'
import { readPeriod } from '#lib/analytics/period/read-period.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import { hasParts, orderOf } from './build-query.ts'
import type { Found } from './found.ts'
import { trendOf } from './splits.ts'
import { relation } from './times.ts'

const OPENING =
  /^ (?:and|or|same|what about|how about|now|also|but|only|just|instead|then|ok|okay|again|excluding|except|without|compare|compared|vs|versus|sort|order|split|break|show (?:it|that|them|only)|make it|for|in|by|per|top|bottom|the same|as|with|convert|over time|worst|best|why) /

const COURTESY = /^ (?:please|(?:could|can|would) you(?: please)?)(?: (?:show|tell|give) me)?(?= )/

/** Whether a question changes the one before instead of standing by itself. */
export function isFollowUp(asked: string, found: Found, ambiguous: readonly string[]): boolean {
  const plain = asked.replace(COURTESY, '')
  const says = found.metrics.length + ambiguous.length > 0
  const changes =
    found.filters.length + found.splits.length > 0 ||
    found.times.said !== null ||
    found.times.comparison !== null ||
    found.ranking !== null ||
    found.limit !== null ||
    found.hasTrend ||
    found.wantsShare ||
    found.convert !== null
  if (!says) return changes
  return (
    OPENING.test(plain) &&
    !/^ (?:for|in|by|top|bottom|compare|best|worst|with|per) /.test(plain) &&
    !(found.splits.length > 0 && found.times.said !== null)
  )
}

/** "Was it higher than in Q2": the period of the question before, against this one. */
function comparedBefore(previous: AnalyticsQueryInput, { against }: Found['times'], now: Today): Comparison | null {
  const period = against === null ? null : readPeriod(previous.period ?? 'last 30 days', now)
  return against === null || period === null ? null : relation(period, against.period)
}

/** The question before, with what this one says differently. */
export function changed(previous: AnalyticsQueryInput, found: Found, now: Today): AnalyticsQueryInput {
  const { filters, times, ranking, limit, convert, conditions } = found
  const isOther = found.metrics.length > 0
  const metrics = isOther ? [...found.metrics] : [...previous.metrics]
  const beside = comparedBefore(previous, times, now)
  const words = (beside === null ? times.said?.words : null) ?? previous.period ?? 'last 30 days'
  const period = readPeriod(words, now)
  const has = (dimension: string) =>
    metrics.every((id) => (metricOf(id).dimensions as readonly string[]).includes(dimension))
  const kept = (previous.filters ?? []).filter(
    ({ dimension }) => has(dimension) && !filters.some((one) => one.dimension === dimension),
  )
  const old = (previous.dimensions ?? []).filter(has)
  const trend = found.hasTrend && period !== null ? [trendOf(period)] : []
  const isTimeOnly = found.splits.every(isTimeDimension)
  const splits =
    found.splits.length === 0
      ? old
      : isTimeOnly
        ? [...old.filter((id) => !isTimeDimension(id)).slice(0, 1), ...found.splits]
        : [...found.splits]
  const becomesTrend = [...splits, ...trend].some(isTimeDimension) && !(previous.dimensions ?? []).some(isTimeDimension)
  const isRankedBefore = previous.order != null && !isOther && !becomesTrend
  const order =
    ranking === null
      ? isRankedBefore
        ? previous.order
        : isOther && previous.order != null && typeof metrics[0] === 'string'
          ? { ...previous.order, by: metrics[0], of: 'value' as const }
          : null
      : orderOf({ ranking }, metrics)
  const before = isOther ? [] : (previous.conditions ?? [])
  const isYearAlone = times.alone?.words === 'this year' && !/\byear\b|^\d{4}$/.test(previous.period ?? '')
  const comparison = beside ?? (isYearAlone ? 'same_period_last_year' : times.comparison) ?? previous.comparison ?? null
  const dimensions = [...new Set([...splits, ...trend])].slice(0, 3)
  return {
    metrics,
    dimensions,
    filters: [...kept, ...filters],
    period: words,
    comparison,
    conditions: [...before, ...conditions],
    order: order ?? null,
    limit: limit ?? (ranking !== null ? 10 : becomesTrend ? 100 : (previous.limit ?? 100)),
    currency: convert ?? previous.currency ?? null,
    withShare: (found.wantsShare || (previous.withShare === true && !isOther)) && hasParts(metrics[0], dimensions),
  }
}
