import type { Sql } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { lockTicket, recordStep } from './lock-ticket.ts'
import { dueFrom, isSettledBySubject, type Priority } from './model.ts'
import { settledBySubject, ticketClosed, ticketNotResolved } from './refusals.ts'
import { slaDays } from './sla.ts'
import type { Worker } from './worker.ts'

/** Makes the person the ticket's owner. Refuses when it is resolved. */
export async function takeTicket(tx: Sql, ticketId: string, worker: Worker): Promise<void> {
  const ticket = await lockTicket(tx, ticketId)
  if (ticket.state === 'resolved') throw ticketClosed()
  await tx.exec("UPDATE ticket SET state = 'in_progress', owner_id = $2, snoozed_until = NULL WHERE id = $1", [
    ticketId,
    worker.actor.personId,
  ])
  const note = `Took the ticket: ${ticket.title}`
  await recordStep(tx, ticket, { kind: 'taken', body: 'Took it.', action: 'tickets.take', note }, worker)
}

/** Closes a ticket with what was done. It stays closed even while its check still fails: a person has decided. */
export async function resolveTicket(tx: Sql, ticketId: string, resolution: string, worker: Worker): Promise<void> {
  const ticket = await lockTicket(tx, ticketId)
  if (ticket.state === 'resolved') throw ticketClosed()
  if (isSettledBySubject(ticket.subjectKind)) throw settledBySubject(ticket.subjectKind)
  await tx.exec(
    `UPDATE ticket SET state = 'resolved', owner_id = $2, resolution = $3, snoozed_until = NULL, resolved_at = $4::text::timestamptz
      WHERE id = $1`,
    [ticketId, worker.actor.personId, resolution, worker.at.toISOString()],
  )
  const note = `Resolved the ticket: ${resolution}`
  await recordStep(tx, ticket, { kind: 'resolved', body: resolution, action: 'tickets.resolve', note }, worker)
}

export type BulkResult = {
  readonly done: number
  /** The tickets that were refused, with the reason. */
  readonly refused: readonly { readonly ticketId: string; readonly message: string }[]
}

/** Settles what a ticket is about, which closes it; answers false where the ticket stands for itself. */
export type SettleSubject = (ticketId: string) => Promise<boolean>

/**
 * Closes several tickets with the same words; what somebody else closed in between is reported, not undone. Tickets that follow
 * their subject are closed by `settleSubject`.
 */
export async function resolveTickets(
  tx: Sql,
  ticketIds: readonly string[],
  resolution: string,
  worker: Worker & { readonly settleSubject?: SettleSubject },
): Promise<BulkResult> {
  const { settleSubject = async () => false } = worker
  return forEachTicket(ticketIds, async (id) => {
    if (!(await settleSubject(id))) await resolveTicket(tx, id, resolution, worker)
  })
}

/** Works on each ticket in the order of ids, so that two people at once wait for each other instead of deadlocking. */
export async function forEachTicket(
  ticketIds: readonly string[],
  work: (ticketId: string) => Promise<void>,
): Promise<BulkResult> {
  const refused: { ticketId: string; message: string }[] = []
  const ids = [...new Set(ticketIds)].sort()
  for (const ticketId of ids) {
    try {
      await work(ticketId)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ ticketId, message: error.message })
    }
  }
  return { done: ids.length - refused.length, refused }
}

/** Opens a resolved ticket again, with a new date. */
export async function reopenTicket(tx: Sql, ticketId: string, reason: string, worker: Worker): Promise<void> {
  const ticket = await lockTicket(tx, ticketId)
  if (ticket.state !== 'resolved') throw ticketNotResolved()
  if (isSettledBySubject(ticket.subjectKind)) throw settledBySubject(ticket.subjectKind)
  const days = (await slaDays(tx))[ticket.priority as Priority]
  await tx.exec(
    `UPDATE ticket SET state = 'open', opened_at = $2::text::timestamptz, due_at = $3::text::timestamptz, resolved_at = NULL,
            resolution = '' WHERE id = $1`,
    [ticketId, worker.at.toISOString(), dueFrom(worker.at, days).toISOString()],
  )
  const note = `Opened the ticket again: ${reason}`
  await recordStep(tx, ticket, { kind: 'reopened', body: reason, action: 'tickets.reopen', note }, worker)
}
