import type { DimensionId } from '#lib/analytics/dimensions.ts'
import { type MetricId, metricOf } from '#lib/analytics/metrics.ts'
import type { Condition, Filter } from '#lib/analytics/schema.ts'
import { isBadWhenHigh } from './polarity.ts'

/** The rest of a sentence, from which each rule takes what it read. */
export type Sentence = { text: string }

/** Takes every match out of the sentence, one by one. */
export function takeAll(
  sentence: Sentence,
  pattern: RegExp,
  each: (groups: Readonly<Record<string, string>>) => string | undefined,
): void {
  for (let guard = 0; guard < 30; guard += 1) {
    const match = pattern.exec(sentence.text)
    if (match === null) return
    const left = each(match.groups ?? {}) ?? ''
    sentence.text =
      `${sentence.text.slice(0, match.index)} ${left} ${sentence.text.slice(match.index + match[0].length)}`.replace(
        /\s+/g,
        ' ',
      )
  }
}

export const boundOf = (isAbove: boolean, isIncluded: boolean): Condition['is'] =>
  isAbove ? (isIncluded ? 'at_least' : 'above') : isIncluded ? 'at_most' : 'below'

const ABOVE = 'above|over|more than|greater than|higher than|exceeding|exceeds|exceeded|bigger than|larger than'
const AT_LEAST = 'at least|no less than|minimum of'
const BELOW = 'below|under|less than|fewer than|lower than|smaller than'
const AT_MOST = 'at most|no more than|up to|maximum of'
const SIGN = `(?<sign>${[AT_LEAST, AT_MOST, ABOVE, BELOW].join('|')})`
const NUMBER = '(?<number>\\d+(?:\\.\\d+)?)(?<percent>%)?(?= )'
const BEHIND = new RegExp(
  ` m:(?<metric>\\w+)(?: (?:is|are|was|were|of|that|which|has|have|a|an|been|stands|at|volume))* ${SIGN} ${NUMBER}`,
)
const BEFORE = new RegExp(` ${SIGN} ${NUMBER}(?: (?:in|of|worth|f:currency:\\w+))* m:(?<metric>\\w+)(?= )`)
const BETWEEN = '(?:between|from) (?<low>\\d+(?:\\.\\d+)?)%? (?:and|to) (?<high>\\d+(?:\\.\\d+)?)%?'
const BETWEEN_BEFORE = new RegExp(` ${BETWEEN} m:(?<metric>\\w+)(?= )`)
const BETWEEN_BEHIND = new RegExp(` m:(?<metric>\\w+)(?: (?:is|are|was|were|of))* ${BETWEEN}(?= )`)
const NONE =
  / (?:without(?: any)?|no|zero|had no|with no|(?:didn't|did not|don't|do not) have(?: any)?) m:(?<metric>\w+)(?= )/

const signOf = (sign: string): Condition['is'] => {
  if (new RegExp(`^(?:${AT_LEAST})$`).test(sign)) return 'at_least'
  if (new RegExp(`^(?:${AT_MOST})$`).test(sign)) return 'at_most'
  return new RegExp(`^(?:${ABOVE})$`).test(sign) ? 'above' : 'below'
}

export type Bounds = { readonly conditions: Condition[]; readonly isPercentOfAmount: boolean }

/** "refund rate above 5%", "more than 10 orders", "without refunds". */
export function readBounds(sentence: Sentence): Bounds {
  const conditions: Condition[] = []
  let isPercentOfAmount = false
  for (const pattern of [BETWEEN_BEFORE, BETWEEN_BEHIND])
    takeAll(sentence, pattern, ({ metric = '', low = '', high = '' }) => {
      const id = metric as MetricId
      conditions.push(
        { metric: id, of: 'value', is: 'at_least', than: low },
        { metric: id, of: 'value', is: 'at_most', than: high },
      )
      return `m:${metric}`
    })
  for (const pattern of [BEHIND, BEFORE])
    takeAll(sentence, pattern, ({ metric = '', sign = '', number = '', percent }) => {
      isPercentOfAmount ||= percent === '%' && metricOf(metric as MetricId).unit !== 'percent'
      conditions.push({ metric: metric as MetricId, of: 'value', is: signOf(sign), than: number })
      return `m:${metric}`
    })
  takeAll(sentence, NONE, ({ metric = '' }) => {
    conditions.push({ metric: metric as MetricId, of: 'value', is: 'equal', than: '0' })
    return `m:${metric}`
  })
  return { conditions, isPercentOfAmount }
}

