/** Calendar days as `YYYY-MM-DD`. No zone: a day is what the entity's books call it. */
export type Day = string
export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const MS_PER_DAY = 86_400_000
const toMs = (day: Day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
const fromMs = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

export const dayOf = (year: number, month: number, date: number): Day => fromMs(Date.UTC(year, month - 1, date))
export const yearOf = (day: Day): number => Number(day.slice(0, 4))
export const monthOf = (day: Day): number => Number(day.slice(5, 7))
export const addDays = (day: Day, days: number): Day => fromMs(toMs(day) + days * MS_PER_DAY)
export const daysBetween = (from: Day, until: Day): number => Math.round((toMs(until) - toMs(from)) / MS_PER_DAY)

/** So many months later: the same date, or the month's last when it has none of that. */
export function addMonths(day: Day, months: number): Day {
  const first = Date.UTC(yearOf(day), monthOf(day) - 1 + months, 1)
  const last = new Date(Date.UTC(yearOf(day), monthOf(day) + months, 0)).getUTCDate()
  return fromMs(first + (Math.min(Number(day.slice(8, 10)), last) - 1) * MS_PER_DAY)
}

/** Whether the text is a day that exists. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && yearOf(text) >= 1990 && fromMs(toMs(text)) === text
}

/** The first day of the unit that the day lies in. Weeks begin on Monday; quarters and years where the year does. */
export function startOf(unit: Unit, day: Day, yearStartsMonth = 1): Day {
  if (unit === 'day') return day
  if (unit === 'week') return addDays(day, -((new Date(toMs(day)).getUTCDay() + 6) % 7))
  const first = `${day.slice(0, 8)}01`
  if (unit === 'month') return first
  const since = (monthOf(day) - yearStartsMonth + 12) % 12
  return addMonths(first, -(unit === 'quarter' ? since % 3 : since))
}

export function addUnits(unit: Unit, day: Day, count: number): Day {
  if (unit === 'day') return addDays(day, count)
  if (unit === 'week') return addDays(day, count * 7)
  return addMonths(day, count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12))
}
