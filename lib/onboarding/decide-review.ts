import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { releaseHold } from '#lib/settlements/release-hold.ts'
import { advance } from './advance.ts'
import { isSettled } from './checklist-model.ts'
import { readChecks } from './read-checks.ts'
import { checksOpen, nothingToReview } from './refusals.ts'
import { roundsOf } from './review-rounds.ts'
import { auditorOf, lockRow, refsOf } from './row.ts'

type Deciding = {
  readonly actor: Actor
  readonly onboardingId: string
  readonly round: number
  readonly reason: string
  readonly at: Date
}

/**
 * Lets a first payment go: the hold is lifted as any other is, by this person or, where the policy says so, by a second one. Refuses
 * while a check is open, and what was decided before.
 */
export async function releaseFirstPayment(tx: Sql, deciding: Deciding): Promise<{ proposalId: string | null }> {
  const { actor, onboardingId, round, reason, at } = deciding
  const row = await lockRow(tx, onboardingId)
  const [last] = await roundsOf(tx, row.id)
  if (last === undefined || last.round !== round || last.endedAt !== null) throw nothingToReview()
  const { checks } = await readChecks(tx, row)
  if (row.contractAt === null || checks.some((check) => !isSettled(check))) throw checksOpen()
  const { proposalId } = await releaseHold(tx, { actor, holdId: last.holdId, reason, at })
  await tx.exec(
    `UPDATE onboarding_review SET decision = 'released', reason = $3, decided_by = $4, decided_at = $5::text::timestamptz, proposal_id = $6
      WHERE onboarding_id = $1 AND round = $2::int`,
    [row.id, round, reason, actor.personId, at.toISOString(), proposalId ?? ''],
  )
  await recordAudit(tx, {
    actor: auditorOf(actor),
    action: 'onboarding.review',
    subject: { kind: 'onboarding', id: row.id },
    after: { round, reason, proposalId },
    note:
      proposalId === null
        ? `Let payment ${round} of ${row.name} go: ${reason}`
        : `Asked for a second person to let payment ${round} of ${row.name} go: ${reason}`,
    refs: [...refsOf(row), ...(proposalId === null ? [] : [`proposal:${proposalId}`])],
    requestId: actor.requestId,
    at,
  })
  await advance(tx, { entity: actor.entity, onboardingId: row.id, at })
  return { proposalId }
}
