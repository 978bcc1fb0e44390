import { isChargeable } from '../core/currency.ts'
import { invalid, refused } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { CouponRow, Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type NewCoupon = {
  id: string | null
  percentOff: number | null
  amountOff: number | null
  currency: string | null
  duration: 'once' | 'repeating' | 'forever'
  months: number | null
  maxRedemptions: number | null
  redeemBy: number | null
  products: string[] | null
  name: string | null
  metadata: Metadata
}

/** Something off: a percentage or an amount of one currency, once, for some months, or for ever. */
export function createCoupon(world: World, account: string, input: NewCoupon): CouponRow {
  const { amountOff, percentOff, currency, duration, months } = input
  if ((amountOff === null) === (percentOff === null))
    throw invalid('Received both or neither of amount_off and percent_off. Exactly one is needed.', 'percent_off')
  if (amountOff !== null && (currency === null || amountOff < 1 || !isChargeable(amountOff, currency)))
    throw invalid('You must pass a positive amount_off with its currency.', 'amount_off')
  if (percentOff === 0) throw invalid('Invalid percent_off: must be greater than 0', 'percent_off')
  if ((duration === 'repeating') !== (months !== null))
    throw invalid('You must pass duration_in_months with a repeating duration, and only then.', 'duration_in_months')
  const id = input.id ?? letters(world.ids.next('coupon'), 8)
  if (world.store.findAnywhere('coupon', id)) throw refused('resource_already_exists', 'Coupon already exists.')
  const coupon = world.store.insert('coupon', account, {
    id,
    object: 'coupon',
    amount_off: amountOff,
    ...(input.products && { applies_to: { products: input.products } }),
    created: world.now(),
    currency: amountOff === null ? null : currency,
    duration,
    duration_in_months: months,
    livemode: false,
    max_redemptions: input.maxRedemptions,
    metadata: input.metadata,
    name: input.name,
    percent_off: percentOff,
    redeem_by: input.redeemBy,
    times_redeemed: 0,
    valid: true,
  })
  recordEvent(world, account, 'coupon.created', 'coupon', coupon)
  return coupon
}

type NewCode = {
  coupon: string
  code: string | null
  customer: string | null
  expiresAt: number | null
  maxRedemptions: number | null
  firstTimeOnly: boolean
  minimumAmount: number | null
  minimumCurrency: string | null
  metadata: Metadata
}

/** A code that customers type to get the coupon. */
export function createPromotionCode(world: World, account: string, input: NewCode): Rows['promotion_code'] {
  world.require('coupon', account, input.coupon, 'promotion[coupon]', 400)
  if (input.customer !== null) world.require('customer', account, input.customer, 'customer', 400)
  const id = world.ids.next('promo')
  const code = input.code ?? letters(`${id}:code`, 8).toUpperCase()
  if (world.store.all('promotion_code', account, { code, active: 1 }).length > 0)
    throw invalid(`An active promotion code with the code ${code} already exists.`, 'code')
  const made = world.store.insert('promotion_code', account, {
    id,
    object: 'promotion_code',
    active: true,
    code,
    created: world.now(),
    customer: input.customer,
    customer_account: null,
    expires_at: input.expiresAt,
    livemode: false,
    max_redemptions: input.maxRedemptions,
    metadata: input.metadata,
    promotion: { coupon: input.coupon, type: 'coupon' },
    restrictions: {
      first_time_transaction: input.firstTimeOnly,
      minimum_amount: input.minimumAmount,
      minimum_amount_currency: input.minimumCurrency,
    },
    times_redeemed: 0,
  })
  recordEvent(world, account, 'promotion_code.created', 'promotion_code', made)
  return made
}
