import { addDays, addMonths, type Day, daysBetween, startOf } from './calendar.ts'

/** Accounting days from `from` up to and without `until`. */
export type Period = {
  readonly from: Day
  readonly until: Day
  /** As a person says it: "Q3 2026", "Mar 2026 to today". */
  readonly label: string
  /** How far the period before it lies back. */
  readonly step: { readonly months: number } | { readonly days: number }
}

export type Comparison = 'previous_period' | 'same_period_last_year'
export const COMPARISONS = ['previous_period', 'same_period_last_year'] as const

/** What a period is compared with: as long, and as far into its month, quarter or year. */
export function comparedWith(period: Period, comparison: Comparison): Period {
  const step = comparison === 'same_period_last_year' ? { months: 12 } : period.step
  const back = (day: Day) => ('months' in step ? addMonths(day, -step.months) : addDays(day, -step.days))
  const from = back(period.from)
  const until = isMonthEnd(period) ? back(period.until) : addDays(back(addDays(period.until, -1)), 1)
  return { from, until, label: spell(from, until), step }
}

const isMonthEnd = ({ until }: Period) => until.endsWith('-01')

/** Days by their dates; days without a step of their own lie back as long as they are. */
export function between(from: Day, until: Day, label = spell(from, until)): Period {
  const whole = startOf('month', from) === from && startOf('month', until) === until
  const months =
    (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5, 7)) - Number(from.slice(5, 7))
  return { from, until, label, step: whole ? { months } : { days: daysBetween(from, until) } }
}

/** `2026-07-01 to 2026-09-30`, or the one day. */
export function spell(from: Day, until: Day): string {
  const last = addDays(until, -1)
  return from >= last ? from : `${from} to ${last}`
}
