import { isChargeable } from '../core/currency.ts'
import { invalid } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type NewProduct = { name: string; description: string | null; metadata: Metadata; active: boolean }

export function createProduct(world: World, account: string, input: NewProduct): Rows['product'] {
  const product = world.store.insert('product', account, {
    id: world.ids.next('prod', 14),
    object: 'product',
    active: input.active,
    created: world.now(),
    default_price: null,
    description: input.description,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: input.metadata,
    name: input.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: world.now(),
    url: null,
  })
  recordEvent(world, account, 'product.created', 'product', product)
  return product
}

type NewPrice = {
  product: string
  currency: string
  unitAmount: number
  nickname: string | null
  lookupKey: string | null
  metadata: Metadata
  active: boolean
  /** How often it is billed; once without it. */
  recurring?: { interval: string; count: number; trialDays: number | null } | null
}

/** Stripe bills at most every three years (docs.stripe.com/api/prices/create). */
const LONGEST: Readonly<Record<string, number>> = { day: 1095, week: 156, month: 36, year: 3 }

export function createPrice(world: World, account: string, input: NewPrice): Rows['price'] {
  world.require('product', account, input.product, 'product', 400)
  const { recurring = null } = input
  if (recurring !== null && (recurring.count < 1 || recurring.count > (LONGEST[recurring.interval] ?? 0)))
    throw invalid('The interval of a price can be three years at most.', 'recurring[interval_count]')
  if (input.unitAmount < 0 || !isChargeable(input.unitAmount, input.currency))
    throw invalid('Invalid amount for this currency.', 'unit_amount', 'parameter_invalid_integer')
  const price = world.store.insert('price', account, {
    id: world.ids.next('price'),
    object: 'price',
    active: input.active,
    billing_scheme: 'per_unit',
    created: world.now(),
    currency: input.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: input.lookupKey,
    metadata: input.metadata,
    nickname: input.nickname,
    product: input.product,
    recurring:
      recurring === null
        ? null
        : {
            interval: recurring.interval,
            interval_count: recurring.count,
            meter: null,
            trial_period_days: recurring.trialDays,
            usage_type: 'licensed',
          },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: recurring === null ? 'one_time' : 'recurring',
    unit_amount: input.unitAmount,
    unit_amount_decimal: String(input.unitAmount),
  })
  recordEvent(world, account, 'price.created', 'price', price)
  return price
}
