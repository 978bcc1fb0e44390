import { DIMENSIONS, type DimensionId } from '#lib/analytics/dimensions.ts'
import { METRICS, type MetricId } from '#lib/analytics/metrics.ts'
import { RULE_WORDS, SMALL } from './lexicon.ts'
import type { Phrase } from './phrase.ts'

/** What this marketplace has, in the words people use for it. */
export type Names = {
  readonly sellers: readonly { readonly id: string; readonly name: string }[]
  readonly categories: readonly string[]
}

const plural = (word: string) =>
  /(?:s|rate|volume|ed)$/.test(word) ? [] : /y$/.test(word) ? [`${word.slice(0, -1)}ies`] : [`${word}s`]
/** As a question is read: hyphens between words are spaces. */
const unhyphenated = (phrase: string) => phrase.replace(/(?<=[a-z])-(?=[a-z])/g, ' ')
const withPlurals = (all: readonly string[]) =>
  all.flatMap((phrase) => [
    phrase,
    ...plural(phrase),
    ...(phrase.endsWith('rate') ? [`${phrase}s`] : []),
    ...(phrase.endsWith('volume') ? [`${phrase}s`] : []),
  ])

/** Words that may mean several metrics: whoever says them is asked which. */
export const AMBIGUOUS: Readonly<Record<string, readonly MetricId[]>> = {
  fees: ['platform_fees', 'processor_fees'],
  fee: ['platform_fees', 'processor_fees'],
  rate: ['refund_rate', 'dispute_rate', 'take_rate'],
  rates: ['refund_rate', 'dispute_rate', 'take_rate'],
  revenue: ['gross_volume', 'platform_fees'],
  revenues: ['gross_volume', 'platform_fees'],
  income: ['platform_fees', 'seller_net'],
  performance: ['gross_volume', 'net_volume', 'platform_fees'],
  performing: ['gross_volume', 'net_volume', 'platform_fees'],
  numbers: ['gross_volume', 'orders', 'platform_fees'],
}

const METRIC_PHRASES: readonly Phrase[] = METRICS.flatMap(({ id, label, synonyms }) =>
  withPlurals([label.toLowerCase(), ...synonyms].map(unhyphenated)).map((words) => ({ words, mark: `m:${id}` })),
)
const AMBIGUOUS_PHRASES: readonly Phrase[] = Object.keys(AMBIGUOUS).map((words) => ({ words, mark: `a:${words}` }))
const DIMENSION_PHRASES: readonly Phrase[] = DIMENSIONS.flatMap(({ id, label, synonyms }) =>
  withPlurals([label.toLowerCase(), ...synonyms]).map((words) => ({ words, mark: `d:${id}` })),
)

const longestFirst = (phrases: readonly Phrase[]) =>
  phrases.toSorted((left, right) => right.words.length - left.words.length)
export const METRIC_AND_DIMENSION_PHRASES = longestFirst([
  ...METRIC_PHRASES,
  ...AMBIGUOUS_PHRASES,
  ...DIMENSION_PHRASES,
])

const REGIONS = new Intl.DisplayNames('en', { type: 'region' })
const CODES =
  'AE AR AT AU BE BG BR CA CH CL CN CO CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IL IN IT JP KR KW LT LU LV MT MX MY NL NO NZ PE PH PL PT RO SA SE SG SI SK TH TR UA US VN ZA'.split(
    ' ',
  )
const PEOPLE: Readonly<Record<string, string>> = {
  american: 'US',
  german: 'DE',
  french: 'FR',
  british: 'GB',
  english: 'GB',
  dutch: 'NL',
  spanish: 'ES',
  italian: 'IT',
  austrian: 'AT',
  swiss: 'CH',
  japanese: 'JP',
  kuwaiti: 'KW',
  canadian: 'CA',
  australian: 'AU',
  swedish: 'SE',
  danish: 'DK',
  norwegian: 'NO',
  finnish: 'FI',
  polish: 'PL',
  irish: 'IE',
  belgian: 'BE',
  portuguese: 'PT',
  brazilian: 'BR',
  mexican: 'MX',
  indian: 'IN',
  usa: 'US',
  'u s': 'US',
  america: 'US',
  states: 'US',
  uk: 'GB',
  britain: 'GB',
  england: 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  'the us': 'US',
  'the uk': 'GB',
}
const MONEY: Readonly<Record<string, string>> = {
  euro: 'EUR',
  euros: 'EUR',
  dollar: 'USD',
  dollars: 'USD',
  pound: 'GBP',
  pounds: 'GBP',
  yen: 'JPY',
  dinar: 'KWD',
  dinars: 'KWD',
  franc: 'CHF',
  francs: 'CHF',
}
const METHODS: Readonly<Record<string, string>> = {
  card: 'card',
  cards: 'card',
  'credit card': 'card',
  'card payments': 'card',
  'card sales': 'card',
  'card orders': 'card',
  'credit cards': 'card',
  sepa: 'sepa_debit',
  'sepa debit': 'sepa_debit',
  ideal: 'ideal',
  klarna: 'klarna',
  paypal: 'paypal',
  'bank transfer': 'customer_balance',
  'bank transfers': 'customer_balance',
  ach: 'us_bank_account',
  link: 'link',
}
const REASON_CODES =
  'product_not_received product_unacceptable subscription_canceled credit_not_processed unrecognized general incorrect_account_details insufficient_funds requested_by_customer expired_uncaptured_charge account_closed account_frozen bank_account_restricted bank_ownership_changed could_not_process debit_not_authorized declined incorrect_account_holder_name incorrect_account_holder_tax_id invalid_account_number invalid_currency no_account unsupported_card'.split(
    ' ',
  )
