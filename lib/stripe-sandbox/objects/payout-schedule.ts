import { DAY } from '../core/clock.ts'
import type { AccountRow } from '../core/kinds.ts'

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const EPOCH_WEEKDAY = 4

/** Whether the account's schedule names the day of that instant; a day that the month lacks is its last one. */
export function isPayoutDay(account: AccountRow, now: number): boolean {
  const schedule = account.settings?.payouts?.schedule
  if (schedule?.interval === 'daily') return true
  if (schedule?.interval === 'weekly') {
    const weekday = WEEKDAYS[(Math.floor(now / DAY) + EPOCH_WEEKDAY) % 7] ?? ''
    return (schedule.weekly_payout_days ?? [schedule.weekly_anchor]).includes(weekday)
  }
  return (
    schedule?.interval === 'monthly' && isMonthDay(schedule.monthly_payout_days ?? [schedule.monthly_anchor ?? 1], now)
  )
}

function isMonthDay(days: readonly number[], now: number): boolean {
  const today = dayOfMonth(now)
  const isLast = dayOfMonth(now + DAY) === 1
  return days.includes(today) || (isLast && days.some((day) => day > today))
}

const dayOfMonth = (instant: number): number => new Date(instant * 1000).getUTCDate()
