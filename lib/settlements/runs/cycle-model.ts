import { addDays, daysBetween } from '#lib/entities/accounting-day.ts'

/** Cycles in which contracts let their shares be paid by a run. */
export const CYCLES = ['weekly', 'biweekly', 'monthly'] as const
export type Cycle = (typeof CYCLES)[number]

export const CYCLE_NAMES: Readonly<Record<Cycle, string>> = {
  weekly: 'Weekly',
  biweekly: 'Biweekly',
  monthly: 'Monthly',
}

/** A Monday that pairs of weeks are counted from. */
const FIRST_MONDAY = '1970-01-05'

/**
 * The last day of the latest cycle that ended before a day, all accounting days: weeks end on Sundays, pairs of weeks on every second
 * one (the same for every seller), months with their last day.
 */
export function cycleEnd(cycle: Cycle, today: string): string {
  if (cycle === 'monthly') return addDays(`${today.slice(0, 7)}-01`, -1)
  const length = cycle === 'weekly' ? 7 : 14
  const since = daysBetween(FIRST_MONDAY, today)
  return addDays(today, -(((since % length) + length) % length) - 1)
}
