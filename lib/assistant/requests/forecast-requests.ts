import { call, type Request, sellersIn, type Written } from './request.ts'

const AHEAD =
  / (?:forecast|forecasts|forecasted|predict|predicted|prediction|projected|projection|next \d* ?(?:days?|weeks?|months?|quarter)|tomorrow|coming (?:days|weeks|month|quarter)) /
/** Longer ahead than forecasts reach, or by something they are not kept by. */
const BEYOND =
  / (?:next years?|(?:by|per|of each|for each|of every|for every) (?:seller|merchant|country|category|method|reason|day|week|month|cohort)|sellers?|merchants?|categories|countries) /
/** Looks back as well: not a question about what comes. */
const PAST = / (?:did|was|were|last|ago|previous|since|between|compared|versus|vs) /

/** In order: the first that is named counts. */
const SUBJECTS: readonly (readonly [RegExp, string | null])[] = [
  [/ (?:balance|cash|cash flow|cashflow|liquidity|treasury|available|funds|runway) /, null],
  [/ (?:refunds?|refunded) /, 'refunds'],
  [/ (?:disputes?|chargebacks?) /, 'disputes'],
  [/ (?:renewals?|renew) /, 'renewals'],
  [/ (?:stripe|stripes|processor|processing) fees? /, 'fees'],
  [/ (?:transfers?|owe|owed) /, 'transfers'],
  [/ payouts? /, 'payouts'],
  [/ (?:gross volume|volume|gmv|sales|turnover) /, 'sales'],
]

const DAYS: readonly (readonly [RegExp, number])[] = [
  [/ tomorrow /, 1],
  [/ (?:next|coming) (?:week|7 days) /, 7],
  [/ (?:next|coming) (?:quarter|3 months|90 days) /, 90],
]
const DAYS_MAX = 90
/** Currencies, and words of time that the lexer takes for splits: neither is something that forecasts are not kept by. */
const MARKED_ALIKE = / (?:f:currency:|d:(?:day|week|month|quarter|year))\S*/g

/** "forecast our balance", "what will refunds be next month": what is expected of the platform's own money. */
export function readForecastRequest(written: Written): Request | null {
  const { question, lexed } = written
  const { plain } = lexed
  if (!AHEAD.test(plain) || BEYOND.test(plain) || PAST.test(plain) || sellersIn(written).length > 0) return null
  if (/ [fd]:/.test(lexed.text.replace(MARKED_ALIKE, ''))) return null
  const subject = SUBJECTS.find(([words]) => words.test(plain))
  if (subject === undefined)
    return / (?:forecast|forecasts) /.test(plain) && plain.trim().split(' ').length < 6 ? call('forecast') : null
  const counted = Number.parseInt(/ (\d+) days? /.exec(plain)?.[1] ?? '', 10)
  const days = Number.isNaN(counted)
    ? DAYS.find(([words]) => words.test(plain))?.[1]
    : Math.max(1, Math.min(DAYS_MAX, counted))
  const currency = /\b(?:USD|EUR|GBP|JPY|KWD|CHF|CAD|AUD|SEK|NOK|DKK|PLN)\b/.exec(question)?.[0]
  return call('forecast', {
    ...(subject[1] === null ? {} : { kind: subject[1] }),
    ...(days === undefined ? {} : { days }),
    ...(currency === undefined ? {} : { currency }),
  })
}
