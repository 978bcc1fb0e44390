import type { Actor } from '#lib/access/actor.ts'
import { proposePeriod } from '#lib/ledger/periods/close-period.ts'
import type { Month } from '#lib/ledger/periods/month-model.ts'
import type { PeriodState } from '#lib/ledger/periods/period-model.ts'
import type { Sql } from '#lib/platform/db.ts'
import { readClose } from './read-close.ts'
import { notReady } from './refusals.ts'

type Locking = {
  readonly actor: Actor
  readonly month: Month
  readonly to: PeriodState
  readonly reason: string
  readonly at: Date
}

/** Proposes to lock or reopen a month, with what its checks say. Refuses to hard-lock a month whose tasks are not done. */
export async function lockMonth(tx: Sql, { actor, month, to, reason, at }: Locking): Promise<{ proposalId: string }> {
  const { tasks } = await readClose(tx, actor.entity, month, at)
  const undone = tasks.filter(({ isDone }) => !isDone)
  if (to === 'hard_locked' && undone.length > 0) throw notReady(undone.length)
  return proposePeriod(tx, {
    actor,
    month,
    to,
    reason,
    checks:
      to === 'open'
        ? []
        : tasks.map(({ code, title, check, isDone }) => ({
            code,
            passed: to === 'soft_locked' ? check.outcome !== 'open' : isDone,
            sentence: `${title}: ${check.sentence}`,
          })),
    evidence: [{ label: `The close of ${month}`, kind: 'period', id: month }],
    at,
  })
}
