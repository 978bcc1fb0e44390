import { type MetricId, metricOf } from '#lib/analytics/metrics.ts'
import type { Condition } from '#lib/analytics/schema.ts'
import type { Said } from './lex.ts'
import { BOUND_SIGNS, type Sentence, signOf } from './parts.ts'
import { relation } from './times.ts'

/** "Refunds but no disputes": there are some of the one, where there are none of the other. */
export function withSome(conditions: readonly Condition[], text: string): readonly Condition[] {
  if (!conditions.some(({ of, is, than }) => of === 'value' && is === 'equal' && than === '0')) return conditions
  const others = [...text.matchAll(/ (?:with|had|have|has|got|but|and)(?: (?:some|any))? m:(\w+)(?= )/g)]
    .map(([, metric = '']) => metric as MetricId)
    .filter((id) => metricOf(id).isAdditive && !conditions.some(({ metric }) => metric === id))
  return [...conditions, ...others.map((metric) => ({ metric, of: 'value', is: 'above', than: '0' }) as const)]
}

const HAVING =
  / (?:with|had|have|having|has|got|saw)(?: (?:both|any|some|a|an))? m:(refunds|disputes|payout_failures|dispute_losses)(?: and(?: (?:also|any|some|a|an))? m:(refunds|disputes|payout_failures|dispute_losses))?(?= )/g

/** "With disputes and refunds": there are some of each. */
export function withHaving(conditions: readonly Condition[], text: string): readonly Condition[] {
  const had = [...text.matchAll(HAVING)]
    .flatMap(([, first, second]) => [first, second])
    .filter((id): id is MetricId => id !== undefined && !conditions.some(({ metric }) => metric === id))
  return [...conditions, ...had.map((metric) => ({ metric, of: 'value', is: 'above', than: '0' }) as const)]
}

const SOME_THEN = ' (?:with|had|have|has|having|got|saw)(?: (?:any|some|an?|at least 1|1))* m:(?<metric>\\w+)'
const NONE_AT_ALL =
  '(?:not (?:a single|one|1|any)(?: (?:one|1|more))*|none|zero|nothing|no(?: more)?|without(?: any| a| a single)*)(?: m:(?<same>\\w+))?(?: at all| whatsoever)*'
const IN_DAYS = '(?: (?:in|during|for|of))*'
const THEN_NONE = new RegExp(
  `${SOME_THEN}${IN_DAYS} p:(?<before>\\d+)(?: (?:,|but|and|yet|while|then|had|have|has|with|got|saw))* ${NONE_AT_ALL}${IN_DAYS} p:(?<after>\\d+)(?= )`,
)
/** What there can be none of: whoever had some before has a row in the comparison. */
const COUNTED: ReadonlySet<string> = new Set([
  'refunds',
  'disputes',
  'payout_failures',
  'dispute_losses',
  'orders',
  'gross_volume',
  'payouts',
])

/** "Had disputes in Q2 but not a single one in Q3": none where there were some just before. */
export function noneLater(sentence: Sentence, periods: readonly Said[]): Condition[] {
  const found = THEN_NONE.exec(sentence.text)
  const { metric = '', same = metric, before, after } = found?.groups ?? {}
  const [earlier, later] = [periods[Number(before)], periods[Number(after)]]
  if (found === null || earlier === undefined || later === undefined || same !== metric || !COUNTED.has(metric))
    return []
  const id = metric as MetricId
  // "Sold in October but not in September": the other way round.
  if (relation(earlier.period, later.period) === 'previous_period') {
    sentence.text = sentence.text.replace(found[0], ` with m:${metric} p:${before} vs p:${after}`)
    return [
      { metric: id, of: 'value', is: 'above', than: '0' },
      { metric: id, of: 'before', is: 'equal', than: '0' },
    ]
  }
  if (relation(later.period, earlier.period) !== 'previous_period') return []
  sentence.text = sentence.text.replace(found[0], ` with m:${metric} p:${after} vs p:${before}`)
  return [
    { metric: id, of: 'value', is: 'equal', than: '0' },
    { metric: id, of: 'change', is: 'below', than: '0' },
  ]
}

