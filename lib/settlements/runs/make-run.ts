import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { Cycle } from './cycle-model.ts'
import { PROPOSED_IN_CYCLE } from './due-cycles.ts'
import { notADraft, nothingDue } from './refusals.ts'

type Making = {
  readonly actor: Actor
  readonly currency: string
  readonly cutOffOn: string
  /** Only what contracts with this cycle owe; left out or empty: everything. */
  readonly cycle?: Cycle | ''
  readonly at: Date
}

/**
 * Gathers every proposed transfer of a currency whose sale was collected up to the cut-off (an accounting day) and that is in no
 * run yet; of one cycle, when it is named. Refuses when there is none.
 */
export async function makeRun(
  tx: Sql,
  { actor, currency, cutOffOn, cycle = '', at }: Making,
): Promise<{ runId: string }> {
  const runId = newId('run')
  await tx.exec(
    `INSERT INTO settlement_run (id, entity_id, livemode, currency, cut_off_on, state, created_by, created_at, cycle)
     VALUES ($1, $2, $3, $4, $5::text::date, 'draft', $6, $7::text::timestamptz, $8)`,
    [runId, tx.scope.entityId, tx.scope.livemode, currency, cutOffOn, actor.personId, at.toISOString(), cycle],
  )
  const count = await tx.exec(
    `INSERT INTO settlement_run_item (run_id, proposal_id, entity_id, livemode, seller_id, settlement_id, amount_minor, arguments_hash,
                                      is_included)
     SELECT $4, p.id, $1, $2, p.seller_id, coalesce(s.id, ''), p.amount_minor, p.arguments_hash, true ${PROPOSED_IN_CYCLE}
        AND p.currency = $5 AND ($6 = '' OR y.run_cycle = $6)
     ON CONFLICT DO NOTHING`,
    [tx.scope.entityId, tx.scope.livemode, cutOffOn, runId, currency, cycle],
  )
  if (count === 0) throw nothingDue(currency, cutOffOn)
  await audit(tx, { actor, runId, at, action: 'runs.make', note: `${count} transfers of sales up to ${cutOffOn}.` })
  return { runId }
}

type Changing = { readonly actor: Actor; readonly runId: string; readonly at: Date }

/** Leaves a transfer out, with the reason: it may be in the next run. */
export async function excludeItem(
  tx: Sql,
  { actor, runId, proposalId, reason, at }: Changing & { readonly proposalId: string; readonly reason: string },
): Promise<void> {
  await lockDraft(tx, runId)
  await tx.exec(
    'UPDATE settlement_run_item SET is_included = false, reason = $3 WHERE run_id = $1 AND proposal_id = $2',
    [runId, proposalId, reason],
  )
  await audit(tx, {
    actor,
    runId,
    at,
    action: 'runs.exclude',
    note: `Left out: ${reason}`,
    ref: `proposal:${proposalId}`,
  })
}

/** Takes a transfer in again. Refuses when another run has it by now. */
export async function includeItem(
  tx: Sql,
  { actor, runId, proposalId, at }: Changing & { readonly proposalId: string },
): Promise<void> {
  await lockDraft(tx, runId)
  await tx.exec(
    `UPDATE settlement_run_item SET is_included = true, reason = '' WHERE run_id = $1 AND proposal_id = $2`,
    [runId, proposalId],
  )
  await audit(tx, { actor, runId, at, action: 'runs.include', note: 'Taken in again.', ref: `proposal:${proposalId}` })
}

/** Gives a draft up: its transfers may be in another run. */
export async function cancelRun(tx: Sql, { actor, runId, at }: Changing): Promise<void> {
  await lockDraft(tx, runId)
  await tx.exec(
    `UPDATE settlement_run_item SET is_included = false, reason = 'The run was given up.' WHERE run_id = $1 AND is_included`,
    [runId],
  )
  await tx.exec(`UPDATE settlement_run SET state = 'cancelled' WHERE id = $1`, [runId])
  await audit(tx, { actor, runId, at, action: 'runs.cancel', note: 'The run was given up.' })
}

export type Draft = { readonly currency: string; readonly cutOffOn: string; readonly createdBy: string }

/** A run that may still be changed, locked. */
export async function lockDraft(tx: Sql, runId: string): Promise<Draft> {
  const [run] = await tx.sql<Draft & { state: string }>(
    `SELECT state, currency::text, cut_off_on::text AS "cutOffOn", created_by AS "createdBy" FROM settlement_run
      WHERE id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE`,
    [runId, tx.scope.entityId, tx.scope.livemode],
  )
  if (run === undefined || run.state !== 'draft') throw notADraft()
  return run
}

type Note = Changing & { readonly action: string; readonly note: string; readonly ref?: string }

export const audit = (tx: Sql, { actor, runId, at, action, note, ref }: Note): Promise<unknown> =>
  recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action,
    subject: { kind: 'settlement_run', id: runId },
    note,
    refs: ref === undefined ? [] : [ref],
    requestId: actor.requestId,
    at,
  })

export const inWords = (minor: bigint, currency: string): string => formatMoney({ minor: minor.toString(), currency })
