import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { type Entity, getEntity } from '#lib/entities/entity.ts'
import { exponentOf } from '#lib/money/currency.ts'
import { money } from '#lib/money/money.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { hashArguments } from './canonical.ts'
import { idempotencyKey, KEY_LIFE_MS, nextState } from './model.ts'
import { DEFAULT_RULES, decide } from './policy.ts'
import type { Proposal } from './proposal.ts'
import type { ProposalKind } from './schema.ts'
import { countApprovals, currentPolicy, lockProposal, saveVerdict, takeStep } from './store.ts'

/** What became of a command outside. `record` writes what the success means, in the transaction that notes it. */
export type Outcome =
  | {
      readonly outcome: 'succeeded'
      readonly objectId: string
      readonly requestId: string
      readonly record: (tx: Sql, at: Date) => Promise<void>
    }
  | {
      readonly outcome: 'failed'
      readonly code: string
      readonly message: string
      readonly requestId: string
      readonly isInsufficient: boolean
    }
  /** `isAnswered`: the other side answered with a fault of its own, so nothing is under way any more. */
  | { readonly outcome: 'unknown'; readonly message: string; readonly requestId: string; readonly isAnswered: boolean }

export type Recheck = { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly void: boolean }

/** How one kind of proposal is carried out. The pipeline brings them: the gate knows no other domain. */
export type Executor = {
  /** Runs every check again, in the transaction that claims the proposal. */
  readonly recheck: (tx: Sql, proposal: Proposal, at: Date) => Promise<Recheck>
  /** Seller age for the policy, as of now. */
  readonly sellerSince: (tx: Sql, proposal: Proposal) => Promise<Date>
  readonly send: (proposal: Proposal, idempotencyKey: string, at: Date) => Promise<Outcome>
  /** Asks the other side whether it happened; null when it knows nothing of it. */
  readonly lookUp: (proposal: Proposal, at: Date) => Promise<Extract<Outcome, { outcome: 'succeeded' }> | null>
}
export type Executors = Readonly<Record<ProposalKind, Executor>>

type Execute = {
  readonly entity: Entity
  readonly proposalId: string
  readonly at: Date
  readonly executors: Executors
}

/** Until then nobody else asks what became of an attempt. Longer than a call may take. */
const LEASE_SECONDS = 60
const LOOK_UP_AFTER_SECONDS = 5

/**
 * Carries an approved proposal out, once: claims it after every check and the policy agree again, sends it outside any
 * transaction, and notes the outcome. Does nothing when somebody else was first.
 */
export async function executeProposal(input: Execute): Promise<void> {
  const claimed = await inTransaction(SYSTEM(input.entity), (tx) => claim(tx, input))
  if (claimed === null) return
  const outcome = await input.executors[claimed.kind].send(
    claimed,
    idempotencyKey(claimed.id, claimed.attempt),
    input.at,
  )
  await inTransaction(SYSTEM(input.entity), (tx) => settleAttempt(tx, claimed, outcome, input.at))
}

async function claim(tx: Sql, { entity, proposalId, at, executors }: Execute): Promise<Proposal | null> {
  const proposal = await lockProposal(tx, proposalId)
  if (nextState(proposal.state, 'claim') === null) return null
  const current = await getEntity(tx, entity.id)
  if (current.pausedAt !== null) return null
  if (proposal.state === 'approved' && proposal.expiresAt <= at) {
    await endBefore(tx, proposal, 'expire', 'The approval was not carried out in time.', at)
    return null
  }
  if (hashArguments(proposal.arguments) !== proposal.argumentsHash) {
    await endBefore(tx, proposal, 'void', 'The arguments are not the approved ones any more.', at)
    return null
  }
  const executor = executors[proposal.kind]
  const recheck = await executor.recheck(tx, proposal, at)
  if (!recheck.ok) {
    await endBefore(tx, proposal, recheck.void ? 'void' : 'send_back', recheck.reason, at)
    return null
  }
  if (
    !(await policyStillAgrees(tx, {
      entity: current,
      proposal,
      sellerSince: await executor.sellerSince(tx, proposal),
      at,
    }))
  )
    return null
  const attempt = proposal.attempt + 1
  await tx.exec(
    `INSERT INTO execution (proposal_id, attempt, entity_id, idempotency_key, state, claimed_at, lease_until)
     VALUES ($1, $2, $3, $4, 'claimed', $5, $5::timestamptz + make_interval(secs => $6))`,
    [proposal.id, attempt, entity.id, idempotencyKey(proposal.id, attempt), at, LEASE_SECONDS],
  )
  return takeStep(tx, proposal, 'claim', { attempt, at })
}

