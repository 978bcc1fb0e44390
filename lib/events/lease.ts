import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { EventState, InboxEntity } from './model.ts'

/** An event that this worker alone works on, until its lease ends. */
export type LeasedEvent = {
  readonly account: string
  readonly id: string
  readonly type: string
  readonly apiVersion: string
  readonly occurredAt: Date
  readonly objectType: string
  readonly objectId: string
  readonly payload: Uint8Array
  /** This attempt counted. */
  readonly attempts: number
  readonly leaseToken: string
}

/** The lease ended and somebody else took the event over; whatever was prepared is dropped. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

const LEASE_MS = 120_000

/** Takes what is due, oldest first, and leaves out what another worker holds. */
export async function leaseEvents(entity: InboxEntity, at: Date, limit: number): Promise<LeasedEvent[]> {
  const leaseToken = newId('job')
  const rows = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<Omit<LeasedEvent, 'leaseToken'>>(
      `WITH due AS (
         SELECT entity_id, livemode, account, id FROM stripe_event
          WHERE entity_id = $1 AND livemode = $2 AND state = 'received' AND due_at <= $3::text::timestamptz
          ORDER BY due_at, account, id LIMIT $4 FOR UPDATE SKIP LOCKED
       )
       UPDATE stripe_event e SET lease_token = $5, due_at = $6::text::timestamptz, attempts = e.attempts + 1
         FROM due d WHERE e.entity_id = d.entity_id AND e.livemode = d.livemode AND e.account = d.account AND e.id = d.id
       RETURNING e.account, e.id, e.type, e.api_version AS "apiVersion", e.occurred_at AS "occurredAt",
                 e.object_type AS "objectType", e.object_id AS "objectId", e.payload, e.attempts`,
      [
        entity.id,
        entity.livemode,
        at.toISOString(),
        limit,
        leaseToken,
        new Date(at.getTime() + LEASE_MS).toISOString(),
      ],
    ),
  )
  return rows
    .map((row) => ({ ...row, leaseToken }))
    .sort((left, right) => left.occurredAt.getTime() - right.occurredAt.getTime() || (left.id < right.id ? -1 : 1))
}

export type Ending = {
  readonly event: LeasedEvent
  readonly state: EventState
  readonly outcome: string
  /** When to try again, for a state of received. */
  readonly dueAt?: Date
  /** Leave this attempt uncounted. */
  readonly isFree?: boolean
}

const OUTCOME_MAX = 1_000

/** Writes how each event ended, in the transaction of its effects. Throws LeaseLost when one of them is not ours any more. */
export async function endLeases(tx: Sql, endings: readonly Ending[], at: Date): Promise<void> {
  const sorted = endings.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
  const column = (of: (ending: Ending) => unknown) => sorted.map(of)
  const ended = await tx.exec(
    `UPDATE stripe_event e SET state = n.state, outcome = n.outcome, lease_token = '',
            due_at = coalesce(n.due_at, e.due_at), attempts = e.attempts - n.free::int,
            finished_at = CASE WHEN n.state = 'received' THEN NULL ELSE $3::text::timestamptz END
       FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]::timestamptz[], $10::boolean[])
         AS n (account, id, token, state, outcome, due_at, free)
      WHERE e.entity_id = $1 AND e.livemode = $2 AND e.account = n.account AND e.id = n.id
        AND e.lease_token = n.token AND e.state = 'received'`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      at.toISOString(),
      column(({ event }) => event.account),
      column(({ event }) => event.id),
      column(({ event }) => event.leaseToken),
      column(({ state }) => state),
      column(({ outcome }) => outcome.replaceAll('\u0000', '\ufffd').slice(0, OUTCOME_MAX).toWellFormed()),
      column(({ dueAt }) => dueAt?.toISOString() ?? null),
      column(({ isFree }) => isFree ?? false),
    ],
  )
  if (ended !== endings.length) throw new LeaseLost('the lease of an event was lost')
}

const keyOf = ({ event }: Ending) => `${event.account} ${event.id}`
