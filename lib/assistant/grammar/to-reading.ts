import { type MetricId, metricOf } from '#lib/analytics/metrics.ts'
import type { Today } from '#lib/analytics/period/read-period.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import { ask, notUnderstood } from './answers.ts'
import { fresh } from './build-query.ts'
import { changed, isFollowUp } from './follow-up.ts'
import type { Bare, Found } from './found.ts'
import { guessed } from './guessed.ts'
import type { Lexed } from './lex.ts'
import { partLost } from './lost-parts.ts'
import { AMBIGUOUS } from './vocabulary.ts'

/** A query splits by no more than this. */
const SPLITS_MAX = 3

/** What was found as a query, or why it is none. `previous` is the query of the answer before. */
export function toReading(
  found: Found,
  ambiguous: readonly string[],
  lexed: Lexed,
  now: Today,
  previous: AnalyticsQueryInput | null,
): Bare {
  const { plain, text: lexedText } = lexed
  const { isChangeWithin } = found.times
  if (found.isDivided)
    return notUnderstood(
      'I have sums, counts and rates of sellers and days: not single orders, nor one figure set against another. Ask for the figures themselves.',
    )
  if (found.isCrossing)
    return notUnderstood(
      'I know what a figure is and how far it moved, not when it crossed a line. Ask "above 5 %", or "rose by 5 %".',
    )
  if (found.isBoundLost || found.isLost)
    return notUnderstood('Say whose figures have to have moved so: "sellers whose volume fell by more than 10 %".')
  if (
    found.conditions.length > 0 &&
    found.conditions.every(
      ({ metric, is, than }) => /^(?:orders|gross_volume|net_volume)$/.test(metric) && is === 'equal' && than === '0',
    )
  )
    return notUnderstood('Whoever sold nothing in those days has no row there, so I cannot list them.')
  if (found.isPercentOfAmount)
    return notUnderstood('A percentage is a bound for rates, or for how far something moved: "fell by more than 20 %".')
  if (found.wantsShare && found.conditions.some(({ of }) => of.startsWith('change')))
    return notUnderstood('I tell what part of a whole something is, and not how that part moved.')
  if (
    / \d+(?:\.\d+)? points? /.test(plain) &&
    found.conditions.some(({ metric, of }) => of.startsWith('change') && metricOf(metric).unit !== 'percent')
  )
    return notUnderstood(
      'Points are of rates: how far an amount or a count moved is said in percent, or in the figure itself.',
    )
  const lost = partLost(found, lexedText) ?? guessed(found, lexed, previous)
  if (lost !== null) return notUnderstood(lost)
  if (found.times.isMany) return notUnderstood('I compare two periods at a time. Name two, or a range and "by month".')
  if (found.times.isListed && found.times.beside !== null)
    return notUnderstood(
      'I show one period, or two against each other: say "Q3 against Q1", or name a range and "by month".',
    )
  if (found.ranking?.isTwofold) return notUnderstood('I rank by one figure at a time. Say which one.')
  if (isChangeWithin) return notUnderstood('Say which two periods you mean: "September compared with August".')
  const isNext = previous !== null && isFollowUp(plain, found, ambiguous)
  const splits: Found['splits'] = sellersCounted(found, plain) ? ['seller', ...found.splits] : found.splits
  if (splits.length > SPLITS_MAX) return notUnderstood('I split by three things at a time. Say which three.')
  const build = (metrics: readonly MetricId[]) =>
    isNext && previous !== null
      ? changed(previous, { ...found, metrics }, plain, now)
      : fresh({ ...found, metrics, splits }, now)
  const named = sellersCounted(found, plain) ? found.metrics.filter((id) => id !== 'active_sellers') : found.metrics
  const { known, open } = resolved(ambiguous, named, lexedText)
  const [word] = open
  if (found.currencies === 'together' && found.convert === null && (known.length === 0 || !known.every(addsUp)))
    return notUnderstood(
      'Amounts of several currencies add up only where they are converted: say, for example, "converted to EUR".',
    )
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
    / in (?:the )?f:currency:\S+(?= (?!m:gross_volume|m:orders|payments|sales))/.test(lexedText) &&
    OF_EVERYTHING.test(plain) &&
    !/ (?:only|just|solely) /.test(plain)
  )
    return ask.whichCurrency(query, money.values[0] ?? '')
  if (isShareLost(found, query))
    return notUnderstood(
      'I tell parts of amounts and counts that add up, by something other than their currency. Ask for the figures themselves.',
    )
  const past = found.times.said
  if (past !== null && past.period.until <= now.today && query.metrics.some((id) => metricOf(id).source === 'debts'))
    return notUnderstood(`${metricOf('negative_balance').label} is known as it stands now, not as it was.`)
  const impossible = refusedSplit(query)
  return impossible ?? { kind: 'query', query, isFollowUp: isNext, wantsShare: found.wantsShare }
}

/** "Total payouts in EUR": of all currencies, perhaps. A currency by itself is what was made in it. */
const OF_EVERYTHING =
  / (?:total|totals|totalled|everything|overall|equivalents?|worth|altogether|combined|all in|all currencies|(?:whole|entire) (?:marketplace|business|company|platform)|convert\w*|conversion) /

/** A part of a whole was asked for, and the rows would not say it. */
const isShareLost = ({ wantsShare }: Found, { withShare, metrics, comparison }: AnalyticsQueryInput): boolean =>
  wantsShare &&
  comparison == null &&
  withShare !== true &&
  metrics.every((id) => ['count', 'money'].includes(metricOf(id).unit))

/** What several currencies together have one of. */
const addsUp = (id: MetricId): boolean => ['count', 'days'].includes(metricOf(id).unit)

/** A word of several figures that the sentence says elsewhere in full: "take rate …, were it the fees", "our fees (platform fees)". */
function resolved(ambiguous: readonly string[], named: readonly MetricId[], text: string) {
  const known = [...named]
  const open = ambiguous.filter((word) => {
    if (!/^(?:fees?|rates?)$/.test(word)) return true
    const meant = (AMBIGUOUS[word] ?? []).filter((id) => named.includes(id))
    const [only] = meant
    if (only !== undefined && meant.length === 1)
      return new RegExp(
        ` a:${word} (?:and|or|,|vs|versus) m:${only} | m:${only} (?:and|or|,|vs|versus) a:${word} `,
      ).test(text)
    // A take rate is fees of a net volume.
    if (!/^fees?$/.test(word) || !named.includes('take_rate') || !named.includes('net_volume')) return true
    known.push('platform_fees')
    return false
  })
  return { known, open }
}

/** "How many sellers had refunds" lists them: how many there are is how many rows there are. */
const sellersCounted = ({ metrics, conditions }: Found, plain: string): boolean =>
  / (?:how many|number of|count of) (?:sellers|merchants|vendors) /.test(plain) &&
  metrics.includes('active_sellers') &&
  (metrics.length > 1 || conditions.length > 0)

const isMoneyOnly = (id: MetricId | undefined) =>
  id !== undefined && ['refunds', 'payouts', 'platform_fees', 'processor_fees', 'dispute_losses'].includes(id)

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
