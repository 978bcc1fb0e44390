import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { firstDay, lastDay, type Month, monthAfter, monthOf } from '#lib/ledger/periods/month-model.ts'
import type { Sql } from '#lib/platform/db.ts'
import { firstDayOf, stripeAccountIds } from './cash-day.ts'
import type { DayState } from './day-model.ts'
import { linesPerDay } from './late-lines.ts'
import { type Signature, signaturesBetween } from './signature.ts'

export type DayRow = {
  readonly day: string
  readonly state: DayState
  /** Lines of the day on the Stripe accounts of the ledger now. */
  readonly lineCount: string
  /** Of them: posted after it was signed. */
  readonly lateCount: string
  readonly signature: Signature | null
}

export type DaysOfMonth = {
  readonly month: Month
  readonly earlier: Month | null
  readonly later: Month | null
  readonly rows: readonly DayRow[]
}

/**
 * Every day of a month from the first on which money moved until today, latest first; of the present month when none is named, or
 * one that the books do not have.
 */
export async function daysOfMonth(tx: Sql, entity: Entity, asked: Month | null, at: Date): Promise<DaysOfMonth> {
  const ids = await stripeAccountIds(tx)
  const today = accountingOn(entity, at)
  const first = (await firstDayOf(tx, ids)) ?? today
  const isKnown = asked !== null && asked >= monthOf(first) && asked <= monthOf(today)
  const month = isKnown ? asked : monthOf(today)
  const from = firstDay(month) > first ? firstDay(month) : first
  const to = lastDay(month) < today ? lastDay(month) : today
  const signatures = new Map((await signaturesBetween(tx, from, to)).map((one) => [one.day, one]))
  const counts = await linesPerDay(tx, ids, from, to)
  const rows: DayRow[] = []
  for (let day = to; day >= from; day = addDays(day, -1))
    rows.push(dayRow(day, day < today, signatures.get(day) ?? null, counts.get(day) ?? 0n))
  return {
    month,
    earlier: month > monthOf(first) ? monthAfter(month, -1) : null,
    later: month < monthOf(today) ? monthAfter(month) : null,
    rows,
  }
}

function dayRow(day: string, isOver: boolean, signature: Signature | null, count: bigint): DayRow {
  const late = signature === null ? 0n : count - signature.lineCount
  return {
    day,
    state: dayState(isOver, signature, late),
    lineCount: count.toString(),
    lateCount: late.toString(),
    signature,
  }
}

/** Which word stands for a day. */
export function dayState(isOver: boolean, signature: Signature | null, late: bigint): DayState {
  if (signature === null) return isOver ? 'not_signed' : 'running'
  if (late !== 0n) return 'changed'
  return signature.comment === '' ? 'signed' : 'explained'
}
