import type { AuditActor } from '#lib/audit/record-audit.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Entity, getEntity } from './entity.ts'

type Change = {
  readonly entity: Pick<Entity, 'id'>
  readonly actor: AuditActor
  readonly requestId: string
  readonly at: Date
}

/** Stops everything from leaving the gate, or lets it go on. What is under way at Stripe is not called back. */
export async function setPaused(tx: Sql, { entity, actor, requestId, at }: Change, isPaused: boolean): Promise<void> {
  const before = await getEntity(tx, entity.id)
  if ((before.pausedAt !== null) === isPaused) return
  await tx.exec('UPDATE entity SET paused_at = $2 WHERE id = $1', [entity.id, isPaused ? at : null])
  await recordAudit(tx, {
    actor,
    action: isPaused ? 'entities.pause' : 'entities.resume',
    subject: { kind: 'entity', id: entity.id },
    before: { pausedAt: before.pausedAt },
    after: { pausedAt: isPaused ? at : null },
    note: isPaused ? 'Paused all executions' : 'Resumed executions',
    requestId,
    at,
  })
}

/** Sets go-live and releases automatic execution, both from this instant on. */
export async function goLive(tx: Sql, { entity, actor, requestId, at }: Change): Promise<void> {
  await tx.exec('UPDATE entity SET go_live_at = $2, automatic_since = $2 WHERE id = $1 AND go_live_at IS NULL', [
    entity.id,
    at,
  ])
  await recordAudit(tx, {
    actor,
    action: 'entities.go_live',
    subject: { kind: 'entity', id: entity.id },
    after: { goLiveAt: at, automaticSince: at },
    note: 'Live from now on: what is collected after this proposes its transfers',
    requestId,
    at,
  })
}
