import type { Sql } from '#lib/platform/db.ts'

export type TicketRow = {
  readonly id: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly code: string
  readonly title: string
  /** The recommended next step. */
  readonly action: string
  /** open | in_progress | resolved */
  readonly state: string
  readonly priority: string
  readonly ownerId: string
  readonly ownerName: string
  /** ISO instants. */
  readonly openedAt: string
  readonly dueAt: string
  readonly snoozedUntil: string | null
  readonly resolvedAt: string | null
  readonly resolution: string
}

/** A ticket as the database gives it. */
export type StoredTicket = Omit<TicketRow, 'openedAt' | 'dueAt' | 'snoozedUntil' | 'resolvedAt'> & {
  readonly openedAt: Date
  readonly dueAt: Date
  readonly snoozedUntil: Date | null
  readonly resolvedAt: Date | null
}

/** The columns of a StoredTicket, of `ticket t` beside `person p`. */
export const TICKET_COLUMNS = `t.id, t.subject_kind AS "subjectKind", t.subject_id AS "subjectId", t.code, t.title, t.action, t.state,
  t.priority, t.owner_id AS "ownerId", coalesce(p.name, '') AS "ownerName", t.opened_at AS "openedAt", t.due_at AS "dueAt",
  t.snoozed_until AS "snoozedUntil", t.resolved_at AS "resolvedAt", t.resolution`

export const toTicketRow = ({ openedAt, dueAt, snoozedUntil, resolvedAt, ...row }: StoredTicket): TicketRow => ({
  ...row,
  openedAt: openedAt.toISOString(),
  dueAt: dueAt.toISOString(),
  snoozedUntil: snoozedUntil?.toISOString() ?? null,
  resolvedAt: resolvedAt?.toISOString() ?? null,
})

type Query = {
  readonly subject?: { readonly kind: string; readonly id: string }
  /** Only what still wants work. */
  readonly isOpen?: boolean
  readonly limit: number
}

/** Tickets, newest first: of one subject, or those that still want work. */
export async function listTickets(tx: Sql, { subject, isOpen = false, limit }: Query): Promise<TicketRow[]> {
  const rows = await tx.sql<StoredTicket>(
    `SELECT ${TICKET_COLUMNS}
       FROM ticket t LEFT JOIN person p ON p.id = t.owner_id
      WHERE t.entity_id = $1 AND t.livemode = $2 AND ($3::text IS NULL OR (t.subject_kind = $3 AND t.subject_id = $4))
        AND (NOT $5::boolean OR t.state <> 'resolved')
      ORDER BY t.id DESC LIMIT $6`,
    [tx.scope.entityId, tx.scope.livemode, subject?.kind ?? null, subject?.id ?? null, isOpen, limit],
  )
  return rows.map(toTicketRow)
}
