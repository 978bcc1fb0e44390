import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { firstDay, firstOfNextMonth, lastDay, type Month, monthAfter, monthOf } from './month-model.ts'
import type { PeriodState } from './period-model.ts'

export type Period = {
  readonly month: Month
  readonly state: PeriodState
  /** When it got into this state, and by which proposal; null and empty while it never was closed. */
  readonly changedAt: Date | null
  readonly proposalId: string
}

/** Far more months than a screen shows. */
const MONTHS_MAX = 240

/** Every month from the first entry to the present one, latest first. */
export async function listPeriods(tx: Sql, entity: Entity, at: Date): Promise<Period[]> {
  const [first] = await tx.sql<{ day: string | null }>(
    `SELECT min(first_on)::text AS day FROM ledger_account a
      CROSS JOIN LATERAL (SELECT l.accounting_on AS first_on FROM journal_line l WHERE l.account_id = a.id
                           ORDER BY l.accounting_on LIMIT 1) f
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform'`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  const known = new Map((await closedRows(tx)).map((period) => [period.month, period]))
  const periods: Period[] = []
  const now = monthOf(accountingOn(entity, at))
  const since = [monthOf(first?.day ?? firstDay(now)), ...known.keys()].sort()[0] ?? now
  for (let month = now; month >= since && periods.length < MONTHS_MAX; month = monthAfter(month, -1))
    periods.push(known.get(month) ?? { month, state: 'open', changedAt: null, proposalId: '' })
  return periods
}

/** One month's state; open when it was never closed. */
export async function readPeriod(tx: Sql, month: Month): Promise<Period> {
  const found = (await closedRows(tx)).find((period) => period.month === month)
  return found ?? { month, state: 'open', changedAt: null, proposalId: '' }
}

/** Whether an approved journal may still be dated on this day. */
export async function isOpenForJournals(tx: Sql, day: string): Promise<boolean> {
  return (await openDayFor(tx, day)) === day
}

/** The day itself, or the first day that approved journals may be dated on when its month is hard-locked. */
export async function openDayFor(tx: Sql, day: string): Promise<string> {
  const [row] = await tx.sql<{ day: string }>(
    'SELECT greatest($3::text::date, journals_from)::text AS day FROM accounting_open_from($1, $2)',
    [tx.scope.entityId, tx.scope.livemode, day],
  )
  return row?.day ?? day
}

/** Whether a month is over, in the book time zone. */
export const isOver = (entity: Entity, month: Month, at: Date): boolean =>
  accountingOn(entity, at) >= firstOfNextMonth(lastDay(month))

async function closedRows(tx: Sql): Promise<Period[]> {
  return tx.sql<Period>(
    `SELECT to_char(month, 'YYYY-MM') AS month, state, changed_at AS "changedAt", proposal_id AS "proposalId"
       FROM accounting_period WHERE entity_id = $1 AND livemode = $2 ORDER BY month DESC`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}
