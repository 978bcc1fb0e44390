import type { Actor } from '#lib/access/actor.ts'
import { setPaused } from '#lib/entities/change-entity.ts'
import { inTransaction } from '#lib/platform/db.ts'

/** Pauses all executions at once, on one person's word: what is approved waits until two people release the pause. */
export async function pauseExecutions(actor: Actor, at: Date): Promise<void> {
  await inTransaction(actor.scope, (tx) => {
    const { entity, requestId } = actor
    const by = { kind: 'person' as const, id: actor.personId, role: actor.roles.join(', ') }
    return setPaused(tx, { entity, actor: by, requestId, at }, true)
  })
}
