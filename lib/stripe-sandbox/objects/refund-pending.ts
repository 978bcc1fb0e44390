import { DAY } from '../core/clock.ts'
import { refused } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { putBack } from './refund-failure.ts'

type RefundRow = Rows['refund']

const ARRIVES_AFTER_DAYS = 4

/** A refund to a bank account takes days; money has left the balance, and the buyer does not have it yet. */
export function expectArrival(world: World, account: string, refund: RefundRow): void {
  if (refund.status === 'pending') {
    schedule(world, world.now() + ARRIVES_AFTER_DAYS * DAY, 'refund_arrives', account, refund.id)
  }
}

/** Whether money goes back to this payment method at once or on its way through a bank. */
export function isSlow(world: World, account: string, charge: Rows['charge']): boolean {
  const method = world.store.find('payment_method', account, charge.payment_method ?? '')
  return method !== undefined && (method.type !== 'card' || method._aftermath === 'refund_pending')
}

export function arriveRefund(world: World, account: string, id: string): void {
  const refund = world.require('refund', account, id)
  if (refund.status !== 'pending') return
  const { pending_reason, ...rest } = refund
  const arrived = world.store.update('refund', rest, { status: 'succeeded' })
  recordEvent(world, account, 'refund.updated', 'refund', arrived, { status: 'pending' })
}

/** Calls a refund back that has not arrived. */
export function cancelRefund(world: World, account: string, refund: RefundRow): RefundRow {
  if (refund.status !== 'pending' && refund.status !== 'requires_action') {
    throw refused('refund_not_cancelable', `Refund ${refund.id} could not be canceled: its status is ${refund.status}.`)
  }
  const canceled = putBack(world, account, refund, { status: 'canceled' })
  recordEvent(world, account, 'refund.updated', 'refund', canceled, { status: refund.status })
  return canceled
}
