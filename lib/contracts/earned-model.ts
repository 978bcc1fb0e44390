import { addDays, daysBetween } from '#lib/entities/accounting-day.ts'
import { divideHalfAway } from '#lib/money/allocate.ts'
import type { Agreement } from './model.ts'

/** First and last accounting day over which commission is earned, `YYYY-MM-DD`; null: at payment. */
export type Schedule = { readonly from: string; readonly until: string } | null

/** When the commission of a sale collected on a day is earned. */
export function scheduleOf({ earned, earnedDays }: Pick<Agreement, 'earned' | 'earnedDays'>, on: string): Schedule {
  if (earned === 'at_payment' || earnedDays === 0) return null
  if (earned === 'over_period') return { from: on, until: addDays(on, earnedDays - 1) }
  const day = addDays(on, earnedDays)
  return { from: day, until: day }
}

/**
 * What of a commission is earned by the end of a day, minor units: day by day the same part, half away from zero. All of it from the
 * last day on, whatever the rounding before.
 */
export function earnedBy(minor: bigint, schedule: Schedule, on: string): bigint {
  if (schedule === null || on >= schedule.until) return minor
  if (on < schedule.from) return 0n
  const days = BigInt(daysBetween(schedule.from, schedule.until) + 1)
  return divideHalfAway(minor * BigInt(daysBetween(schedule.from, on) + 1), days)
}

/** A schedule in words, for the trace of a line. */
export function scheduleWords(schedule: Schedule): string {
  if (schedule === null) return ''
  const { from, until } = schedule
  return from === until ? `The commission is earned on ${from}.` : `The commission is earned from ${from} to ${until}.`
}
