import type { Sql } from '#lib/platform/db.ts'
import { payloadText } from '#lib/providers/stripe/verify-event.ts'
import { EVENT_COLUMNS, type EventRow, toEventRow } from './list-events.ts'
import type { EventState } from './model.ts'

export type EventDetail = EventRow & {
  readonly apiVersion: string
  /** ISO instant; null while it waits. */
  readonly finishedAt: string | null
  /** When it is worked on next; null when it is not waiting. */
  readonly dueAt: string | null
  readonly isLeased: boolean
  /** The received text; null for whoever may not see buyers' data. */
  readonly payload: string | null
  /** Other events about the same object, newest first. */
  readonly related: readonly RelatedEvent[]
}

export type RelatedEvent = {
  readonly account: string
  readonly id: string
  readonly type: string
  readonly state: EventState
  /** ISO instant. */
  readonly occurredAt: string
}

type Row = Omit<EventRow, 'receivedAt' | 'occurredAt'> & {
  receivedAt: Date
  occurredAt: Date
  apiVersion: string
  finishedAt: Date | null
  dueAt: Date
  isLeased: boolean
  payload: Uint8Array
}

const RELATED_MAX = 20

/** One event with what was received and what became of it; null when the inbox does not hold it. */
export async function getEvent(
  tx: Sql,
  { account, id }: { readonly account: string; readonly id: string },
  { withPayload }: { readonly withPayload: boolean },
): Promise<EventDetail | null> {
  const [row] = await tx.sql<Row>(
    `SELECT ${EVENT_COLUMNS}, e.api_version AS "apiVersion", e.finished_at AS "finishedAt", e.due_at AS "dueAt",
            e.lease_token <> '' AS "isLeased", e.payload
       FROM stripe_event e WHERE e.entity_id = $1 AND e.livemode = $2 AND e.account = $3 AND e.id = $4`,
    [tx.scope.entityId, tx.scope.livemode, account, id],
  )
  if (row === undefined) return null
  const { finishedAt, dueAt, payload, ...rest } = row
  return {
    ...toEventRow(rest),
    apiVersion: row.apiVersion,
    isLeased: row.isLeased,
    finishedAt: finishedAt?.toISOString() ?? null,
    dueAt: row.state === 'received' ? dueAt.toISOString() : null,
    payload: withPayload ? payloadText(payload) : null,
    related: await relatedTo(tx, row),
  }
}

async function relatedTo(tx: Sql, { account, id, objectId }: Row): Promise<RelatedEvent[]> {
  if (objectId === '') return []
  const rows = await tx.sql<Omit<RelatedEvent, 'occurredAt'> & { occurredAt: Date }>(
    `SELECT e.account, e.id, e.type, e.state, e.occurred_at AS "occurredAt" FROM stripe_event e
      WHERE e.entity_id = $1 AND e.livemode = $2 AND e.object_id = $3 AND NOT (e.account = $4 AND e.id = $5)
      ORDER BY e.occurred_at DESC, e.id LIMIT ${RELATED_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, objectId, account, id],
  )
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }))
}
