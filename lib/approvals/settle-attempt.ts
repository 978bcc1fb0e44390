import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import type { Outcome } from './executor.ts'
import { nextState } from './model.ts'
import { enqueueSettle, note } from './note.ts'
import type { Proposal } from './proposal.ts'
import type { ProposalKind } from './schema.ts'
import { lockProposal, takeStep } from './store.ts'

/** What a kind of proposal makes at Stripe, as the audit trail names it. */
const OBJECT_OF: Readonly<Partial<Record<ProposalKind, string>>> = {
  'transfer.create': 'transfer',
  'refund.create': 'refund',
  'dispute.counter': 'dispute',
  'dispute.accept': 'dispute',
}

const LOOK_UP_AFTER_SECONDS = 5
/** What people are to end is asked for this often. */
const LEFT_TO_PEOPLE_SECONDS = 900

const askAgainAfter = (outcome: Outcome): number =>
  outcome.outcome === 'unknown' && outcome.isLeftToPeople ? LEFT_TO_PEOPLE_SECONDS : LOOK_UP_AFTER_SECONDS

/** The code of an attempt that two people recorded as having done nothing, after nobody could know any more. */
export const RECORDED_ABSENT = 'recorded_absent'

/** Notes how an attempt ended, once: whoever comes second, or for an older attempt, changes nothing. */
export async function settleAttempt(
  tx: Sql,
  claimed: Proposal,
  outcome: Outcome & { readonly isFoundBefore?: boolean },
  at: Date,
): Promise<void> {
  const proposal = await lockProposal(tx, claimed.id)
  if (proposal.attempt !== claimed.attempt || nextState(proposal.state, 'succeed') === null) return
  await finishExecution(tx, proposal, outcome, at)
  if (outcome.isFoundBefore) {
    await tx.exec('UPDATE execution SET error_code = $3 WHERE proposal_id = $1 AND attempt = $2', [
      proposal.id,
      proposal.attempt,
      FOUND_BEFORE,
    ])
  }
  if (outcome.outcome === 'succeeded') {
    await outcome.record(tx, at)
    const after = await takeStep(tx, proposal, 'succeed', { providerObjectId: outcome.objectId, at })
    await note(tx, proposal, {
      action: 'approvals.executed',
      after: after.state,
      sentence: `Executed as ${outcome.objectId}`,
      requestId: outcome.requestId,
      more: [`${OBJECT_OF[proposal.kind] ?? 'transfer_reversal'}:${outcome.objectId}`],
      at,
    })
  } else if (outcome.outcome === 'failed') {
    const step = outcome.isInsufficient ? 'lack_funds' : 'fail'
    const after = await takeStep(tx, proposal, step, { reason: reasonOf(outcome), at })
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
      { key: proposal.id, startAfterSeconds: askAgainAfter(outcome) },
    )
  }
  await enqueueSettle(tx, proposal)
}

/** The code of an attempt that sent nothing, because an earlier one had happened against what people recorded. */
const FOUND_BEFORE = 'found_before'

const reasonOf = ({ code, message }: Extract<Outcome, { outcome: 'failed' }>) =>
  code === RECORDED_ABSENT ? message : `Stripe: ${message}`

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
      // Until then the minute's round passes it over.
      outcome.outcome === 'unknown' && outcome.isLeftToPeople ? after(at, LEFT_TO_PEOPLE_SECONDS) : at,
    ],
  )
}

const after = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1_000)

/** Whether people said of an earlier attempt that it did nothing: then the next one is looked up before it is sent. */
export async function wasRecordedAbsent(tx: Sql, proposalId: string): Promise<boolean> {
  const rows = await tx.sql('SELECT 1 FROM execution WHERE proposal_id = $1 AND error_code = $2', [
    proposalId,
    RECORDED_ABSENT,
  ])
  return rows.length > 0
}
