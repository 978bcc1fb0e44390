import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'

export type NewTicket = {
  readonly subjectKind: string
  readonly subjectId: string
  /** Which check or rule opened it: one ticket per subject and code. */
  readonly code: string
  readonly title: string
  /** The recommended next step. */
  readonly action: string
}

/** What a ticket says that closed because its cause went away; only such a one opens again. */
export const CAUSE_GONE = 'The cause is gone.'

/**
 * Opens one ticket per subject and code, or brings an open one up to date.
 * One that closed by itself opens again; one that a person resolved stays resolved.
 */
export async function openTicket(tx: Sql, ticket: NewTicket, at: Date): Promise<void> {
  await tx.exec(
    `INSERT INTO ticket AS t (id, entity_id, livemode, subject_kind, subject_id, code, title, action, state, opened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9::text::timestamptz)
     ON CONFLICT (entity_id, livemode, subject_kind, subject_id, code) DO UPDATE SET
       title = excluded.title, action = excluded.action,
       state = CASE WHEN t.state = 'resolved' THEN 'open' ELSE t.state END,
       opened_at = CASE WHEN t.state = 'resolved' THEN excluded.opened_at ELSE t.opened_at END,
       resolved_at = NULL, resolution = ''
     WHERE (t.state <> 'resolved' AND (t.title, t.action) IS DISTINCT FROM (excluded.title, excluded.action))
        OR (t.state = 'resolved' AND t.resolution = $10)`,
    [
      newId('tkt'),
      tx.scope.entityId,
      tx.scope.livemode,
      ticket.subjectKind,
      ticket.subjectId,
      ticket.code,
      ticket.title,
      ticket.action,
      at.toISOString(),
      CAUSE_GONE,
    ],
  )
}

/** Closes the open tickets of a subject whose code is not among those that still have a cause. */
export async function closeTickets(
  tx: Sql,
  about: { readonly subjectKind: string; readonly subjectId: string; readonly stillOpen: readonly string[] },
  at: Date,
): Promise<void> {
  await tx.exec(
    `UPDATE ticket SET state = 'resolved', resolved_at = $6::text::timestamptz, resolution = $7
      WHERE entity_id = $1 AND livemode = $2 AND subject_kind = $3 AND subject_id = $4 AND state <> 'resolved'
        AND NOT code = ANY($5::text[])`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      about.subjectKind,
      about.subjectId,
      about.stillOpen,
      at.toISOString(),
      CAUSE_GONE,
    ],
  )
}
