import {
  addDays,
  addMonths,
  addUnits,
  type Day,
  dayOf,
  daysBetween,
  isDay,
  monthOf,
  startOf,
  yearOf,
} from './calendar.ts'
import { current, last, latestMonth, monthIndex, named, type Reader, toUnit, UNIT, whole } from './named-period.ts'
import { between, type Period } from './period.ts'
import { COUNTS } from './period-words.ts'

export type Today = {
  readonly today: Day
  /** The month in which the fiscal year begins, 1 to 12. A fiscal year bears the number of the year it ends in. */
  readonly fiscalStartsMonth: number
}

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

const toCount = (text = '1') => COUNTS[text] ?? Number(text)

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** "Friday", "last Saturday": the latest that is over. "The 27th": of this month, or of the month before. "3 days ago". */
const daysBefore: Reader = (text, { today }) => {
  const weekday = /^(?:(?:last|this|past|on) )*([a-z]{6,9}days?|[a-z]{6,9})$/.exec(text)?.[1] ?? ''
  const index = WEEKDAYS.indexOf(weekday)
  if (index >= 0) {
    const monday = startOf('week', today)
    const latest = addDays(monday, index)
    return oneDayOf(latest < today ? latest : addDays(latest, -7))
  }
  const ago = /^(\d{1,3}|one|two|three|four|five|six|seven) days? ago$/.exec(text)?.[1]
  if (ago !== undefined) return oneDayOf(addDays(today, -toCount(ago)))
  const date = Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(text)?.[1] ?? '0')
  if (date < 1 || date > 28) return null
  const ofThis = dayOf(yearOf(today), monthOf(today), date)
  return oneDayOf(ofThis <= today ? ofThis : addMonths(ofThis, -1))
}

const oneDayOf = (day: Day): Period => between(day, addDays(day, 1), day)

/** "The first 10 days of October", "second half of June", "first three months of 2026". */
const partOf: Reader = (text, now) => {
  const halves = /^(first|second|1st|2nd) half (.+)$/.exec(text)
  const month = halves?.[2] === undefined ? null : named(halves[2], now)
  if (
    halves !== null &&
    month !== null &&
    daysBetween(month.from, addUnits('month', month.from, 1)) >= daysBetween(month.from, month.until)
  ) {
    const middle = addDays(month.from, 15)
    return /^(?:first|1st)/.test(halves[1] ?? '')
      ? clipped(month.from, middle, now)
      : clipped(middle, addUnits('month', month.from, 1), now)
  }
  const match = new RegExp(`^(first|last|final) ${COUNT} ${UNIT}s? (.+)$`).exec(text)
  const whole =
    match?.[4] === undefined ? null : (named(match[4], now) ?? current(match[4], now) ?? last(match[4], now))
  if (match === null || whole === null) return null
  const [count, unit] = [toCount(match[2]), toUnit(match[3])]
  return match[1] === 'first'
    ? clipped(whole.from, addUnits(unit, whole.from, count), now)
    : between(addUnits(unit, whole.until, -count), whole.until)
}

const clipped = (from: Day, until: Day, { today }: Today): Period | null =>
  from > today ? null : between(from, until > today ? addDays(today, 1) : until)

/** "Week 41": by its ISO number, of this year or of the year before. */
const numberedWeek: Reader = (text, now) => {
  const number = Number(/^(?:calendar )?(?:week|wk|kw|cw)(?: (?:no|number|nr))? ?(\d{1,2})$/.exec(text)?.[1] ?? '0')
  if (number < 1 || number > 53) return null
  const weekIn = (year: number) => addDays(startOf('week', dayOf(year, 1, 4)), (number - 1) * 7)
  const ofThis = weekIn(yearOf(now.today))
  return whole('week', ofThis <= now.today ? ofThis : weekIn(yearOf(now.today) - 1), now)
}

const singleDays: Reader = (text, { today }) => {
  if (text === 'today') return between(today, addDays(today, 1), 'today')
  if (text === 'yesterday') return between(addDays(today, -1), today, 'yesterday')
  return null
}

const allTime: Reader = (text, { today }) =>
  /^(all time|ever|all|since (beginning|start|ever)|from beginning|so far|to date|overall|lifetime)$/.test(text)
    ? between(BEGINNING, addDays(today, 1), 'all time')
    : null

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
  for (const reader of [singleDays, oneDay, current, last, named, daysBefore]) {
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
  daysBefore,
  numberedWeek,
  partOf,
].concat(oneDay, since, range)
