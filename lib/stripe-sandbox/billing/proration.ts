import { dateOf } from '../core/clock.ts'
import type { SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import { periodAt } from './period.ts'
import { share } from './share.ts'
import { cadenceOf, itemsOf } from './subscription-item.ts'

/** Gives back what an item costs from then until its period ends; nothing when that is nothing. */
export function creditRest(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  item: SubscriptionItemRow,
  from: number,
): void {
  prorate(world, account, { subscription, item, from, anchor: subscription.billing_cycle_anchor, isCredit: true })
}

/** Charges what an item costs from then until its period ends. */
export function debitRest(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  item: SubscriptionItemRow,
  from: number,
): void {
  prorate(world, account, { subscription, item, from, anchor: subscription.billing_cycle_anchor, isCredit: false })
}

type Proration = {
  subscription: SubscriptionRow
  item: SubscriptionItemRow
  from: number
  anchor: number
  isCredit: boolean
}

/** The part of the item's cost that the seconds from then to the period's end are of the natural period. */
function prorate(world: World, account: string, { subscription, item, from, anchor, isCredit }: Proration): void {
  const until = item.current_period_end
  const natural = periodAt(anchor, cadenceOf(item.price), until - 1)
  const whole = share(item._cost, until - from, natural.end - natural.start, subscription.currency)
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
