import { isTimeDimension } from '#lib/analytics/dimensions.ts'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import type { Found } from './found.ts'
import type { Lexed } from './lex.ts'

const BOUND_IN =
  / (?:above|over|more than|at least|below|under|less than|fewer than|at most|exactly|up to) \d+(?:\.\d+)?%?(?: (?:in|of|worth|f:currency:\S+))* m:\w+(?: (?:in|during|for|over|of))* p:(\d+)(?= )/
const NARROWED =
  / (?:those|them|these|they|there|that one|the ones)(?= )| (?:of|for|behind|within|in|from|among|responsible for) (?:that|it)(?= )/

/** Whether the rows of the question before were some of many: nobody can tell later that "those" are the same ones. */
const wereSome = ({ conditions = [], order, limit }: AnalyticsQueryInput): boolean =>
  conditions.length > 0 || (order != null && (limit ?? 100) < 100)

/**
 * Why a reading would be a guess, although every word was read: what was said of one part of the sentence would be answered of
 * another. Null where it is none.
 */
export function guessed(
  { splits, filters, ranking, times, wantsShare, conditions, metrics }: Found,
  { text, plain, periods }: Lexed,
  previous: AnalyticsQueryInput | null,
): string | null {
  const bound = BOUND_IN.exec(text)?.[1]
  if (
    !conditions.some(({ of }) => of === 'before') &&
    bound !== undefined &&
    conditions.some(({ of }) => of === 'value') &&
    times.comparison !== null &&
    periods[Number(bound)]?.period.from !== times.said?.period.from
  )
    return 'I test a figure in the days that are asked about, and not in those that they are compared with. Ask for one of the two first.'
  if (/^ when (?:did|was|were|has|have|is|do|does) /.test(plain) && ranking !== null && !splits.some(isTimeDimension))
    return 'By day, by week or by month? Ask, for example, for the month with the highest figure.'
  if (
    wantsShare &&
    splits.some(isTimeDimension) &&
    filters.some(({ dimension, is }) => is === 'one_of' && dimension !== 'currency')
  )
    return 'I tell the part of one value for all of the days together, and not month by month. Ask for each value by month, with shares.'
  if (
    previous !== null &&
    wereSome(previous) &&
    NARROWED.test(plain) &&
    conditions.length === 0 &&
    !filters.some(({ dimension }) => dimension === 'seller')
  )
    return 'I do not carry rows over from the answer before. Name whom you mean, or ask it in one question.'
  const listed = LISTED.exec(plain)?.[1]
  if (listed !== undefined && previous === null) {
    const split = NOUNS.find(([noun]) => noun.test(listed))?.[1]
    const isSubject = splits.length === 0 && (ranking !== null || conditions.length > 0)
    const isNamed = filters.some(({ dimension }) => dimension === split)
    if (split !== undefined && !isSubject && !splits.includes(split) && !isNamed && !isCounted(metrics))
      return `Which ${listed} is asked, and I did not read by what they are picked. Say it as "${listed} whose …", or "top ${listed} by …".`
  }
  if (
    previous === null &&
    splits.length === 0 &&
    conditions.some(({ metric }) => SINGLE.has(metric)) &&
    !SUBJECT.test(` ${plain} `) &&
    !/ d:/.test(text)
  )
    return 'Whose figures are meant: of sellers, countries or categories? Single orders, refunds and payouts are not listed here.'
  if (OF_TAKEN.test(text))
    return 'I have sums of sellers and days, and not of those orders alone that were refunded or disputed.'
  if (times.isOneSided && previous === null)
    return 'Which days do you compare with those? Say, for example, "Q3 compared with Q2".'
  if (conditions.some((one) => conditions.some((other) => isContrary(one, other))))
    return 'I test a figure once: two bounds of it that exclude each other are of different days. Ask for one of the two first.'
  if (wantsShare && ranking === null && conditions.some(({ of }) => of === 'value'))
    return 'I tell the part of each row, and not of several that a bound picks taken together. Ask for shares by seller.'
  if (/ m:seller_net of(?: the| our| f:\S+)* m:(?!seller_net)/.test(text))
    return 'A seller share is what sellers are left with: say "top seller by gross volume with shares" for parts of a whole.'
  if (wantsShare && (OF_TOP.test(plain) || isOfSeveral(ranking, filters, plain)))
    return 'I tell the part of each row, and not of the first ones taken together. Ask for the top ones with their shares.'
  return null
}

