import { displayAmount } from '../core/currency.ts'
import { invalid, refused } from '../core/failure.ts'
import type { Rows, TransferRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { settle } from '../money/exchange.ts'
import { fundsIn, noEarlierThan, post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { blankRefund } from './refund-row.ts'

type NewReversal = {
  amount: number | undefined
  metadata: Metadata
  description: string | null
  /** The refund that takes a destination charge's money back with it: then the seller's balance may go below zero. */
  refund?: string
}

/** Takes transferred money back, as far as the seller's balance can bear it. */
export function createReversal(world: World, transfer: TransferRow, input: NewReversal): Rows['transfer_reversal'] {
  const left = transfer.amount - transfer.amount_reversed
  const amount = input.amount ?? left
  if (left === 0) throw refused('transfer_already_reversed', `Transfer ${transfer.id} has already been fully reversed.`)
  if (amount < 1) throw invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer')
  if (amount > left) {
    throw refused(
      'amount_too_large',
      `Reversal amount (${displayAmount(amount, transfer.currency)}) is greater than unreversed amount on transfer (${displayAmount(left, transfer.currency)})`,
      'amount',
    )
  }
  const account = transfer.destination ?? ''
  if (input.refund === undefined) checkBearable(world, account, amount, transfer.currency)

  const id = world.ids.next('trr')
  const refund = refundPayment(world, account, transfer, amount, id)
  const posted = post(world, world.platform, {
    type: 'transfer_refund',
    category: 'transfer_reversal',
    amount,
    currency: transfer.currency,
    source: id,
    availableOn: noEarlierThan(world, world.platform, transfer.balance_transaction),
    description: input.description ?? `REFUND FOR TRANSFER (${transfer.id})`,
  })
  const reversal = world.store.insert('transfer_reversal', world.platform, {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: posted.id,
    created: world.now(),
    currency: transfer.currency,
    destination_payment_refund: refund.id,
    metadata: input.metadata,
    source_refund: input.refund ?? null,
    transfer: transfer.id,
  })
  const amountReversed = transfer.amount_reversed + amount
  const changed = world.store.update('transfer', transfer, {
    amount_reversed: amountReversed,
    reversed: amountReversed === transfer.amount,
  })
  recordEvent(world, world.platform, 'transfer.reversed', 'transfer', changed)
  return reversal
}

/** Without a destination charge, a reversal cannot push the seller's balance below zero. */
function checkBearable(world: World, account: string, reversed: number, presented: string): void {
  const { amount, currency } = settle(world, account, reversed, presented)
  const { available, pending } = fundsIn(world, account, currency)
  if (available + pending >= amount) return
  throw refused(
    'balance_insufficient',
    `The recipient of this transfer does not have sufficient funds in their Stripe balance to reverse this amount. Balance in ${currency}: ${displayAmount(available + pending, currency)}.`,
  )
}

function refundPayment(world: World, account: string, transfer: TransferRow, amount: number, reversal: string) {
  const payment = world.require('charge', account, transfer.destination_payment ?? '')
  const id = world.ids.next('pyr')
  const posted = post(world, account, {
    type: 'payment_refund',
    category: 'refund',
    ...settle(world, account, -amount, transfer.currency),
    source: id,
    availableOn: noEarlierThan(world, account, payment.balance_transaction),
    description: `REFUND FOR PAYMENT (${payment.id})`,
  })
  const amountRefunded = payment.amount_refunded + amount
  world.store.update('charge', payment, {
    amount_refunded: amountRefunded,
    refunded: amountRefunded === payment.amount,
  })
  return world.store.insert('refund', account, {
    ...blankRefund(world, id, amount, transfer.currency),
    balance_transaction: posted.id,
    charge: payment.id,
    source_transfer_reversal: reversal,
  })
}
