import type { Sql } from '#lib/platform/db.ts'
import type { ChatMessage } from '../chat-model.ts'
import type { Chunk } from './loop.ts'

export type MessageState = 'done' | 'running' | 'failed' | 'canceled'

/** A process that answers says so this often at least; one that is silent for longer is lost. */
export const LEASE_MS = 15_000

type Key = { readonly conversationId: string; readonly messageId: string }

export type MessageHead = {
  readonly id: string
  readonly number: number
  readonly role: 'user' | 'assistant'
  readonly state: MessageState
  readonly replyTo: string
  /** The process that was answering is gone. */
  readonly isLost: boolean
}

/** The messages of a conversation, oldest first, without what they say. `wall` is real time. */
export const headsOf = (tx: Sql, conversationId: string, wall: Date): Promise<MessageHead[]> =>
  tx.sql<MessageHead>(
    `SELECT id, number, role, state, reply_to AS "replyTo", state = 'running' AND lease_until < $2 AS "isLost"
       FROM assistant_message WHERE conversation_id = $1 ORDER BY number`,
    [conversationId, wall],
  )

/** The newest messages that are answered or asked, oldest first: of a question asked again, the newest answer alone. */
export async function historyOf(tx: Sql, conversationId: string, most: number): Promise<ChatMessage[]> {
  const rows = await tx.sql<Pick<ChatMessage, 'id' | 'role' | 'parts'>>(
    `SELECT id, role, parts FROM assistant_message m
      WHERE conversation_id = $1 AND state <> 'running' AND NOT EXISTS (
        SELECT FROM assistant_message later
         WHERE m.role = 'assistant' AND later.conversation_id = $1 AND later.reply_to = m.reply_to AND later.number > m.number)
      ORDER BY number DESC LIMIT $2`,
    [conversationId, most],
  )
  return rows.toReversed()
}

/** Takes away the answers to a question that hold neither words nor a look-up. */
export async function dropEmptyAttempts(tx: Sql, conversationId: string, questionId: string): Promise<void> {
  await tx.exec(
    `DELETE FROM assistant_message WHERE conversation_id = $1 AND reply_to = $2 AND NOT EXISTS (
       SELECT FROM jsonb_array_elements(parts) part WHERE part ->> 'type' = 'text' OR part ? 'toolCallId')`,
    [conversationId, questionId],
  )
}

type NewMessage = Key & {
  readonly number: number
  readonly role: 'user' | 'assistant'
  readonly parts: ChatMessage['parts']
  readonly replyTo: string
  readonly at: Date
  /** Of a running answer; null for a question. */
  readonly leaseUntil: Date | null
}

export async function insertMessage(tx: Sql, message: NewMessage): Promise<void> {
  const { conversationId, messageId, number, role, parts, replyTo, at, leaseUntil } = message
  await tx.exec(
    `INSERT INTO assistant_message (conversation_id, id, entity_id, livemode, person_id, number, role, parts, metadata, state,
       reply_to, lease_until, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, '{}', $9, $10, $11, $12)`,
    [
      conversationId,
      messageId,
      tx.scope.entityId,
      tx.scope.livemode,
      tx.scope.actor,
      number,
      role,
      JSON.stringify(parts),
      leaseUntil === null ? 'done' : 'running',
      replyTo,
      leaseUntil,
      at,
    ],
  )
}

/** Adds what was streamed since, renews the lease, and tells whether somebody asked to cancel. */
export async function storeLot(
  tx: Sql,
  { conversationId, messageId }: Key,
  {
    number,
    chunks,
    leaseUntil,
  }: { readonly number: number; readonly chunks: readonly Chunk[]; readonly leaseUntil: Date },
): Promise<{ readonly isCancelAsked: boolean }> {
  const [row] = await tx.sql<{ isCancelAsked: boolean }>(
    `UPDATE assistant_message SET lease_until = CASE WHEN state = 'running' THEN $3::timestamptz END
      WHERE conversation_id = $1 AND id = $2 RETURNING is_cancel_asked AS "isCancelAsked"`,
    [conversationId, messageId, leaseUntil],
  )
  // A conversation that was deleted meanwhile is answered to nobody.
  if (row === undefined) return { isCancelAsked: true }
  if (chunks.length > 0) {
    await tx.exec(
      `INSERT INTO assistant_chunk (conversation_id, message_id, number, entity_id, livemode, person_id, lines)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        conversationId,
        messageId,
        number,
        tx.scope.entityId,
        tx.scope.livemode,
        tx.scope.actor,
        chunks.map((chunk) => JSON.stringify(chunk)).join('\n'),
      ],
    )
  }
  return { isCancelAsked: row.isCancelAsked }
}

/** What was streamed of an answer from lot `after` on, and whether more comes. */
export async function readLots(
  tx: Sql,
  { conversationId, messageId }: Key,
  after: number,
  wall: Date,
): Promise<{
  readonly lots: readonly { readonly number: number; readonly chunks: Chunk[] }[]
  readonly isRunning: boolean
}> {
  const [head] = await tx.sql<{ isRunning: boolean }>(
    `SELECT state = 'running' AND lease_until >= $3 AS "isRunning" FROM assistant_message WHERE conversation_id = $1 AND id = $2`,
    [conversationId, messageId, wall],
  )
  const lots = await tx.sql<{ number: number; lines: string }>(
    'SELECT number, lines FROM assistant_chunk WHERE conversation_id = $1 AND message_id = $2 AND number > $3 ORDER BY number',
    [conversationId, messageId, after],
  )
  return {
    isRunning: head?.isRunning ?? false,
    lots: lots.map(({ number, lines }) => ({
      number,
      chunks: lines.split('\n').map((line) => JSON.parse(line) as Chunk),
    })),
  }
}

type Ending = {
  readonly parts: ChatMessage['parts']
  readonly metadata: ChatMessage['metadata']
  readonly state: Exclude<MessageState, 'running'>
  readonly error: string
}

/** Stores an answer as it ended. Its lots stay until the next question, for whoever still reads them. */
export async function endMessage(tx: Sql, { conversationId, messageId }: Key, ending: Ending): Promise<void> {
  await tx.exec(
    `UPDATE assistant_message SET parts = $3::jsonb, metadata = $4::jsonb, state = $5, error = $6, lease_until = NULL
      WHERE conversation_id = $1 AND id = $2 AND state = 'running'`,
    [
      conversationId,
      messageId,
      JSON.stringify(ending.parts),
      JSON.stringify(ending.metadata ?? {}),
      ending.state,
      ending.error,
    ],
  )
}