const COUNTS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twenty: 20,
}
const COUNT = '(?<count>\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty)'
const SUPERLATIVE =
  '(?<rank>highest|lowest|largest|smallest|biggest|most|least|fewest|best|worst|top|bottom|greatest|leading|strongest|weakest|maximum|minimum)'
const CHANGE_NOUN =
  '(?<noun>drop|drops|decline|declines|decrease|decreases|fall|loss|increase|increases|growth|rise|gain|gains|jump|improvement|change|changes)'
const IN_CHANGE = new RegExp(
  ` (?:(?:highest|largest|biggest|greatest|most|strongest|top) )${CHANGE_NOUN}(?: (?:in|of|for))?(?: the| their| its)? m:(?<metric>\\w+)(?= )`,
)
const METRIC_CHANGE = new RegExp(
  ` (?:(?:highest|largest|biggest|greatest|most|strongest|top) )m:(?<metric>\\w+) ${CHANGE_NOUN}(?= )`,
)
const FASTEST = / (?<pace>fastest|slowest|quickest)(?: (?<way>growing|rising|falling|declining|shrinking))?(?= )/
const THE_MOST =
  / m:(?<metric>\w+) (?<verb>grew|increased|rose|improved|gained|fell|declined|dropped|decreased|shrank)(?: the)? (?:most|fastest)(?= )/

export type Ranking = {
  /** More than one figure was to be ranked by. */
  readonly isTwofold?: boolean
  readonly by: MetricId | null
  readonly of: 'value' | 'change' | 'change_percent'
  readonly word: string
  readonly direction: 'down' | 'up'
  readonly count: number | null
}

const MOST_MOVED = / most (?<noun>improved|increased|declined|decreased|reduced|dropped|grown) m:(?<metric>\w+)(?= )/
const BY_CHANGE = new RegExp(` by(?: the| their)? ${CHANGE_NOUN} (?:in|of)(?: the| their)? m:(?<metric>\\w+)(?= )`)

const fallsDown = (word: string) => /drop|declin|decreas|fall|fell|loss|shrank|shrink|reduc/.test(word)

/** "the biggest drop in", "grew the most", "fastest growing": what is ranked by how far it moved. */
export function readChangeRanking(sentence: Sentence): Ranking | null {
  let ranking: Ranking | null = null
  takeAll(
    sentence,
    PACE_OF_PAYOUTS,
    ({ pace, between = '' }) => `${pace === 'slowest' ? 'highest' : 'lowest'}${between} m:time_to_payout`,
  )
  const set = (metric: string | undefined, of: Ranking['of'], word: string, isReversed = false) => {
    const direction = fallsDown(word) === isReversed ? 'down' : 'up'
    ranking ??= { by: (metric ?? null) as MetricId | null, of, word, direction, count: null }
  }
  takeAll(sentence, THE_MOST, ({ metric = '', verb = '' }) => {
    set(metric, 'change', verb)
    return `m:${metric}`
  })
  for (const pattern of [IN_CHANGE, METRIC_CHANGE, MOST_MOVED, BY_CHANGE])
    takeAll(sentence, pattern, ({ metric = '', noun = '' }) => {
      set(metric, 'change', noun)
      return `m:${metric}`
    })
  takeAll(sentence, FASTEST, ({ pace = '', way = 'growing' }) => {
    set(undefined, 'change_percent', way, pace === 'slowest')
    return ''
  })
  return ranking
}

