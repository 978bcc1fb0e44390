import type { SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { voidInvoice } from '../objects/invoice-payment.ts'
import { expectPeriodEnd } from './expect.ts'
import { finishSubscription } from './finish-subscription.ts'
import { periodAt } from './period.ts'
import { share } from './share.ts'
import { bill } from './subscription-invoice.ts'
import { cadenceOf, grossOf, itemsOf } from './subscription-item.ts'
import { changeSubscription, isOver, shownItems } from './subscription-state.ts'
import { endTrial } from './trial.ts'

/** Scheduled work: ends a pause, a trial or the subscription itself, and begins the periods that are due. */
export function advanceSubscription(world: World, account: string, id: string): void {
  const found = world.store.find('subscription', account, id)
  if (found === undefined || isOver(found) || found.status === 'incomplete') return
  const subscription = endPause(world, account, found)
  if (subscription.cancel_at !== null && subscription.cancel_at <= world.now()) {
    finishSubscription(world, account, subscription, {
      credits: false,
      invoices: true,
      reason: 'cancellation_requested',
    })
    return
  }
  if (subscription.status === 'paused') return
  const isTrialOver = subscription.status === 'trialing' && (subscription.trial_end ?? 0) <= world.now()
  const going = isTrialOver ? endTrial(world, account, subscription) : subscription
  if (going === null) return
  const due = itemsOf(world, account, id).filter(({ current_period_end }) => current_period_end <= world.now())
  if (due.length > 0) renew(world, account, going, due)
}

function endPause(world: World, account: string, subscription: SubscriptionRow): SubscriptionRow {
  const resumes = subscription.pause_collection?.resumes_at
  if (resumes == null || resumes > world.now()) return subscription
  return changeSubscription(world, account, subscription, { pause_collection: null })
}

/** Begins the next period of the items and bills it in advance. */
function renew(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  due: readonly SubscriptionItemRow[],
): void {
  const past = {
    start: Math.min(...due.map((item) => item.current_period_start)),
    end: Math.max(...due.map((item) => item.current_period_end)),
  }
  const before = shownItems(world, account, subscription)
  const items = due.map((item) => startPeriod(world, subscription, item, item.current_period_end))
  bill(world, account, subscription, { reason: 'subscription_cycle', period: past, items, waits: true, before })
  expectPeriodEnd(world, account, subscription)
}

/** Puts the item into the period that begins then, and says what that costs. */
export function startPeriod(world: World, subscription: SubscriptionRow, item: SubscriptionItemRow, start: number) {
  const natural = periodAt(subscription.billing_cycle_anchor, cadenceOf(item.price), start)
  const cost = grossOf(item.price, item.quantity ?? 1)
  const period = { start, end: natural.end }
  const moved = world.store.update('subscription_item', item, {
    current_period_start: start,
    current_period_end: natural.end,
  })
  return {
    item: moved,
    period,
    amount: share(cost, period.end - start, natural.end - natural.start, subscription.currency),
    isTrial: false,
    isPart: natural.start < start,
  }
}

/** Scheduled work: nobody paid the first invoice in time. */
export function expireIncomplete(world: World, account: string, id: string): void {
  const subscription = world.store.find('subscription', account, id)
  if (subscription?.status !== 'incomplete') return
  const invoice = world.store.find('invoice', account, String(subscription.latest_invoice))
  if (invoice?.status === 'open') voidInvoice(world, account, invoice)
  else changeSubscription(world, account, subscription, { status: 'incomplete_expired', ended_at: world.now() })
}
