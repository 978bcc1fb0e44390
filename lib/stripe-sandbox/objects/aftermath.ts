import { HOUR } from '../core/clock.ts'
import type { Aftermath } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { openDispute } from './dispute.ts'
import { warn } from './fraud-warning.ts'
import { openReview } from './review.ts'

/** These wait until the payment is refunded. */
const OF_REFUNDS: ReadonlySet<Aftermath> = new Set<Aftermath>(['refund_fails', 'refund_pending'])

/** Notes that something will come of a payment: an hour later, so that it is paid first. */
export function expectAftermath(world: World, account: string, charge: string, aftermath: Aftermath): void {
  if (aftermath !== null && !OF_REFUNDS.has(aftermath))
    schedule(world, world.now() + HOUR, 'aftermath', account, charge)
}

/** What the test card that paid stands for now happens. */
export function followPayment(world: World, account: string, id: string): void {
  const charge = world.require('charge', account, id)
  const method = world.store.find('payment_method', account, charge.payment_method ?? '')
  const aftermath = method?._aftermath ?? null
  if (aftermath === null || OF_REFUNDS.has(aftermath) || charge.amount_refunded === charge.amount_captured) return
  if (aftermath === 'fraud_warning') warn(world, account, charge)
  else if (aftermath === 'review') openReview(world, account, charge)
  else if (aftermath === 'debit_returned')
    openDispute(world, account, charge, { reason: 'debit_not_authorized', form: 'final' })
  else if (aftermath === 'inquiry') openDispute(world, account, charge, { reason: 'general', form: 'inquiry' })
  else openDispute(world, account, charge, { reason: aftermath })
}
