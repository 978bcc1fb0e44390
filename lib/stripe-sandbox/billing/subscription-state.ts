import type { SubscriptionRow } from '../core/kinds.ts'
import { show } from '../core/render.ts'
import type { JsonObject } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'

/** Over for good: nothing is billed and nothing can be changed any more. */
export const isOver = ({ status }: SubscriptionRow): boolean => status === 'canceled' || status === 'incomplete_expired'

/** Changes a subscription and says so; nothing is said when nothing is different. */
export function changeSubscription(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  changes: Partial<SubscriptionRow>,
  itemsBefore?: JsonObject,
): SubscriptionRow {
  const isItemsChanged = itemsBefore && !isSame(itemsBefore, shownItems(world, account, subscription))
  const previous = Object.fromEntries(
    Object.entries(subscription).filter(
      ([name, value]) => name in changes && !isSame(value, changes[name as keyof SubscriptionRow]),
    ),
  ) as Partial<SubscriptionRow>
  if (Object.keys(previous).length === 0 && !isItemsChanged) return subscription
  const changed = world.store.update('subscription', subscription, changes)
  const were = isItemsChanged ? { items: itemsBefore, ...previous } : previous
  recordEvent(world, account, 'customer.subscription.updated', 'subscription', changed, were)
  return changed
}

/** Its items as they are shown, to be told what they were when they have changed. */
export const shownItems = (world: World, account: string, subscription: SubscriptionRow): JsonObject =>
  show(world, account, 'subscription', subscription).items as JsonObject

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** Ends a subscription now. Its open invoices stay open, and nobody tries to collect them any more. */
export function endSubscription(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  reason: 'cancellation_requested' | 'payment_failed' | null,
): SubscriptionRow {
  for (const invoice of world.store.all('invoice', account, { subscription: subscription.id })) {
    if (invoice.status === 'open' && invoice.auto_advance)
      world.store.update('invoice', invoice, { auto_advance: false, next_payment_attempt: null })
  }
  cancelItsSchedule(world, account, subscription)
  const details = subscription.cancellation_details
  const ended = world.store.update('subscription', subscription, {
    canceled_at: subscription.canceled_at ?? world.now(),
    cancellation_details: {
      comment: details?.comment ?? null,
      feedback: details?.feedback ?? null,
      feedback_option: null,
      reason: details?.reason ?? reason,
    },
    ended_at: world.now(),
    pause_collection: null,
    status: 'canceled',
  })
  recordEvent(world, account, 'customer.subscription.deleted', 'subscription', ended)
  return ended
}

/** What no longer is cannot be changed on schedule. */
function cancelItsSchedule(world: World, account: string, { schedule }: SubscriptionRow): void {
  const found = schedule === null ? undefined : world.store.find('subscription_schedule', account, String(schedule))
  if (found?.status !== 'active') return
  const changes = { status: 'canceled' as const, canceled_at: world.now(), current_phase: null }
  const canceled = world.store.update('subscription_schedule', found, changes)
  recordEvent(world, account, 'subscription_schedule.canceled', 'subscription_schedule', canceled)
}
