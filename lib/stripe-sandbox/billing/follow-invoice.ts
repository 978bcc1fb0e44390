import type { InvoiceRow, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { dunningOf } from './dunning.ts'
import { changeSubscription, endSubscription, isOver } from './subscription-state.ts'

type Outcome = 'settled' | 'failed' | 'given_up'

const subscriptionOf = (world: World, account: string, { parent }: InvoiceRow): SubscriptionRow | undefined => {
  const id = parent?.subscription_details?.subscription
  return id === undefined ? undefined : world.store.find('subscription', account, String(id))
}

/** Whether a failed attempt is followed by another; a subscription that never began waits for its buyer. */
export function isRetried(world: World, account: string, invoice: InvoiceRow): boolean {
  return invoice.auto_advance === true && subscriptionOf(world, account, invoice)?.status !== 'incomplete'
}

/**
 * What an invoice's fate makes of its subscription: late when an attempt failed, given up after the last one, and in
 * order again when the latest is paid, void or given up (docs.stripe.com/billing/subscriptions/overview#subscription-statuses).
 */
export function followInvoice(world: World, account: string, invoice: InvoiceRow, outcome: Outcome): void {
  const subscription = subscriptionOf(world, account, invoice)
  if (subscription === undefined || isOver(subscription)) return
  if (outcome === 'settled') {
    if (invoice.id === subscription.latest_invoice) settle(world, account, subscription, invoice)
    return
  }
  if (subscription.status === 'incomplete' || subscription.status === 'unpaid') return
  if (outcome === 'failed' || invoice.billing_reason === 'manual' || !invoice.auto_advance)
    changeSubscription(world, account, subscription, { status: 'past_due' })
  else giveUp(world, account, subscription)
}

function settle(world: World, account: string, subscription: SubscriptionRow, invoice: InvoiceRow): void {
  if (subscription.status === 'incomplete' && invoice.status !== 'paid')
    changeSubscription(world, account, subscription, { status: 'incomplete_expired', ended_at: world.now() })
  else if (['incomplete', 'past_due', 'unpaid'].includes(subscription.status))
    changeSubscription(world, account, subscription, { status: 'active' })
}

function giveUp(world: World, account: string, subscription: SubscriptionRow): void {
  const { lastResort } = dunningOf(world)
  if (lastResort === 'cancel') endSubscription(world, account, subscription, 'payment_failed')
  else changeSubscription(world, account, subscription, { status: lastResort })
}
