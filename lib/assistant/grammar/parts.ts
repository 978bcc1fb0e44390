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

const ABOVE =
  'above|over|past|more than|greater than|higher than|exceeding|exceeds|exceeded|exceed|bigger than|larger than|beyond|in excess of|north of|topping|upwards of'
const AT_LEAST =
  'at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|minimum|reaching'
const BELOW = 'below|under|less than|fewer than|lower than|smaller than|beneath|short of'
const AT_MOST = 'at most|no more than|not more than|up to|a maximum of|maximum of|maximum|no higher than'
const EXACTLY = 'exactly|equal to|precisely'
export const BOUND_SIGNS = [AT_LEAST, AT_MOST, ABOVE, BELOW, EXACTLY].join('|')
const SIGN = `(?<sign>${BOUND_SIGNS})`
const NUMBER = '(?<number>\\d+(?:\\.\\d+)?)(?<percent>%)?(?= )'
const BEHIND = new RegExp(
  ` m:(?<metric>\\w+)(?: (?:is|are|was|were|of|that|which|has|have|had|a|an|been|stands|at|volume|rate|value))* ${SIGN} ${NUMBER}`,
)
const BEFORE = new RegExp(` ${SIGN} ${NUMBER}(?<kept>(?: (?:in|of|worth|f:currency:\\w+))*) m:(?<metric>\\w+)(?= )`)
const BETWEEN = '(?:between|from) (?<low>\\d+(?:\\.\\d+)?)%? (?:and|to) (?<high>\\d+(?:\\.\\d+)?)%?'
const BETWEEN_BEFORE = new RegExp(` ${BETWEEN} m:(?<metric>\\w+)(?= )`)
const BETWEEN_BEHIND = new RegExp(` m:(?<metric>\\w+)(?: (?:is|are|was|were|of))* ${BETWEEN}(?= )`)
/** "More than 15 % of orders": of the whole. */
const OF_WHOLE = new RegExp(
  `(?<! m:\\w+(?: \\S+){0,3})(?: (?:makes?|making|made) up| accounts? for| accounting for| accounted for| represents?| representing| brings? in| contributes?| contributing| contributed)? ${SIGN} (?<number>\\d+(?:\\.\\d+)?)% of(?: the| our| all| total| overall| what| everything)* m:(?<metric>(?!\\w+_rate)\\w+)(?= )`,
)
const NONE =
  / (?:(?:with )?(?:without(?: (?:any|a|an|a single|having|1))*|no|zero|0|not a single|not any|(?:didn't|did not|don't|do not|haven't|have not|hasn't|has not|hadn't|had not|didnt|havent|dont) (?:have|had|get|got|see|seen)(?: (?:any|a|an|a single|1))*)) m:(?<metric>\w+)(?: (?:or|nor)(?: (?:any|a|an|no))? m:(?<second>\w+))?(?= )/
/** In days that were named: without them it is about all time. */
const NEVER = / never (?:had|have|got|saw)(?: (?:any|a|an|single|1))* m:(?<metric>\w+)(?= .*p:\d)/

export const signOf = (sign: string): Condition['is'] => {
  if (new RegExp(`^(?:${AT_LEAST})$`).test(sign)) return 'at_least'
  if (new RegExp(`^(?:${AT_MOST})$`).test(sign)) return 'at_most'
  if (new RegExp(`^(?:${EXACTLY})$`).test(sign)) return 'equal'
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
  takeAll(sentence, OF_WHOLE, ({ metric = '', sign = 'at least', number = '' }) => {
    conditions.push({ metric: metric as MetricId, of: 'share', is: signOf(sign), than: number })
    return `m:${metric}`
  })
  for (const pattern of [BEHIND, BEFORE])
    takeAll(sentence, pattern, ({ metric = '', sign = '', number = '', percent, kept = '' }) => {
      isPercentOfAmount ||= percent === '%' && metricOf(metric as MetricId).unit !== 'percent'
      conditions.push({ metric: metric as MetricId, of: 'value', is: signOf(sign), than: number })
      const currency = / f:currency:\w+/.exec(kept)?.[0] ?? ''
      return `m:${metric}${currency}`
    })
  for (const pattern of [NONE, NEVER])
    takeAll(sentence, pattern, ({ metric = '', second }) => {
      const none = second === undefined ? [metric] : [metric, second]
      for (const id of none) conditions.push({ metric: id as MetricId, of: 'value', is: 'equal', than: '0' })
      return none.map((id) => `m:${id}`).join(' ')
    })
  return { conditions, isPercentOfAmount }
}

const BARE = new RegExp(
  ` (?:with |is |are |was |were |has |have |had )?${SIGN} ${NUMBER}(?<kept>(?: (?:in|of|worth|f:currency:\\w+))*)`,
)

/** "Failed payouts per seller, anyone with more than two": a bound of the one figure that is named. */
export function readBareBound(sentence: Sentence): Condition[] {
  const named = [...new Set([...sentence.text.matchAll(/ m:(\w+)(?= )/g)].map(([, id]) => id as MetricId))]
  const [metric] = named
  const conditions: Condition[] = []
  if (
    metric === undefined ||
    named.length > 1 ||
    / (?:rose|fell|grew|declined|dropped|increased|decreased|rising|falling|growing|increase|decrease|drop|growth|change) /.test(
      sentence.text,
    )
  )
    return conditions
  takeAll(sentence, BARE, ({ sign = '', number = '', percent, kept = '' }) => {
    if ((percent === '%') !== (metricOf(metric).unit === 'percent') && percent === '%') return undefined
    conditions.push({ metric, of: 'value', is: signOf(sign), than: number })
    return /f:currency:\w+/.exec(kept)?.[0]
  })
  return conditions
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
  '(?<rank>highest|lowest|largest|smallest|biggest|most|least|fewest|best|worst|top|bottom|greatest|leading|strongest|weakest|maximum|minimum|longest|shortest|heaviest|main|primary|peak|busiest|quietest)'
const CHANGE_NOUN =
  '(?<noun>drop|drops|dip|decline|declines|decrease|decreases|fall|loss|increase|increases|growth|rise|gain|gains|jump|improvement|change|changes)'
const IN_CHANGE = new RegExp(
  ` (?:(?:highest|largest|biggest|greatest|most|strongest|top|worst|steepest|sharpest|best) )(?<part>(?:percentage |percent |relative |proportional )?)${CHANGE_NOUN}(?: (?:in|of|for))?(?: the| their| its)? m:(?<metric>\\w+)(?= )`,
)
const METRIC_CHANGE = new RegExp(
  ` (?:(?:highest|largest|biggest|greatest|most|strongest|top|worst|steepest|sharpest|best) )m:(?<metric>\\w+) (?<part>(?:percentage |percent |relative )?)${CHANGE_NOUN}(?= )`,
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
const BY_CHANGE = new RegExp(
  ` by(?: the| their)? (?<part>(?:percentage |percent |relative )?)${CHANGE_NOUN} (?:in|of)(?: the| their)? m:(?<metric>\\w+)(?= )`,
)
const BY_METRIC_CHANGE = new RegExp(
  ` by(?: the| their)? m:(?<metric>\\w+) (?<part>(?:percentage |percent |relative )?)${CHANGE_NOUN}(?= )`,
)

const fallsDown = (word: string) => /drop|declin|decreas|fall|fell|loss|shrank|shrink|reduc/.test(word)

/** "the biggest drop in", "grew the most", "fastest growing": what is ranked by how far it moved. */
export function readChangeRanking(sentence: Sentence): Ranking | null {
  let ranking: Ranking | null = null
  takeAll(
    sentence,
    PACE_OF_PAYOUTS,
    ({ pace = '', between = '' }) => `${/^(?:slow|long)/.test(pace) ? 'highest' : 'lowest'}${between} m:time_to_payout`,
  )
  const set = (metric: string | undefined, of: Ranking['of'], word: string, isReversed = false) => {
    const direction = fallsDown(word) === isReversed ? 'down' : 'up'
    ranking ??= { by: (metric ?? null) as MetricId | null, of, word, direction, count: null }
  }
  takeAll(sentence, THE_MOST, ({ metric = '', verb = '' }) => {
    set(metric, 'change', verb)
    return `m:${metric}`
  })
  for (const pattern of [IN_CHANGE, METRIC_CHANGE, MOST_MOVED, BY_CHANGE, BY_METRIC_CHANGE])
    takeAll(sentence, pattern, ({ metric = '', noun = '', part = '' }) => {
      set(metric, part === '' ? 'change' : 'change_percent', noun)
      return `m:${metric}`
    })
  takeAll(sentence, FASTEST, ({ pace = '', way = 'growing' }) => {
    set(undefined, 'change_percent', way, pace === 'slowest')
    return ''
  })
  return ranking
}

/** "Slowest payouts" are those that took longest. */
const PACE_OF_PAYOUTS =
  / (?<pace>slowest|fastest|quickest|longest|shortest)(?<between>(?: [^ m]\S*| m[^: ]\S*)*) m:payouts(?= )/

const metricsIn = ({ text }: Sentence): number => new Set(text.match(/ m:\w+/g)).size

/** "top 5", "highest", "worst". Null: nothing is ranked. */
export function readRanking(
  sentence: Sentence,
  byChange: Ranking | null,
  bounded: readonly MetricId[] = [],
): Ranking | null {
  let ranking: Ranking | null = byChange
  let count: number | null = null
  let isTwofold = false
  const superlative = new RegExp(` ${SUPERLATIVE} (?:.*?) ?m:(?<metric>\\w+)(?= )`)
  const next = (superlative.exec(sentence.text)?.groups?.metric ?? null) as MetricId | null
  // "Whose refund rate was the highest, at least 20 orders": what is bound is not what is ranked.
  const others = [...new Set([...sentence.text.matchAll(/ m:(\w+)(?= )/g)].map(([, id]) => id as MetricId))].filter(
    (id) => !bounded.includes(id),
  )
  const nextMetric = next !== null && bounded.includes(next) && others.length === 1 ? (others[0] ?? null) : next
  const counted = (text = '') => {
    if (text !== '') count = COUNTS[text] ?? Number(text)
  }
  for (const pattern of SUPERLATIVES)
    takeAll(sentence, pattern, ({ rank = '', count: text }) => {
      const isSecondCount = count !== null && text !== undefined && ranking !== null && ranking.of === 'value'
      counted(text)
      const direction = /^(?:lowest|smallest|least|fewest|bottom|weakest|minimum|shortest|quietest)$/.test(rank)
        ? 'up'
        : 'down'
      // "Lowest refund rate, top 5": the first says what is ranked, the second how many of it.
      isTwofold ||= isSecondCount
      const isCount = ranking?.word === 'top' && count !== null && metricsIn(sentence) === 1
      if (isCount) ranking = null
      isTwofold ||=
        ranking !== null && ranking.of === 'value' && !(metricsIn(sentence) === 1 && ranking.direction === direction)
      isTwofold ||=
        nextMetric === null && /^(?:largest|biggest|smallest|greatest)$/.test(rank) && / m:/.test(sentence.text)
      ranking ??= { by: nextMetric, of: 'value', word: rank, direction, count: null }
      return ''
    })
  for (const pattern of LISTED)
    takeAll(sentence, pattern, ({ count: text }) => {
      counted(text)
      return ranking === null ? `show ${text}` : ''
    })
  return ranking === null ? null : { ...ranking, count, isTwofold }
}

const SUPERLATIVES = [
  new RegExp(` ${SUPERLATIVE} ${COUNT}(?= (?!%))`),
  new RegExp(` ${COUNT} ${SUPERLATIVE}(?= )`),
  new RegExp(`(?<! at) ${SUPERLATIVE}(?= )`),
]
const LISTED = [
  new RegExp(` (?:first|only|just|limit(?: to)?|show me|list)? ?${COUNT} (?=d:(?!day|week|month))`),
  // "The first five days of October" are no five rows.
  new RegExp(
    ` (?:only|just|limit(?: to)?|show me|list)?(?<! first| last| past| next) ?${COUNT} (?=d:(?:day|week|month))`,
  ),
]

/** "Worst" is the highest refund rate, and the lowest volume. */
export function directionOf({ word, direction }: Ranking, metric: MetricId): 'down' | 'up' {
  if (word !== 'best' && word !== 'worst') return direction
  return (word === 'worst') === isBadWhenHigh(metric) ? 'down' : 'up'
}

const LEFT_OUT =
  /(?: (?:except|excluding|without|not|other than|outside|outside of|apart from|minus|besides|but not))(?: (?:for|in|from|the|of|any|paid|by|with))* f:(?<dimension>\w+):(?<value>[^ ]+)(?= )/
/** "Not from Austria or Switzerland": neither of them. */
const AND_OUT =
  /(?<out> (?:except|excluding|without|not|other than|outside|outside of|apart from|minus|besides|but not)(?: (?:for|in|from|the|of|any|paid|by|with))* f:(?<dimension>\w+):\S+)(?: ,)?(?: (?:or|and|nor|as well as))*(?: (?:in|from|of|by|the))* (?=f:\k<dimension>:)/
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
  for (let guard = 0; guard < 8 && AND_OUT.test(sentence.text); guard += 1)
    sentence.text = sentence.text.replace(AND_OUT, '$<out> not ')
  takeAll(sentence, LEFT_OUT, add('none_of'))
  takeAll(sentence, KEPT, add('one_of'))
  return filters
}
