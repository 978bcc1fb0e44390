/** The length of a step of a series. */
export type Step = 'day' | 'month'

const DAY_MS = 86_400_000

/** The date, as 2026-11-20, so many steps after another. Steps of a month keep to the month's first day when they begin there. */
export function dateAfter(startsOn: string, steps: number, step: Step): string {
  const start = new Date(`${startsOn}T00:00:00Z`)
  if (step === 'day') return new Date(start.getTime() + steps * DAY_MS).toISOString().slice(0, 10)
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + steps, start.getUTCDate()))
    .toISOString()
    .slice(0, 10)
}

/** Days that trade differently wherever they lie in the week; 0 is none of them. */
export const DAY_KINDS = [
  'ordinary',
  'last day of the month',
  'first day of the month',
  'New Year',
  'Good Friday',
  'Easter Monday',
  'Labour Day',
  'Black Friday',
  'Cyber Monday',
  'Christmas Eve',
  'Christmas Day',
  'Boxing Day',
  'New Year’s Eve',
  'given holiday',
] as const
const GIVEN = DAY_KINDS.length - 1

const BY_DATE: Readonly<Record<string, number>> = {
  '1-1': 3,
  '5-1': 6,
  '12-24': 9,
  '12-25': 10,
  '12-26': 11,
  '12-31': 12,
}

export type Calendar = {
  /** The kind of each day, by its place in DAY_KINDS. */
  readonly kinds: Uint8Array
  /** Of each day: 0 to 365, the same date each year. */
  readonly daysOfYear: Uint16Array
}

let kept: { key: string; calendar: Calendar } | null = null

/** The kinds of so many days from a date on. Many series of one span ask for the same. */
export function calendarOf(startsOn: string, days: number, holidays: readonly string[]): Calendar {
  const key = `${startsOn} ${days} ${holidays.join(' ')}`
  if (kept?.key === key) return kept.calendar
  const calendar = { kinds: new Uint8Array(days), daysOfYear: new Uint16Array(days) }
  const start = Date.parse(`${startsOn}T00:00:00Z`)
  const given = new Set(holidays.map((date) => Date.parse(`${date}T00:00:00Z`)))
  for (let index = 0; index < days; index += 1) {
    const at = start + index * DAY_MS
    calendar.kinds[index] = given.has(at) ? GIVEN : kindOf(new Date(at))
    calendar.daysOfYear[index] = dayOfYear(new Date(at))
  }
  kept = { key, calendar }
  return calendar
}

function kindOf(date: Date): number {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const named = BY_DATE[`${month}-${day}`]
  if (named !== undefined) return named
  const sinceEaster = Math.round((date.getTime() - easterOf(year)) / DAY_MS)
  if (sinceEaster === -2) return 4
  if (sinceEaster === 1) return 5
  const blackFriday = thanksgivingOf(year) + DAY_MS
  if (date.getTime() === blackFriday) return 7
  if (date.getTime() === blackFriday + 3 * DAY_MS) return 8
  if (day === 1) return 2
  return new Date(date.getTime() + DAY_MS).getUTCDate() === 1 ? 1 : 0
}

/** The Gregorian computus in the form of Meeus, Jones and Butcher. */
export function easterOf(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1)
}

/** The fourth Thursday of November. */
function thanksgivingOf(year: number): number {
  const first = new Date(Date.UTC(year, 10, 1))
  return Date.UTC(year, 10, 1 + ((11 - first.getUTCDay()) % 7) + 21)
}

function dayOfYear(date: Date): number {
  const leap = Date.UTC(2000, date.getUTCMonth(), date.getUTCDate())
  return Math.round((leap - Date.UTC(2000, 0, 1)) / DAY_MS)
}