const TOGETHER =
  / (?:together|combined|jointly|collectively|altogether|between them|as a group|in total|all in all|in sum|summed up) | (?:what|which|how (?:much|big|large|many))(?: an?)?(?: (?:share|part|portion|percentage|percent|proportion|fraction|slice))? (?:\S+ ){0,8}(?:do|did|does) (?:they|these|those) /

/** What part several rows have as one. */
const isOfSeveral = (ranking: Found['ranking'], filters: Found['filters'], plain: string): boolean =>
  (ranking !== null && ranking.count !== 1 && TOGETHER.test(plain)) ||
  filters.some(
    ({ dimension, is, values }) =>
      is === 'one_of' &&
      values.length > 1 &&
      (dimension === 'cohort' || TOGETHER.test(plain) || (dimension !== 'currency' && / or /.test(plain))),
  )

const OF_TOP =
  / (?:how much of|what (?:share|part|portion|percentage|percent|proportion|fraction|slice) of|share of|percentage of) (?:\S+ ){1,6}(?:from|by|for|to|with|belongs to|of) (?:the |our )?(?:(?:top|biggest|largest|worst|best|smallest|leading) \d+|\d+ (?:top|biggest|largest|worst|best|smallest)|(?:two|three|four|five|ten) (?:biggest|largest|worst|best|smallest|top)) /

/** What there is singly, too: an order, a refund, a payout. */
const SINGLE: ReadonlySet<string> = new Set(['orders', 'refunds', 'payouts', 'disputes', 'gross_volume', 'net_volume'])
/** Who has the figures that are bound. */
const SUBJECT =
  / (?:who|whose|whom|sellers?|merchants?|vendors?|shops?|stores?|countr\w+|markets?|categor\w+|currenc\w+|methods?|months?|weeks?|days?|reasons?|cohorts?|anyone|anybody|debtors?|accounts?|ones|those) /
const OF_TAKEN =
  / m:\w+ (?:of|for|from|on|in)(?: (?:the|our|all))* m:(?:refunds|disputes|payout_failures) (?:m:|orders|sales)/

/** "Which sellers", "what countries": rows of them are wanted. */
const LISTED =
  /^ (?:(?:please|can you|show me|tell me|now|so|in|for|p:\d+|,) )*(?:which|what) (?:\d+ |two |three |four |five |ten |other )?(sellers|merchants|vendors|shops|stores|countries|categories|currencies|payment methods|months|weeks|days) (?!of |do we have|did we have)/
const NOUNS = [
  [/^(?:sellers|merchants|vendors|shops|stores)$/, 'seller'],
  [/^countries$/, 'country'],
  [/^categories$/, 'category'],
  [/^currencies$/, 'currency'],
  [/^payment methods$/, 'method'],
  [/^months$/, 'month'],
  [/^weeks$/, 'week'],
  [/^days$/, 'day'],
] as const
const isCounted = (metrics: Found['metrics']) => metrics.some((id) => id === 'new_sellers' || id === 'active_sellers')

type Bound = Found['conditions'][number]
const isContrary = (one: Bound, other: Bound): boolean =>
  one.metric === other.metric &&
  one.of === 'value' &&
  other.of === 'value' &&
  /^(?:below|at_most)$/.test(one.is) &&
  /^(?:above|at_least)$/.test(other.is) &&
  Number(one.than) <= Number(other.than)
