import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { nextState } from './model.ts'
import { refsOf } from './note.ts'
import { lockProposal, takeStep } from './store.ts'

/**
 * Ends a proposal whose facts are no longer right, with the reason. One that is under way or over stays as it is; returns
 * whether it ended.
 */
export async function voidProposal(tx: Sql, id: string, reason: string, at: Date): Promise<boolean> {
  const proposal = await lockProposal(tx, id)
  if (nextState(proposal.state, 'void') === null) return false
  await takeStep(tx, proposal, 'void', { reason, at })
  await recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action: 'approvals.void',
    subject: { kind: 'proposal', id },
    before: { state: proposal.state },
    after: { state: 'void' },
    note: reason,
    refs: refsOf(proposal),
    at,
  })
  return true
}
