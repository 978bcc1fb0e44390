import { CONFIGURATION_KINDS, type ConfigurationKind, type ProposalKind, type ProposalState } from './schema.ts'

/** What can happen to a proposal. */
export type ProposalStep =
  | 'approve'
  | 'reject'
  | 'expire'
  | 'send_back'
  | 'claim'
  | 'succeed'
  | 'fail'
  | 'lose'
  | 'lack_funds'
  | 'retry'
  | 'void'
  | 'reverse'

/**
 * Every way through the gate. What is not listed cannot happen: nothing leads from `unknown` back to a new try without a
 * look-up, and nothing at all leads out of `rejected`, `expired`, `void` and `reversed`.
 */
const STEPS: Readonly<Record<ProposalState, Partial<Readonly<Record<ProposalStep, ProposalState>>>>> = {
  observed: { void: 'void', expire: 'expired' },
  blocked: { void: 'void', expire: 'expired' },
  needs_approval: { approve: 'approved', reject: 'rejected', expire: 'expired', void: 'void' },
  approved: { claim: 'executing', send_back: 'needs_approval', expire: 'expired', void: 'void' },
  executing: { succeed: 'executed', fail: 'failed', lose: 'unknown', lack_funds: 'waiting_funds' },
  unknown: { succeed: 'executed', fail: 'failed', lose: 'unknown', lack_funds: 'waiting_funds' },
  waiting_funds: { claim: 'executing', send_back: 'needs_approval', void: 'void' },
  failed: { retry: 'approved', void: 'void' },
  executed: { reverse: 'reversed' },
  rejected: {},
  expired: {},
  void: {},
  reversed: {},
}

/** The state after a step, or null when the step is not possible in this state. */
export function nextState(state: ProposalState, step: ProposalStep): ProposalState | null {
  return STEPS[state][step] ?? null
}

/** How a state reads on every list, pill and filter, and how loudly. */
export const STATE_WORDS: Readonly<
  Record<ProposalState, { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'wait' | 'plain' }>
> = {
  observed: { word: 'observed', tone: 'plain' },
  blocked: { word: 'blocked', tone: 'warn' },
  needs_approval: { word: 'needs approval', tone: 'warn' },
  approved: { word: 'approved', tone: 'wait' },
  executing: { word: 'executing', tone: 'wait' },
  executed: { word: 'executed', tone: 'good' },
  failed: { word: 'failed', tone: 'bad' },
  unknown: { word: 'unknown (checking)', tone: 'wait' },
  waiting_funds: { word: 'waiting for funds', tone: 'wait' },
  rejected: { word: 'rejected', tone: 'plain' },
  expired: { word: 'expired', tone: 'plain' },
  void: { word: 'void', tone: 'plain' },
  reversed: { word: 'reversed', tone: 'plain' },
}

export const KIND_WORDS: Readonly<Record<ProposalKind, string>> = {
  'transfer.create': 'Transfer',
  'transfer.reverse': 'Reversal',
  'refund.create': 'Refund',
  'dispute.counter': 'Answer to a dispute',
  'dispute.accept': 'Acceptance of a dispute',
  'contract.version': 'Contract version',
  'policy.version': 'Policy version',
  'role.grant': 'Role change',
  'execution.resume': 'Release of the pause',
  'hold.place': 'Hold of a seller',
  'hold.release': 'Release of a hold',
  'seller.release': 'Standing release of a seller',
  'delegation.grant': 'Delegation',
  'adjustment.create': 'Adjustment',
  'receivable.write_off': 'Write-off of a debt',
  'opening.post': 'Opening entry',
  'outcome.confirm': 'Finding about an unknown outcome',
  'message.send': 'Mail',
  'summary.send': 'Weekly summaries',
  'journal.post': 'Manual journal',
  'period.lock': 'Period lock',
  'period.reopen': 'Reopening of a period',
  'period.revalue': 'Revaluation',
  'rates.store': 'Daily rates',
  'payout.threshold': 'Payout threshold',
  'match.force': 'Match by hand',
  'variance.write_off': 'Write-off of a variance',
  'variance.restore': 'Taking back a write-off',
}

/** Whether a kind changes configuration or our own books, and is carried out inside our own database. */
export const isConfiguration = (kind: ProposalKind): kind is ConfigurationKind =>
  CONFIGURATION_KINDS.some((own) => own === kind)

/** A key that the same attempt always has, so that Stripe executes it once however often it is sent. */
export function idempotencyKey(proposalId: string, attempt: number): string {
  return `tieout-${proposalId}-${attempt}`
}

/** Stripe forgets idempotency keys after a day (docs.stripe.com/api/idempotent_requests): then only looking up is safe. */
export const KEY_LIFE_MS = 23 * 3_600_000
