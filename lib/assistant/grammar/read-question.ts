import { isTimeDimension } from '#lib/analytics/dimensions.ts'
import type { MetricId } from '#lib/analytics/metrics.ts'
import type { Today } from '#lib/analytics/period/read-period.ts'
import type { AnalyticsQueryInput, Filter } from '#lib/analytics/schema.ts'
import { mayBeLeftOut, nearTo } from './accounted.ts'
import { deed, notKept, notUnderstood, personal, unknownWords } from './answers.ts'
import { readCohorts } from './cohorts.ts'
import { readConversion } from './conversion.ts'
import { isAgainst, isDivided, isOfParts } from './divided.ts'
import { FILLERS } from './fillers.ts'
import type { Bare, Found } from './found.ts'
import { boundBefore, noneLater, someBefore, someLater, withHaving, withSome } from './having.ts'
import { isMoveDropped, readCurrencies, readForgotten } from './kept-apart.ts'
import { type Lexed, lex } from './lex.ts'
import { isDeed, NOT_KEPT, PERSONAL, SMALL } from './lexicon.ts'
import { readMoves } from './moves.ts'
import {
  readBareBound,
  readBounds,
  readChangeRanking,
  readFilters,
  readRanking,
  type Sentence,
  takeAll,
} from './parts.ts'
import type { Reading } from './reading.ts'
import { periodBefore, reversed, withFigureBefore } from './reversed.ts'
import { rowsAsked } from './rows-asked.ts'
import { readShare } from './shares.ts'
import { readSplits } from './splits.ts'
import { CROSSES, tidied } from './tidy.ts'
import { readTimes } from './times.ts'
import { toReading } from './to-reading.ts'
import { stepLost } from './units.ts'
import type { Names } from './vocabulary.ts'

export type Asked = {
  readonly names: Names
  readonly now: Today
  /** The query of the answer before, when the conversation has one. */
  readonly previous?: AnalyticsQueryInput | null
}

/** A question of any length is read up to here. */
const QUESTION_MAX = 600

/**
 * Reads a question over the vocabulary of the metrics, without a model. Nothing is guessed: a word it does not know, one that may
 * mean two things, or a request it may not follow ends in a refusal or a question back. Pure.
 */
export function readQuestion(question: string, { names, now, previous = null }: Asked): Reading {
  const lexed = lex(question.slice(0, QUESTION_MAX), names, now)
  const { corrections } = lexed
  const refusal = refusedAtOnce(lexed, question)
  if (refusal !== null) return { ...refusal, corrections }
  const flipped = reversed(lexed.plain, previous) ?? periodBefore(lexed.plain, previous, now)
  if (flipped !== null) return { ...flipped, corrections }
  const bare = withFigureBefore(lexed.text, previous)
  const sentence: Sentence = { text: tidied(bare) }
  const found = readParts(sentence, lexed, now)
  const ambiguous = [...sentence.text.matchAll(/ a:(\w+)(?= )/g)].map(([, word = '']) => word)
  const left = leftOver(found.isCompared ? sentence.text.replace(COMPARATIVE, '') : sentence.text)
  const unknown = left.filter((word) => !mayBeLeftOut(word))
  const [first] = unknown
  if (first !== undefined) return { ...unknownWords(unknown, lexed.plain, nearTo(first)), corrections }
  const reading = toReading(found, ambiguous, lexed, now, previous)
  if (reading.kind === 'query' && left.length > 0)
    return { ...reading, query: { ...reading.query, leftOut: left }, corrections }
  return { ...reading, corrections }
}

/** "Pay out Lumen & Loom": to do it, and no figure. */
const PAY =
  /^\s*(?:(?:please|pls|can you|could you|now|just|go ahead and|ok|hey|hi),?\s+)*pay(?:\s+out)?\s+(?!(?:methods?|options?|types?|by|per|of|in|total|rate|time|volume|amounts?|failures?|out)\b)/i

function refusedAtOnce({ text, unnamed }: Lexed, question: string): Bare | null {
  if (question.length > QUESTION_MAX)
    return notUnderstood('That is longer than I read. Ask one question in a sentence or two.')
  if (PERSONAL.test(unnamed)) return personal()
  if (isDeed(text) || PAY.test(question)) return deed()
  const step = stepLost(text)
  if (step !== null) return notUnderstood(step)
  const missing = NOT_KEPT.find(([pattern]) => pattern.test(unnamed))
  return missing === undefined ? null : notKept(missing[1])
}

