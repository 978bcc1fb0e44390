import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { claim, LEASE_SECONDS } from './claim.ts'
import { type Executor, type Executors, isLocal, type Outcome, type ProviderExecutor } from './executor.ts'
import { idempotencyKey, KEY_LIFE_MS, nextState } from './model.ts'
import { enqueueSettle, note } from './note.ts'
import type { Proposal } from './proposal.ts'
import type { ProposalKind } from './schema.ts'
import { lockProposal, takeStep } from './store.ts'

type Execute = {
  readonly entity: Entity
  readonly proposalId: string
  readonly at: Date
  readonly executors: Executors
}

const LOOK_UP_AFTER_SECONDS = 5

/**
 * Carries an approved proposal out, once: claims it after every check and the policy agree again, sends it outside any
 * transaction, and notes the outcome. What changes our own database is applied in the claiming transaction itself. Does
 * nothing when somebody else was first.
 */
export async function executeProposal(input: Execute): Promise<void> {
  const scope = SYSTEM(input.entity)
  try {
    const claimed = await inTransaction(scope, (tx) => claimAndApply(tx, input))
    if (claimed === null) return
    const { proposal, executor } = claimed
    const outcome = await executor.send(proposal, idempotencyKey(proposal.id, proposal.attempt), input.at)
    await inTransaction(scope, (tx) => settleAttempt(tx, proposal, outcome, input.at))
  } catch (error) {
    if (!(error instanceof NotApplied)) throw error
    await inTransaction(scope, (tx) => noteNotApplied(tx, input, error.refusal))
  }
}

/** Undoes the claiming transaction of what could not be applied. */
class NotApplied extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

type Claimed = { readonly proposal: Proposal; readonly executor: ProviderExecutor }

/** What is left to send outside; null when nothing is, because it was applied here or must not be. */
async function claimAndApply(tx: Sql, { executors, ...input }: Execute): Promise<Claimed | null> {
  const executorOf = ({ kind }: Proposal) => executorFor(executors, kind)
  const proposal = await claim(tx, { ...input, executorOf })
  if (proposal === null) return null
  const executor = executorOf(proposal)
  if (!isLocal(executor)) return { proposal, executor }
  const applied = await executor.apply(tx, proposal, input.at).catch((error: unknown) => {
    throw error instanceof Refusal ? new NotApplied(error) : error
  })
  await tx.exec(
    `UPDATE execution SET state = 'succeeded', finished_at = $3, lease_until = $3, provider_object_id = $4
      WHERE proposal_id = $1 AND attempt = $2`,
    [proposal.id, proposal.attempt, input.at, applied.objectId],
  )
  const after = await takeStep(tx, proposal, 'succeed', { providerObjectId: applied.objectId, at: input.at })
  await note(tx, proposal, {
    action: 'approvals.executed',
    after: after.state,
    sentence: applied.sentence,
    more: applied.refs ?? [],
    at: input.at,
  })
  return null
}

function executorFor(executors: Executors, kind: ProposalKind): Executor {
  const executor = executors[kind]
  if (executor === undefined) throw new Error(`nothing carries out ${kind}`)
  return executor
}

/** What the change refused is a definite failure: nothing of it happened, and a person may try again. */
async function noteNotApplied(tx: Sql, { proposalId, entity, at }: Execute, refusal: Refusal): Promise<void> {
  const proposal = await lockProposal(tx, proposalId)
  if (nextState(proposal.state, 'claim') === null) return
  const attempt = proposal.attempt + 1
  await tx.exec(
    `INSERT INTO execution (proposal_id, attempt, entity_id, idempotency_key, state, claimed_at, lease_until, finished_at,
                            error_code, error_message)
     VALUES ($1, $2, $3, $4, 'failed', $5, $5, $5, $6, $7)`,
    [proposal.id, attempt, entity.id, idempotencyKey(proposal.id, attempt), at, refusal.code, refusal.message],
  )
  const claimed = await takeStep(tx, proposal, 'claim', { attempt, at })
  const after = await takeStep(tx, claimed, 'fail', { reason: refusal.message, at })
  await note(tx, proposal, { action: 'approvals.failed', after: after.state, sentence: refusal.message, at })
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
  await enqueueSettle(tx, proposal)
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
  const executor = executorFor(input.executors, leased.proposal.kind)
  if (isLocal(executor)) return
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

async function sendAgain(executor: ProviderExecutor, { proposal, claimedAt }: Leased, at: Date): Promise<Outcome> {
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
