import { z } from 'zod'
import type { LocalExecutor, Outcome } from '#lib/approvals/executor.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { RECORDED_ABSENT, settleAttempt } from '#lib/approvals/settle-attempt.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { endedUnderItsKey } from '#lib/approvals/unknown-outcome.ts'
import type { Sql } from '#lib/platform/db.ts'
import { recordExecuted } from './record-executed.ts'

const outcomeArguments = z.object({
  proposalId: z.string(),
  /** Which attempt was looked for. */
  attempt: z.string(),
  found: z.enum(['happened', 'absent']),
  objectId: z.string(),
  evidence: z.string(),
})
export type OutcomeArguments = z.infer<typeof outcomeArguments>

const argumentsOf = (proposal: Proposal) => outcomeArguments.parse(JSON.parse(proposal.arguments))

/** Ends an unknown outcome as two people found it: executed as the object one of them named, or failed. */
export const outcomeExecutor: LocalExecutor = {
  recheck: async (tx, proposal, at) => {
    const { proposalId, attempt, found, objectId } = argumentsOf(proposal)
    const doubted = await endedUnderItsKey(tx, proposalId, at)
    if (doubted === null || `${doubted.attempt}` !== attempt) {
      return { ok: false, void: true, reason: 'The outcome of this attempt is known meanwhile.' }
    }
    const other = found === 'happened' ? await whatElseItIs(tx, proposalId, objectId) : ''
    return other === '' ? { ok: true } : { ok: false, void: true, reason: other }
  },
  apply: async (tx, finding, at) => {
    const { proposalId, found, objectId, evidence } = argumentsOf(finding)
    const doubted = await lockProposal(tx, proposalId)
    const outcome: Outcome =
      found === 'happened'
        ? {
            outcome: 'succeeded',
            objectId,
            requestId: '',
            record: async (inside, when) => {
              if (!doubted.kind.startsWith('transfer.')) return
              await recordExecuted(inside, doubted, { objectId, reason: 'Found at Stripe by two people.', at: when })
            },
          }
        : {
            outcome: 'failed',
            code: RECORDED_ABSENT,
            message: `Two people found that it did not happen: ${evidence}`,
            requestId: '',
            isInsufficient: false,
          }
    await settleAttempt(tx, doubted, outcome, at)
    return {
      objectId: found === 'happened' ? objectId : proposalId,
      sentence: finding.summary,
      refs: [`proposal:${proposalId}`],
    }
  },
}

/** Why this transfer, reversal or refund cannot be the one: another proposal made it. */
async function whatElseItIs(tx: Sql, proposalId: string, objectId: string): Promise<string> {
  const [other] = await tx.sql<{ id: string }>(
    `SELECT id FROM proposal WHERE entity_id = $1 AND livemode = $2 AND provider_object_id = $3 AND id <> $4
        AND kind IN ('transfer.create', 'transfer.reverse', 'refund.create') LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, objectId, proposalId],
  )
  return other === undefined ? '' : `${objectId} was made by ${other.id}.`
}
