import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { isTemplate, type KeptMail, templateOf } from './templates/catalogue.ts'

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
  /** The mail that `writeMail` wrote, beside its subject and body: how it is drawn as HTML. Without one, plain text leaves. */
  readonly mail?: KeptMail
  /** The seller it is told to: it stands in the seller's log. A message about a seller needs to name none. */
  readonly sellerId?: string
  /** Person or proposal it goes back to. */
  readonly createdBy?: string
}

/**
 * Puts a message into the outbox in the caller's transaction: it is sent exactly when what it tells has happened. Answers its
 * id, or null when it was queued before. Whatever reaches somebody outside must have passed the gate before.
 */
export async function enqueueMessage(tx: Sql, message: NewMessage, at: Date): Promise<string | null> {
  const { mail } = message
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO message (id, entity_id, livemode, kind, recipient, subject, body, subject_kind, subject_id, once_key, due_at,
                          created_by, created_at, template, template_version, locale, props, category, seller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::timestamptz, $12, $11::text::timestamptz, $13, $14, $15, $16, $17, $18)
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
      mail?.template ?? '',
      mail?.version ?? 0,
      mail?.locale ?? '',
      mail?.props ?? '',
      mail === undefined ? '' : categoryOf(mail),
      message.sellerId ?? (message.subjectKind === 'seller' && message.kind === 'mail.send' ? message.subjectId : ''),
    ],
  )
  if (row === undefined) return null
  await enqueue(tx, 'deliver', {}, { key: 'deliver' })
  return row.id
}

const categoryOf = ({ template, version }: KeptMail) =>
  isTemplate(template) ? templateOf(template, version).category : ''
