import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { noSuchEvent } from './refusals.ts'
import type { EventKey } from './schema.ts'

type Replay = {
  readonly actor: AuditActor
  readonly events: readonly EventKey[]
  readonly requestId?: string
  readonly at: Date
}

/**
 * Puts events back into the inbox as if they had just arrived; effects that happened are not repeated, because every effect has
 * a key of its own. Events that a worker holds right now are left to it. Returns how many were put back; refuses when none exists.
 */
export async function replayEvents(tx: Sql, { actor, events, requestId, at }: Replay): Promise<number> {
  const replayed = await tx.sql<EventKey & { before: string }>(
    `UPDATE stripe_event e SET state = 'received', outcome = 'Put back to be worked on again.', attempts = 0,
            due_at = $3::text::timestamptz, finished_at = NULL, lease_token = ''
       FROM (SELECT o.account, o.id, o.state FROM stripe_event o
               JOIN unnest($4::text[], $5::text[]) AS n (account, id) ON n.account = o.account AND n.id = o.id
              WHERE o.entity_id = $1 AND o.livemode = $2 AND (o.state <> 'received' OR o.lease_token = '')
              ORDER BY o.account, o.id FOR UPDATE) old
      WHERE e.entity_id = $1 AND e.livemode = $2 AND e.account = old.account AND e.id = old.id
     RETURNING e.account, e.id, old.state AS before`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      at.toISOString(),
      events.map(({ account }) => account),
      events.map(({ id }) => id),
    ],
  )
  if (replayed.length === 0) throw noSuchEvent()
  for (const { account, id, before } of replayed) {
    await recordAudit(tx, {
      actor,
      action: 'events.replay',
      subject: { kind: 'event', id: `${account}/${id}` },
      before: { state: before },
      after: { state: 'received' },
      note: `Event ${id} is worked on again.`,
      refs: [`event:${id}`],
      ...(requestId !== undefined && { requestId }),
      at,
    })
  }
  return replayed.length
}

/** Every inbox row of this event id: one, unless two accounts had it. */
export function findEvents(tx: Sql, id: string): Promise<EventKey[]> {
  return tx.sql(
    'SELECT account, id FROM stripe_event WHERE entity_id = $1 AND livemode = $2 AND id = $3 ORDER BY account LIMIT 20',
    [tx.scope.entityId, tx.scope.livemode, id],
  )
}
