import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { canCancel, canRetry, type MessageState } from './model.ts'
import { notCancelable, notRetryable } from './refusals.ts'
import { writeTry } from './store.ts'

type Deciding = {
  readonly messageId: string
  readonly actor: { readonly personId: string; readonly name: string; readonly roles: readonly string[] }
  readonly requestId: string
  readonly at: Date
}
type Held = { state: MessageState; kind: string; recipient: string }

/**
 * Has a message sent again from the first try on. Where nobody knows whether it arrived, the person takes it upon themselves
 * that it may arrive twice. Refuses what is under way or has arrived.
 */
export async function retryMessage(tx: Sql, deciding: Deciding): Promise<void> {
  const held = await hold(tx, deciding.messageId)
  if (held === null || !canRetry(held.state)) throw notRetryable()
  await tx.exec(
    `UPDATE message SET state = 'queued', attempts = 0, due_at = $2::text::timestamptz, last_error = '' WHERE id = $1`,
    [deciding.messageId, deciding.at.toISOString()],
  )
  await note(tx, deciding, held, 'queued_again', 'Had it sent again')
  await enqueue(tx, 'deliver', {}, { key: 'deliver' })
}

/** Ends a message that has not arrived. Refuses one that is under way. */
export async function cancelMessage(tx: Sql, deciding: Deciding): Promise<void> {
  const held = await hold(tx, deciding.messageId)
  if (held === null || !canCancel(held.state)) throw notCancelable()
  await tx.exec("UPDATE message SET state = 'canceled' WHERE id = $1", [deciding.messageId])
  await note(tx, deciding, held, 'canceled', 'Canceled it')
}

async function hold(tx: Sql, messageId: string): Promise<Held | null> {
  const [row] = await tx.sql<Held>(
    'SELECT state, kind, recipient FROM message WHERE id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE',
    [messageId, tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}

async function note(tx: Sql, deciding: Deciding, held: Held, outcome: string, words: string): Promise<void> {
  const { messageId, actor, requestId, at } = deciding
  await writeTry(tx, messageId, { outcome, detail: `${actor.name}: ${words}.`, requestId: '' }, at)
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: outcome === 'canceled' ? 'messages.cancel' : 'messages.retry',
    subject: { kind: 'message', id: messageId },
    note: `${words}: ${held.kind} to ${held.recipient}, which was ${held.state}`,
    requestId,
    at,
  })
}
