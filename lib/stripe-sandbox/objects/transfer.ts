import { displayAmount } from '../core/currency.ts'
import { invalid, missing, refused } from '../core/failure.ts'
import type { Rows, TransferRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { fundsIn, post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { createTransferPayment } from './transfer-payment.ts'

type NewTransfer = {
  amount: number | undefined
  currency: string
  destination: string
  sourceTransaction: string | null
  transferGroup: string | null
  description: string | null
  metadata: Metadata
}

/** Moves platform money to a connected account. With a source charge it may go before that charge has settled. */
export function createTransfer(world: World, input: NewTransfer): TransferRow {
  const source = input.sourceTransaction === null ? null : requireSource(world, input.sourceTransaction)
  const amount = input.amount ?? (source ? transferable(world, source) : undefined)
  if (amount === undefined) throw invalid('Missing required param: amount.', 'amount', 'parameter_missing')
  if (amount < 1) throw invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer')
  checkDestination(world, input.destination)
  if (source) checkSource(world, source, amount, input.currency)
  else checkFunds(world, amount, input.currency)

  return move(world, {
    amount,
    currency: input.currency,
    destination: input.destination,
    source,
    transferGroup: input.transferGroup,
    description: input.description,
    metadata: input.metadata,
    availableOn: source ? settlesOn(world, source) : world.now(),
    applicationFee: 0,
  })
}

/** The transfer that a destination charge makes by itself. Its payment on the seller's side already pays the fee. */
export function createDestinationTransfer(
  world: World,
  charge: Rows['charge'],
  parts: { amount: number; currency: string; applicationFee: number; destination: string },
): TransferRow {
  return move(world, {
    ...parts,
    source: charge,
    transferGroup: charge.transfer_group,
    description: null,
    metadata: {},
    availableOn: settlesOn(world, charge),
  })
}

type Movement = {
  amount: number
  currency: string
  destination: string
  source: Rows['charge'] | null
  transferGroup: string | null
  description: string | null
  metadata: Metadata
  availableOn: number
  applicationFee: number
}

/** Both sides at once: out of the platform's balance, into the seller's as a payment. */
function move(world: World, movement: Movement): TransferRow {
  const { amount, currency, destination, source, availableOn } = movement
  const id = world.ids.next('tr')
  const group = movement.transferGroup ?? source?.transfer_group ?? (source && `group_${source.id}`)
  const posted = post(world, world.platform, {
    type: 'transfer',
    category: 'transfer',
    amount: -amount,
    currency,
    source: id,
    availableOn,
    description: movement.description,
  })
  const payment = createTransferPayment(world, destination, {
    amount,
    currency,
    transfer: id,
    transferGroup: group,
    availableOn,
    applicationFee: movement.applicationFee,
  })
  const transfer = world.store.insert('transfer', world.platform, {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: posted.id,
    created: world.now(),
    currency,
    description: movement.description,
    destination,
    destination_payment: payment.id,
    livemode: false,
    metadata: movement.metadata,
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: 'card',
    transfer_group: group,
  })
  recordEvent(world, world.platform, 'transfer.created', 'transfer', transfer)
  return transfer
}

function requireSource(world: World, id: string): Rows['charge'] {
  const charge = world.store.find('charge', world.platform, id)
  if (!charge) throw missing('charge', id, 'source_transaction', 400)
  if (charge.status !== 'succeeded' || charge.balance_transaction === null) {
    throw refused(
      'charge_not_captured',
      `The charge ${id} has not been paid, so it cannot fund a transfer.`,
      'source_transaction',
    )
  }
  return charge
}

/** What is left of a charge to pass on, as it reached the balance: captured, less refunded, less transferred and not reversed. */
function transferable(world: World, charge: Rows['charge']): number {
  const { amount } = backingOf(world, charge)
  const kept = BigInt(amount) * BigInt(charge.amount_captured - charge.amount_refunded)
  const passedOn = world.store
    .all('transfer', world.platform, { source_transaction: charge.id })
    .reduce((sum, transfer) => sum + transfer.amount - transfer.amount_reversed, 0)
  return Number(kept / BigInt(charge.amount_captured)) - passedOn
}

function checkDestination(world: World, id: string): void {
  const account = world.store.find('account', world.platform, id)
  if (!account || id === world.platform) throw missing('destination', id, 'destination', 400)
  if (account.capabilities?.transfers !== 'active') {
    throw refused(
      'transfers_not_allowed',
      `Your destination account ${id} needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments`,
      'destination',
    )
  }
}

function checkSource(world: World, charge: Rows['charge'], amount: number, currency: string): void {
  const backing = backingOf(world, charge)
  if (backing.currency !== currency) {
    throw refused(
      'parameter_invalid_string',
      `The currency of source_transaction's balance transaction (${backing.currency}) must be the same as the transfer currency (${currency})`,
      'currency',
    )
  }
  const left = transferable(world, charge)
  if (amount > left) {
    throw refused(
      'balance_insufficient',
      `The transfer amount ${displayAmount(amount, currency)} exceeds what is left of the source transaction ${charge.id} (${displayAmount(left, currency)}).`,
      'amount',
    )
  }
}

function checkFunds(world: World, amount: number, currency: string): void {
  if (fundsIn(world, world.platform, currency).available >= amount) return
  throw refused(
    'balance_insufficient',
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance',
  )
}

function settlesOn(world: World, charge: Rows['charge']): number {
  return Math.max(backingOf(world, charge).available_on, world.now())
}

const backingOf = (world: World, charge: Rows['charge']) =>
  world.require('balance_transaction', world.platform, charge.balance_transaction ?? '')
