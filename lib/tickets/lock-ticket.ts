import type { AuditActor } from '#lib/audit/record-audit.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type EntryKind, writeEntry } from './entries.ts'
import { noTicket } from './refusals.ts'
import { auditorOf, type Worker } from './worker.ts'

export type LockedTicket = {
  readonly id: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly title: string
  readonly state: string
  readonly priority: string
  readonly ownerId: string
  readonly openedAt: Date
  readonly dueAt: Date
}

/** The ticket, held until the transaction ends. Refuses when there is none. */
export async function lockTicket(tx: Sql, ticketId: string): Promise<LockedTicket> {
  const [row] = await tx.sql<LockedTicket>(
    `SELECT id, subject_kind AS "subjectKind", subject_id AS "subjectId", title, state, priority, owner_id AS "ownerId",
            opened_at AS "openedAt", due_at AS "dueAt"
       FROM ticket WHERE id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE`,
    [ticketId, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) throw noTicket()
  return row
}

type Step = {
  readonly kind: EntryKind
  /** What the history says; a comment's own words. */
  readonly body: string
  /** room.verb of the audit trail. */
  readonly action: string
  readonly note: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Writes a person's step into the ticket's history and the audit trail, which exist exactly when the step does. */
export async function recordStep(tx: Sql, ticket: LockedTicket, step: Step, worker: Worker): Promise<void> {
  const by: AuditActor = auditorOf(worker.actor)
  await writeEntry(tx, {
    ticketId: ticket.id,
    kind: step.kind,
    body: step.body,
    by: { kind: 'person', id: worker.actor.personId },
    at: worker.at,
  })
  await recordAudit(tx, {
    actor: by,
    action: step.action,
    subject: { kind: 'ticket', id: ticket.id },
    note: step.note,
    ...(step.before === undefined ? {} : { before: step.before }),
    ...(step.after === undefined ? {} : { after: step.after }),
    refs: [`${ticket.subjectKind}:${ticket.subjectId}`],
    requestId: worker.requestId,
    at: worker.at,
  })
}
