import { DAY } from '../core/clock.ts'
import { displayAmount } from '../core/currency.ts'
import { invalid, refused } from '../core/failure.ts'
import type { DisputeRow, Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { settle, settlementCurrency } from '../money/exchange.ts'
import { post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { requireGrounds } from './appeal.ts'
import { blankDispute } from './dispute-row.ts'
import { settleWarnings } from './fraud-warning.ts'
import { overtakeReview } from './review.ts'

/** What a dispute costs whoever is charged, per currency of the balance; kept whatever comes of it. */
const RECEIVING_FEE: Readonly<Record<string, number>> = { usd: 1500, eur: 2000, gbp: 2000, jpy: 1300, kwd: 5000 }
/** What answering one costs where Stripe asks for it; given back when the dispute is won. */
export const COUNTER_FEE: Readonly<Record<string, number>> = { usd: 1500 }

const ANSWER_DAYS = 9
/** How long a bank takes to decide about an answer. */
export const DECISION_DAYS = 20

export type DisputeForm = 'dispute' | 'inquiry' | 'prevented' | 'final'

type NewDispute = {
  amount?: number | undefined
  reason: string
  /** An inquiry asks before money is taken; a prevented one ends before it began; a debit that goes back cannot be contested. */
  form?: DisputeForm
}

const FIRST_STATUS: Readonly<Record<DisputeForm, DisputeRow['status']>> = {
  dispute: 'needs_response',
  inquiry: 'warning_needs_response',
  prevented: 'prevented',
  final: 'lost',
}

/** A buyer's bank takes the charge, or a part of it, back. Several may stand on one charge as long as they fit into it. */
export function openDispute(world: World, account: string, charge: Rows['charge'], input: NewDispute): DisputeRow {
  const { reason, form = 'dispute' } = input
  if (charge.status !== 'succeeded') throw refused('charge_not_disputable', `Charge ${charge.id} is ${charge.status}.`)
  const left = disputable(world, account, charge)
  const amount = input.amount ?? left
  if (left <= 0) throw refused('charge_disputed', `Charge ${charge.id} is disputed in full already.`)
  if (amount < 1 || amount > left) {
    throw invalid(`At most ${displayAmount(left, charge.currency)} of ${charge.id} can be disputed.`, 'amount')
  }
  const takesMoney = form === 'dispute' || form === 'final'
  const id = world.ids.next('dp')
  const dueBy = world.now() + ANSWER_DAYS * DAY
  const opened = blankDispute(world, charge, { id, amount, reason, dueBy })
  const withdrawn = takesMoney ? withdraw(world, account, opened, charge.currency) : []
  const dispute = world.store.insert('dispute', account, {
    ...opened,
    is_charge_refundable: form === 'inquiry',
    status: FIRST_STATUS[form],
    ...((form === 'prevented' || form === 'final') && {
      evidence_details: { ...opened.evidence_details, due_by: null },
    }),
    _transactions: withdrawn,
  })
  world.store.update('charge', charge, { disputed: true })
  settleWarnings(world, account, charge.id)
  recordEvent(world, account, 'charge.dispute.created', 'dispute', dispute)
  if (takesMoney) recordEvent(world, account, 'charge.dispute.funds_withdrawn', 'dispute', dispute)
  overtakeReview(world, account, charge, 'disputed')
  if (form === 'prevented' || form === 'final') recordEvent(world, account, 'charge.dispute.closed', 'dispute', dispute)
  else schedule(world, dueBy, 'dispute_due', account, id)
  return dispute
}

/** What no dispute has taken yet and no refund gave back. */
function disputable(world: World, account: string, charge: Rows['charge']): number {
  const disputed = world.store
    .all('dispute', account, { charge: charge.id })
    .filter(({ status }) => status !== 'won' && status !== 'warning_closed' && status !== 'prevented')
    .reduce((sum, dispute) => sum + dispute.amount, 0)
  return charge.amount_captured - charge.amount_refunded - disputed
}

const TAKEN = new Set(['needs_response', 'under_review', 'lost', 'appeal_needs_response', 'appeal_under_review'])

/** What disputes hold of a charge or have lost of it: a refund of that would give the buyer the money twice. */
export function takenByDisputes(world: World, account: string, charge: string): number {
  return world.store
    .all('dispute', account, { charge })
    .filter(({ status }) => TAKEN.has(status))
    .reduce((sum, dispute) => sum + dispute.amount, 0)
}

function withdraw(world: World, account: string, dispute: DisputeRow, currency: string): string[] {
  const settled = settle(world, account, -dispute.amount, currency)
  const posted = post(world, account, {
    type: 'adjustment',
    category: 'dispute',
    ...settled,
    source: dispute.id,
    description: `Chargeback withdrawal for ${dispute.charge}`,
    fees: [{ amount: RECEIVING_FEE[settled.currency] ?? 1500, type: 'stripe_fee', description: 'Dispute fee' }],
  })
  return [posted.id]
}

type Answer = { evidence?: Partial<DisputeRow['evidence']>; metadata?: Metadata; submit: boolean }

const OPEN = new Set(['needs_response', 'warning_needs_response', 'appeal_needs_response'])

/** Pieces of evidence that are uploaded files, not words. */
const DOCUMENTS = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const

/** Keeps evidence, and sends it when asked to: once sent, the bank has it and nothing can be added. */
export function answerDispute(world: World, account: string, dispute: DisputeRow, answer: Answer): DisputeRow {
  if (answer.evidence && !OPEN.has(dispute.status)) {
    throw refused('dispute_not_open', `Dispute ${dispute.id} is ${dispute.status}: evidence can no longer be given.`)
  }
  for (const field of DOCUMENTS) {
    const id = answer.evidence?.[field]
    if (typeof id === 'string' && id !== '') world.require('stored_file', account, id, `evidence[${field}]`, 400)
  }
  for (const id of answer.evidence?.appeal?.card?.supporting_files ?? [])
    world.require('stored_file', account, id, 'evidence[appeal][card][supporting_files]', 400)
  const evidence = { ...dispute.evidence, ...answer.evidence }
  const hasEvidence = Object.values(evidence).some((value) => typeof value === 'string' && value !== '')
  const kept = world.store.update('dispute', dispute, {
    evidence,
    evidence_details: { ...dispute.evidence_details, has_evidence: hasEvidence },
    ...(answer.metadata && { metadata: answer.metadata }),
  })
  if (!answer.submit || !OPEN.has(dispute.status)) {
    recordEvent(world, account, 'charge.dispute.updated', 'dispute', kept)
    return kept
  }
  return submit(world, account, kept)
}

const REVIEWED: Readonly<Record<string, DisputeRow['status']>> = {
  warning_needs_response: 'warning_under_review',
  appeal_needs_response: 'appeal_under_review',
}

function submit(world: World, account: string, dispute: DisputeRow): DisputeRow {
  if (dispute.status === 'appeal_needs_response') requireGrounds(dispute)
  const currency = settlementCurrency(world, account, dispute.currency)
  const fee = dispute.status === 'needs_response' ? (COUNTER_FEE[currency] ?? 0) : 0
  if (fee > 0) {
    post(world, account, {
      type: 'stripe_fee',
      category: 'fee',
      amount: -fee,
      currency,
      source: dispute.id,
      description: 'Dispute countered fee',
    })
  }
  const sent = world.store.update('dispute', dispute, {
    status: REVIEWED[dispute.status] ?? 'under_review',
    evidence_details: {
      ...dispute.evidence_details,
      submission_count: dispute.evidence_details.submission_count + 1,
      submission_method: 'manual',
    },
  })
  recordEvent(world, account, 'charge.dispute.updated', 'dispute', sent, { status: dispute.status })
  schedule(world, world.now() + DECISION_DAYS * DAY, 'dispute_decided', account, dispute.id)
  return sent
}
