import { acceptQuote, cancelQuote, createQuote, finalizeQuote } from '../billing/quote.ts'
import { choice, clearable, integer, listOf, mergeMetadata, metadata, object, required, text } from '../http/params.ts'
import { type Call, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'

const quoteOf = ({ world, account, ids }: Call<unknown>) => world.require('quote', account, ids[0] ?? '')

/** Offers that become an invoice or a subscription (docs.stripe.com/api/quotes). */
export const quoteRoutes: Route[] = [
  route(
    'POST',
    '/v1/quotes',
    {
      collection_method: choice('charge_automatically', 'send_invoice'),
      customer: text,
      default_tax_rates: listOf(text),
      description: clearable,
      discounts: listOf(object({ coupon: required(text) })),
      expires_at: integer,
      footer: clearable,
      header: clearable,
      invoice_settings: object({ days_until_due: integer }),
      line_items: listOf(object({ price: required(text), quantity: integer, tax_rates: listOf(text) })),
      metadata,
      subscription_data: object({ description: text, metadata, trial_period_days: integer }),
    },
    (call) => {
      const { params } = call
      const quote = createQuote(call.world, call.account, {
        customer: params.customer ?? null,
        lines: (params.line_items ?? []).map(({ price, quantity, tax_rates }) => ({
          price,
          quantity: quantity ?? 1,
          taxRates: tax_rates ?? [],
        })),
        coupons: (params.discounts ?? []).map(({ coupon }) => coupon),
        taxRates: params.default_tax_rates ?? [],
        collectionMethod: params.collection_method ?? 'charge_automatically',
        daysUntilDue: params.invoice_settings?.days_until_due ?? null,
        expiresAt: params.expires_at ?? null,
        trialDays: params.subscription_data?.trial_period_days ?? null,
        subscriptionMetadata: mergeMetadata({}, params.subscription_data?.metadata),
        metadata: mergeMetadata({}, params.metadata),
        fields: {
          description: params.description ?? null,
          footer: params.footer ?? null,
          header: params.header ?? null,
        },
      })
      return reply(call, 'quote', quote)
    },
  ),
  listRoute('/v1/quotes', 'quote', {
    customer: text,
    status: choice('accepted', 'canceled', 'draft', 'open'),
    test_clock: text,
  }),
  getRoute('/v1/quotes/:id', 'quote'),
  route('POST', '/v1/quotes/:id', { metadata, description: clearable }, (call) => {
    const quote = quoteOf(call)
    const changed = call.world.store.update('quote', quote, {
      metadata: mergeMetadata(quote.metadata, call.params.metadata),
      ...(call.params.description !== undefined && { description: call.params.description }),
    })
    return reply(call, 'quote', changed)
  }),
  listRoute('/v1/quotes/:id/line_items', 'checkout_line', {}, (call) => ({ where: { session: quoteOf(call).id } })),
  route('POST', '/v1/quotes/:id/finalize', { expires_at: integer }, (call) =>
    reply(call, 'quote', finalizeQuote(call.world, call.account, quoteOf(call))),
  ),
  route('POST', '/v1/quotes/:id/accept', {}, (call) =>
    reply(call, 'quote', acceptQuote(call.world, call.account, quoteOf(call))),
  ),
  route('POST', '/v1/quotes/:id/cancel', {}, (call) =>
    reply(call, 'quote', cancelQuote(call.world, call.account, quoteOf(call))),
  ),
]
