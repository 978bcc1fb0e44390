import type { SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { itemsOf } from './subscription-item.ts'

/** Ends with the longest period that is going, or no longer does. */
export function endingFields(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  ends: boolean | undefined,
): Partial<SubscriptionRow> {
  if (ends === undefined) return {}
  if (!ends) return { cancel_at: null, cancel_at_period_end: false, canceled_at: null }
  const periods = itemsOf(world, account, subscription.id).map((item) => item.current_period_end)
  return { cancel_at: Math.max(...periods), cancel_at_period_end: true, canceled_at: world.now() }
}
