import type { Actor } from '#lib/access/actor.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { refsOf } from './note.ts'
import { notRetryable } from './refusals.ts'
import type { ProposalState } from './schema.ts'
import { lockProposal, takeStep } from './store.ts'

/** How many proposals one pass looks at; the next pass takes the rest. */
const BATCH = 200

export type Expired = {
  readonly id: string
  readonly summary: string
  /** What it was before it expired. */
  readonly state: ProposalState
  readonly subjectKind: string
  readonly subjectId: string
}

/** Ends proposals nobody decided about in time. Returns what they were about, so that it can look again. */
export async function expireDue(tx: Sql, at: Date): Promise<Expired[]> {
  const due = await tx.sql<Expired>(
    `SELECT id, summary, state, subject_kind AS "subjectKind", subject_id AS "subjectId" FROM proposal
      WHERE entity_id = $1 AND livemode = $2 AND state IN ('needs_approval', 'blocked', 'observed') AND expires_at <= $3
      ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    [tx.scope.entityId, tx.scope.livemode, at],
  )
  for (const { id, subjectKind, subjectId } of due) {
    await takeStep(tx, await lockProposal(tx, id), 'expire', { reason: 'Nobody decided in time.', at })
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'approvals.expire',
      subject: { kind: 'proposal', id },
      note: 'Nobody decided in time.',
      refs: [`${subjectKind}:${subjectId}`],
      at,
    })
  }
  return due
}

/** Queues again what waits to be carried out: approved and not claimed (a pause was lifted), oldest first. */
export async function requeueApproved(tx: Sql): Promise<void> {
  await queueInState(tx, 'approved')
}

/** Tries again what waited for funds, oldest first. */
export async function requeueWaitingFunds(tx: Sql): Promise<void> {
  await queueInState(tx, 'waiting_funds')
}

async function queueInState(tx: Sql, state: 'approved' | 'waiting_funds'): Promise<void> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM proposal WHERE entity_id = $1 AND livemode = $2 AND state = $3 ORDER BY id LIMIT ${BATCH}`,
    [tx.scope.entityId, tx.scope.livemode, state],
  )
  for (const { id } of rows) await enqueue(tx, 'execute', { proposalId: id }, { key: id })
}

/** Proposals whose attempt has no known end: its process died, or Stripe did not answer. */
export async function unfinished(tx: Sql, at: Date): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT proposal_id AS id FROM execution
      WHERE entity_id = $1 AND state IN ('claimed', 'unknown') AND lease_until <= $2 ORDER BY lease_until LIMIT ${BATCH}`,
    [tx.scope.entityId, at],
  )
  return rows.map((row) => row.id)
}

/** A person tries a definite failure again: a new attempt with a new key. */
export async function retry({ actor, proposalId, at }: { actor: Actor; proposalId: string; at: Date }): Promise<void> {
  await inTransaction(actor.scope, async (tx) => {
    const proposal = await lockProposal(tx, proposalId)
    if (proposal.state !== 'failed') throw notRetryable(proposal.state)
    await takeStep(tx, proposal, 'retry', { at })
    await enqueue(tx, 'execute', { proposalId }, { key: proposalId })
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
      action: 'approvals.retry',
      subject: { kind: 'proposal', id: proposalId },
      before: { state: proposal.state, reason: proposal.stateReason },
      note: `${actor.name} tries again: ${proposal.summary}`,
      refs: refsOf(proposal),
      requestId: actor.requestId,
      at,
    })
  })
}

/** Marks an executed transfer's proposal as reversed once all of it came back. */
export async function noteReversed(tx: Sql, transferId: string, at: Date): Promise<void> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT id FROM proposal WHERE entity_id = $1 AND livemode = $2 AND kind = 'transfer.create' AND provider_object_id = $3
       AND state = 'executed'`,
    [tx.scope.entityId, tx.scope.livemode, transferId],
  )
  if (row === undefined) return
  await takeStep(tx, await lockProposal(tx, row.id), 'reverse', { reason: 'All of it was taken back.', at })
}
