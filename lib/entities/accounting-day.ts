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
