import { displayAmount, isChargeable } from '../core/currency.ts'
import { type Failure, invalid, refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { settle } from '../money/exchange.ts'
import { noEarlierThan, post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { refundApplicationFee } from './application-fee.ts'
import { takenByDisputes } from './dispute.ts'
import { settleWarnings } from './fraud-warning.ts'
import { notInTens } from './payment-intent.ts'
import { expectFailure } from './refund-failure.ts'
import { expectArrival, isSlow } from './refund-pending.ts'
import { blankRefund } from './refund-row.ts'
import { createReversal } from './reversal.ts'
import { overtakeReview } from './review.ts'

type RefundRow = Rows['refund']
type NewRefund = {
  amount: number | undefined
  reason: RefundRow['reason']
  metadata: Metadata
  reverseTransfer: boolean
  refundApplicationFee?: boolean
}

/** A card takes its money back at once. */
const BY_CARD: Pick<RefundRow, 'destination_details'> = {
  destination_details: {
    type: 'card',
    card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
  },
}

/** Gives the buyer money back. Stripe keeps its fee; without a destination charge the platform bears the whole. */
export function createRefund(world: World, account: string, charge: Rows['charge'], input: NewRefund): RefundRow {
  const left = charge.amount_captured - charge.amount_refunded
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw refused('charge_not_refundable', `Charge ${charge.id} has not been paid, so it cannot be refunded.`)
  }
  if (left === 0) throw refused('charge_already_refunded', `Charge ${charge.id} has already been refunded.`)
  if (input.reverseTransfer && charge.transfer == null) throw noTransferToReverse(charge.id)
  if (input.refundApplicationFee && charge.application_fee === null) throw noFeeToRefund(charge.id)
  const amount = input.amount ?? left
  if (amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  if (!isChargeable(amount, charge.currency)) throw notInTens(charge.currency)
  if (amount > left) {
    throw refused(
      'amount_too_large',
      `Refund amount (${displayAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${displayAmount(left, charge.currency)})`,
      'amount',
    )
  }
  if (charge.disputed && amount > left - takenByDisputes(world, account, charge.id)) {
    throw refused('charge_disputed', `Charge ${charge.id} has been charged back; it cannot be refunded by that much.`)
  }
  const isPending = isSlow(world, account, charge)
  const id = world.ids.next('re')
  const posted = post(world, account, {
    type: 'refund',
    category: 'refund',
    ...settle(world, account, -amount, charge.currency),
    source: id,
    availableOn: noEarlierThan(world, account, charge.balance_transaction),
    description: `REFUND FOR CHARGE${charge.description ? ` (${charge.description})` : ''}`,
  })
  const refund = world.store.insert('refund', account, {
    ...blankRefund(world, id, amount, charge.currency),
    balance_transaction: posted.id,
    charge: charge.id,
    customer: charge.customer,
    ...(isPending ? { status: 'pending', pending_reason: 'processing' } : BY_CARD),
    metadata: input.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason,
  })
  const amountRefunded = charge.amount_refunded + amount
  const reversal = input.reverseTransfer ? takeBack(world, charge, amountRefunded, id) : null
  if (input.refundApplicationFee) giveFeeBack(world, charge, amountRefunded)
  const changed = world.store.update('charge', charge, {
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount_captured,
  })
  const shown = reversal === null ? refund : world.store.update('refund', refund, { transfer_reversal: reversal.id })
  expectFailure(world, account, shown)
  expectArrival(world, account, shown)
  overtakeReview(world, account, changed, 'refunded')
  settleWarnings(world, account, charge.id)
  recordEvent(world, account, 'refund.created', 'refund', shown)
  recordEvent(world, account, 'charge.refunded', 'charge', changed, { amount_refunded: charge.amount_refunded })
  return shown
}

/** The transfer's part of what is refunded by now, less what went back before: any partition ends in the same sum. */
function takeBack(world: World, charge: Rows['charge'], refunded: number, refund: string) {
  const transfer = world.require('transfer', world.platform, String(charge.transfer))
  const amount = partOf(transfer.amount, refunded, charge.amount_captured) - transfer.amount_reversed
  if (amount <= 0) return null
  return createReversal(world, transfer, { amount, metadata: {}, description: null, refund })
}

function giveFeeBack(world: World, charge: Rows['charge'], refunded: number): void {
  const fee = world.require('application_fee', world.platform, String(charge.application_fee))
  const amount = partOf(fee.amount, refunded, charge.amount_captured) - fee.amount_refunded
  if (amount > 0) refundApplicationFee(world, fee, { amount, metadata: {} })
}

/** `whole` in proportion, rounded down until everything is refunded. */
const partOf = (whole: number, refunded: number, charged: number): number =>
  Number((BigInt(whole) * BigInt(refunded)) / BigInt(charged))

function noTransferToReverse(charge: string): Failure {
  return invalid(
    `Could not reverse transfer for charge ${charge} as it does not have an associated transfer.`,
    'reverse_transfer',
  )
}

function noFeeToRefund(charge: string): Failure {
  return invalid(
    `The charge ${charge} has no application fee, so \`refund_application_fee\` cannot be set.`,
    'refund_application_fee',
  )
}
