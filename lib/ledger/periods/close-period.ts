import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import type { Check, Evidence } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { firstDay, type Month, monthWords } from './month-model.ts'
import { PERIOD_STATES, PERIOD_WORDS, type PeriodState } from './period-model.ts'
import { alreadyInState, earlierNotHard, monthNotOver, reopenLaterFirst, softLockFirst } from './period-refusals.ts'
import { isOver, listPeriods, type Period } from './read-periods.ts'

const periodArguments = z.object({ month: z.string(), from: z.enum(PERIOD_STATES), to: z.enum(PERIOD_STATES) })

type Closing = {
  readonly actor: Actor
  readonly month: Month
  readonly to: PeriodState
  readonly reason: string
  /** What was looked at before: a check that does not pass is shown to whoever approves. */
  readonly checks: readonly Check[]
  readonly evidence: readonly Evidence[]
  readonly at: Date
}

/**
 * Puts a lock of a month, or its reopening, before the gate; somebody else approves a lock, two people a reopening. Refuses a
 * month that is not over, a hard lock without a soft one, and any order but one month after the other.
 */
export async function proposePeriod(tx: Sql, closing: Closing): Promise<{ proposalId: string }> {
  const { actor, month, to, reason, at } = closing
  const from = await stateFor(tx, { entity: actor.entity, month, to, at })
  const isReopening = to === 'open'
  const words = monthWords(month)
  const proposal = await propose(tx, {
    entity: actor.entity,
    kind: isReopening ? 'period.reopen' : 'period.lock',
    onceKey: await onceKeyFor(tx, `period:${month}:${to}`),
    arguments: { month, from, to } satisfies z.infer<typeof periodArguments>,
    subject: { kind: 'period', id: month },
    summary: isReopening
      ? `Reopen ${words}, which is ${PERIOD_WORDS[from].word}.`
      : `${to === 'soft_locked' ? 'Soft-lock' : 'Hard-lock'} ${words}. ${PERIOD_WORDS[to].means}`,
    reasoning: reason,
    evidence: closing.evidence,
    checks: closing.checks,
    effects: [],
    ...(isReopening ? { approvalsAtLeast: { count: 2, reason: 'A closed month is reopened by two people.' } } : {}),
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return { proposalId: proposal.id }
}

/** Closes or reopens a month once it was approved. Postings under way finish first; those after it see the month closed. */
export const periodExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal, at) => {
    const said = periodArguments.parse(JSON.parse(proposal.arguments))
    try {
      const from = await stateFor(tx, { entity, ...said, at })
      return from === said.from ? { ok: true } : { ok: false, void: true, reason: `${said.month} changed since.` }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, void: true, reason: error.message }
      throw error
    }
  },
  apply: async (tx, proposal, at) => {
    const { month, to } = periodArguments.parse(JSON.parse(proposal.arguments))
    await tx.exec('SELECT pg_advisory_xact_lock(accounting_period_key($1, $2))', [entity.id, entity.livemode])
    // What is older closes with it: entries must not slip in behind a closed month.
    const months =
      to === 'open' ? [month] : (await listPeriods(tx, entity, at)).flatMap((one) => closesWith(one, month, to))
    await tx.exec(
      `INSERT INTO accounting_period (entity_id, livemode, month, state, changed_at, proposal_id)
       SELECT $1, $2, m::date, $4, $5::text::timestamptz, $6 FROM unnest($3::text[]) AS m
       ON CONFLICT (entity_id, livemode, month) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at,
         proposal_id = excluded.proposal_id`,
      [entity.id, entity.livemode, months.map(firstDay), to, at.toISOString(), proposal.id],
    )
    return {
      objectId: month,
      sentence: `${monthWords(month)} is ${PERIOD_WORDS[to].word}. ${PERIOD_WORDS[to].means}`,
      refs: [`period:${month}`],
    }
  },
})

const RANK: Readonly<Record<PeriodState, number>> = { open: 0, soft_locked: 1, hard_locked: 2 }

const closesWith = (one: Period, month: Month, to: PeriodState): Month[] =>
  one.month <= month && RANK[one.state] < RANK[to] ? [one.month] : []

type Asked = { readonly entity: Entity; readonly month: Month; readonly to: PeriodState; readonly at: Date }

/** The state a month is in, if it may go to the one asked for; refuses otherwise. */
async function stateFor(tx: Sql, { entity, month, to, at }: Asked): Promise<PeriodState> {
  if (!isOver(entity, month, at)) throw monthNotOver(month)
  const periods = await listPeriods(tx, entity, at)
  const from = periods.find((period) => period.month === month)?.state ?? 'open'
  if (from === to || (to === 'soft_locked' && from === 'hard_locked'))
    throw alreadyInState(month, PERIOD_WORDS[from].word)
  if (to === 'open') {
    const later = periods.find((period) => period.month > month && period.state !== 'open')
    if (later !== undefined) throw reopenLaterFirst(later.month)
  }
  if (to === 'hard_locked') {
    if (from !== 'soft_locked') throw softLockFirst(month)
    const earlier = periods.findLast(
      (period) => period.month < month && period.state === 'soft_locked' && period.changedAt !== null,
    )
    if (earlier !== undefined && !closedTogether(periods, earlier, month)) throw earlierNotHard(earlier.month)
  }
  return from
}

/** Months that one approval soft-locked are hard-locked by one as well. */
const closedTogether = (periods: readonly Period[], earlier: Period, month: Month): boolean =>
  periods.find((period) => period.month === month)?.proposalId === earlier.proposalId
