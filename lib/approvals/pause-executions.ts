import type { Actor } from '#lib/access/actor.ts'
import { setPaused } from '#lib/entities/change-entity.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { requeueApproved, requeueWaitingFunds } from './upkeep.ts'

/** Pauses all executions, or resumes them; what waited meanwhile is queued at once. */
export async function pauseExecutions(actor: Actor, isPaused: boolean, at: Date): Promise<{ isPaused: boolean }> {
  await inTransaction(actor.scope, async (tx) => {
    const { entity, requestId } = actor
    const by = { kind: 'person' as const, id: actor.personId, role: actor.roles.join(', ') }
    await setPaused(tx, { entity, actor: by, requestId, at }, isPaused)
    if (isPaused) return
    await requeueApproved(tx)
    await requeueWaitingFunds(tx)
  })
  return { isPaused }
}
