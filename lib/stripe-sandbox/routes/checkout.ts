import { invalid } from '../core/failure.ts'
import {
  choice,
  currency,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  object,
  type Parsed,
  percent,
  required,
  text,
} from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { createCheckoutSession, expireCheckout, type NewCheckoutLine } from '../objects/checkout-session.ts'

const LINE = {
  price: text,
  price_data: object({
    currency: required(currency),
    unit_amount: required(integer),
    recurring: object({ interval: required(choice('day', 'week', 'month', 'year')), interval_count: integer }),
    product: text,
    product_data: object({ name: required(text), metadata }),
  }),
  quantity: integer,
  metadata,
}

const SUBSCRIPTION = {
  application_fee_percent: percent,
  default_tax_rates: listOf(text),
  description: text,
  metadata,
  transfer_data: object({ destination: required(text), amount_percent: percent }),
  trial_end: integer,
  trial_period_days: integer,
}

type Discounts = readonly { coupon?: string | undefined; promotion_code?: string | undefined }[]

function subscriptionFrom(data: Parsed<typeof SUBSCRIPTION> | undefined, discounts: Discounts = []) {
  return {
    metadata: mergeMetadata({}, data?.metadata),
    description: data?.description ?? null,
    trialEnd: data?.trial_end ?? null,
    trialDays: data?.trial_period_days ?? null,
    feePercent: data?.application_fee_percent ?? null,
    transfer: data?.transfer_data
      ? { destination: data.transfer_data.destination, amountPercent: data.transfer_data.amount_percent ?? null }
      : null,
    taxRates: data?.default_tax_rates ?? [],
    discounts: discounts.map(({ coupon, promotion_code }) => ({ coupon, promotionCode: promotion_code })),
  }
}

/** Sessions of the page on which a buyer pays (docs.stripe.com/api/checkout/sessions): for a payment, a subscription, or a card to keep. */
export const checkoutRoutes: Route[] = [
  route(
    'POST',
    '/v1/checkout/sessions',
    {
      mode: required(choice('payment', 'subscription', 'setup')),
      line_items: listOf(object(LINE)),
      currency,
      discounts: listOf(object({ coupon: text, promotion_code: text })),
      setup_intent_data: object({ description: text, metadata }),
      subscription_data: object(SUBSCRIPTION),
      success_url: required(text),
      cancel_url: text,
      customer: text,
      customer_email: text,
      client_reference_id: text,
      customer_creation: choice('always', 'if_required'),
      expires_at: integer,
      metadata,
      payment_method_types: listOf(text),
      payment_intent_data: object({
        application_fee_amount: integer,
        description: text,
        metadata,
        on_behalf_of: text,
        transfer_data: object({ destination: required(text), amount: integer }),
        transfer_group: text,
      }),
    },
    (call) => {
      const { world, account, params } = call
      for (const name of ['success_url', 'cancel_url'] as const) {
        if (params[name] !== undefined && !/^https?:\/\//.test(params[name]))
          throw invalid('Not a valid URL', name, 'url_invalid')
      }
      const intent = params.payment_intent_data ?? params.setup_intent_data
      const paid = params.payment_intent_data
      if (params.mode === 'payment' && params.discounts !== undefined)
        throw invalid('The sandbox takes discounts in `subscription` mode only.', 'discounts')
      const session = createCheckoutSession(world, account, {
        lines: (params.line_items ?? []).map((line): NewCheckoutLine => {
          const made = line.price_data
          return {
            price: line.price ?? null,
            made:
              made === undefined
                ? null
                : {
                    currency: made.currency,
                    unitAmount: made.unit_amount,
                    product: made.product ?? null,
                    name: made.product_data?.name ?? null,
                    metadata: mergeMetadata({}, made.product_data?.metadata),
                    recurring: made.recurring
                      ? {
                          interval: made.recurring.interval,
                          count: made.recurring.interval_count ?? 1,
                          trialDays: null,
                        }
                      : null,
                  },
            quantity: line.quantity ?? 1,
            metadata: mergeMetadata({}, line.metadata),
          }
        }),
        mode: params.mode,
        subscription:
          params.mode === 'subscription' ? subscriptionFrom(params.subscription_data, params.discounts) : null,
        successUrl: params.success_url,
        cancelUrl: params.cancel_url ?? null,
        customer: params.customer ?? null,
        customerEmail: params.customer_email ?? null,
        clientReferenceId: params.client_reference_id ?? null,
        metadata: mergeMetadata({}, params.metadata),
        expiresAt: params.expires_at ?? null,
        intent: {
          description: intent?.description ?? null,
          metadata: mergeMetadata({}, intent?.metadata),
          transferGroup: paid?.transfer_group ?? null,
          routing: {
            applicationFee: paid?.application_fee_amount ?? null,
            destination: paid?.transfer_data?.destination ?? null,
            transferAmount: paid?.transfer_data?.amount ?? null,
            onBehalfOf: paid?.on_behalf_of ?? null,
          },
        },
      })
      return reply(call, 'checkout_session', session)
    },
  ),
  listRoute('/v1/checkout/sessions', 'checkout_session', {
    ...CREATED,
    customer: text,
    payment_intent: text,
    subscription: text,
    status: choice('open', 'complete', 'expired'),
  }),
  getRoute('/v1/checkout/sessions/:id', 'checkout_session'),
  listRoute('/v1/checkout/sessions/:id/line_items', 'checkout_line', {}, ({ world, account, ids }) => ({
    where: { session: world.require('checkout_session', account, ids[0] ?? '').id },
  })),
  route('POST', '/v1/checkout/sessions/:id/expire', {}, (call) => {
    const { world, account, ids } = call
    const session = world.require('checkout_session', account, lastOf(ids), 'session')
    return reply(call, 'checkout_session', expireCheckout(world, account, session))
  }),
]
