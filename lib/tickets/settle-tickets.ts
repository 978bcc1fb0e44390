import type { Sql } from '#lib/platform/db.ts'
import { type EntryAuthor, writeEntry } from './entries.ts'
import { dueFrom, type Priority } from './model.ts'
import { slaDays } from './sla.ts'

type About = { readonly subjectKind: string; readonly subjectId: string }
type Settling = { readonly words: string; readonly by: EntryAuthor; readonly at: Date }

/**
 * Closes the open tickets of a subject because the subject itself was settled, with the words that settled it. When its cause
 * comes again, or is another one, they open again.
 */
export async function settleTickets(tx: Sql, about: About, { words, by, at }: Settling): Promise<void> {
  const closed = await tx.sql<{ id: string }>(
    `UPDATE ticket SET state = 'resolved', resolution = $5, resolved_at = $6::text::timestamptz, snoozed_until = NULL, is_cause_open = false,
            owner_id = CASE WHEN owner_id = '' THEN $7 ELSE owner_id END
      WHERE entity_id = $1 AND livemode = $2 AND subject_kind = $3 AND subject_id = $4 AND state <> 'resolved' RETURNING id`,
    [...keyOf(tx, about), words, at.toISOString(), by.id ?? ''],
  )
  for (const { id } of closed) await writeEntry(tx, { ticketId: id, kind: 'resolved', body: words, by, at })
}

/** Opens the closed tickets of a subject that is open again, with a new date. Their owners keep them. */
export async function unsettleTickets(tx: Sql, about: About, { words, by, at }: Settling): Promise<void> {
  const closed = await tx.sql<{ id: string; priority: Priority }>(
    `SELECT id, priority FROM ticket WHERE entity_id = $1 AND livemode = $2 AND subject_kind = $3 AND subject_id = $4 AND state = 'resolved'
      ORDER BY id FOR UPDATE`,
    keyOf(tx, about),
  )
  const days = await slaDays(tx)
  for (const { id, priority } of closed) {
    await tx.exec(
      `UPDATE ticket SET state = CASE WHEN owner_id = '' THEN 'open' ELSE 'in_progress' END, resolution = '', resolved_at = NULL,
              opened_at = $2::text::timestamptz, due_at = $3::text::timestamptz, is_cause_open = true WHERE id = $1`,
      [id, at.toISOString(), dueFrom(at, days[priority]).toISOString()],
    )
    await writeEntry(tx, { ticketId: id, kind: 'reopened', body: words, by, at })
  }
}

const keyOf = (tx: Sql, { subjectKind, subjectId }: About) => [
  tx.scope.entityId,
  tx.scope.livemode,
  subjectKind,
  subjectId,
]
