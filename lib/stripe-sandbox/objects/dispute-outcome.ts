import { refused } from '../core/failure.ts'
import type { DisputeRow } from '../core/kinds.ts'
import { seededRandom } from '../core/random.ts'
import type { World } from '../core/world.ts'
import { settle } from '../money/exchange.ts'
import { post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { APPEALABLE, appealSays, openAppeal } from './appeal.ts'
import { COUNTER_FEE } from './dispute.ts'

/** How often a bank sides with the seller when the evidence does not say. */
const WON_SHARE = 0.4
const NEEDS_RESPONSE: ReadonlySet<string> = new Set(['needs_response', 'appeal_needs_response'])

/** The bank decides: by Stripe's two magic words in `uncategorized_text`, else by lot from the dispute's own id. */
export function decideDispute(world: World, account: string, id: string): void {
  const dispute = world.require('dispute', account, id)
  if (dispute.status === 'warning_under_review') closeInquiry(world, account, dispute)
  const isAppeal = dispute.status === 'appeal_under_review'
  if (dispute.status !== 'under_review' && !isAppeal) return
  const said = isAppeal ? appealSays(dispute) : dispute.evidence.uncategorized_text
  if (said === APPEALABLE) {
    openAppeal(world, account, dispute)
    return
  }
  const isWon = said === 'winning_evidence' || (said !== 'losing_evidence' && lotOf(id) < WON_SHARE)
  if (isWon) win(world, account, dispute)
  else lose(world, account, dispute)
}

/** Nobody answered in time: the buyer's bank keeps the money, and an inquiry is over. */
export function letDisputeLapse(world: World, account: string, id: string): void {
  const dispute = world.require('dispute', account, id)
  const late = { ...dispute, evidence_details: { ...dispute.evidence_details, past_due: true } }
  if (NEEDS_RESPONSE.has(dispute.status)) lose(world, account, late)
  if (dispute.status === 'warning_needs_response') closeInquiry(world, account, late)
}

/** Gives in. */
export function closeDispute(world: World, account: string, dispute: DisputeRow): DisputeRow {
  if (NEEDS_RESPONSE.has(dispute.status)) return lose(world, account, dispute)
  if (dispute.status === 'warning_needs_response') return closeInquiry(world, account, dispute)
  throw refused('dispute_not_open', `Dispute ${dispute.id} is ${dispute.status}: it cannot be closed.`)
}

function win(world: World, account: string, dispute: DisputeRow): DisputeRow {
  const settled = settle(world, account, dispute.amount, dispute.currency)
  const back = post(world, account, {
    type: 'adjustment',
    category: 'dispute_reversal',
    ...settled,
    source: dispute.id,
    description: `Chargeback reversal for ${dispute.charge}`,
  })
  const fee = COUNTER_FEE[settled.currency] ?? 0
  if (fee > 0) {
    post(world, account, {
      type: 'stripe_fee',
      category: 'fee',
      amount: fee,
      currency: settled.currency,
      source: dispute.id,
      description: 'Dispute countered fee returned',
    })
  }
  const won = world.store.update('dispute', dispute, {
    status: 'won',
    _transactions: [...dispute._transactions, back.id],
  })
  recordEvent(world, account, 'charge.dispute.funds_reinstated', 'dispute', won)
  recordEvent(world, account, 'charge.dispute.closed', 'dispute', won)
  return won
}

function lose(world: World, account: string, dispute: DisputeRow): DisputeRow {
  const lost = world.store.update('dispute', dispute, { status: 'lost' })
  recordEvent(world, account, 'charge.dispute.closed', 'dispute', lost)
  return lost
}

function closeInquiry(world: World, account: string, dispute: DisputeRow): DisputeRow {
  const closed = world.store.update('dispute', dispute, { status: 'warning_closed' })
  recordEvent(world, account, 'charge.dispute.closed', 'dispute', closed)
  return closed
}

function lotOf(id: string): number {
  const seed = [...id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 2_147_483_647, 7)
  return seededRandom(seed)()
}
