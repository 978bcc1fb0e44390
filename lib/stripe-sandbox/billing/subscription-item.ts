import type { Stripe } from 'stripe'
import { invalid } from '../core/failure.ts'
import type { Rows, SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { Metadata, Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import type { WantedDiscount } from './discount.ts'
import type { Cadence } from './period.ts'

type PriceRow = Rows['price']

/** An item as it is asked for: a price that exists, so many of it. */
export type WantedItem = {
  price: string
  quantity: number
  metadata: Metadata
  discounts?: readonly WantedDiscount[]
  taxRates?: readonly string[]
}

/** The price of a subscription's item, which is billed again and again in the subscription's currency. */
export function recurringPrice(world: World, account: string, id: string, currency: string | null): PriceRow {
  const price = world.require('price', account, id, 'items[0][price]', 400)
  if (price.recurring === null)
    throw invalid(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      'items[0][price]',
    )
  if (!price.active) throw invalid(`The price specified is inactive: ${id}.`, 'items[0][price]')
  if (currency !== null && price.currency !== currency)
    throw invalid(
      'The price specified only supports other currencies than the subscription’s. You cannot combine currencies on a single subscription.',
      'items[0][price]',
    )
  return price
}

export const cadenceOf = ({ recurring }: PriceRow): Cadence => ({
  interval: recurring?.interval ?? 'month',
  count: recurring?.interval_count ?? 1,
})

/** What the whole of a period costs before discounts, in minor units. */
export const grossOf = ({ unit_amount }: PriceRow, quantity: number): number => (unit_amount ?? 0) * quantity

type Period = { start: number; end: number }

export function insertItem(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  { price, ...wanted }: Omit<WantedItem, 'price'> & { price: PriceRow; period: Period },
): SubscriptionItemRow {
  if (wanted.quantity < 0) throw invalid('Invalid non-negative integer', 'items[0][quantity]')
  return world.store.insert('subscription_item', account, {
    id: world.ids.next('si', 14),
    object: 'subscription_item',
    billing_thresholds: null,
    created: world.now(),
    current_period_end: wanted.period.end,
    current_period_start: wanted.period.start,
    current_trial: null,
    discounts: [],
    metadata: wanted.metadata,
    plan: planOf(price),
    price,
    quantity: wanted.quantity,
    subscription: subscription.id,
    tax_rates: [],
    _cost: 0,
    _span: 1,
    _billed: null,
  })
}

export const itemsOf = (world: World, account: string, subscription: string): SubscriptionItemRow[] =>
  world.store.all('subscription_item', account, { subscription })

/** A price as it was called before there were prices; items still carry it. */
export function planOf(price: PriceRow): Wire<Stripe.Plan> {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}