type Policed = { readonly entity: Entity; readonly proposal: Proposal; readonly sellerSince: Date; readonly at: Date }

/** The policy may have changed, or the facts it looks at: then whoever did not decide yet must. */
async function policyStillAgrees(tx: Sql, { entity, proposal, sellerSince, at }: Policed): Promise<boolean> {
  const { functionalCurrency } = entity
  const policy = await currentPolicy(tx, DEFAULT_RULES(10n ** BigInt(exponentOf(functionalCurrency))), at)
  const verdict = decide(policy.rules, functionalCurrency, {
    kind: proposal.kind,
    functional: proposal.functionalMinor === null ? null : money(proposal.functionalMinor, functionalCurrency),
    sellerSince,
    isAutomaticReleased: entity.automaticSince !== null && entity.automaticSince <= at,
    hasFailedCheck: false,
    at,
  })
  if (verdict.decision === 'automatic' || (await countApprovals(tx, proposal)) >= verdict.approvalsNeeded) return true
  await saveVerdict(tx, proposal.id, policy.version, verdict)
  const [reason] = verdict.reasons
  await endBefore(tx, proposal, 'send_back', `The policy asks for a person now: ${reason?.sentence ?? ''}`, at)
  return false
}

async function endBefore(tx: Sql, proposal: Proposal, step: 'void' | 'expire' | 'send_back', reason: string, at: Date) {
  const after = await takeStep(tx, proposal, step, { reason, at })
  await note(tx, proposal, { action: `approvals.${step}`, after: after.state, sentence: reason, at })
  if (proposal.subjectKind === 'settlement') await enqueueSettle(tx, proposal)
}

/** Whatever a proposal came to, the settlement it was for looks again. */
function enqueueSettle(tx: Sql, proposal: Proposal): Promise<void> {
  return enqueue(tx, 'settle', { settlementId: proposal.subjectId }, { key: proposal.subjectId })
}

async function settleAttempt(tx: Sql, claimed: Proposal, outcome: Outcome, at: Date): Promise<void> {
  const proposal = await lockProposal(tx, claimed.id)
  if (proposal.attempt !== claimed.attempt || nextState(proposal.state, 'succeed') === null) return
  await finishExecution(tx, proposal, outcome, at)
  if (outcome.outcome === 'succeeded') {
    await outcome.record(tx, at)
    const after = await takeStep(tx, proposal, 'succeed', { providerObjectId: outcome.objectId, at })
    await note(tx, proposal, {
      action: 'approvals.executed',
      after: after.state,
      sentence: `Executed as ${outcome.objectId}`,
      requestId: outcome.requestId,
      more: [`${proposal.kind === 'transfer.create' ? 'transfer' : 'transfer_reversal'}:${outcome.objectId}`],
      at,
    })
  } else if (outcome.outcome === 'failed') {
    const step = outcome.isInsufficient ? 'lack_funds' : 'fail'
    const after = await takeStep(tx, proposal, step, { reason: `Stripe: ${outcome.message}`, at })
    await note(tx, proposal, {
      action: `approvals.${after.state}`,
      after: after.state,
      sentence: outcome.message,
      requestId: outcome.requestId,
      at,
    })
  } else {
    await takeStep(tx, proposal, 'lose', { reason: `Nobody knows yet whether it happened: ${outcome.message}`, at })
    await note(tx, proposal, {
      action: 'approvals.unknown',
      after: 'unknown',
      sentence: outcome.message,
      requestId: outcome.requestId,
      at,
    })
    await enqueue(
      tx,
      'lookup',
      { proposalId: proposal.id },
      { key: proposal.id, startAfterSeconds: LOOK_UP_AFTER_SECONDS },
    )
  }
  if (proposal.subjectKind === 'settlement') await enqueueSettle(tx, proposal)
}

const EXECUTION_STATE = { succeeded: 'succeeded', failed: 'failed', unknown: 'unknown' } as const

