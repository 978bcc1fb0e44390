import { type MetricId, metricOf } from '#lib/analytics/metrics.ts'
import { addMonths } from '#lib/analytics/period/calendar.ts'
import type { Today } from '#lib/analytics/period/read-period.ts'
import type { AnalyticsQueryInput, Filter } from '#lib/analytics/schema.ts'
import { ask, deed, notKept, notUnderstood, personal, unknownWords } from './answers.ts'
import { fresh } from './build-query.ts'
import { changed, isFollowUp } from './follow-up.ts'
import type { Bare, Found } from './found.ts'
import { type Lexed, lex } from './lex.ts'
import { DEED, NOT_KEPT, PERSONAL, SMALL } from './lexicon.ts'
import { readMoves } from './moves.ts'
import { readBounds, readChangeRanking, readFilters, readRanking, type Sentence, takeAll } from './parts.ts'
import type { Reading } from './reading.ts'
import { readSplits } from './splits.ts'
import { readTimes } from './times.ts'
import { AMBIGUOUS, type Names } from './vocabulary.ts'

export type Asked = {
  readonly names: Names
  readonly now: Today
  /** The query of the answer before, when the conversation has one. */
  readonly previous?: AnalyticsQueryInput | null
}

/** A question of any length is read up to here. */
const QUESTION_MAX = 600
/** A query splits by no more than this. */
const SPLITS_MAX = 3

/**
 * Reads a question over the vocabulary of the metrics, without a model. Nothing is guessed: a word it does not know, one that may
 * mean two things, or a request it may not follow ends in a refusal or a question back. Pure.
 */
export function readQuestion(question: string, { names, now, previous = null }: Asked): Reading {
  const lexed = lex(question.slice(0, QUESTION_MAX), names, now)
  const { corrections } = lexed
  const refusal = refusedAtOnce(lexed, question)
  if (refusal !== null) return { ...refusal, corrections }
  const sentence: Sentence = { text: lexed.text }
  const found = readParts(sentence, lexed)
  const ambiguous = [...sentence.text.matchAll(/ a:(\w+)(?= )/g)].map(([, word = '']) => word)
  const left = leftOver(sentence.text)
  if (left.length > 0) return { ...unknownWords(left), corrections }
  const reading = toReading(found, ambiguous, lexed, now, previous)
  return { ...reading, corrections }
}

function refusedAtOnce({ text, plain }: Lexed, question: string): Bare | null {
  if (question.length > QUESTION_MAX)
    return notUnderstood('That is longer than I read. Ask one question in a sentence or two.')
  if (PERSONAL.test(plain)) return personal()
  if (
    DEED.test(text.replace(/ (?:f:seller:[^ ]+)/g, ' f:seller')) &&
    !/^ (?:please |can you |could you )*(?:list|show|count) /.test(text)
  )
    return deed()
  const missing = NOT_KEPT.find(([pattern]) => pattern.test(plain))
  return missing === undefined ? null : notKept(missing[1])
}

function readParts(sentence: Sentence, { plain, periods }: Lexed): Found {
  const isAgainst =
    / m:\w+ (?:as )?(?:an? |the )?(?:share|percentage|percent|proportion|fraction) of(?: the| our| their| total)* m:/.test(
      sentence.text,
    )
  const wantsShare = takeFlag(
    sentence,
    / (?:what |which |in |as |with )?(?:an? |the )?(?:relative )?(?:mix|share|shares|percent|percentage|percentages|proportion|fraction|portion|part|contribution)(?: of(?: the| our)?(?: total)?)?(?= )/,
  )
  const convert = readConversion(sentence)
  const isOfSome =
    / (?:of|from|for|by)(?: the| our)? m:(?:new|active)_sellers(?= )/.test(sentence.text) &&
    / m:.* m:/.test(sentence.text)
  const isOfOne =
    !/ d:/.test(sentence.text) &&
    / (?:(?:largest|biggest|smallest|greatest|highest) m:(?:orders|refunds|payouts|disputes)|m:orders (?:over|above|under|below)) /.test(
      sentence.text,
    )
  const isDivided =
    / m:orders (?:(?:that|which|who|were|was|are|got|have|had|been|with) )*m:(?:refunds|disputes)(?= )/.test(
      sentence.text,
    ) ||
    isAgainst ||
    isOfSome ||
    isOfOne ||
    / than m:/.test(sentence.text) ||
    / (?:per|divided by|as a share of|as a percentage of|relative to|each) m:/.test(sentence.text)
  sentence.text = withVerbsOfSellers(sentence.text)
    .replace(/ (best|top|worst|most|least)(?: |-)selling(?= )/, ' $1 m:gross_volume')
    .replace(/ (most|least) m:active_sellers (by|in|with) m:/, ' $1 d:seller $2 m:')
    .replace(/(?<= m:refunds) to (?:the |our )?(?:buyers|customers)(?= )/, '')
  const isAboutRows =
    / who (?:grew|fell|lost|gained|rose|declined|dropped|increased|decreased) /.test(sentence.text) ||
    / d:(?:seller|country|category|method|currency)(?: (?:that|which|whose|with|where|who|had|have|has|saw|having|in|without|f:[^ ]+))* /.test(
      sentence.text,
    )
  const cohorts = readCohorts(sentence, periods)
  const byChange = readChangeRanking(sentence)
  const moves = readMoves(sentence)
  const bounds = readBounds(sentence)
  const ranking = readRanking(sentence, byChange)
  const limit = ranking?.count ?? takeLimit(sentence)
  const asksWhich =
    /^ (?:which|who|what d:|whose|sellers|list|show|find|d:|give|any|top)/.test(withoutOpening(sentence.text)) ||
    / (?:whose|where|with|that) /.test(sentence.text)
  const conditions = isAboutRows && asksWhich ? [...moves.conditions, ...bounds.conditions] : bounds.conditions
  const times = readTimes(sentence, periods)
  const filters = [...readFilters(sentence), ...cohorts]
  takeAll(sentence, / (?:who|whom)(?= )/, () => 'd:seller')
  const { splits, hasTrend } = readSplits(sentence, filters, ranking !== null || conditions.length > 0)
  const metrics = readMetrics(sentence)
  const isMoved = moves.conditions.length > 0 || (ranking !== null && ranking.of !== 'value')
  return {
    metrics,
    conditions,
    filters,
    splits,
    hasTrend,
    times: isMoved && times.comparison === null ? { ...times, comparison: 'previous_period' } : times,
    ranking,
    limit: limit ?? (ranking !== null && isSingular(plain) ? 1 : null),
    convert,
    isDivided,
    wantsShare,
    isPercentOfAmount: bounds.isPercentOfAmount,
  }
}

