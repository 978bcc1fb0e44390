import { type Entity, getEntity } from '#lib/entities/entity.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { hashArguments } from './canonical.ts'
import { type Executor, isLocal } from './executor.ts'
import { idempotencyKey, nextState } from './model.ts'
import { enqueueSettle, note } from './note.ts'
import { decide, releaseUsed } from './policy.ts'
import { gatherFacts, lockLimits, policyOf } from './policy-facts.ts'
import type { Proposal } from './proposal.ts'
import { countApprovals, lockProposal, saveVerdict, takeStep } from './store.ts'

/** Until then nobody else asks what became of an attempt. Longer than a call may take. */
export const LEASE_SECONDS = 60

type Claim = {
  readonly entity: Pick<Entity, 'id'>
  readonly proposalId: string
  readonly at: Date
  readonly executorOf: (proposal: Proposal) => Executor
}

/**
 * Makes an approved proposal this transaction's to carry out, after every check and the policy agree again; null when
 * somebody else was first, or something speaks against it now, which is noted. A pause holds what would leave the house;
 * what changes our own database goes on, or the pause could not be released.
 */
export async function claim(tx: Sql, { entity, proposalId, at, executorOf }: Claim): Promise<Proposal | null> {
  const proposal = await lockProposal(tx, proposalId)
  if (nextState(proposal.state, 'claim') === null) return null
  const executor = executorOf(proposal)
  // A pause waits for claims that read it before, so nothing is claimed once it is there.
  if (!isLocal(executor)) await tx.exec('SELECT 1 FROM entity WHERE id = $1 FOR SHARE', [entity.id])
  const current = await getEntity(tx, entity.id)
  if (current.pausedAt !== null && !isLocal(executor)) return null
  if (proposal.state === 'approved' && proposal.expiresAt <= at) {
    await endBefore(tx, proposal, 'expire', 'The approval was not carried out in time.', at)
    return null
  }
  if (hashArguments(proposal.arguments) !== proposal.argumentsHash) {
    await endBefore(tx, proposal, 'void', 'The arguments are not the approved ones any more.', at)
    return null
  }
  const recheck = await executor.recheck(tx, proposal, at)
  if (!recheck.ok) {
    await endBefore(tx, proposal, recheck.void ? 'void' : 'send_back', recheck.reason, at)
    return null
  }
  if (!(await policyStillAgrees(tx, { entity: current, proposal, executor, at }))) return null
  const attempt = proposal.attempt + 1
  await tx.exec(
    `INSERT INTO execution (proposal_id, attempt, entity_id, idempotency_key, state, claimed_at, lease_until)
     VALUES ($1, $2, $3, $4, 'claimed', $5, $5::timestamptz + make_interval(secs => $6))`,
    [proposal.id, attempt, entity.id, idempotencyKey(proposal.id, attempt), at, LEASE_SECONDS],
  )
  return takeStep(tx, proposal, 'claim', { attempt, at })
}

type Policed = { readonly entity: Entity; readonly proposal: Proposal; readonly executor: Executor; readonly at: Date }

/** The policy may have changed, or the facts it looks at: then whoever did not decide yet must. */
async function policyStillAgrees(tx: Sql, { entity, proposal, executor, at }: Policed): Promise<boolean> {
  const { functionalCurrency } = entity
  if (proposal.kind === 'transfer.create') await lockLimits(tx)
  const policy = await policyOf(tx, entity, at)
  const facts = await gatherFacts(tx, {
    entity,
    proposalId: proposal.id,
    kind: proposal.kind,
    amount: money(proposal.amountMinor, proposal.currency),
    functional: proposal.functionalMinor === null ? null : money(proposal.functionalMinor, functionalCurrency),
    sellerId: proposal.sellerId,
    sellerSince: isLocal(executor) ? proposal.proposedAt : await executor.sellerSince(tx, proposal),
    history: isLocal(executor) ? null : ((await executor.sellerHistory?.(tx, proposal)) ?? null),
    subject: { kind: proposal.subjectKind, id: proposal.subjectId },
    hasFailedCheck: false,
    atLeast: { approvals: proposal.approvalsAtLeast, reason: proposal.approvalsReason },
    at,
  })
  const verdict = decide(policy.rules, functionalCurrency, facts)
  const isAgreed = verdict.decision === 'automatic'
  const releaseId = isAgreed ? releaseUsed(verdict, facts) : ''
  if (isAgreed && proposal.policyDecision === 'automatic') {
    await saveVerdict(tx, proposal.id, { version: policy.version, verdict, releaseId })
    return true
  }
  if (isAgreed || (await countApprovals(tx, proposal)) >= verdict.approvalsNeeded) return true
  await saveVerdict(tx, proposal.id, { version: policy.version, verdict, releaseId: '' })
  const [reason] = verdict.reasons
  await endBefore(tx, proposal, 'send_back', `The policy asks for a person now: ${reason?.sentence ?? ''}`, at)
  return false
}

async function endBefore(tx: Sql, proposal: Proposal, step: 'void' | 'expire' | 'send_back', reason: string, at: Date) {
  const after = await takeStep(tx, proposal, step, { reason, at })
  await note(tx, proposal, { action: `approvals.${step}`, after: after.state, sentence: reason, at })
  await enqueueSettle(tx, proposal)
}