async function finishExecution(tx: Sql, proposal: Proposal, outcome: Outcome, at: Date): Promise<void> {
  const isInsufficient = outcome.outcome === 'failed' && outcome.isInsufficient
  await tx.exec(
    `UPDATE execution SET state = $3, finished_at = $4, provider_object_id = $5, request_id = $6, error_code = $7,
            error_message = $8, lease_until = $9::timestamptz
      WHERE proposal_id = $1 AND attempt = $2`,
    [
      proposal.id,
      proposal.attempt,
      isInsufficient ? 'waiting_funds' : EXECUTION_STATE[outcome.outcome],
      outcome.outcome === 'unknown' ? null : at,
      outcome.outcome === 'succeeded' ? outcome.objectId : '',
      outcome.requestId,
      outcome.outcome === 'failed' ? outcome.code : '',
      outcome.outcome === 'succeeded' ? '' : outcome.message,
      at,
    ],
  )
}

/**
 * Finds out what became of an attempt whose outcome is not known, or whose process died. Looks it up first. Only when the
 * other side knows nothing is the very same key sent again, while the key still protects; after that a person must look.
 */
export async function resolveUnknown(input: Execute): Promise<void> {
  const scope = SYSTEM(input.entity)
  const leased = await inTransaction(scope, (tx) => leaseForLookUp(tx, input))
  if (leased === null) return
  const executor = input.executors[leased.proposal.kind]
  const found = await executor.lookUp(leased.proposal, input.at)
  const outcome = found ?? (await sendAgain(executor, leased, input.at))
  await inTransaction(scope, (tx) => settleAttempt(tx, leased.proposal, outcome, input.at))
}

type Leased = { readonly proposal: Proposal; readonly claimedAt: Date }

async function leaseForLookUp(tx: Sql, { proposalId, at }: Execute): Promise<Leased | null> {
  const proposal = await lockProposal(tx, proposalId)
  if (proposal.state !== 'unknown' && proposal.state !== 'executing') return null
  const [row] = await tx.sql<{ claimedAt: Date }>(
    `UPDATE execution SET lease_until = $3::timestamptz + make_interval(secs => $4)
      WHERE proposal_id = $1 AND attempt = $2 AND state IN ('claimed', 'unknown') AND (state = 'unknown' OR lease_until <= $3)
      RETURNING claimed_at AS "claimedAt"`,
    [proposal.id, proposal.attempt, at, LEASE_SECONDS],
  )
  return row === undefined ? null : { proposal, claimedAt: row.claimedAt }
}

async function sendAgain(executor: Executor, { proposal, claimedAt }: Leased, at: Date): Promise<Outcome> {
  if (at.getTime() - claimedAt.getTime() > KEY_LIFE_MS) {
    const message =
      'Stripe knows nothing of it, and the key no longer protects a second try. Look in the Dashboard, then decide.'
    return { outcome: 'unknown', message, requestId: '', isAnswered: false }
  }
  const again = await executor.send(proposal, idempotencyKey(proposal.id, proposal.attempt), at)
  if (again.outcome !== 'unknown' || !again.isAnswered) return again
  // Stripe answered with its own fault again: it keeps that answer under this key. If it still knows of nothing, it did nothing.
  const late = await executor.lookUp(proposal, at)
  return (
    late ?? {
      outcome: 'failed',
      code: 'api_error',
      message: `${again.message} Stripe knows of nothing that happened; it can be tried again.`,
      requestId: again.requestId,
      isInsufficient: false,
    }
  )
}

type Note = {
  readonly action: string
  readonly after: string
  readonly sentence: string
  readonly requestId?: string
  readonly more?: readonly string[]
  readonly at: Date
}

function note(
  tx: Sql,
  proposal: Proposal,
  { action, after, sentence, requestId = '', more = [], at }: Note,
): Promise<void> {
  return recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action,
    subject: { kind: 'proposal', id: proposal.id },
    before: { state: proposal.state },
    after: { state: after, ...(requestId === '' ? {} : { stripeRequest: requestId }) },
    note: sentence,
    refs: [
      `${proposal.subjectKind}:${proposal.subjectId}`,
      `seller:${proposal.sellerId}`,
      ...proposal.evidence.map((link) => `${link.kind}:${link.id}`),
      ...more,
    ],
    at,
  })
}
