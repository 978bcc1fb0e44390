import { earnedBy } from '#lib/contracts/earned-model.ts'
import { addDays } from '#lib/entities/accounting-day.ts'
import type { Version } from './versions.ts'

/**
 * Versions with what of their commission is deferred: all that is not earned before the version's accounting day. What was earned
 * before it (a refund in the middle of the period) moves commission itself, in proportion.
 */
export function withDeferral(versions: readonly Version[], dayOf: (version: Version) => string): Version[] {
  return versions.map((version) => {
    const before = addDays(dayOf(version), -1)
    const lines = version.lines.map(({ deferredMinor: _, ...line }) =>
      line.earned
        ? { ...line, deferredMinor: line.commissionMinor - earnedBy(line.commissionMinor, line.earned, before) }
        : line,
    )
    return { ...version, lines }
  })
}

/** What a line's releases depend on. Minor units; the sums are over all versions of the line. */
export type Deferred = {
  readonly schedule: { readonly from: string; readonly until: string } | null
  readonly commissionMinor: bigint
  readonly deferredMinor: bigint
  readonly releasedMinor: bigint
  /** The last day that was released; null when none was. */
  readonly releasedOn: string | null
}

export type Release = { readonly on: string; readonly amountMinor: bigint }

/**
 * The releases from the last one to today: one for today, and one for the last day of every month that passed meanwhile, so that late
 * sales are earned in the month they belong to. Negative where a refund since took back what had been released. The last of them
 * may be zero: the day was looked at.
 */
export function releasesDue(
  { schedule, commissionMinor, deferredMinor, releasedMinor, releasedOn }: Deferred,
  today: string,
): Release[] {
  let released = commissionMinor - deferredMinor + releasedMinor
  return daysDue(schedule, releasedOn, today).map((on) => {
    const amountMinor = earnedBy(commissionMinor, schedule, on) - released
    released += amountMinor
    return { on, amountMinor }
  })
}

function daysDue(schedule: Deferred['schedule'], releasedOn: string | null, today: string): string[] {
  if (schedule !== null && schedule.from > today) return []
  const last = schedule !== null && schedule.until < today ? schedule.until : today
  const first = releasedOn === null ? (schedule?.from ?? today) : addDays(releasedOn, 1)
  if (first > last) return first > today ? [] : [today]
  const days: string[] = []
  for (let end = monthEnd(first); end < last; end = monthEnd(addDays(end, 1))) days.push(end)
  return [...days, last]
}

function monthEnd(day: string): string {
  return addDays(`${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`, -1)
}
