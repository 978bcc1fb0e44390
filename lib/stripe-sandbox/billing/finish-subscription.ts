import type { SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { collectNow } from '../objects/invoice-payment.ts'
import { prorateEnd } from './proration.ts'
import { bill, pendingOf } from './subscription-invoice.ts'
import { endSubscription } from './subscription-state.ts'

type Finish = {
  /** Whether what is left of the periods is given back. */
  credits: boolean
  /** Whether what is pending is billed now, in a last invoice. */
  invoices: boolean
  reason: 'cancellation_requested' | 'payment_failed'
}

/** Ends a subscription now. What is pending is billed, or left for the customer's next invoice, or forgotten. */
export function finishSubscription(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  { credits, invoices, reason }: Finish,
): SubscriptionRow {
  if (credits) prorateEnd(world, account, subscription)
  const pending = pendingOf(world, account, subscription)
  if (!credits && !invoices) for (const { id } of pending) world.store.remove('invoiceitem', id)
  if (!invoices || pending.length === 0) {
    release(world, account, subscription)
    return endSubscription(world, account, subscription, reason)
  }
  const now = world.now()
  const last = bill(world, account, subscription, {
    reason: 'subscription_update',
    period: { start: now, end: now },
    items: [],
    waits: false,
  })
  if (last.invoice.status === 'draft' && subscription.collection_method === 'charge_automatically')
    collectNow(world, account, last.invoice)
  return endSubscription(world, account, world.require('subscription', account, subscription.id), reason)
}

/** What is still owed or owing is the customer's from now on. */
function release(world: World, account: string, subscription: SubscriptionRow): void {
  for (const item of pendingOf(world, account, subscription)) world.store.update('invoiceitem', item, { parent: null })
}