function readParts(sentence: Sentence, { plain, periods }: Lexed, now: Today): Found {
  const isPart = isAgainst(sentence.text) || isOfParts(sentence.text)
  const isCrossing = CROSSES.test(sentence.text)
  const asked = sentence.text
  const { isRows, saysThan } = rowsAsked(sentence.text, plain)
  const wantsShare = readShare(sentence)
  const divides = isPart || isDivided(sentence.text)
  const convert = readConversion(sentence)
  const currencies = readCurrencies(sentence)
  const forgotten = readForgotten(sentence)
  const cohorts = readCohorts(sentence, periods, now.today)
  const byChange = readChangeRanking(sentence)
  takeAll(
    sentence,
    / (?:percentage|percent|relative)(?= (?:increase|decrease|drop|growth|change|decline|rise|fall|gain|loss|jump|dip) )/,
    () => '',
  )
  const isOfTwoTimes =
    / p:\d+ .* p:\d+ /.test(asked) &&
    !/ (?:than|vs|versus|compared|compare|against|relative|from|between|or|to|over) /.test(asked)
  const none = [
    ...noneLater(sentence, periods),
    ...someLater(sentence, periods),
    ...someBefore(sentence, periods),
    ...boundBefore(sentence, periods),
  ]
  const moves = readMoves(sentence)
  moves.conditions.push(...none)
  const isDropped = isMoveDropped(sentence.text, { asked, isRows, moved: moves.conditions, byChange })
  const bounds = readBounds(sentence)
  bounds.conditions.push(...readBareBound(sentence))
  const ranking = readRanking(
    sentence,
    byChange,
    bounds.conditions.map(({ metric }) => metric),
  )
  const limit = ranking?.count ?? takeLimit(sentence)
  const isYesNo =
    !isRows && / (?:is|was|were|are|did|does|has)(?: (?:our|the|f:\S+))* m:/.test(asked) && !/ d:/.test(asked)
  if (isYesNo) bounds.conditions.length = 0
  const picked = withSome(isRows ? [...moves.conditions, ...bounds.conditions] : bounds.conditions, sentence.text)
  const conditions = isRows ? withHaving(picked, asked) : picked
  const isOfTime = / d:(?:month|week|day) (?:that|which|whose|with|where|when|had|in which|in)(?= )/.test(asked)
  const isBoundLost =
    (isOfTwoTimes && bounds.conditions.length > 0) ||
    (isOfTime && moves.conditions.length > 0) ||
    (!isRows && moves.conditions.some(({ than }) => than !== '0'))
  const changes = moves.conditions.length > 0 || (ranking !== null && ranking.of !== 'value')
  const times = readTimes(sentence, periods, now, {
    isMoved: changes,
    isOfRows: changes && (isRows || ranking !== null),
  })
  const values = readFilters(sentence)
  const filters = [...values, ...cohorts.filters]
  // "Japanese or Kuwaiti, who sold more": the values are what is compared.
  const isBetween = comparesTwo(values)
  takeAll(sentence, / (?:who|whom)(?= )/, () => (isBetween ? '' : 'd:seller'))
  const { splits, hasTrend } = readSplits(
    sentence,
    cohorts.isCompared ? filters : values,
    ranking !== null || conditions.length > 0,
  )
  const metrics = readMetrics(sentence)
  // How a figure moved by month is seen from row to row.
  const isByTime = !isRows && ranking === null && times.said !== null && splits.some(isTimeDimension)
  return {
    metrics,
    conditions,
    filters,
    splits,
    hasTrend: (hasTrend && times.comparison === null) || times.isTrend,
    times:
      changes && !times.isTrend && !isByTime && times.comparison === null
        ? { ...times, comparison: 'previous_period' }
        : times,
    ranking,
    limit: limit ?? (ranking !== null && isSingular(plain) ? 1 : null),
    convert,
    isDivided: divides,
    isCrossing,
    isBoundLost,
    isCompared: comparesTwo(values) || ((times.comparison !== null || times.against !== null) && !isRows),
    isLost: isDropped || (isRows && saysThan && conditions.length === 0 && ranking === null && values.length === 0),
    currencies,
    forgotten,
    wantsShare,
    isPercentOfAmount: bounds.isPercentOfAmount,
  }
}

const isSingular = (plain: string) =>
  SINGULAR.test(plain) ||
  / (?:which|what|whose) (?:single )?(?:seller|merchant|vendor|shop|store|country|category|currency|month|week|day|payment method|method|reason|cohort|market) /.test(
    plain,
  )

/** "Merchant with the most refunds", "best day of October": one is asked for. */
const SINGULAR =
  /^(?: (?:the|our|show|me|find|name|give|please|what|is|was|who|which|and|in|for|on|p:\d+|,))* (?:single )?(?:seller|merchant|vendor|shop|store|country|category|currency|month|week|day|payment method|method|reason|cohort|market) (?:with|that|which|who|having|whose|had|has)(?: (?:had|has|the|got|have))* (?:most|least|fewest|highest|lowest|largest|smallest|biggest|best|worst|longest|shortest|greatest) | (?:best|worst|top|biggest|largest|smallest|busiest|quietest|strongest|weakest|slowest|fastest) (?:seller|merchant|vendor|shop|store|country|category|currency|month|week|day|payment method|cohort|market|performer) (?![a-z]+s )/

function takeLimit(sentence: Sentence): number | null {
  let limit: number | null = null
  takeAll(
    sentence,
    / (?:only|just|first|limit|limit to|limited to|make it|make that|show me|show|give me|list|name|at most)(?: the)?(?: first| top)? (?<count>\d{1,3})(?: rows)?(?= )/,
    ({ count }) => {
      limit ??= Number(count)
      return ''
    },
  )
  return limit
}

function readMetrics(sentence: Sentence): MetricId[] {
  const metrics: MetricId[] = []
  takeAll(sentence, / m:(?<metric>\w+)(?= )/, ({ metric = '' }) => {
    metrics.push(metric as MetricId)
    return ''
  })
  return [...new Set(metrics)]
}

/** Two values of one kind beside each other. */
const comparesTwo = (filters: readonly Filter[]) =>
  filters.some(({ is, values }) => is === 'one_of' && values.length > 1)
/** Which of two things put beside each other is the greater is seen in the rows. */
const COMPARATIVE =
  / (?:than|more|less|fewer|higher|lower|bigger|smaller|larger|greater|better|worse|stronger|weaker|longer|shorter|faster|slower|most|least|change|difference|gap|ahead|behind|whether|against|either|or not)(?= )/g

/** Words that nothing accounts for. */
function leftOver(text: string): string[] {
  return text
    .replace(/ how (?:many|much)(?= )/g, ' how')
    .split(' ')
    .filter(
      (word) =>
        word !== '' && word !== ',' && word !== '-' && !/^a:/.test(word) && !SMALL.has(word) && !FILLERS.has(word),
    )
}
