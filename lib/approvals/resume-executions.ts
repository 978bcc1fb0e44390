import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { setPaused } from '#lib/entities/change-entity.ts'
import { getEntity } from '#lib/entities/entity.ts'
import { inTransaction } from '#lib/platform/db.ts'
import type { LocalExecutor } from './executor.ts'
import { onceKeyFor } from './once-key.ts'
import { propose } from './propose.ts'
import { notPaused } from './refusals.ts'
import { requeueApproved, requeueWaitingFunds } from './upkeep.ts'

/** Which pause is released: another one that began since is not. */
const resumeArguments = z.object({ pausedAt: z.iso.datetime(), reason: z.string() })

/** Proposes that executions go on. Two people other than the proposer must agree. Refuses when nothing is paused. */
export function proposeResume({
  actor,
  reason,
  at,
}: {
  readonly actor: Actor
  readonly reason: string
  readonly at: Date
}): Promise<{ proposalId: string }> {
  return inTransaction(actor.scope, async (tx) => {
    await tx.exec('SELECT 1 FROM entity WHERE id = $1 FOR UPDATE', [actor.entity.id])
    const entity = await getEntity(tx, actor.entity.id)
    if (entity.pausedAt === null) throw notPaused()
    const pausedAt = entity.pausedAt.toISOString()
    const proposal = await propose(tx, {
      entity,
      kind: 'execution.resume',
      onceKey: await onceKeyFor(tx, `resume:${pausedAt}`),
      arguments: { pausedAt, reason } satisfies z.infer<typeof resumeArguments>,
      subject: { kind: 'entity', id: entity.id },
      summary: `Let executions of ${entity.name} go on.`,
      reasoning: reason,
      evidence: [],
      checks: [],
      effects: [{ label: 'Executions', before: 'paused', after: 'going on', currency: '' }],
      approvalsAtLeast: { count: 2, reason: 'Two people must agree that executions go on.' },
      proposedBy: { kind: 'person', id: actor.personId },
      at,
    })
    return { proposalId: proposal.id }
  })
}

/** Ends the pause that two people released, and queues at once what waited for it. */
export const resumeExecutor: LocalExecutor = {
  recheck: async (tx, proposal) => {
    const { pausedAt } = resumeArguments.parse(JSON.parse(proposal.arguments))
    const entity = await getEntity(tx, tx.scope.entityId)
    return entity.pausedAt?.toISOString() === pausedAt
      ? { ok: true }
      : { ok: false, void: true, reason: 'This pause is over already.' }
  },
  apply: async (tx, proposal, at) => {
    const entity = { id: tx.scope.entityId }
    await setPaused(tx, { entity, actor: SYSTEM_ACTOR, requestId: '', at }, false)
    await requeueApproved(tx)
    await requeueWaitingFunds(tx)
    return { objectId: entity.id, sentence: `Executions go on: ${proposal.reasoning}`, refs: [`entity:${entity.id}`] }
  },
}
