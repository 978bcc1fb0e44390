import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { ticketClosed } from './refusals.ts'

type Working = { readonly ticketId: string; readonly actor: AuditActor; readonly requestId?: string; readonly at: Date }
type Ticket = { subject_kind: string; subject_id: string; title: string }

/** Makes a person the ticket's owner. Refuses when it is resolved. */
export async function takeTicket(tx: Sql, { ticketId, actor, requestId, at }: Working): Promise<void> {
  const [ticket] = await tx.sql<Ticket>(
    `UPDATE ticket SET state = 'in_progress', owner_id = $2 WHERE id = $1 AND state <> 'resolved'
     RETURNING subject_kind, subject_id, title`,
    [ticketId, actor.id],
  )
  if (ticket === undefined) throw ticketClosed()
  await record(
    tx,
    { ticketId, actor, at, ...(requestId === undefined ? {} : { requestId }) },
    'tickets.take',
    ticket,
    `Took the ticket: ${ticket.title}`,
  )
}

/** Closes a ticket with what was done. It stays closed even while its check still fails: a person has decided. */
export async function resolveTicket(tx: Sql, working: Working & { readonly resolution: string }): Promise<void> {
  const { ticketId, resolution, actor, at } = working
  const [ticket] = await tx.sql<Ticket>(
    `UPDATE ticket SET state = 'resolved', owner_id = $2, resolution = $3, resolved_at = $4::text::timestamptz
      WHERE id = $1 AND state <> 'resolved' RETURNING subject_kind, subject_id, title`,
    [ticketId, actor.id, resolution, at.toISOString()],
  )
  if (ticket === undefined) throw ticketClosed()
  await record(tx, working, 'tickets.resolve', ticket, `Resolved the ticket: ${resolution}`)
}

async function record(
  tx: Sql,
  { ticketId, actor, requestId, at }: Working,
  action: string,
  ticket: Ticket,
  note: string,
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action,
    subject: { kind: 'ticket', id: ticketId },
    note,
    refs: [`${ticket.subject_kind}:${ticket.subject_id}`],
    ...(requestId === undefined ? {} : { requestId }),
    at,
  })
}
