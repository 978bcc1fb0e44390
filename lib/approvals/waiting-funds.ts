import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { note } from './note.ts'
import { policyOf } from './policy-facts.ts'
import { lockProposal, takeStep } from './store.ts'

const BATCH = 200

/**
 * Ends waiting for funds after the days the policy states: a person decides anew, with a new time to do so. The days count
 * from the first attempt after the last decision, however often it was tried since.
 */
export async function endLongWaits(tx: Sql, entity: Entity, at: Date): Promise<number> {
  const { rules } = await policyOf(tx, entity, at)
  const due = await tx.sql<{ id: string }>(
    `SELECT p.id FROM proposal p
      WHERE p.entity_id = $1 AND p.livemode = $2 AND p.state = 'waiting_funds'
        AND (SELECT min(e.claimed_at) FROM execution e WHERE e.proposal_id = p.id
               AND e.claimed_at >= coalesce((SELECT max(d.at) FROM decision d WHERE d.proposal_id = p.id), p.proposed_at))
            <= $3::timestamptz - make_interval(days => $4)
      ORDER BY p.id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    [tx.scope.entityId, tx.scope.livemode, at, rules.waitingFundsDays],
  )
  for (const { id } of due) {
    const proposal = await lockProposal(tx, id)
    const reason = `It waited for funds for ${rules.waitingFundsDays} days. Decide again whether it should still go.`
    const after = await takeStep(tx, proposal, 'send_back', { reason, at })
    await tx.exec(
      `UPDATE proposal SET expires_at = $2::timestamptz + make_interval(hours => $3), policy_decision = 'needs_approval',
              approvals_needed = greatest(approvals_needed, (SELECT count(*) FROM decision WHERE proposal_id = $1 AND verdict = 'approve') + 1),
              policy_reasons = $4::jsonb, release_id = ''
        WHERE id = $1`,
      [id, at, rules.expiryHours, JSON.stringify([{ rule: 'waited', sentence: reason }])],
    )
    await note(tx, proposal, { action: 'approvals.waited', after: after.state, sentence: reason, at })
  }
  return due.length
}
