import { isTimeDimension } from '#lib/analytics/dimensions.ts'
import { metricOf } from '#lib/analytics/metrics.ts'
import type { Comparison } from '#lib/analytics/period/period.ts'
import type { Today } from '#lib/analytics/period/read-period.ts'
import { readPeriod } from '#lib/analytics/period/read-period.ts'
import type { AnalyticsQueryInput, Filter } from '#lib/analytics/schema.ts'
import { hasParts, orderOf } from './build-query.ts'
import type { Found } from './found.ts'
import { trendOf } from './splits.ts'
import { relation } from './times.ts'

const OPENING =
  /^ (?:and|or|same|what about|how about|now|also|but|only|just|instead|then|ok|okay|again|excluding|except|without|compare|compared|vs|versus|sort|order|split|break|show (?:it|that|them|only)|make it|for|in|by|per|top|bottom|the same|as|with|convert|over time|worst|best|why) /

const COURTESY = /^ (?:please|(?:could|can|would) you(?: please)?)(?: (?:show|tell|give) me)?(?= )/

/** "For all sellers", "and overall": without what was narrowed. */
const OVERALL =
  /^ (?:and |what about |how about |same |now )*(?:for |of |across )?(?:the )?(?:all(?: the| our)? (?:sellers|merchants|countries|categories|of them|together)|overall|everyone|everybody|in total|total|altogether|whole marketplace|entire marketplace|marketplace) $/
/** "With at least 20 orders": one condition more. */
const NARROWS = /^ (?:and |but |only |also )*(?:with|having|that have|who have|which have|where|whose) /
/** "Show their refund rates": of the rows before. */
const THEIRS = /^(?: (?:and|now|also|what|is|are|was|were|show|me|give|list|add|with|please|how|about))* (?:their|its) /
const ON_THAT =
  / (?:on|for|of|in|about|from|with|to|by) (?:that|it|those|them|these|this|the same)(?: (?:one|ones|days|period|time))?(?: (?:please|thanks|then|too|,))* $/
/** "Net volume too": beside what was there. */
const ADDS = / (?:too|as well|also)(?: (?:please|thanks|then|,))* $/
/** "How many were new": of those before. */
const SOME_OF =
  /^ how many(?: of (?:them|those|these))?(?: (?:were|are|have|had|did|been))* (?:new|fail|failed|bounce|bounced)(?: (?:please|thanks|then|,))* $/
/** "Compare with Ridgeline": beside what was there. */
const BESIDE = /^ (?:and )?(?:now )?(?:compare|compared|vs|versus|against|put|next to|alongside) /

/** More words than this are a question of their own. */
const FIGURE_WORDS_MAX = 5
const isFigureAlone = (plain: string, { splits, filters, ranking, conditions, times, hasTrend }: Found): boolean =>
  plain.trim().split(' ').length <= FIGURE_WORDS_MAX &&
  splits.length + filters.length + conditions.length === 0 &&
  ranking === null &&
  !hasTrend &&
  times.said === null &&
  times.comparison === null

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
    found.currencies !== null ||
    found.forgotten.length > 0 ||
    found.convert !== null
  if (!says) return changes || OVERALL.test(plain)
  if (found.conditions.length > 0 && NARROWS.test(plain)) return true
  // "What was our take rate on that?": in the same days, of the same values.
  if (found.times.said === null && (ON_THAT.test(plain) || THEIRS.test(plain))) return true
  if (found.times.said === null && (SOME_OF.test(plain) || ADDS.test(plain))) return true
  // "Show the refund rate": a figure and nothing else, in the days that are being talked about.
  if (isFigureAlone(plain, found)) return true
  return (
    OPENING.test(plain) &&
    !/^ (?:for|in|by|top|bottom|compare|best|worst|with|per) /.test(plain) &&
    !(found.splits.length > 0 && found.times.said !== null)
  )
}

/** "Was it higher than in Q2": the period of the question before, against this one. */
function comparedBefore(
  previous: AnalyticsQueryInput,
  { against }: Found['times'],
  now: Today,
): { readonly comparison: Comparison; readonly against: string | null } | null {
  const period = against === null ? null : readPeriod(previous.period ?? 'last 30 days', now)
  if (against === null || period === null) return null
  const isSame = period.from === against.period.from && period.until === against.period.until
  const related = isSame ? 'previous_period' : relation(period, against.period)
  return { comparison: related ?? 'previous_period', against: related === null ? against.words : null }
}

