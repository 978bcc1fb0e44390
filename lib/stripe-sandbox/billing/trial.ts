import type { SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { changeSubscription, endSubscription } from './subscription-state.ts'

/** Ends a trial; null when the subscription ends or pauses with it because there is nothing to pay with. */
export function endTrial(world: World, account: string, subscription: SubscriptionRow): SubscriptionRow | null {
  const isUnpayable =
    subscription.collection_method === 'charge_automatically' && !hasPaymentMethod(world, account, subscription)
  const wanted = subscription.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice'
  if (isUnpayable && wanted === 'cancel') {
    endSubscription(world, account, subscription, null)
    return null
  }
  if (isUnpayable && wanted === 'pause') {
    const paused = world.store.update('subscription', subscription, { status: 'paused' })
    recordEvent(world, account, 'customer.subscription.paused', 'subscription', paused)
    return null
  }
  return changeSubscription(world, account, subscription, { status: 'active' })
}

function hasPaymentMethod(world: World, account: string, subscription: SubscriptionRow): boolean {
  const customer = world.require('customer', account, String(subscription.customer))
  return Boolean(subscription.default_payment_method ?? customer.invoice_settings.default_payment_method)
}

/** Scheduled work: three days of the trial are left. */
export function warnOfTrialEnd(world: World, account: string, id: string): void {
  const subscription = world.store.find('subscription', account, id)
  if (subscription?.status === 'trialing')
    recordEvent(world, account, 'customer.subscription.trial_will_end', 'subscription', subscription)
}
