import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { takeTicket } from '#lib/tickets/resolve-ticket.ts'
import { settleTickets, unsettleTickets } from '#lib/tickets/settle-tickets.ts'
import type { VarianceClass, VarianceState } from './classes-model.ts'
import { noVariance, resolvedByFacts, varianceClosed, varianceOpen } from './variance-refusals.ts'

export type Working = { readonly actor: Actor; readonly at: Date }

export type LockedVariance = {
  readonly id: string
  readonly class: VarianceClass
  readonly state: VarianceState
  readonly subjectKind: string
  readonly subjectId: string
  readonly sellerId: string
  readonly currency: string
  readonly amountMinor: bigint
  readonly summary: string
  readonly evidence: readonly { readonly label: string; readonly kind: string; readonly id: string }[]
  readonly ticketId: string
  readonly proposalId: string
}

/** The variance, held until the transaction ends: two people cannot resolve it at once. */
export async function lockVariance(tx: Sql, id: string): Promise<LockedVariance> {
  const [row] = await tx.sql<LockedVariance>(
    `SELECT id, class, state, subject_kind AS "subjectKind", subject_id AS "subjectId", seller_id AS "sellerId", currency::text AS currency,
            amount_minor AS "amountMinor", summary, evidence, ticket_id AS "ticketId", proposal_id AS "proposalId"
       FROM variance WHERE id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) throw noVariance()
  return row
}

export const isTodo = (state: VarianceState): boolean => state === 'open' || state === 'in_progress'

/** Makes somebody its owner. */
export async function takeVariance(tx: Sql, varianceId: string, working: Working): Promise<void> {
  const variance = await lockVariance(tx, varianceId)
  if (!isTodo(variance.state)) throw varianceClosed(variance.state)
  await tx.exec("UPDATE variance SET state = 'in_progress' WHERE id = $1", [varianceId])
  const { actor, at } = working
  if (variance.ticketId !== '') await takeTicket(tx, variance.ticketId, { actor, requestId: actor.requestId, at })
  await note(tx, variance, 'variances.take', 'Took the variance.', working)
}

/** Says why they are as they are: they count as no exception while their amounts stay the same. */
export async function explainVariances(
  tx: Sql,
  varianceIds: readonly string[],
  reason: string,
  working: Working,
): Promise<{ done: number }> {
  const ids = [...new Set(varianceIds)].sort()
  for (const id of ids) {
    const variance = await lockVariance(tx, id)
    if (!isTodo(variance.state)) throw varianceClosed(variance.state)
    await tx.exec(
      "UPDATE variance SET state = 'explained', resolution = $2, resolved_at = $3::text::timestamptz WHERE id = $1",
      [id, reason, working.at.toISOString()],
    )
    await settleTickets(tx, { subjectKind: 'variance', subjectId: id }, byPerson(`Explained: ${reason}`, working))
    await note(tx, variance, 'variances.explain', `Explained: ${reason}`, working)
  }
  return { done: ids.length }
}

/**
 * Takes an explanation back; the variance's ticket opens with it. What the facts resolved only the facts open, and a write-off is
 * taken back by its own proposal.
 */
export async function reopenVariance(tx: Sql, varianceId: string, reason: string, working: Working): Promise<void> {
  const variance = await lockVariance(tx, varianceId)
  if (isTodo(variance.state)) throw varianceOpen()
  if (variance.state === 'resolved') throw resolvedByFacts()
  await tx.exec("UPDATE variance SET state = 'open', resolution = '', resolved_at = NULL WHERE id = $1", [varianceId])
  await unsettleTickets(
    tx,
    { subjectKind: 'variance', subjectId: varianceId },
    byPerson(`Opened again: ${reason}`, working),
  )
  await note(tx, variance, 'variances.reopen', `Opened again: ${reason}`, working)
}

const byPerson = (words: string, { actor, at }: Working) => ({
  words,
  by: { kind: 'person', id: actor.personId } as const,
  at,
})

async function note(
  tx: Sql,
  variance: LockedVariance,
  action: string,
  text: string,
  { actor, at }: Working,
): Promise<void> {
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action,
    subject: { kind: 'variance', id: variance.id },
    before: { state: variance.state },
    note: text,
    refs: [`${variance.subjectKind}:${variance.subjectId}`],
    requestId: actor.requestId,
    at,
  })
}
