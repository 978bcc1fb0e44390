import { DAY } from '../core/clock.ts'
import { refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { settle } from '../money/exchange.ts'
import { post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'

const FAILS_AFTER_DAYS = 3

/** Notes that the bank will send this refund back. */
export function expectFailure(world: World, account: string, refund: Rows['refund']): void {
  const method = world.store.find('payment_method', account, refund.payment_method ?? '')
  if (method?._aftermath !== 'refund_fails') return
  schedule(world, world.now() + FAILS_AFTER_DAYS * DAY, 'refund_fails', account, refund.id)
}

/** The bank returns the money: it is back in the balance, and the charge counts as not refunded by that much. */
export function failRefund(world: World, account: string, id: string): void {
  const refund = world.require('refund', account, id)
  if (refund.status === 'failed' || refund.status === 'canceled') return
  const failed = putBack(world, account, refund, { status: 'failed', failure_reason: 'expired_or_canceled_card' })
  recordEvent(world, account, 'refund.failed', 'refund', failed)
}

/** What a refund took is the account's again, at the rate of the day. */
export function putBack(
  world: World,
  account: string,
  refund: Rows['refund'],
  ending: Pick<Rows['refund'], 'status' | 'failure_reason'>,
): Rows['refund'] {
  if (refund.charge === null) throw refused('refund_not_failable', `Refund ${refund.id} belongs to no charge.`)
  const charge = world.require('charge', account, refund.charge)
  const back = post(world, account, {
    type: 'refund_failure',
    category: 'refund_failure',
    ...settle(world, account, refund.amount, refund.currency),
    source: refund.id,
    description: `REFUND FAILURE (${refund.id})`,
  })
  const over = world.store.update('refund', refund, { ...ending, failure_balance_transaction: back.id })
  const changed = world.store.update('charge', charge, {
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  })
  recordEvent(world, account, 'charge.refund.updated', 'refund', over, { status: refund.status })
  recordEvent(world, account, 'charge.updated', 'charge', changed, { amount_refunded: charge.amount_refunded })
  return over
}
