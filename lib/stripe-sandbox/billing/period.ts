/** How often something is billed. */
export type Cadence = { interval: string; count: number }

const DAY = 86_400
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 }
const MONTHS: Readonly<Record<string, number>> = { month: 1, year: 12 }

/**
 * The anchor moved by that many intervals, also backwards. A month without the anchor's day ends on its last day, and
 * the next one has the day again (docs.stripe.com/billing/subscriptions/billing-cycle).
 */
export function plusIntervals(anchor: number, { interval, count }: Cadence, times: number): number {
  const days = DAYS[interval]
  if (days !== undefined) return anchor + days * DAY * count * times
  const from = new Date(anchor * 1000)
  const month = from.getUTCMonth() + (MONTHS[interval] ?? 1) * count * times
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const day = Math.min(from.getUTCDate(), lastDay)
  const midnight = Date.UTC(from.getUTCFullYear(), month, day) / 1000
  return midnight + (anchor - Math.floor(anchor / DAY) * DAY)
}

/** The natural period that contains the instant; its start is part of it, its end is not. Unix seconds. */
export function periodAt(anchor: number, cadence: Cadence, instant: number): { start: number; end: number } {
  const about = plusIntervals(0, cadence, 1)
  let times = Math.floor((instant - anchor) / about) - 1
  while (plusIntervals(anchor, cadence, times) > instant) times -= 1
  while (plusIntervals(anchor, cadence, times + 1) <= instant) times += 1
  return { start: plusIntervals(anchor, cadence, times), end: plusIntervals(anchor, cadence, times + 1) }
}
