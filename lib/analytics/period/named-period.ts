import { addDays, addUnits, type Day, dayOf, isDay, monthOf, startOf, type Unit, yearOf } from './calendar.ts'
import { between, type Period } from './period.ts'
import { MONTH_SHORT, MONTHS } from './period-words.ts'
import type { Today } from './read-period.ts'

/** Reads one way of naming days; null when it is another. */
export type Reader = (text: string, now: Today) => Period | null

export const UNIT = '(day|week|month|quarter|year)'
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

export function whole(unit: Unit, from: Day, now: Today, isFiscal = false): Period {
  const until = addUnits(unit, from, 1)
  const label = name(unit, from, now, isFiscal)
  if (until > now.today && from <= now.today) return toDate(from, now.today, `${label} to date`, unit)
  return between(from, until, label)
}

const yearStarts = ({ fiscalStartsMonth }: Today, isFiscal: boolean) => (isFiscal ? fiscalStartsMonth : 1)
export const toUnit = (text = ''): Unit => text as Unit
export const current: Reader = (text, now) => {
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

export const last: Reader = (text, now) => {
  const match = new RegExp(
    `^(?:last|previous|prior|past) (?:(full|complete|whole) )?(fiscal |financial )?${UNIT}$`,
  ).exec(text)
  if (match === null) return null
  const unit = toUnit(match[3])
  const isFiscal = match[2] !== undefined
  return whole(unit, addUnits(unit, startOf(unit, now.today, yearStarts(now, isFiscal)), -1), now, isFiscal)
}

export const monthIndex = (word: string): number =>
  word.length < 3
    ? -1
    : MONTHS.findIndex((month) => month.startsWith(word) || (word === 'sept' && month === 'september'))

/** The latest such month that has begun. */
export function latestMonth(month: number, { today }: Today): Day {
  const from = dayOf(yearOf(today), month, 1)
  return from <= today ? from : dayOf(yearOf(today) - 1, month, 1)
}

/** A month, quarter, half or year by its name. */
export const named: Reader = (text, now) => {
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
