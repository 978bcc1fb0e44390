import type { Entity } from './entity.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The accounting date of an instant, `YYYY-MM-DD`: its day in the entity's book time zone, the same for every reader.
 */
export function accountingOn(entity: Pick<Entity, 'bookTimeZone'>, instant: Date): string {
  let format = formats.get(entity.bookTimeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: entity.bookTimeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(entity.bookTimeZone, format)
  }
  return format.format(instant)
}

/** A calendar day some days later, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const instant = new Date(`${day}T00:00:00Z`)
  instant.setUTCDate(instant.getUTCDate() + days)
  return instant.toISOString().slice(0, 10)
}

/** How many days lie between two calendar days: 1 from one day to the next, negative backwards. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
