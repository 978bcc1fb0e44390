import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { ChatMessage } from '../chat-model.ts'
import { messageOfChunks } from './message-of-chunks.ts'
import { endMessage, readLots } from './message-store.ts'

type Key = { readonly conversationId: string; readonly messageId: string }

export const INTERRUPTED = 'The answer was interrupted. What came of it is kept; ask again.'

/** What an answer had streamed when its process went away. */
export async function lostMessage(tx: Sql, key: Key): Promise<ChatMessage> {
  const { lots } = await readLots(tx, key, 0, clock.wall())
  return messageOfChunks(
    lots.flatMap(({ chunks }) => chunks),
    key.messageId,
  )
}

/** Stores it so. */
export async function endLost(tx: Sql, key: Key): Promise<void> {
  const { parts, metadata } = await lostMessage(tx, key)
  await endMessage(tx, key, { parts, metadata, state: 'failed', error: INTERRUPTED })
}
