import { createCoupon, createPromotionCode } from '../billing/coupon.ts'
import {
  boolean,
  choice,
  clearable,
  currency,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  object,
  percent,
  required,
  text,
} from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { recordEvent } from '../webhooks/record-event.ts'

/** Coupons, and the codes that customers type to get them (docs.stripe.com/billing/subscriptions/coupons). */
export const couponRoutes: Route[] = [
  route(
    'POST',
    '/v1/coupons',
    {
      id: text,
      amount_off: integer,
      applies_to: object({ products: required(listOf(text)) }),
      currency,
      duration: choice('once', 'repeating', 'forever'),
      duration_in_months: integer,
      max_redemptions: integer,
      metadata,
      name: text,
      percent_off: percent,
      redeem_by: integer,
    },
    (call) => {
      const { params } = call
      const coupon = createCoupon(call.world, call.account, {
        id: params.id ?? null,
        amountOff: params.amount_off ?? null,
        percentOff: params.percent_off ?? null,
        currency: params.currency ?? null,
        duration: params.duration ?? 'once',
        months: params.duration_in_months ?? null,
        maxRedemptions: params.max_redemptions ?? null,
        redeemBy: params.redeem_by ?? null,
        products: params.applies_to?.products ?? null,
        name: params.name ?? null,
        metadata: mergeMetadata({}, params.metadata),
      })
      return reply(call, 'coupon', coupon)
    },
  ),
  listRoute('/v1/coupons', 'coupon', CREATED),
  getRoute('/v1/coupons/:id', 'coupon'),
  route('POST', '/v1/coupons/:id', { metadata, name: clearable }, (call) => {
    const { world, account, params } = call
    const coupon = world.require('coupon', account, lastOf(call.ids))
    const changed = world.store.update('coupon', coupon, {
      metadata: mergeMetadata(coupon.metadata ?? {}, params.metadata),
      ...(params.name !== undefined && { name: params.name }),
    })
    recordEvent(world, account, 'coupon.updated', 'coupon', changed)
    return reply(call, 'coupon', changed)
  }),
  route('DELETE', '/v1/coupons/:id', {}, ({ world, account, ids }) => {
    const coupon = world.require('coupon', account, lastOf(ids))
    world.store.remove('coupon', coupon.id)
    recordEvent(world, account, 'coupon.deleted', 'coupon', coupon)
    return { id: coupon.id, object: 'coupon', deleted: true }
  }),

  route(
    'POST',
    '/v1/promotion_codes',
    {
      active: boolean,
      code: text,
      customer: text,
      expires_at: integer,
      max_redemptions: integer,
      metadata,
      promotion: required(object({ coupon: required(text), type: required(choice('coupon')) })),
      restrictions: object({
        first_time_transaction: boolean,
        minimum_amount: integer,
        minimum_amount_currency: currency,
      }),
    },
    (call) => {
      const { world, account, params } = call
      const { restrictions } = params
      const code = createPromotionCode(world, account, {
        coupon: params.promotion.coupon,
        code: params.code ?? null,
        customer: params.customer ?? null,
        expiresAt: params.expires_at ?? null,
        maxRedemptions: params.max_redemptions ?? null,
        firstTimeOnly: restrictions?.first_time_transaction ?? false,
        minimumAmount: restrictions?.minimum_amount ?? null,
        minimumCurrency: restrictions?.minimum_amount_currency ?? null,
        metadata: mergeMetadata({}, params.metadata),
      })
      const isInactive = params.active === false
      return reply(
        call,
        'promotion_code',
        isInactive ? world.store.update('promotion_code', code, { active: false }) : code,
      )
    },
  ),
  listRoute('/v1/promotion_codes', 'promotion_code', {
    ...CREATED,
    active: boolean,
    code: text,
    coupon: text,
    customer: text,
  }),
  getRoute('/v1/promotion_codes/:id', 'promotion_code'),
  route('POST', '/v1/promotion_codes/:id', { active: boolean, metadata }, (call) => {
    const { world, account, params } = call
    const code = world.require('promotion_code', account, lastOf(call.ids))
    const changed = world.store.update('promotion_code', code, {
      active: params.active ?? code.active,
      metadata: mergeMetadata(code.metadata ?? {}, params.metadata),
    })
    recordEvent(world, account, 'promotion_code.updated', 'promotion_code', changed)
    return reply(call, 'promotion_code', changed)
  }),
]
