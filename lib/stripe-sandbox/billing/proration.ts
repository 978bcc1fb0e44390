import { dateOf } from '../core/clock.ts'
import type { SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import { share } from './share.ts'
import { itemsOf } from './subscription-item.ts'

/** Gives back what an item costs from then until its period ends; nothing when that is nothing. */
export function creditRest(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  item: SubscriptionItemRow,
  from: number,
): void {
  prorate(world, account, { subscription, item, from, isCredit: true })
}

/** Charges what an item costs from then until its period ends. */
export function debitRest(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  item: SubscriptionItemRow,
  from: number,
): void {
  prorate(world, account, { subscription, item, from, isCredit: false })
}

type Proration = {
  subscription: SubscriptionRow
  item: SubscriptionItemRow
  from: number
  isCredit: boolean
}

/** The share of the item's cost that falls to the seconds from then to its period's end. */
function prorate(world: World, account: string, { subscription, item, from, isCredit }: Proration): void {
  const until = item.current_period_end
  const whole = share(item._cost, until - from, item._span, subscription.currency)
  if (whole === 0 || from >= until) return
  const { name } = world.require('product', account, String(item.price.product))
  const quantity = item.quantity ?? 1
  createInvoiceItem(world, account, {
    customer: String(subscription.customer),
    invoice: null,
    currency: subscription.currency,
    amount: isCredit ? -whole : whole,
    quantity,
    unitAmount: String(item.price.unit_amount ?? 0),
    price: item.price.id,
    product: String(item.price.product),
    description: `${isCredit ? 'Unused' : 'Remaining'} time on ${quantity === 1 ? '' : `${quantity} × `}${name} after ${dateOf(from)}`,
    metadata: subscription.metadata,
    period: { start: from, end: until },
    subscription: subscription.id,
    proration: { item: item.id, billed: isCredit ? item._billed : null },
  })
}

/** Gives back the rest of every item's period. */
export function prorateEnd(world: World, account: string, subscription: SubscriptionRow): void {
  for (const item of itemsOf(world, account, subscription.id))
    creditRest(world, account, subscription, item, world.now())
}
