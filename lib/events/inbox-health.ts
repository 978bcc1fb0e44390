import type { Sql } from '#lib/platform/db.ts'
import type { EventState } from './model.ts'

type InboxHealth = {
  /** Events that wait for the worker. */
  readonly depth: number
  /** How long the oldest of them has waited. */
  readonly oldestAgeSeconds: number
}

/** How far behind the worker is. */
export async function inboxHealth(tx: Sql, at: Date): Promise<InboxHealth> {
  const [row] = await tx.sql<InboxHealth>(
    `SELECT count(*)::int AS depth,
            coalesce(greatest(0, extract(epoch FROM $3::text::timestamptz - min(received_at))), 0)::int AS "oldestAgeSeconds"
       FROM stripe_event WHERE entity_id = $1 AND livemode = $2 AND state = 'received'`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  return row ?? { depth: 0, oldestAgeSeconds: 0 }
}

/** How many events need a person or the worker. The finished ones are not counted: there are too many. */
export async function countOpenEvents(tx: Sql): Promise<Readonly<Partial<Record<EventState, number>>>> {
  const rows = await tx.sql<{ state: EventState; count: number }>(
    `SELECT state, count(*)::int AS count FROM stripe_event
      WHERE entity_id = $1 AND livemode = $2 AND state IN ('received', 'parked', 'failed') GROUP BY state`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
