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

/** "With more than 4 %" after one figure: a bound of that figure. */
export function withFigureBefore(text: string, previous: AnalyticsQueryInput | null): string {
  const [metric, second] = previous?.metrics ?? []
  const narrowed = text.replace(VALUE_ONLY, '$<value> ')
  if (metric !== undefined && narrowed !== text) return narrowed
  if (metric === undefined || second !== undefined || / [mwa]:/.test(text)) return text
  return text.replace(
    /^((?: (?:and|but|only|also|now|please))*) (?:with|having|that have|which have|where) (?=(?:above|below|over|under|more than|less than|at least|at most|fewer than) \d)/,
    `$1 with m:${metric} `,
  )
}
