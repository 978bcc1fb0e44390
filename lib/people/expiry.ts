import type { Role } from '#lib/access/permissions.ts'
import { clock } from '#lib/platform/clock.ts'
import { expiryNeeded } from './refusals.ts'

/** The longest an auditor may be let in at once, in days. */
const DAYS_MAX = 366
const DAY_MS = 86_400_000

/**
 * When roles end by themselves: for an auditor at the end of the given day (UTC), for everybody else never. Refuses an auditor
 * without a day, with one that has passed, and with one more than a year away. In real time, as sessions are.
 */
export function expiryOf(roles: readonly Role[], expiresOn: string): Date | null {
  if (!roles.includes('auditor')) return null
  const ends = new Date(`${expiresOn}T23:59:59.999Z`)
  const days = (ends.getTime() - clock.wall().getTime()) / DAY_MS
  if (!(days > 0 && days <= DAYS_MAX)) throw expiryNeeded()
  return ends
}

/** A day so many days from today, as a form and the command line take it. */
export function dayAfter(days: number): string {
  return new Date(clock.wall().getTime() + days * DAY_MS).toISOString().slice(0, 10)
}