/** "Slowest payouts" are those that took longest. */
const PACE_OF_PAYOUTS = / (?<pace>slowest|fastest|quickest)(?<between>(?: [^ m]\S*| m[^: ]\S*)*) m:payouts(?= )/

const metricsIn = ({ text }: Sentence): number => new Set(text.match(/ m:\w+/g)).size

/** "top 5", "highest", "worst". Null: nothing is ranked. */
export function readRanking(sentence: Sentence, byChange: Ranking | null): Ranking | null {
  let ranking: Ranking | null = byChange
  let count: number | null = null
  let isTwofold = false
  const superlative = new RegExp(` ${SUPERLATIVE} (?:.*?) ?m:(?<metric>\\w+)(?= )`)
  const nextMetric = (superlative.exec(sentence.text)?.groups?.metric ?? null) as MetricId | null
  const counted = (text = '') => {
    if (text !== '') count = COUNTS[text] ?? Number(text)
  }
  for (const pattern of SUPERLATIVES)
    takeAll(sentence, pattern, ({ rank = '', count: text }) => {
      counted(text)
      const direction = /^(?:lowest|smallest|least|fewest|bottom|weakest|minimum)$/.test(rank) ? 'up' : 'down'
      // "Lowest refund rate, top 5": the first says what is ranked, the second how many of it.
      const isCount = ranking?.word === 'top' && count !== null && metricsIn(sentence) === 1
      if (isCount) ranking = null
      isTwofold ||= ranking !== null && ranking.of === 'value'
      isTwofold ||=
        nextMetric === null && /^(?:largest|biggest|smallest|greatest)$/.test(rank) && / m:/.test(sentence.text)
      ranking ??= { by: nextMetric, of: 'value', word: rank, direction, count: null }
      return ''
    })
  takeAll(sentence, LISTED, ({ count: text }) => {
    counted(text)
    return ''
  })
  return ranking === null ? null : { ...ranking, count, isTwofold }
}

const SUPERLATIVES = [
  new RegExp(` ${SUPERLATIVE} ${COUNT}(?= (?!%))`),
  new RegExp(` ${COUNT} ${SUPERLATIVE}(?= )`),
  new RegExp(` ${SUPERLATIVE}(?= )`),
]
const LISTED = new RegExp(` (?:first|only|just|limit(?: to)?|show me|list)? ?${COUNT} (?=d:)`)

/** "Worst" is the highest refund rate, and the lowest volume. */
export function directionOf({ word, direction }: Ranking, metric: MetricId): 'down' | 'up' {
  if (word !== 'best' && word !== 'worst') return direction
  return (word === 'worst') === isBadWhenHigh(metric) ? 'down' : 'up'
}

const LEFT_OUT =
  /(?: (?:except|excluding|without|not|other than|outside|outside of|apart from|minus|besides|but not))(?: (?:for|in|from|the|of|any|paid|by|with))* f:(?<dimension>\w+):(?<value>[^ ]+)(?= )/
const KEPT = / f:(?<dimension>\w+):(?<value>[^ ]+)(?= )/

/** Values that narrow the rows; those that belong together in one filter. */
export function readFilters(sentence: Sentence): Filter[] {
  const filters: Filter[] = []
  const add =
    (is: Filter['is']) =>
    ({ dimension = '', value = '' }: Readonly<Record<string, string>>) => {
      const text = decodeURIComponent(value)
      const same = filters.find((one) => one.dimension === dimension && one.is === is)
      if (same === undefined) filters.push({ dimension: dimension as DimensionId, is, values: [text] })
      else if (!same.values.includes(text)) same.values.push(text)
      return undefined
    }
  takeAll(sentence, LEFT_OUT, add('none_of'))
  takeAll(sentence, KEPT, add('one_of'))
  return filters
}
