import { invalid } from '../core/failure.ts'
import { choice, currency, integer, listOf, mergeMetadata, metadata, object, required, text } from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { createCheckoutSession, expireCheckout, type NewCheckoutLine } from '../objects/checkout-session.ts'

const LINE = {
  price: text,
  price_data: object({
    currency: required(currency),
    unit_amount: required(integer),
    product: text,
    product_data: object({ name: required(text), metadata }),
  }),
  quantity: integer,
  metadata,
}

/** Sessions of the page on which a buyer pays (docs.stripe.com/api/checkout/sessions), for payments. */
export const checkoutRoutes: Route[] = [
  route(
    'POST',
    '/v1/checkout/sessions',
    {
      mode: required(choice('payment')),
      line_items: required(listOf(object(LINE))),
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
      const intent = params.payment_intent_data
      const session = createCheckoutSession(world, account, {
        lines: params.line_items.map((line): NewCheckoutLine => {
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
                  },
            quantity: line.quantity ?? 1,
            metadata: mergeMetadata({}, line.metadata),
          }
        }),
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
          transferGroup: intent?.transfer_group ?? null,
          routing: {
            applicationFee: intent?.application_fee_amount ?? null,
            destination: intent?.transfer_data?.destination ?? null,
            transferAmount: intent?.transfer_data?.amount ?? null,
            onBehalfOf: intent?.on_behalf_of ?? null,
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
