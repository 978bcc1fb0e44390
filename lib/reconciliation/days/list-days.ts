import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { firstDay, lastDay, type Month } from '#lib/ledger/periods/month-model.ts'
import { listPeriods } from '#lib/ledger/periods/read-periods.ts'
import type { Sql } from '#lib/platform/db.ts'
import { stripeAccountIds } from './cash-day.ts'
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

/** Every day of a month that began, latest first; the month the books are in when none is named, or an unknown one is. */
export async function daysOfMonth(tx: Sql, entity: Entity, asked: Month | null, at: Date): Promise<DaysOfMonth> {
  const months = (await listPeriods(tx, entity, at)).map(({ month }) => month)
  const place = Math.max(0, months.indexOf(asked ?? ''))
  const month = months[place] ?? accountingOn(entity, at).slice(0, 7)
  const today = accountingOn(entity, at)
  const from = firstDay(month)
  const to = lastDay(month) < today ? lastDay(month) : today
  const signatures = new Map((await signaturesBetween(tx, from, to)).map((one) => [one.day, one]))
  const counts = await linesPerDay(tx, await stripeAccountIds(tx), from, to)
  const rows: DayRow[] = []
  for (let day = to; day >= from; day = addDays(day, -1))
    rows.push(dayRow(day, day < today, signatures.get(day) ?? null, counts.get(day) ?? 0n))
  return { month, earlier: months[place + 1] ?? null, later: months[place - 1] ?? null, rows }
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