/** Values of now beside those of before, where both are of one kind. */
function withBefore(
  filters: readonly Filter[],
  before: NonNullable<AnalyticsQueryInput['filters']>,
): readonly Filter[] {
  if (filters.length === 0) return filters
  return filters.map((one) => {
    const same = before.find(({ dimension, is }) => dimension === one.dimension && (is ?? 'one_of') === one.is)
    return same === undefined ? one : { ...one, values: [...new Set([...same.values, ...one.values])] }
  })
}

/** The question before, with what this one says differently. */
export function changed(previous: AnalyticsQueryInput, found: Found, plain: string, now: Today): AnalyticsQueryInput {
  const { times, ranking, limit, convert, conditions } = found
  const narrows = conditions.length > 0 && NARROWS.test(plain)
  const isAdded =
    (ADDS.test(plain) && found.times.said === null) ||
    (THEIRS.test(plain) && (previous.order != null || (previous.conditions ?? []).length > 0))
  const isOther = found.metrics.length > 0 && !narrows && !isAdded
  const metrics = isOther ? [...found.metrics] : [...new Set([...previous.metrics, ...found.metrics])].slice(0, 6)
  const filters = BESIDE.test(plain) ? withBefore(found.filters, previous.filters ?? []) : found.filters
  const isBeside = filters !== found.filters && filters.some(({ values }) => values.length > 1)
  const beside = comparedBefore(previous, times, now)
  const words = (beside === null ? times.said?.words : null) ?? previous.period ?? 'last 30 days'
  const period = readPeriod(words, now)
  const has = (dimension: string) =>
    metrics.every((id) => (metricOf(id).dimensions as readonly string[]).includes(dimension))
  const kept = (OVERALL.test(plain) ? [] : (previous.filters ?? [])).filter(
    ({ dimension }) =>
      has(dimension) &&
      !filters.some((one) => one.dimension === dimension) &&
      !(dimension === 'currency' && found.currencies !== null),
  )
  const old = (previous.dimensions ?? []).filter((id) => has(id) && !found.forgotten.includes(id))
  const trend = found.hasTrend && period !== null ? [trendOf(period)] : []
  const isTimeOnly = found.splits.every(isTimeDimension)
  // "What share is from Germany": of all countries.
  const withShare =
    found.wantsShare && found.splits.length === 0 && old.every(isTimeDimension)
      ? filters.filter(({ is }) => is === 'one_of').map(({ dimension }) => dimension)
      : []
  const compared = isBeside ? filters.filter(({ values }) => values.length > 1).map(({ dimension }) => dimension) : []
  const splits =
    found.splits.length === 0
      ? [...new Set([...old, ...withShare, ...compared])]
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
  const isOfValues = isBeside && times.said === null && times.against === null
  const comparison = isOfValues
    ? (previous.comparison ?? null)
    : (beside?.comparison ?? (isYearAlone ? 'same_period_last_year' : times.comparison) ?? previous.comparison ?? null)
  const isComparedAnew = beside !== null || times.comparison !== null || times.said !== null
  const against = isComparedAnew ? (beside?.against ?? times.beside?.words ?? null) : (previous.against ?? null)
  const dimensions = [...new Set([...splits, ...trend])].slice(0, 3)
  return {
    metrics,
    dimensions,
    filters: [...kept, ...filters.filter(({ dimension }) => !withShare.includes(dimension))],
    period: words,
    comparison,
    ...(against === null ? {} : { against }),
    conditions: [...before, ...conditions],
    order: order ?? null,
    limit: limit ?? (ranking !== null ? 10 : becomesTrend ? 100 : (previous.limit ?? 100)),
    currency: convert ?? previous.currency ?? null,
    ...(withShare.length === 0 ? {} : { shown: filters.filter(({ dimension }) => withShare.includes(dimension)) }),
    withShare: (found.wantsShare || (previous.withShare === true && !isOther)) && hasParts(metrics[0], dimensions),
  }
}
