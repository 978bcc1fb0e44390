import { invalid } from '../core/failure.ts'
import type { CouponRow, DiscountRow, InvoiceRow, Rows } from '../core/kinds.ts'
import { isValid } from '../core/render.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { plusIntervals } from './period.ts'
import { share } from './share.ts'

/** A discount as it is asked for: a coupon, a code for one, or a discount that is there already. */
export type WantedDiscount = {
  coupon?: string | undefined
  promotionCode?: string | undefined
  discount?: string | undefined
}

/** What the discount is on; its customer always. */
type Owner = {
  customer: string
  currency: string
  subscription?: string
  subscriptionItem?: string
  invoice?: string
}

/** Redeems what was asked for, and gives the ids of the discounts. */
export const redeemAll = (world: World, account: string, wanted: readonly WantedDiscount[], owner: Owner): string[] =>
  wanted.map((one) => redeem(world, account, one, owner).id)

function redeem(world: World, account: string, wanted: WantedDiscount, owner: Owner): DiscountRow {
  if (wanted.discount !== undefined) return world.require('discount', account, wanted.discount, 'discounts', 400)
  const code =
    wanted.promotionCode === undefined
      ? null
      : world.require('promotion_code', account, wanted.promotionCode, 'discounts[0][promotion_code]', 400)
  if (code !== null) spendCode(world, account, code, owner)
  const id = code === null ? (wanted.coupon ?? '') : String(code.promotion.coupon)
  const coupon = world.require('coupon', account, id, 'discounts[0][coupon]', 400)
  if (!isValid(world, coupon)) throw invalid(`Coupon expired: ${coupon.id}`, 'discounts[0][coupon]', 'coupon_expired')
  if (coupon.amount_off !== null && coupon.currency !== owner.currency)
    throw invalid(`The coupon ${coupon.id} takes off ${coupon.currency}, not ${owner.currency}.`, 'discounts')
  const used = world.store.update('coupon', coupon, { times_redeemed: coupon.times_redeemed + 1 })
  const discount = world.store.insert('discount', account, {
    id: world.ids.next('di'),
    object: 'discount',
    checkout_session: null,
    created: world.now(),
    customer: owner.customer,
    customer_account: null,
    end: endOf(world, coupon),
    invoice: owner.invoice ?? null,
    invoice_item: null,
    promotion_code: code?.id ?? null,
    source: { coupon: coupon.id, type: 'coupon' },
    start: world.now(),
    subscription: owner.subscription ?? null,
    subscription_item: owner.subscriptionItem ?? null,
    _coupon: used,
  })
  if (owner.subscription !== undefined) recordEvent(world, account, 'customer.discount.created', 'discount', discount)
  return discount
}

function spendCode(world: World, account: string, code: Rows['promotion_code'], owner: Owner): void {
  const isFull = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions
  const isPast = code.expires_at !== null && code.expires_at <= world.now()
  const isOthers = code.customer !== null && code.customer !== owner.customer
  if (!code.active || isFull || isPast || isOthers)
    throw invalid('This promotion code cannot be redeemed.', 'discounts[0][promotion_code]', 'promotion_code_invalid')
  const isKnown = world.store.list('invoice', account, { customer: owner.customer, status: 'paid' }, { limit: 1 }).rows
    .length
  if (code.restrictions.first_time_transaction && isKnown)
    throw invalid(
      'This promotion code is for first-time customers.',
      'discounts[0][promotion_code]',
      'customer_max_subscriptions',
    )
  world.store.update('promotion_code', code, { times_redeemed: code.times_redeemed + 1 })
}

const endOf = (world: World, { duration, duration_in_months: months }: CouponRow): number | null =>
  duration === 'repeating' ? plusIntervals(world.now(), { interval: 'month', count: months ?? 1 }, 1) : null

/** The discounts of those ids, whether or not they still take something off. */
export const discountsOf = (world: World, account: string, ids: readonly unknown[]): DiscountRow[] =>
  ids.flatMap((id) => world.store.find('discount', account, String(id)) ?? [])

/** Those of them that still take something off. */
export const activeOf = (world: World, account: string, ids: readonly unknown[]): DiscountRow[] =>
  discountsOf(world, account, ids).filter(({ end }) => end === null || end > world.now())

/** Ends a discount: it takes nothing off from now on. */
export function endDiscount(world: World, account: string, discount: DiscountRow): void {
  const ended = world.store.update('discount', discount, { end: world.now() })
  if (discount.subscription !== null) recordEvent(world, account, 'customer.discount.deleted', 'discount', ended)
}

/** The discounts that are left after an invoice: those for one invoice are used up, and the past ones go. */
export function leftAfter(world: World, account: string, ids: readonly unknown[], invoice: InvoiceRow): string[] {
  const used = new Set((invoice.total_discount_amounts ?? []).map(({ discount }) => String(discount)))
  return discountsOf(world, account, ids).flatMap((discount) => {
    const isPast = discount.end !== null && discount.end <= world.now()
    if (!isPast && !(discount._coupon.duration === 'once' && used.has(discount.id))) return [discount.id]
    endDiscount(world, account, discount)
    return []
  })
}

type Discountable = { amount: number; product: string | null; discountable: boolean }

/**
 * How much the coupon takes off each, given what earlier ones have left of them. Parts of an amount are rounded so that
 * they add up to it.
 */
export function takenOff(coupon: CouponRow, lines: readonly Discountable[], currency: string): number[] {
  const applies = ({ amount, product, discountable }: Discountable) =>
    discountable && amount > 0 && (coupon.applies_to?.products.includes(product ?? '') ?? true)
  const { percent_off: percent, amount_off: off } = coupon
  if (percent !== null)
    return lines.map((line) =>
      applies(line) ? share(line.amount, Math.round(percent * 10_000), 1_000_000, currency) : 0,
    )
  const whole = lines.reduce((sum, line) => sum + (applies(line) ? line.amount : 0), 0)
  const total = Math.min(off ?? 0, whole)
  let before = 0
  let taken = 0
  return lines.map((line) => {
    if (!applies(line)) return 0
    before += line.amount
    const part = share(total, before, whole, currency) - taken
    taken += part
    return part
  })
}
