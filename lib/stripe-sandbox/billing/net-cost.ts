import type { SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { activeOf, takenOff } from './discount.ts'
import { grossOf, itemsOf } from './subscription-item.ts'

/** What a whole period of the item costs after the discounts that are in force, in minor units. */
export function netCost(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  item: SubscriptionItemRow,
): number {
  const items = itemsOf(world, account, subscription.id)
  const at = items.findIndex(({ id }) => id === item.id)
  const own = activeOf(world, account, item.discounts).map((discount) => ({ discount, isOwn: true }))
  const shared = activeOf(world, account, subscription.discounts).map((discount) => ({ discount, isOwn: false }))
  let left = items.map(({ price, quantity }) => grossOf(price, quantity ?? 1))
  for (const { discount, isOwn } of [...own, ...shared]) {
    const off = takenOff(
      discount._coupon,
      items.map(({ id, price }, index) => ({
        amount: left[index] ?? 0,
        product: String(price.product),
        discountable: !isOwn || id === item.id,
      })),
      subscription.currency,
    )
    left = left.map((amount, index) => amount - (off[index] ?? 0))
  }
  return left[at] ?? 0
}
