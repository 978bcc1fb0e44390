import { addDays, daysBetween } from '#lib/analytics/period/calendar.ts'
import { comparedWith } from '#lib/analytics/period/period.ts'
import { readPeriod, type Today } from '#lib/analytics/period/read-period.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import type { Bare } from './found.ts'

const REVERSED =
  /^ (?:(?:now|and|but|please|the|show|it|them|that|this|in|order|sort|list|ok|okay|then|flip|,) )*reversed(?: (?:please|order|now|thanks))* $/

/** "Now the other way round": the ranking before, from its other end. Null where that is not the question. */
export function reversed(plain: string, previous: AnalyticsQueryInput | null): Bare | null {
  if (previous === null || !REVERSED.test(plain)) return null
  const { order, metrics } = previous
  const [metric] = metrics
  const before =
    order ?? (metric === undefined ? null : { by: metric, of: 'value' as const, direction: 'down' as const })
  if (before === null) return null
  const direction = before.direction === 'up' ? ('down' as const) : ('up' as const)
  return { kind: 'query', query: { ...previous, order: { ...before, direction } }, isFollowUp: true, wantsShare: false }
}

/** "For EUR sales only": of what was asked before. */
const VALUE_ONLY =
  /^(?<value>(?: (?:and|but|only|just|now|for|on|of|in|the|with))* f:(?:currency|method|country|category):\S+) (?:m:gross_volume|m:orders|payments?|charges?)(?= (?:only |please |alone |then |, )*$)/

/** "And how many failed", after payouts; "how many were new", after active sellers. */
const ofSome = (text: string, metric: string | undefined): string => {
  if (metric === 'payouts') return text.replace(FAILED, ' m:payout_failures')
  return metric === 'active_sellers' ? text.replace(WERE_NEW, ' m:new_sellers') : text
}
const WERE_NEW = / how many(?: of (?:them|those|these))? (?:were|are) (?:new|newcomers)(?= )/

const FAILED =
  /(?: (?:how many|how often|which))?(?: of (?:them|those|these|the))?(?: (?:have|has|had|did|were|was))* (?:failed|fail|bounced|bounce)(?= )/

/** "With more than 4 %" after one figure: a bound of that figure. */
export function withFigureBefore(marked: string, previous: AnalyticsQueryInput | null): string {
  const [metric, second] = previous?.metrics ?? []
  const text = / [mwa]:/.test(marked) ? marked : ofSome(marked, metric)
  const narrowed = text.replace(VALUE_ONLY, '$<value> ')
  if (metric !== undefined && narrowed !== text) return narrowed
  if (metric === undefined || second !== undefined || / [mwa]:/.test(text)) return text
  return text.replace(
    /^((?: (?:and|but|only|also|now|please))*) (?:with|having|that have|which have|where) (?=(?:above|below|over|under|more than|less than|at least|at most|fewer than) \d)/,
    `$1 with m:${metric} `,
  )
}

/** How many days each has, at least and at most. */
const LENGTHS: Readonly<Record<string, readonly [number, number]>> = {
  day: [1, 1],
  week: [1, 7],
  month: [1, 31],
  quarter: [1, 92],
  year: [1, 366],
}
const UNIT = '(?:month|quarter|week|day|year|period|one)'
const BEFORE = new RegExp(
  `^(?: (?:and|what|how|about|or|ok|okay|in|for|on|of|now|then|was|were|is|did|it|that|this|they|those|look|looks|,))* (?:the )?(?:${UNIT} (?:before|prior|earlier)(?: that| it| this)?(?: one)?|(?:previous|prior|preceding) ${UNIT})(?: please| then)? $`,
)

/** "And the month before?": the days before those of the question before, and no comparison. */
export function periodBefore(plain: string, previous: AnalyticsQueryInput | null, now: Today): Bare | null {
  if (previous === null || !BEFORE.test(plain) || !/^ (?:and|what|how|or|ok|okay) /.test(plain)) return null
  const period = readPeriod(previous.period ?? 'last 30 days', now)
  if (period === null) return null
  const unit = / (month|quarter|week|day|year) /.exec(plain)?.[1]
  const days = daysBetween(period.from, period.until)
  const [least, most] = LENGTHS[unit ?? ''] ?? [0, Number.POSITIVE_INFINITY]
  if (days < least || days > most) return null
  const isYear = / year (?:before|prior|earlier)| (?:previous|prior|preceding) year /.test(plain)
  const { from, until } = comparedWith(period, isYear ? 'same_period_last_year' : 'previous_period')
  const words = `${from}..${addDays(until, -1)}`
  const { against: _, ...rest } = previous
  return { kind: 'query', query: { ...rest, period: words, comparison: null }, isFollowUp: true, wantsShare: false }
}