const REASONS: Readonly<Record<string, string>> = {
  fraudulent: 'fraudulent',
  fraud: 'fraudulent',
  duplicate: 'duplicate',
  duplicates: 'duplicate',
  ...Object.fromEntries(
    REASON_CODES.filter((code) => !/^(?:general|declined)$/.test(code)).flatMap((code) => [
      [code, code],
      [code.replaceAll('_', ' '), code],
    ]),
  ),
  unrecognised: 'unrecognized',
  'closed account': 'account_closed',
  'closed accounts': 'account_closed',
  'customer request': 'requested_by_customer',
  'subscription cancelled': 'subscription_canceled',
}
const entries = (record: Readonly<Record<string, string>>, dimension: DimensionId): Phrase[] =>
  Object.entries(record).map(([words, value]) => ({ words, mark: valueMark(dimension, value) }))

/** Values travel through the grammar without their spaces. */
export const valueMark = (dimension: DimensionId, value: string) => `f:${dimension}:${encodeURIComponent(value)}`

/** Country codes and names, currencies, ways of paying, and this marketplace's sellers and categories. */
export function valuePhrases({ sellers, categories }: Names): Phrase[] {
  const countries = CODES.flatMap((code) => [
    { words: (REGIONS.of(code) ?? code).toLowerCase(), mark: valueMark('country', code) },
  ])
  const currencies = Intl.supportedValuesOf('currency').filter((code) =>
    /^(?:AUD|BHD|BRL|CAD|CHF|CZK|DKK|EUR|GBP|HKD|HUF|INR|JPY|KRW|KWD|MXN|NOK|NZD|PLN|RON|SEK|SGD|THB|TRY|USD|ZAR|AED)$/.test(
      code,
    ),
  )
  return longestFirst(
    withOwned([
      ...sellerNames(sellers),
      ...countries,
      ...entries(PEOPLE, 'country'),
      ...Object.entries(PEOPLE)
        .filter(([words]) => /(?:an|ian)$/.test(words))
        .map(([words, value]) => ({ words: `${words}s`, mark: valueMark('country', value) })),
      ...currencies.map((code) => ({ words: code.toLowerCase(), mark: valueMark('currency', code) })),
      ...entries(MONEY, 'currency'),
      ...entries(METHODS, 'method'),
      ...entries(REASONS, 'reason'),
      ...categories
        .filter((one) => one !== '')
        .map((one) => ({
          words: one.toLowerCase().replace(/[_&-]/g, ' ').replace(/\s+/g, ' '),
          mark: valueMark('category', one),
        })),
    ]),
  )
}

/** "Germanys share": the apostrophe that nobody types. */
const withOwned = (phrases: readonly Phrase[]): Phrase[] =>
  phrases.flatMap((one) =>
    /^f:(?:seller|country):/.test(one.mark) && one.words.length > 4 && !/s$/.test(one.words)
      ? [one, { ...one, words: `${one.words}s` }]
      : [one],
  )

/** Sellers by their names, and by their first words where no other seller's and none of the grammar's are the same. */
function sellerNames(sellers: Names['sellers']): Phrase[] {
  const beginnings = new Map<string, number>()
  for (const { name } of sellers)
    for (const one of beginningsOf(name)) beginnings.set(one, (beginnings.get(one) ?? 0) + 1)
  const isItsOwn = (words: string) =>
    beginnings.get(words) === 1 &&
    (words.includes(' ')
      ? words.length >= TWO_WORDS_MIN && !METRIC_WORDS.has(words) && !words.endsWith(' and')
      : words.length >= FIRST_WORD_MIN && !ORDINARY.has(words))
  return sellers.flatMap(({ id, name }) =>
    [...new Set([...sellerPhrases(name), ...beginningsOf(name).filter(isItsOwn)])].map((words) => ({
      words,
      mark: valueMark('seller', id),
    })),
  )
}

/** "willow", "willow and", "willow and wren" of Willow & Wren Jewelry. */
function beginningsOf(name: string): string[] {
  const all = plainName(name).split(' ')
  return all.map((_, index) => all.slice(0, index + 1).join(' ')).slice(0, Math.max(1, all.length - 1))
}

const FIRST_WORD_MIN = 5
const TWO_WORDS_MIN = 8
const METRIC_WORDS: ReadonlySet<string> = new Set(METRIC_AND_DIMENSION_PHRASES.map(({ words }) => words))
const ORDINARY: ReadonlySet<string> = new Set([
  ...METRIC_AND_DIMENSION_PHRASES.flatMap(({ words }) => words.split(' ')),
  ...RULE_WORDS,
  ...SMALL,
])

const plainName = (name: string) =>
  name
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/(?<=[a-z])-(?=[a-z])/g, ' ')
    .replace(/[.,()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** A seller's name, and the name without its legal form. */
function sellerPhrases(name: string): string[] {
  const plain = plainName(name)
  const short = plain
    .replace(
      / (?:gmbh|inc|llc|ltd|limited|co|corp|plc|k ?k|s ?a|s ?a ?s|s ?l|s ?r ?l|s ?p ?a|sarl|lda|ag|kg|ug|b ?v|n ?v|w ?l ?l|oy|ab|as|aps|trading co)$/,
      '',
    )
    .trim()
  return [...new Set([plain, short])].filter((one) => one.length > 2)
}

/** Two letters are a country only where a country is expected: "in" and "it" are words. */
export const isCountryCode = (text: string): boolean => CODES.includes(text.toUpperCase())
