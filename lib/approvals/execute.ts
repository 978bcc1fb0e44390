import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { claim, LEASE_SECONDS } from './claim.ts'
import { type Executor, type Executors, isLocal, type Outcome, type ProviderExecutor } from './executor.ts'
import { idempotencyKey, KEY_LIFE_MS, nextState } from './model.ts'
import { note } from './note.ts'
import type { Proposal } from './proposal.ts'
import type { ProposalKind } from './schema.ts'
import { settleAttempt, wasRecordedAbsent } from './settle-attempt.ts'
import { lockProposal, takeStep } from './store.ts'

type Execute = {
  readonly entity: Entity
  readonly proposalId: string
  readonly at: Date
  readonly executors: Executors
}

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
    const late = claimed.isDoubtful ? await executor.lookUp(proposal, input.at) : null
    const outcome = late ?? (await executor.send(proposal, idempotencyKey(proposal.id, proposal.attempt), input.at))
    await inTransaction(scope, (tx) =>
      settleAttempt(tx, proposal, { ...outcome, isFoundBefore: late !== null }, input.at),
    )
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

type Claimed = {
  readonly proposal: Proposal
  readonly executor: ProviderExecutor
  /** People said that an earlier attempt did nothing: Stripe is asked once more before anything is sent. */
  readonly isDoubtful: boolean
}

/** What is left to send outside; null when nothing is, because it was applied here or must not be. */
async function claimAndApply(tx: Sql, { executors, ...input }: Execute): Promise<Claimed | null> {
  const executorOf = ({ kind }: Proposal) => executorFor(executors, kind)
  const proposal = await claim(tx, { ...input, executorOf })
  if (proposal === null) return null
  const executor = executorOf(proposal)
  if (!isLocal(executor)) return { proposal, executor, isDoubtful: await wasRecordedAbsent(tx, proposal.id) }
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
      'Stripe knows nothing of it, and the key no longer protects a second try. Look in the Dashboard, then record what you found.'
    return { outcome: 'unknown', message, requestId: '', isAnswered: false, isLeftToPeople: true }
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