const SOME_AFTER = new RegExp(
  ` (?:(?:with|had|have|has|having|got|saw) )?(?:no|zero|not a single|not any|without(?: any)?)(?: (?:single|1))* m:(?<metric>\\w+)(?: at all| whatsoever)*${IN_DAYS} p:(?<before>\\d+)(?: (?:,|but|and|yet|while|then|had|have|has|with|got|saw|did))* (?:some|any|at least (?:one|1)|(?:some |more than 0 )?m:\\k<metric>)${IN_DAYS} p:(?<after>\\d+)(?= )`,
)

/** "No refunds in September but some in October": some where there were none just before. */
export function someLater(sentence: Sentence, periods: readonly Said[]): Condition[] {
  const found = SOME_AFTER.exec(sentence.text)
  const { metric = '', before, after } = found?.groups ?? {}
  const [earlier, later] = [periods[Number(before)], periods[Number(after)]]
  if (found === null || earlier === undefined || later === undefined || !COUNTED.has(metric)) return []
  if (relation(later.period, earlier.period) !== 'previous_period') return []
  sentence.text = sentence.text.replace(found[0], ` with m:${metric} p:${after} vs p:${before}`)
  const id = metric as MetricId
  return [
    { metric: id, of: 'value', is: 'above', than: '0' },
    { metric: id, of: 'before', is: 'equal', than: '0' },
  ]
}

const NOT_THEN =
  / (?:excluding|without|not|and not)(?: (?:all|any|the|those|sellers|d:\w+|ones|of|them|that|who|which))* (?:with|had|have|having|sold|made)(?: (?:nothing|none|zero|0|no m:\w+|w:gross_volume|m:gross_volume nothing|anything))+(?: (?:at all|in|during|for|sold))* p:(?<index>\d+)(?= )/

/** "Leave out those with nothing in Q1": of the figure that is named, there was some in the days compared with. */
export function someBefore(sentence: Sentence, periods: readonly Said[]): Condition[] {
  const found = NOT_THEN.exec(sentence.text)
  const before = periods[Number(found?.groups?.index)]
  const named = [...new Set([...sentence.text.matchAll(/ m:(\w+)(?= )/g)].map(([, id]) => id as MetricId))]
  const [metric] = named
  const isFirst = periods.some(({ period }) => before !== undefined && period.from >= before.period.from)
  if (found === null || before === undefined || metric === undefined || named.length > 1 || !isFirst) return []
  if (!MOVED.test(sentence.text)) return []
  sentence.text = sentence.text.replace(found[0], ' ')
  return [{ metric, of: 'before', is: 'above', than: '0' }]
}

const BOUND_THEN = new RegExp(
  ` (?<sign>${BOUND_SIGNS}) (?<number>\\d+(?:\\.\\d+)?)%? m:(?<metric>\\w+)(?: (?:in|during|for|over|of))* p:(?<before>\\d+)(?= .* p:(?<after>\\d+)(?= ))`,
)
const MOVED =
  / (?:rose|fell|grew|grown|increased|decreased|declined|dropped|shrank|doubled|tripled|halved|up|down|rising|falling|gained|lost|improved|worsened) /

/** "At least 20 orders in Q1 that doubled in Q2": a bound of what is compared with, and not of what is asked about. */
export function boundBefore(sentence: Sentence, periods: readonly Said[]): Condition[] {
  const found = BOUND_THEN.exec(sentence.text)
  const { sign = '', number = '', metric = '', before, after } = found?.groups ?? {}
  const [earlier, later] = [periods[Number(before)], periods[Number(after)]]
  if (found === null || earlier === undefined || later === undefined || !MOVED.test(sentence.text)) return []
  if (earlier.period.from >= later.period.from) return []
  sentence.text = `${sentence.text.replace(found[0], ` m:${metric}`)}vs p:${before} `
  return [{ metric: metric as MetricId, of: 'before', is: signOf(sign), than: number }]
}
