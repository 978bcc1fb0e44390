import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { writeEntry } from './entries.ts'
import { linkTicket, type TicketObject } from './links.ts'
import { dueFrom, type Priority } from './model.ts'
import { slaDays } from './sla.ts'

export type NewTicket = {
  readonly subjectKind: string
  readonly subjectId: string
  /** Which check or rule opened it: one ticket per subject and code. */
  readonly code: string
  readonly title: string
  /** The recommended next step. */
  readonly action: string
  /** Decides when it is due; normal unless said. */
  readonly priority?: Priority
  /** When it is due, where the matter itself has a date; otherwise what the priority allows. */
  readonly dueAt?: Date
  /** Person who owns it from the start. */
  readonly ownerId?: string
  /** What it rests on. */
  readonly links?: readonly TicketObject[]
}

export type OpenedTicket = {
  readonly ticketId: string
  /** kept: it was open already, or a person resolved it while its cause goes on. */
  readonly outcome: 'opened' | 'reopened' | 'kept'
}

type Found = { id: string; state: string; is_cause_open: boolean; resolution: string }

/** What a ticket says that closed because its cause went away. */
export const CAUSE_GONE = 'The cause is gone.'

/**
 * Opens one ticket per subject and code, or brings an open one up to date.
 * One whose cause was gone in between opens again, with a new date; one that a person resolved stays resolved while its
 * cause goes on. What people set (owner, priority, date) stays as long as it is open.
 */
export async function openTicket(tx: Sql, ticket: NewTicket, at: Date): Promise<OpenedTicket> {
  const created = await create(tx, ticket, at)
  if (created !== null) {
    await writeEntry(tx, { ticketId: created, kind: 'opened', body: ticket.title, by: { kind: 'system' }, at })
    await linkTicket(tx, created, ticket.links ?? [], at)
    return { ticketId: created, outcome: 'opened' }
  }
  const found = await lockTicket(tx, ticket)
  await linkTicket(tx, found.id, ticket.links ?? [], at)
  if (found.state !== 'resolved') {
    await bringUpToDate(tx, found.id, ticket)
    return { ticketId: found.id, outcome: 'kept' }
  }
  if (found.is_cause_open && found.resolution !== CAUSE_GONE) return { ticketId: found.id, outcome: 'kept' }
  await reopen(tx, found.id, ticket, at)
  return { ticketId: found.id, outcome: 'reopened' }
}

/** The new ticket's id, or null when there is one about the same already. */
async function create(tx: Sql, ticket: NewTicket, at: Date): Promise<string | null> {
  const known = await tx.sql(`SELECT 1 FROM ticket WHERE ${SAME}`, keyOf(tx, ticket))
  if (known.length > 0) return null
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO ticket AS t (id, entity_id, livemode, subject_kind, subject_id, code, title, action, state, priority, owner_id,
                              opened_at, due_at)
     VALUES ($6, $1, $2, $3, $4, $5, $7, $8, 'open', $9, $10, $11::text::timestamptz, $12::text::timestamptz)
     ON CONFLICT (entity_id, livemode, subject_kind, subject_id, code) DO NOTHING RETURNING t.id`,
    [
      ...keyOf(tx, ticket),
      newId('tkt'),
      ticket.title,
      ticket.action,
      ticket.priority ?? 'normal',
      ticket.ownerId ?? '',
      at.toISOString(),
      (await dueOf(tx, ticket, at)).toISOString(),
    ],
  )
  return row?.id ?? null
}

const SAME = 'entity_id = $1 AND livemode = $2 AND subject_kind = $3 AND subject_id = $4 AND code = $5'

const keyOf = (tx: Sql, { subjectKind, subjectId, code }: NewTicket) => [
  tx.scope.entityId,
  tx.scope.livemode,
  subjectKind,
  subjectId,
  code,
]

async function dueOf(tx: Sql, { dueAt, priority = 'normal' }: NewTicket, at: Date): Promise<Date> {
  return dueAt ?? dueFrom(at, (await slaDays(tx))[priority])
}

async function lockTicket(tx: Sql, ticket: NewTicket): Promise<Found> {
  const [found] = await tx.sql<Found>(
    `SELECT id, state, is_cause_open, resolution FROM ticket WHERE ${SAME} FOR UPDATE`,
    keyOf(tx, ticket),
  )
  if (found === undefined) throw new Error(`the ticket ${ticket.code} of ${ticket.subjectId} vanished`)
  return found
}

async function bringUpToDate(tx: Sql, id: string, { title, action }: NewTicket): Promise<void> {
  await tx.exec(
    `UPDATE ticket SET title = $2, action = $3, is_cause_open = true
      WHERE id = $1 AND ((title, action) IS DISTINCT FROM ($2, $3) OR NOT is_cause_open)`,
    [id, title, action],
  )
}

async function reopen(tx: Sql, id: string, ticket: NewTicket, at: Date): Promise<void> {
  await tx.exec(
    `UPDATE ticket SET title = $2, action = $3, state = 'open', opened_at = $4::text::timestamptz, due_at = $5::text::timestamptz,
            priority = $6, snoozed_until = NULL, resolved_at = NULL, resolution = '', is_cause_open = true
      WHERE id = $1`,
    [
      id,
      ticket.title,
      ticket.action,
      at.toISOString(),
      (await dueOf(tx, ticket, at)).toISOString(),
      ticket.priority ?? 'normal',
    ],
  )
  await writeEntry(tx, { ticketId: id, kind: 'reopened', body: ticket.title, by: { kind: 'system' }, at })
}

/** Closes the open tickets of a subject whose code is not among those that still have a cause. */
export async function closeTickets(
  tx: Sql,
  about: { readonly subjectKind: string; readonly subjectId: string; readonly stillOpen: readonly string[] },
  at: Date,
): Promise<void> {
  const key = [tx.scope.entityId, tx.scope.livemode, about.subjectKind, about.subjectId, about.stillOpen]
  const gone =
    'entity_id = $1 AND livemode = $2 AND subject_kind = $3 AND subject_id = $4 AND NOT code = ANY($5::text[])'
  const closed = await tx.sql<{ id: string }>(
    `UPDATE ticket SET state = 'resolved', resolved_at = $6::text::timestamptz, resolution = $7, is_cause_open = false
      WHERE ${gone} AND state <> 'resolved' RETURNING id`,
    [...key, at.toISOString(), CAUSE_GONE],
  )
  for (const { id } of closed) {
    await writeEntry(tx, { ticketId: id, kind: 'closed', body: CAUSE_GONE, by: { kind: 'system' }, at })
  }
  // What a person resolved before its cause went away may open again when the cause comes again.
  await tx.exec(`UPDATE ticket SET is_cause_open = false WHERE ${gone} AND state = 'resolved' AND is_cause_open`, key)
}
