import { displayAmount } from '../core/currency.ts'
import { type Failure, invalid, refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { noEarlierThan, post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type RefundRow = Rows['refund']
type NewRefund = {
  amount: number | undefined
  reason: RefundRow['reason']
  metadata: Metadata
  reverseTransfer: boolean
}

/** Gives the buyer money back. Stripe keeps its fee; without a destination charge the platform bears the whole. */
export function createRefund(world: World, account: string, charge: Rows['charge'], input: NewRefund): RefundRow {
  const left = charge.amount_captured - charge.amount_refunded
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw refused('charge_not_refundable', `Charge ${charge.id} has not been paid, so it cannot be refunded.`)
  }
  if (left === 0) throw refused('charge_already_refunded', `Charge ${charge.id} has already been refunded.`)
  if (input.reverseTransfer) throw noTransferToReverse(charge.id)
  const amount = input.amount ?? left
  if (amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  if (amount > left) {
    throw refused(
      'amount_too_large',
      `Refund amount (${displayAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${displayAmount(left, charge.currency)})`,
      'amount',
    )
  }
  const id = world.ids.next('re')
  const posted = post(world, account, {
    type: 'refund',
    category: 'refund',
    amount: -amount,
    currency: charge.currency,
    source: id,
    availableOn: noEarlierThan(world, account, charge.balance_transaction),
    description: `REFUND FOR CHARGE${charge.description ? ` (${charge.description})` : ''}`,
  })
  const refund = world.store.insert('refund', account, {
    ...blankRefund(world, id, amount, charge.currency),
    balance_transaction: posted.id,
    charge: charge.id,
    customer: charge.customer,
    destination_details: {
      type: 'card',
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
    },
    metadata: input.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason,
  })
  const amountRefunded = charge.amount_refunded + amount
  const changed = world.store.update('charge', charge, {
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount_captured,
  })
  recordEvent(world, account, 'refund.created', 'refund', refund)
  recordEvent(world, account, 'charge.refunded', 'charge', changed, { amount_refunded: charge.amount_refunded })
  return refund
}

function noTransferToReverse(charge: string): Failure {
  return invalid(
    `Could not reverse transfer for charge ${charge} as it does not have an associated transfer.`,
    'reverse_transfer',
  )
}

export function blankRefund(world: World, id: string, amount: number, currency: string): RefundRow {
  return {
    id,
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: null,
    created: world.now(),
    currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
}
