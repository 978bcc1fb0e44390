import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { notADraft, nothingDue } from './refusals.ts'

type Making = { readonly actor: Actor; readonly currency: string; readonly cutOffOn: string; readonly at: Date }

/**
 * Gathers every proposed transfer of a currency whose sale was collected up to the cut-off (an accounting day) and that is in no
 * run yet. Refuses when there is none.
 */
export async function makeRun(tx: Sql, { actor, currency, cutOffOn, at }: Making): Promise<{ runId: string }> {
  const runId = newId('run')
  await tx.exec(
    `INSERT INTO settlement_run (id, entity_id, livemode, currency, cut_off_on, state, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5::text::date, 'draft', $6, $7::text::timestamptz)`,
    [runId, tx.scope.entityId, tx.scope.livemode, currency, cutOffOn, actor.personId, at.toISOString()],
  )
  const count = await tx.exec(
    `INSERT INTO settlement_run_item (run_id, proposal_id, entity_id, livemode, seller_id, settlement_id, amount_minor, arguments_hash,
                                      is_included)
     SELECT $1, p.id, $2, $3, p.seller_id, coalesce(s.id, ''), p.amount_minor, p.arguments_hash, true
       FROM proposal p LEFT JOIN settlement s ON s.id = p.subject_id AND p.subject_kind = 'settlement'
      WHERE p.entity_id = $2 AND p.livemode = $3 AND p.kind = 'transfer.create' AND p.state = 'needs_approval' AND p.currency = $4
        AND coalesce(s.accounting_on, p.proposed_at::date) <= $5::text::date
     ON CONFLICT DO NOTHING`,
    [runId, tx.scope.entityId, tx.scope.livemode, currency, cutOffOn],
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
