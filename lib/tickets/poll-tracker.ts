import type { Entity } from '#lib/entities/entity.ts'
import type { Tracker } from '#lib/messages/trackers/tracker.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { takeRemote } from './remote.ts'

const BATCH = 50
/** Whoever takes a row keeps others from it so long. */
const LEASE_MS = 120_000

type Polling = { readonly entity: Entity; readonly tracker: Tracker; readonly at: Date }

/**
 * Reads back the tickets that are due, and takes over what changed over there. Ends at once when the other side wants a pause,
 * and lets everything wait as long as it says. Answers how many were read.
 */
export async function pollTracker({ entity, tracker, at }: Polling): Promise<number> {
  const due = await inRawTransaction(SYSTEM(entity), (tx) => leaseDue(tx, tracker, at))
  let count = 0
  for (const { ticketId, remoteId } of due) {
    const answer = await tracker.read(remoteId)
    if (answer.outcome === 'ok') {
      await inRawTransaction(SYSTEM(entity), (tx) => takeRemote(tx, ticketId, answer.value, at))
      count += 1
      continue
    }
    const pauseMs = answer.outcome === 'retry' ? (answer.retryAfterMs ?? 0) : 0
    const isForAll = answer.outcome === 'retry' && answer.everybody === true
    await inRawTransaction(SYSTEM(entity), async (tx) => {
      await tx.exec('UPDATE ticket_remote SET error = $2 WHERE ticket_id = $1', [ticketId, answer.message])
      if (isForAll) await postpone(tx, tracker, new Date(at.getTime() + Math.max(pauseMs, LEASE_MS)))
    })
    if (isForAll) break
  }
  return count
}

function leaseDue(tx: Sql, tracker: Tracker, at: Date): Promise<{ ticketId: string; remoteId: string }[]> {
  return tx.sql(
    `WITH due AS (
       SELECT ticket_id FROM ticket_remote
        WHERE entity_id = $1 AND livemode = $2 AND system = $3 AND due_at <= $4::text::timestamptz AND category <> 'gone'
        ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
     )
     UPDATE ticket_remote r SET due_at = $5::text::timestamptz FROM due WHERE r.ticket_id = due.ticket_id
     RETURNING r.ticket_id AS "ticketId", r.remote_id AS "remoteId"`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      tracker.name,
      at.toISOString(),
      new Date(at.getTime() + LEASE_MS).toISOString(),
    ],
  )
}

async function postpone(tx: Sql, tracker: Tracker, until: Date): Promise<void> {
  await tx.exec(
    `UPDATE ticket_remote SET due_at = $4::text::timestamptz
      WHERE entity_id = $1 AND livemode = $2 AND system = $3 AND due_at < $4::text::timestamptz`,
    [tx.scope.entityId, tx.scope.livemode, tracker.name, until.toISOString()],
  )
}
