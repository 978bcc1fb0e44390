import type { Sql } from '#lib/platform/db.ts'
import { proposeAgain } from '#lib/settlements/run-again.ts'
import { proposeReversalOf } from '#lib/transfers/propose-reversal.ts'
import { resolutionOf, VARIANCE_CLASSES } from './classes-model.ts'
import { isProposalPending } from './pending-proposal.ts'
import { beingResolved, noResolution, varianceClosed } from './variance-refusals.ts'
import { isTodo, type LockedVariance, lockVariance, type Working } from './work-variance.ts'

/**
 * Puts the correction of a variance before the gate: the share that was never paid, or what was paid too much. Whoever asks cannot
 * approve it. The variance is resolved by the facts once the money moved. Refuses a second proposal while one waits.
 */
export async function proposeResolution(
  tx: Sql,
  { varianceId, reason }: { readonly varianceId: string; readonly reason: string },
  working: Working,
): Promise<{ proposalId: string }> {
  const variance = await lockVariance(tx, varianceId)
  if (!isTodo(variance.state)) throw varianceClosed(variance.state)
  if (await isProposalPending(tx, variance.proposalId)) throw beingResolved()
  const proposalId = await propose(tx, variance, reason, working)
  await tx.exec("UPDATE variance SET state = 'in_progress', proposal_id = $2 WHERE id = $1", [varianceId, proposalId])
  return { proposalId }
}

async function propose(tx: Sql, variance: LockedVariance, reason: string, working: Working): Promise<string> {
  const way = resolutionOf(variance.class, variance.amountMinor)
  if (way === null) throw noResolution(VARIANCE_CLASSES[variance.class].action)
  return way === 'pay' ? payShare(tx, variance, working) : takeBack(tx, variance, reason, working)
}

/** A correcting transfer is the settlement's own next transfer: every check of it applies. */
async function payShare(tx: Sql, { subjectId, sellerId }: LockedVariance, { actor, at }: Working): Promise<string> {
  await proposeAgain(tx, { actor, settlementId: subjectId, sellerId, at })
  const [share] = await tx.sql<{ proposal_id: string }>(
    'SELECT proposal_id FROM settlement_share WHERE settlement_id = $1 AND seller_id = $2',
    [subjectId, sellerId],
  )
  return share?.proposal_id ?? ''
}

async function takeBack(tx: Sql, variance: LockedVariance, reason: string, { actor, at }: Working): Promise<string> {
  const transferId = variance.evidence.find(({ kind }) => kind === 'transfer')?.id ?? ''
  const [transfer] = await tx.sql<{ amount_minor: bigint; currency: string }>(
    'SELECT amount_minor, currency::text AS currency FROM transfer WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND id = $4',
    [tx.scope.entityId, tx.scope.livemode, actor.entity.stripeAccount, transferId],
  )
  if (transfer === undefined) throw noResolution(VARIANCE_CLASSES[variance.class].action)
  const { proposalId } = await proposeReversalOf(tx, {
    actor,
    transferId,
    transferMinor: transfer.amount_minor,
    account: actor.entity.stripeAccount,
    currency: transfer.currency.toUpperCase(),
    settlementId: variance.subjectId,
    sellerId: variance.sellerId,
    amountMinor: variance.amountMinor,
    reason: reason === 'refund' ? `${reason}.` : reason,
    evidence: [{ label: variance.summary, kind: 'variance', id: variance.id }, ...variance.evidence],
    at,
  })
  return proposalId
}
