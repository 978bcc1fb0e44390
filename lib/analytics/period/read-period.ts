import { addDays, addUnits, type Day, dayOf, isDay, monthOf, startOf, type Unit, yearOf } from './calendar.ts'
import { between, type Period } from './period.ts'
import { COUNTS, MONTH_SHORT, MONTHS } from './period-words.ts'

export type Today = {
  readonly today: Day
  /** The month in which the fiscal year begins, 1 to 12. A fiscal year bears the number of the year it ends in. */
  readonly fiscalStartsMonth: number
}

const UNIT = '(day|week|month|quarter|year)'
const COUNT = '(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)'
/** Before any marketplace's books. */
const BEGINNING = '2000-01-01'

/** A period in words or dates, in the entity's accounting days; null when nobody can tell which days are meant. */
export function readPeriod(words: string, now: Today): Period | null {
  const text = words
    .toLowerCase()
    .replace(/[’']s\b/g, '')
    .replace(/[,.](?!\.|\d)/g, ' ')
    .replace(/\b(the|in|during|for|of|on)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  for (const reader of READERS) {
    const period = reader(text, now)
    if (period !== null) return period.from < period.until ? period : null
  }
  return null
}

type Reader = (text: string, now: Today) => Period | null

/** Up to and with today; it lies back one unit, so that it is compared with the same part of the one before. */
function toDate(from: Day, today: Day, label: string, unit: Unit): Period {
  const months = { month: 1, quarter: 3, year: 12, day: 0, week: 0 }[unit]
  return { from, until: addDays(today, 1), label, step: months > 0 ? { months } : { days: unit === 'week' ? 7 : 1 } }
}

const name = (unit: Unit, from: Day, { fiscalStartsMonth }: Today, isFiscal: boolean): string => {
  const year = yearOf(from)
  if (unit === 'day') return from
  if (unit === 'week') return `the week of ${from}`
  if (unit === 'month') return `${MONTH_SHORT[monthOf(from) - 1]} ${year}`
  const starts = isFiscal ? fiscalStartsMonth : 1
  const since = (monthOf(from) - starts + 12) % 12
  const number = starts > 1 && monthOf(from) >= starts ? year + 1 : year
  const named = isFiscal ? `FY ${number}` : `${number}`
  return unit === 'year' ? named : `Q${Math.floor(since / 3) + 1} ${named}`
}

function whole(unit: Unit, from: Day, now: Today, isFiscal = false): Period {
  const until = addUnits(unit, from, 1)
  const label = name(unit, from, now, isFiscal)
  if (until > now.today && from <= now.today) return toDate(from, now.today, `${label} to date`, unit)
  return between(from, until, label)
}

const yearStarts = ({ fiscalStartsMonth }: Today, isFiscal: boolean) => (isFiscal ? fiscalStartsMonth : 1)
const toUnit = (text = ''): Unit => text as Unit
const toCount = (text = '1') => COUNTS[text] ?? Number(text)

const singleDays: Reader = (text, { today }) => {
  if (text === 'today') return between(today, addDays(today, 1), 'today')
  if (text === 'yesterday') return between(addDays(today, -1), today, 'yesterday')
  return null
}

const allTime: Reader = (text, { today }) =>
  /^(all time|ever|all|since (beginning|start|ever)|from beginning|so far|to date|overall|lifetime)$/.test(text)
    ? between(BEGINNING, addDays(today, 1), 'all time')
    : null

const current: Reader = (text, now) => {
  const short = /^(w|m|q|y)td$/.exec(text)?.[1]
  const long = new RegExp(
    `^(?:(?:this|current) (fiscal |financial )?${UNIT}(?: (?:so far|to date))?|(fiscal |financial )?${UNIT} to date)$`,
  ).exec(text)
  if (short === undefined && long === null) return null
  const unit =
    short === undefined
      ? toUnit(long?.[2] ?? long?.[4])
      : ({ w: 'week', m: 'month', q: 'quarter', y: 'year' } as const)[short as 'w']
  const isFiscal = (long?.[1] ?? long?.[3]) !== undefined
  const from = startOf(unit, now.today, yearStarts(now, isFiscal))
  return toDate(from, now.today, `${name(unit, from, now, isFiscal)} to date`, unit)
}

const last: Reader = (text, now) => {
  const match = new RegExp(
    `^(?:last|previous|prior|past) (?:(full|complete|whole) )?(fiscal |financial )?${UNIT}$`,
  ).exec(text)
  if (match === null) return null
  const unit = toUnit(match[3])
  const isFiscal = match[2] !== undefined
  return whole(unit, addUnits(unit, startOf(unit, now.today, yearStarts(now, isFiscal)), -1), now, isFiscal)
}

/** Before the last: "the quarter before last". */
const beforeLast: Reader = (text, now) => {
  const match = new RegExp(`^${UNIT} before last$`).exec(text)
  if (match === null) return null
  const unit = toUnit(match[1])
  return whole(unit, addUnits(unit, startOf(unit, now.today), -2), now)
}

/** "Last 30 days" end today; "last three months" are whole ones before this one. */
const lastFew: Reader = (text, now) => {
  const match = new RegExp(
    `^(?:(?:last|past|previous|prior|trailing) )${COUNT}(?: (?:full|complete|whole))? ${UNIT}s?$`,
  ).exec(text)
  if (match === null) return null
  const [count, unit] = [toCount(match[1]), toUnit(match[2])]
  if (count < 1) return null
  const until = unit === 'day' ? addDays(now.today, 1) : startOf(unit, now.today)
  return between(addUnits(unit, until, -count), until, `the last ${count} ${unit}s`)
}

/** "The 12 months to October" end with it. */
const fewTo: Reader = (text, now) => {
  const match = new RegExp(`^${COUNT} ${UNIT}s? (?:to|ending|until|up to|through)(?: with| end)? (.+)$`).exec(text)
  const until = match?.[3] === undefined ? null : point(match[3], now)
  if (match === null || until === null || until.until > addDays(now.today, 1)) return null
  return between(addUnits(toUnit(match[2]), until.until, -toCount(match[1])), until.until)
}

const monthIndex = (word: string): number =>
  word.length < 3
    ? -1
    : MONTHS.findIndex((month) => month.startsWith(word) || (word === 'sept' && month === 'september'))

/** The latest such month that has begun. */
function latestMonth(month: number, { today }: Today): Day {
  const from = dayOf(yearOf(today), month, 1)
  return from <= today ? from : dayOf(yearOf(today) - 1, month, 1)
}

/** A month, quarter, half or year by its name. */
const named: Reader = (text, now) => {
  const month = /^(?:(this|last) )?([a-z]{3,9})(?: (\d{4}|last year|this year))?$/.exec(text) ?? null
  const index = monthIndex(month?.[2] ?? '')
  if (month !== null && index >= 0) {
    const [, before, , after] = month
    const year = yearIn(after, now)
    if (year !== null) return whole('month', dayOf(year, index + 1, 1), now)
    const latest = latestMonth(index + 1, now)
    const isRunning = startOf('month', now.today) === latest
    return whole('month', before === 'last' && isRunning ? addUnits('year', latest, -1) : latest, now)
  }
  const numeric = /^(\d{4})-(\d{2})$/.exec(text)
  if (numeric !== null && isDay(`${text}-01`)) return whole('month', `${text}-01`, now)
  return namedQuarter(text, now) ?? namedHalf(text, now) ?? namedYear(text, now)
}

const yearIn = (text: string | undefined, { today }: Today): number | null => {
  if (text === undefined) return null
  if (/last year/.test(text)) return yearOf(today) - 1
  if (/this year/.test(text)) return yearOf(today)
  const digits = /(\d{4}|\d{2})$/.exec(text)?.[1]
  if (digits === undefined) return null
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

const ORDINALS = ['first', 'second', 'third', 'fourth']
const YEAR = `((?:fy ?|fiscal year |fiscal )?(?:\\d{4}|\\d{2})|last year|this year)`

const namedQuarter: Reader = (text, now) => {
  const ordered = text.replace(new RegExp(`^(fiscal )?${YEAR}[ -]?q([1-4])$`), '$1q$3 $2')
  const match = new RegExp(
    `^(fiscal )?(?:q([1-4])|([1-4])q|(first|second|third|fourth|1st|2nd|3rd|4th) quarter|quarter ([1-4]))(?: ${YEAR})?$`,
  ).exec(ordered)
  if (match === null) return null
  const spelled = match[4] ?? ''
  const number = Number(
    match[2] ?? match[3] ?? match[5] ?? (ORDINALS.indexOf(spelled) + 1 || Number.parseInt(spelled, 10)),
  )
  const yearText = match[6]
  const isFiscal = match[1] !== undefined || /^f/.test(yearText ?? '')
  const starts = yearStarts(now, isFiscal)
  const fromOf = (year: number) => addUnits('quarter', dayOf(starts > 1 ? year - 1 : year, starts, 1), number - 1)
  const year = yearIn(yearText, now)
  if (year !== null) return whole('quarter', fromOf(year), now, isFiscal)
  const running = yearOf(now.today) + 1
  const latest = [running, running - 1, running - 2].map(fromOf).find((from) => from <= now.today)
  return latest === undefined ? null : whole('quarter', latest, now, isFiscal)
}

const namedHalf: Reader = (text, now) => {
  const match = /^(?:h([12])|(first|second) half)(?: year)?(?: (\d{4}|last year|this year))?$/.exec(text)
  if (match === null) return null
  const half = match[1] === '2' || match[2] === 'second' ? 7 : 1
  const year =
    yearIn(match[3], now) ?? yearOf(half === 7 && monthOf(now.today) < 7 ? addUnits('year', now.today, -1) : now.today)
  const from = dayOf(year, half, 1)
  const until = addUnits('month', from, 6)
  return between(from, until > now.today ? addDays(now.today, 1) : until, `H${half === 7 ? 2 : 1} ${year}`)
}

const namedYear: Reader = (text, now) => {
  const match = /^(?:(fy ?|fiscal year |fiscal )(\d{4}|\d{2})|(?:year )?(\d{4}))$/.exec(text)
  if (match === null) return null
  const isFiscal = match[1] !== undefined
  const year = yearIn(match[2] ?? match[3], now)
  if (year === null || year < 1990 || year > yearOf(now.today) + 2) return null
  const starts = yearStarts(now, isFiscal)
  return whole('year', dayOf(starts > 1 ? year - 1 : year, starts, 1), now, isFiscal)
}

/** A single date: `2026-03-05`, `5 March 2026`, `March 5`. Dates in figures alone are nobody's to guess. */
function readDay(text: string, now: Today): Day | null {
  if (isDay(text)) return text
  const match =
    /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})(?: (\d{4}))?$/.exec(text) ??
    /^([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text)
  if (match === null) return null
  const [word, date] = /^\d/.test(match[1] ?? '') ? [match[2], match[1]] : [match[1], match[2]]
  const index = monthIndex(word ?? '')
  if (index < 0) return null
  const year = match[3] === undefined ? yearOf(latestMonth(index + 1, now)) : Number(match[3])
  const day = dayOf(year, index + 1, Number(date))
  return monthOf(day) === index + 1 ? day : null
}

/** "Week of 9 November": the week that the day is in. */
const weekOf: Reader = (text, now) => {
  const match = /^week (?:of|from|beginning|starting|commencing)? ?(.+)$/.exec(text)
  const day = match?.[1] === undefined ? null : readDay(match[1], now)
  return day === null ? null : whole('week', startOf('week', day), now)
}

const oneDay: Reader = (text, now) => {
  const day = readDay(text, now)
  return day === null ? null : between(day, addDays(day, 1), day)
}

const point = (text: string, now: Today): Period | null => {
  for (const reader of [singleDays, oneDay, current, last, named]) {
    const found = reader(text, now)
    if (found !== null) return found
  }
  return null
}

const since: Reader = (text, now) => {
  const match =
    /^(?:since|from|starting|beginning|after)(?: beginning| start)? (.+?)(?: (?:until|till|to|up to) (?:now|today))?(?: onwards?)?$/.exec(
      text,
    )
  const from = match?.[1] === undefined ? null : point(match[1], now)
  if (from === null || / (?:to|until|till|through) /.test(text.replace(/ (?:until|till|to|up to) (?:now|today)$/, '')))
    return null
  const begin = /^after/.test(text) ? from.until : from.from
  return begin > now.today ? null : { ...between(begin, addDays(now.today, 1), `${begin} to today`) }
}

const range: Reader = (text, now) => {
  const match =
    /^(\d{4}-\d{2}-\d{2}) ?(?:\.\.|–|—) ?(\d{4}-\d{2}-\d{2})$/.exec(text) ??
    /^(?:between|from)? ?(.+?) (?:and|to|until|till|through|thru|-|–|—) (.+)$/.exec(text)
  if (match === null) return null
  const [, first = '', second = ''] = match
  // "1 to 15 October", "October 1 to 15": the month is said once.
  const month = /[a-z]{3,9}(?: \d{4})?$/.exec(second)?.[0] ?? ''
  const left = /^\d{1,2}(?:st|nd|rd|th)?$/.test(first) ? `${first} ${month}` : first
  const right = /^\d{1,2}(?:st|nd|rd|th)?$/.test(second) ? `${/^[a-z]{3,9}/.exec(first)?.[0] ?? ''} ${second}` : second
  const until = point(right, now)
  const year = /\d{4}/.exec(right)?.[0]
  const from = point(year !== undefined && !/\d{4}/.test(left) ? `${left} ${year}` : left, now) ?? point(left, now)
  if (from === null || until === null) return null
  // "Q2 and Q3" follow each other; "Q1 and Q3" are two periods.
  if (/ and /.test(text) && !/^(?:between|from) /.test(text) && from.until !== until.from) return null
  const end = until.until > addDays(now.today, 1) ? addDays(now.today, 1) : until.until
  return between(from.from, end)
}

const READERS: readonly Reader[] = [
  singleDays,
  allTime,
  current,
  last,
  beforeLast,
  lastFew,
  fewTo,
  named,
  weekOf,
].concat(oneDay, since, range)
