import { setTimeout as wait } from 'node:timers/promises'
import type { Actor } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { ownConversation } from '../conversations/conversation.ts'
import { streamOf } from '../stream-of.ts'
import type { Chunk } from './loop.ts'
import { headsOf, readLots } from './message-store.ts'

/** How often the database is asked for more, by whoever goes on reading an answer. */
const LOOK_MS = 120

type Reader = Pick<Actor, 'scope'>

/** The stream of the answer that is running, from its beginning; null when none is. Any process can give it. */
export async function resumeAnswer({ scope }: Reader, conversationId: string): Promise<ReadableStream<Chunk> | null> {
  const running = await inRawTransaction(scope, async (tx) => {
    await ownConversation(tx, conversationId)
    const heads = await headsOf(tx, conversationId, clock.wall())
    return heads.find(({ state, isLost }) => state === 'running' && !isLost)
  })
  if (running === undefined) return null
  return streamOf(following({ scope }, { conversationId, messageId: running.id }))
}

async function* following(
  { scope }: Reader,
  key: { readonly conversationId: string; readonly messageId: string },
): AsyncGenerator<Chunk, void> {
  let after = 0
  for (;;) {
    const { lots, isRunning } = await inRawTransaction(scope, (tx) => readLots(tx, key, after, clock.wall()))
    for (const { number, chunks } of lots) {
      yield* chunks
      after = number
    }
    if (!isRunning) return
    await wait(LOOK_MS)
  }
}

/** Asks the process that answers to stop. True when something was running. */
export function cancelAnswer({ scope }: Reader, conversationId: string): Promise<boolean> {
  return inRawTransaction(scope, async (tx) => {
    await ownConversation(tx, conversationId)
    const stopped = await tx.exec(
      `UPDATE assistant_message SET is_cancel_asked = true WHERE conversation_id = $1 AND state = 'running'`,
      [conversationId],
    )
    return stopped > 0
  })
}
