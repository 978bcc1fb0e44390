import type { Sql } from '#lib/platform/db.ts'
import { tellTracker } from './tell-tracker.ts'

export type EntryKind =
  | 'opened'
  | 'reopened'
  | 'taken'
  | 'assigned'
  | 'priority'
  | 'due'
  | 'snoozed'
  | 'resolved'
  | 'closed'
  | 'linked'
  | 'comment'
  | 'remote'

export type EntryAuthor = {
  readonly kind: 'person' | 'system' | 'remote'
  readonly id?: string
  /** Who wrote it in the other system. */
  readonly name?: string
}

type NewEntry = {
  readonly ticketId: string
  readonly kind: EntryKind
  /** A sentence, or the comment itself. */
  readonly body: string
  readonly by: EntryAuthor
  readonly at: Date
}

/** Adds a line to a ticket's history, and tells it to the operators' own system. Nothing in it is ever changed or taken away. */
export async function writeEntry(tx: Sql, { ticketId, kind, body, by, at }: NewEntry): Promise<void> {
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO ticket_entry (ticket_id, entity_id, livemode, kind, body, by_kind, by_id, by_name, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::timestamptz) RETURNING id::text AS id`,
    [ticketId, tx.scope.entityId, tx.scope.livemode, kind, body, by.kind, by.id ?? '', by.name ?? '', at.toISOString()],
  )
  if (row === undefined || by.kind === 'remote') return
  await tellTracker(tx, { ticketId, entryId: row.id, kind, body, at })
}

export type TicketEntryRow = {
  readonly id: string
  readonly kind: EntryKind
  readonly body: string
  readonly byKind: EntryAuthor['kind']
  /** A person's name, ours or the other system's; empty for the system itself. */
  readonly byName: string
  /** ISO instant. */
  readonly at: string
}

/** A ticket's history, newest first. */
export async function listEntries(tx: Sql, ticketId: string, limit: number): Promise<TicketEntryRow[]> {
  const rows = await tx.sql<Omit<TicketEntryRow, 'at'> & { at: Date }>(
    `SELECT e.id::text AS id, e.kind, e.body, e.by_kind AS "byKind", coalesce(p.name, e.by_name) AS "byName", e.at
       FROM ticket_entry e LEFT JOIN person p ON p.id = e.by_id
      WHERE e.ticket_id = $1 AND e.entity_id = $2 AND e.livemode = $3 ORDER BY e.id DESC LIMIT $4`,
    [ticketId, tx.scope.entityId, tx.scope.livemode, limit],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
