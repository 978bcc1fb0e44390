import { findCurrentEntity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { livingWorkers } from '#lib/platform/worker-beat.ts'

export type Readiness = {
  readonly ready: boolean
  readonly database: 'up' | 'down'
  readonly worker: 'up' | 'down'
  /** Events waiting for the worker. */
  readonly queueDepth: number
  /** Seconds the oldest of them has waited; null when none does. */
  readonly oldestAgeSeconds: number | null
}

const DOWN: Readiness = { ready: false, database: 'down', worker: 'down', queueDepth: 0, oldestAgeSeconds: null }

/** Whether the product can do its work: the database answers and a worker lives. */
export async function readiness(): Promise<Readiness> {
  try {
    const workers = await livingWorkers()
    const inbox = await inboxDepth()
    return { ready: workers > 0, database: 'up', worker: workers > 0 ? 'up' : 'down', ...inbox }
  } catch {
    // Whatever is wrong with the database, it is down for whoever asks; the log of the web server says why.
    return DOWN
  }
}

async function inboxDepth(): Promise<Pick<Readiness, 'queueDepth' | 'oldestAgeSeconds'>> {
  const entity = await findCurrentEntity()
  if (entity === null) return { queueDepth: 0, oldestAgeSeconds: null }
  const [row] = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ depth: number; age: number | null }>(
      `SELECT count(*)::int AS depth, greatest(0, floor(extract(epoch FROM $3::timestamptz - min(received_at))))::int AS age FROM stripe_event
        WHERE entity_id = $1 AND livemode = $2 AND state = 'received'`,
      [entity.id, entity.livemode, clock.now()],
    ),
  )
  return { queueDepth: row?.depth ?? 0, oldestAgeSeconds: row?.age ?? null }
}
