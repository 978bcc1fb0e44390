import { applicationOf } from '../core/application.ts'
import { displayAmount } from '../core/currency.ts'
import { invalid, refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { settle } from '../money/exchange.ts'
import { noEarlierThan, post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type FeeRow = Rows['application_fee']
type FeeRefundRow = Rows['fee_refund']

type NewFee = {
  amount: number
  currency: string
  /** The account that pays it. */
  account: string
  /** The payment on that account: its own charge, or the `py_` payment of a destination charge. */
  charge: string
  /** The platform's charge behind a destination payment; a direct charge has none. */
  originating: string | null
  availableOn: number
}

/** The platform's side of an application fee: a balance transaction of its own. The account's side is a fee of its payment. */
export function createApplicationFee(world: World, input: NewFee): FeeRow {
  const id = world.ids.next('fee')
  const posted = post(world, world.platform, {
    type: 'application_fee',
    category: 'platform_earning',
    ...settle(world, world.platform, input.amount, input.currency),
    source: id,
    availableOn: input.availableOn,
    description: 'Application fee',
  })
  const fee = world.store.insert('application_fee', world.platform, {
    id,
    object: 'application_fee',
    account: input.account,
    amount: input.amount,
    amount_refunded: 0,
    application: applicationOf(world),
    balance_transaction: posted.id,
    charge: input.charge,
    created: world.now(),
    currency: input.currency,
    fee_source: { charge: input.charge, type: 'charge' },
    livemode: false,
    originating_transaction: input.originating,
    refunded: false,
  })
  recordEvent(world, world.platform, 'application_fee.created', 'application_fee', fee)
  return fee
}

/** Gives a fee back to the account that paid it. */
export function refundApplicationFee(
  world: World,
  fee: FeeRow,
  { amount: wanted, metadata }: { amount: number | undefined; metadata: Metadata },
): FeeRefundRow {
  const left = fee.amount - fee.amount_refunded
  const amount = wanted ?? left
  if (left === 0)
    throw refused('application_fee_already_refunded', `Application fee ${fee.id} has already been refunded.`)
  if (amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  if (amount > left) {
    const message = `Refund amount (${displayAmount(amount, fee.currency)}) is greater than unrefunded amount on fee (${displayAmount(left, fee.currency)})`
    throw refused('amount_too_large', message, 'amount')
  }
  const id = world.ids.next('fr')
  const availableOn = noEarlierThan(world, world.platform, fee.balance_transaction)
  const posted = post(world, world.platform, {
    type: 'application_fee_refund',
    category: 'platform_earning_refund',
    ...settle(world, world.platform, -amount, fee.currency),
    source: id,
    availableOn,
    description: 'Application fee refund',
  })
  post(world, fee.account, {
    type: 'adjustment',
    category: 'fee',
    ...settle(world, fee.account, amount, fee.currency),
    source: fee.charge,
    availableOn,
    description: `Application fee refund for ${fee.charge}`,
  })
  const refund = world.store.insert('fee_refund', world.platform, {
    id,
    object: 'fee_refund',
    amount,
    balance_transaction: posted.id,
    created: world.now(),
    currency: fee.currency,
    fee: fee.id,
    metadata,
  })
  const refunded = fee.amount_refunded + amount
  const changed = world.store.update('application_fee', fee, {
    amount_refunded: refunded,
    refunded: refunded === fee.amount,
  })
  recordEvent(world, world.platform, 'application_fee.refunded', 'application_fee', changed, {
    amount_refunded: fee.amount_refunded,
  })
  return refund
}
