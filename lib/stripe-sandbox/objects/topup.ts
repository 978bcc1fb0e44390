import { DAY, dayStart } from '../core/clock.ts'
import { forbidden, invalid, refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type TopupRow = Rows['topup']

const ARRIVES_AFTER_DAYS = 2

type NewTopup = {
  amount: number
  currency: string
  description: string | null
  metadata: Metadata
  statementDescriptor: string | null
  transferGroup: string | null
}

/** Money from the platform's bank into its balance. Nothing moves until the bank has sent it. */
export function createTopup(world: World, account: string, input: NewTopup): TopupRow {
  if (account !== world.platform) throw forbidden('Only the platform of the sandbox tops its balance up.')
  if (input.amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  const arrival = dayStart(world.now()) + ARRIVES_AFTER_DAYS * DAY
  const topup = world.store.insert('topup', account, {
    id: world.ids.next('tu'),
    object: 'topup',
    amount: input.amount,
    balance_transaction: null,
    created: world.now(),
    currency: input.currency,
    description: input.description,
    expected_availability_date: arrival,
    failure_code: null,
    failure_message: null,
    initiated_by: 'user',
    livemode: false,
    metadata: input.metadata,
    source: null,
    statement_descriptor: input.statementDescriptor,
    status: 'pending',
    transfer_group: input.transferGroup,
  })
  recordEvent(world, account, 'topup.created', 'topup', topup)
  schedule(world, arrival, 'topup', account, topup.id)
  return topup
}

/** The bank's money is there, unless the top-up was called off. */
export function receiveTopup(world: World, account: string, id: string): void {
  const topup = world.require('topup', account, id)
  if (topup.status !== 'pending') return
  const posted = post(world, account, {
    type: 'topup',
    category: 'topup',
    amount: topup.amount,
    currency: topup.currency,
    source: id,
    description: topup.description ?? 'Top-up',
  })
  const received = world.store.update('topup', topup, { balance_transaction: posted.id, status: 'succeeded' })
  recordEvent(world, account, 'topup.succeeded', 'topup', received)
}

/** Calls a top-up off before it arrives. */
export function cancelTopup(world: World, account: string, topup: TopupRow): TopupRow {
  if (topup.status !== 'pending') throw refused('topup_not_cancelable', `Top-up ${topup.id} is ${topup.status}.`)
  const canceled = world.store.update('topup', topup, { status: 'canceled', expected_availability_date: null })
  recordEvent(world, account, 'topup.canceled', 'topup', canceled)
  return canceled
}

/** The bank takes a top-up back, or never sends it. */
export function failTopup(world: World, account: string, id: string): TopupRow {
  const topup = world.require('topup', account, id)
  if (topup.status !== 'pending' && topup.status !== 'succeeded') {
    throw refused('topup_not_failable', `Top-up ${id} is ${topup.status}.`)
  }
  const isBack = topup.status === 'succeeded'
  if (isBack) {
    post(world, account, {
      type: 'topup_reversal',
      category: 'topup_reversal',
      amount: -topup.amount,
      currency: topup.currency,
      source: id,
      description: 'Top-up reversal',
    })
  }
  const changed = world.store.update('topup', topup, {
    status: isBack ? 'reversed' : 'failed',
    failure_code: 'insufficient_funds',
    failure_message: 'The bank account has insufficient funds.',
  })
  recordEvent(world, account, isBack ? 'topup.reversed' : 'topup.failed', 'topup', changed)
  return changed
}