/** The question without the courtesy and the period that may stand before it. */
const withoutOpening = (text: string): string =>
  text.replace(
    /^(?: (?:could|can|would|will|you|please|pls|hey|hi|hello|tell me|now|so|ok|in|for|during|over|p:\d+|,))+(?= )/,
    '',
  )

const DID = ' (?:did|has|have|does|do)(?<who>(?: (?:f:\\S+|d:seller|the|all|our|in|from))+)'
const EARNED = new RegExp(`${DID} (?:earn|earned|make|made)(?= )`)
const SOLD = new RegExp(`${DID} sell(?= )`)
const HAD = new RegExp(`${DID} m:seller_net(?= )`)

/** All of them together: "sellers" is who it is about, and no split. */
const whoOf = (found: readonly unknown[]): string => String(found[1]).replaceAll(' d:seller', '')

/** "Did Blue Hour Books sell", "what did sellers in Japan earn", "who sells the most". */
const withVerbsOfSellers = (text: string): string =>
  text
    .replace(EARNED, (...found) => `${whoOf(found)} m:seller_net`)
    .replace(HAD, (...found) => `${whoOf(found)} m:seller_net`)
    .replace(SOLD, (...found) => `${whoOf(found)} m:gross_volume`)
    .replace(/ sells?(?= (?:the )?most )/, ' m:gross_volume')

const isSingular = (plain: string) =>
  / (?:which|what|whose) (?:single )?(?:seller|merchant|vendor|shop|store|country|category|currency|month|week|day|payment method|method|reason|cohort|market) /.test(
    plain,
  )

function takeFlag(sentence: Sentence, pattern: RegExp): boolean {
  let isTaken = false
  takeAll(sentence, pattern, () => {
    isTaken = true
    return ''
  })
  return isTaken
}

function takeLimit(sentence: Sentence): number | null {
  let limit: number | null = null
  takeAll(
    sentence,
    / (?:only|just|first|limit|limit to|limited to)(?: the)?(?: first)? (?<count>\d{1,3})(?: rows)?(?= )/,
    ({ count }) => {
      limit ??= Number(count)
      return ''
    },
  )
  return limit
}

function readConversion(sentence: Sentence): string | null {
  let into: string | null = null
  takeAll(
    sentence,
    / (?:convert|converted|converting|expressed|translated)(?: it| all| everything| them)?(?: into| to| in) f:currency:(?<code>\w+)(?= )/,
    ({ code = '' }) => {
      into ??= code
      return ''
    },
  )
  return into
}

const COHORTS_MAX = 36

/** "the cohort of October 2026": sellers whose first sale was in that month. */
function readCohorts(sentence: Sentence, periods: Lexed['periods']): Filter[] {
  const values: string[] = []
  const COHORT =
    / p:(?<index>\d+) d:cohort(?= )| (?:(?<!by |per |each |every |across |and )d:cohort (?:of|from|in|for)|j:in)(?: the)? p:(?<after>\d+)(?= )/
  takeAll(sentence, COHORT, ({ index, after }) => {
    const period = periods[Number(index ?? after)]?.period
    if (period === undefined || !period.from.endsWith('-01')) return 'j:in'
    for (let month = period.from; month < period.until && values.length < COHORTS_MAX; month = addMonths(month, 1))
      values.push(month.slice(0, 7))
    return ''
  })
  return values.length === 0 ? [] : [{ dimension: 'cohort', is: 'one_of', values }]
}

