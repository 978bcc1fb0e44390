import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { enqueue } from '#lib/platform/jobs.ts'

export type NewMessage = {
  /** Which courier delivers it: `mail.send`, `ticket.create`, … */
  readonly kind: string
  /** An address, or the name of the system. */
  readonly to: string
  readonly subject: string
  /** The text; for a system's own form, JSON. */
  readonly body: string
  readonly subjectKind: string
  readonly subjectId: string
  /** What it is sent at most once for: the same key again is the same message. */
  readonly onceKey: string
  /** Person or proposal it goes back to. */
  readonly createdBy?: string
}

/**
 * Puts a message into the outbox in the caller's transaction: it is sent exactly when what it tells has happened. Answers its
 * id, or null when it was queued before. Whatever reaches somebody outside must have passed the gate before.
 */
export async function enqueueMessage(tx: Sql, message: NewMessage, at: Date): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO message (id, entity_id, livemode, kind, recipient, subject, body, subject_kind, subject_id, once_key, due_at,
                          created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::timestamptz, $12, $11::text::timestamptz)
     ON CONFLICT (entity_id, livemode, once_key) DO NOTHING RETURNING id`,
    [
      newId('msg'),
      tx.scope.entityId,
      tx.scope.livemode,
      message.kind,
      message.to,
      message.subject,
      message.body,
      message.subjectKind,
      message.subjectId,
      message.onceKey,
      at.toISOString(),
      message.createdBy ?? 'system',
    ],
  )
  if (row === undefined) return null
  await enqueue(tx, 'deliver', {}, { key: 'deliver' })
  return row.id
}
