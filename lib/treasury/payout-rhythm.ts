import { addDays, daysBetween } from '#lib/entities/accounting-day.ts'

/** A payout that Stripe made by itself: its day, and the day it arrived or should. */
export type PastPayout = { readonly madeOn: string; readonly arrivesOn: string }

export type NextDay = { readonly madeOn: string; readonly arrivesOn: string }

const MONTHLY_MIN = 25
const ROUNDS_MAX = 400

/**
 * When the next payout is made and arrives, from those that Stripe made by itself: as many days apart as they usually are, a month's on
 * the same day of the month. A bank does not book at weekends where none ever did. Null when none was made.
 */
export function nextPayoutDay(past: readonly PastPayout[], today: string): NextDay | null {
  const days = past.map(({ madeOn }) => madeOn).toSorted()
  const last = days.at(-1)
  if (last === undefined) return null
  const gap = Math.max(1, middleOf(days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day))) ?? 1)
  let madeOn = last
  for (let round = 1; madeOn <= today && round <= ROUNDS_MAX; round += 1)
    madeOn = gap >= MONTHLY_MIN ? monthsAfter(last, round) : addDays(last, gap * round)
  const onTheWay = Math.max(0, middleOf(past.map((one) => daysBetween(one.madeOn, one.arrivesOn))) ?? 0)
  const arrivesOn = addDays(madeOn, onTheWay)
  return { madeOn, arrivesOn: past.some((one) => isWeekend(one.arrivesOn)) ? arrivesOn : workingDay(arrivesOn) }
}

/** The first day from then on that is not a Saturday or Sunday. */
function workingDay(day: string): string {
  return isWeekend(day) ? workingDay(addDays(day, 1)) : day
}

const isWeekend = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0

function monthsAfter(day: string, months: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map((part) => Number.parseInt(part, 10))
  const longest = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, longest))).toISOString().slice(0, 10)
}

function middleOf(values: readonly number[]): number | null {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? null
}
