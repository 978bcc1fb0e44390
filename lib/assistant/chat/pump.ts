import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Scope } from '#lib/platform/db.ts'
import { faultId, log } from '#lib/platform/log.ts'
import type { Chunk, Outcome } from './loop.ts'
import { messageOfChunks } from './message-of-chunks.ts'
import { endMessage, LEASE_MS, storeLot } from './message-store.ts'

type Pumping = {
  readonly scope: Scope
  readonly conversationId: string
  readonly messageId: string
  readonly at: Date
  readonly chunks: AsyncGenerator<Chunk, void>
  readonly outcome: Outcome
  readonly controller: AbortController
}

/** What was streamed is in the database this soon, and a wish to cancel is noticed. */
const LOT_MS = 250

/**
 * Reads an answer to its end, whoever still listens, and stores it in lots while it comes: another process can go on with the
 * stream, and a process that dies leaves what it had. The returned stream never waits for the database.
 */
export function pumping(pump: Pumping): ReadableStream<Chunk> {
  let listener: ReadableStreamDefaultController<Chunk> | null = null
  const stream = new ReadableStream<Chunk>({
    start: (controller) => {
      listener = controller
    },
    cancel: () => {
      listener = null
    },
  })
  void run(pump, (chunk) => listener?.enqueue(chunk)).finally(() => listener?.close())
  return stream
}

async function run(pump: Pumping, tell: (chunk: Chunk) => void): Promise<void> {
  const { scope, conversationId, messageId, chunks, controller, outcome } = pump
  const key = { conversationId, messageId }
  const all: Chunk[] = []
  let stored = 0
  let number = 0
  const store = async () => {
    const lot = all.slice(stored)
    stored = all.length
    number += 1
    const leaseUntil = new Date(clock.wall().getTime() + LEASE_MS)
    const { isCancelAsked } = await inRawTransaction(scope, (tx) =>
      storeLot(tx, key, { number, chunks: lot, leaseUntil }),
    )
    if (isCancelAsked) controller.abort()
  }
  let storing: Promise<void> | null = null
  const beat = setInterval(() => {
    storing ??= store()
      .catch(complain)
      .finally(() => {
        storing = null
      })
  }, LOT_MS)
  try {
    for await (const chunk of chunks) {
      all.push(chunk)
      tell(chunk)
    }
  } catch (error) {
    Object.assign(outcome, { state: 'failed', error: 'Something failed on our side. Try again.' })
    complain(error)
  } finally {
    clearInterval(beat)
    await storing
    await end(pump, all, all.slice(stored), number + 1).catch(complain)
  }
}

/** The last lot and the whole message, at once: whoever reads the lots finds them complete when the message is no longer running. */
async function end(
  { scope, conversationId, messageId, at, outcome }: Pumping,
  all: readonly Chunk[],
  lot: readonly Chunk[],
  number: number,
): Promise<void> {
  const key = { conversationId, messageId }
  const { parts, metadata } = await messageOfChunks(all, messageId)
  const leaseUntil = new Date(clock.wall().getTime() + LEASE_MS)
  await inRawTransaction(scope, async (tx) => {
    await storeLot(tx, key, { number, chunks: lot, leaseUntil })
    await endMessage(tx, key, { parts, metadata, state: outcome.state, error: outcome.error })
    await tx.exec(
      `UPDATE assistant_conversation SET updated_at = $2,
         needs = (SELECT coalesce(array_agg(DISTINCT need), '{}') FROM unnest(needs || $3::text[]) need) WHERE id = $1`,
      [conversationId, at, [...outcome.needs]],
    )
  })
}

function complain(error: unknown): void {
  log.error(
    {
      fault: faultId(),
      where: 'assistant',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    },
    'fault',
  )
}