function readMetrics(sentence: Sentence): MetricId[] {
  const metrics: MetricId[] = []
  takeAll(sentence, / m:(?<metric>\w+)(?= )/, ({ metric = '' }) => {
    metrics.push(metric as MetricId)
    return ''
  })
  return [...new Set(metrics)]
}

/** Words that nothing accounts for. */
function leftOver(text: string): string[] {
  return text
    .split(' ')
    .filter((word) => word !== '' && word !== ',' && word !== '-' && !/^a:/.test(word) && !SMALL.has(word))
}

function toReading(
  found: Found,
  ambiguous: readonly string[],
  { plain }: Lexed,
  now: Today,
  previous: AnalyticsQueryInput | null,
): Bare {
  const { unlike, isChangeWithin } = found.times
  if (found.isDivided)
    return notUnderstood(
      'I have sums, counts and rates of sellers and days: not single orders, nor one figure set against another. Ask for the figures themselves.',
    )
  if (found.isPercentOfAmount)
    return notUnderstood('A percentage is a bound for rates, or for how far something moved: "fell by more than 20 %".')
  if (found.wantsShare && found.conditions.some(({ of }) => of !== 'value'))
    return notUnderstood('I tell what part of a whole something is, and not how that part moved.')
  if (found.ranking?.isTwofold) return notUnderstood('I rank by one figure at a time. Say which one.')
  if (isChangeWithin) return notUnderstood('Say which two periods you mean: "September compared with August".')
  if (unlike !== null) return ask.unlikePeriods(found, unlike)
  const isNext = previous !== null && isFollowUp(plain, found, ambiguous)
  const splits: Found['splits'] = sellersCounted(found, plain) ? ['seller', ...found.splits] : found.splits
  if (splits.length > SPLITS_MAX) return notUnderstood('I split by three things at a time. Say which three.')
  const build = (metrics: readonly MetricId[]) =>
    isNext && previous !== null
      ? changed(previous, { ...found, metrics }, now)
      : fresh({ ...found, metrics, splits }, now)
  const [word] = ambiguous
  const known = sellersCounted(found, plain) ? found.metrics.filter((id) => id !== 'active_sellers') : found.metrics
  const isSaid = known.length === 1 && found.ranking !== null && word === 'performing'
  if (word !== undefined && !isSaid) return ask.whichMetric(word, AMBIGUOUS[word] ?? [], (id) => build([...known, id]))
  if (known.length === 0 && !isNext)
    return found.filters.length + found.splits.length > 0 || found.times.said !== null || found.ranking !== null
      ? ask.whatOf(found, (id) => build([id]))
      : notUnderstood('I answer questions about volume, refunds, disputes, fees, payouts and sellers.')
  if (
    / (?:how many|number of|count of) /.test(plain) &&
    known.length === 1 &&
    isMoneyOnly(known[0]) &&
    !/ how many (?:sellers|merchants|vendors|shops|countries|categories|days|weeks|months) /.test(plain)
  )
    return ask.amountInstead(known[0] ?? 'refunds', build(known))
  const query = build(known)
  const money = found.filters.find(({ dimension, is }) => dimension === 'currency' && is === 'one_of')
  if (
    money !== undefined &&
    / in (?:the )?(?:[a-z]{3}|euros?|dollars?|pounds?|yen|dinars?|francs?)(?= )/.test(plain) &&
    !isNext
  )
    return ask.whichCurrency(query, money.values[0] ?? '')
  const past = found.times.said
  if (past !== null && past.period.until <= now.today && query.metrics.some((id) => metricOf(id).source === 'debts'))
    return notUnderstood(`${metricOf('negative_balance').label} is known as it stands now, not as it was.`)
  const impossible = refusedSplit(query)
  return impossible ?? { kind: 'query', query, isFollowUp: isNext, wantsShare: found.wantsShare }
}

/** "How many sellers had refunds" lists them: how many there are is how many rows there are. */
const sellersCounted = ({ metrics, conditions }: Found, plain: string): boolean =>
  / how many (?:sellers|merchants|vendors) /.test(plain) &&
  metrics.includes('active_sellers') &&
  (metrics.length > 1 || conditions.length > 0)

const isMoneyOnly = (id: MetricId | undefined) =>
  id !== undefined && ['refunds', 'payouts', 'platform_fees', 'processor_fees'].includes(id)

/** Splits and filters that a metric does not have are refused before they are asked. */
function refusedSplit({ metrics, dimensions = [], filters = [], comparison }: AnalyticsQueryInput): Bare | null {
  for (const id of metrics) {
    const { label, dimensions: has, source } = metricOf(id)
    const missing = [...dimensions, ...filters.map(({ dimension }) => dimension)].find((one) => !has.includes(one))
    if (missing !== undefined) return notUnderstood(`${label} cannot be told by ${missing}.`)
    if (source === 'debts' && comparison != null)
      return notUnderstood(`${label} is known as it stands now, not as it was.`)
  }
  return null
}
