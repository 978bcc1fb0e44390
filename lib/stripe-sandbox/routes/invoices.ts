import { redeemAll } from '../billing/discount.ts'
import { taxRatesOf } from '../billing/tax.ts'
import { invalid } from '../core/failure.ts'
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
  type Parsed,
  required,
  text,
} from '../http/params.ts'
import { type Call, CREATED, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'
import { createInvoice } from '../objects/invoice.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import {
  finalizeInvoice,
  markUncollectible,
  payInvoice,
  payOutOfBand,
  voidInvoice,
} from '../objects/invoice-payment.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { DISCOUNTS, discountsWanted } from './subscription-params.ts'

const invoiceOf = (call: Call<unknown>) => call.world.require('invoice', call.account, call.ids[0] ?? '', 'invoice')

const NEW_ITEM = {
  amount: integer,
  currency,
  customer: text,
  description: text,
  discountable: boolean,
  discounts: DISCOUNTS,
  invoice: text,
  metadata,
  period: object({ start: required(integer), end: required(integer) }),
  pricing: object({ price: required(text) }),
  quantity: integer,
  subscription: text,
  tax_rates: listOf(text),
  unit_amount_decimal: text,
}

const EXTRAS = {
  automatic_tax: object({ enabled: required(boolean) }),
  default_tax_rates: listOf(text),
  discounts: DISCOUNTS,
}

export const invoiceRoutes: Route[] = [
  route(
    'POST',
    '/v1/invoices',
    {
      ...EXTRAS,
      auto_advance: boolean,
      collection_method: choice('charge_automatically', 'send_invoice'),
      currency,
      customer: required(text),
      days_until_due: integer,
      default_payment_method: text,
      description: text,
      metadata,
      pending_invoice_items_behavior: choice('exclude', 'include'),
    },
    (call) => {
      const { params } = call
      const invoice = createInvoice(call.world, call.account, {
        customer: params.customer,
        currency: params.currency,
        collectionMethod: params.collection_method ?? 'charge_automatically',
        daysUntilDue: params.days_until_due ?? null,
        autoAdvance: params.auto_advance ?? false,
        defaultPaymentMethod: params.default_payment_method ?? null,
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
        includePending: params.pending_invoice_items_behavior === 'include',
        fields: extrasFrom(call),
      })
      return reply(call, 'invoice', invoice)
    },
  ),
  getRoute('/v1/invoices/:id', 'invoice'),
  listRoute('/v1/invoices', 'invoice', {
    ...CREATED,
    collection_method: text,
    customer: text,
    subscription: text,
    status: choice('draft', 'open', 'paid', 'uncollectible', 'void'),
  }),
  route(
    'POST',
    '/v1/invoices/:id',
    { metadata, description: clearable, auto_advance: boolean, default_payment_method: clearable },
    (call) => {
      const { world, account, params } = call
      const invoice = invoiceOf(call)
      const changed = world.store.update('invoice', invoice, {
        metadata: mergeMetadata(invoice.metadata ?? {}, params.metadata),
        ...(params.description !== undefined && { description: params.description }),
        ...(params.auto_advance !== undefined && { auto_advance: params.auto_advance }),
        ...(params.default_payment_method !== undefined && { default_payment_method: params.default_payment_method }),
      })
      recordEvent(world, account, 'invoice.updated', 'invoice', changed, { metadata: invoice.metadata })
      return reply(call, 'invoice', changed)
    },
  ),
  route('POST', '/v1/invoices/:id/finalize', { auto_advance: boolean }, (call) =>
    reply(call, 'invoice', finalizeInvoice(call.world, call.account, invoiceOf(call))),
  ),
  route(
    'POST',
    '/v1/invoices/:id/pay',
    { paid_out_of_band: boolean, payment_method: text, forgive: boolean, off_session: boolean },
    (call) => {
      const { world, account, params } = call
      const paid = params.paid_out_of_band
        ? payOutOfBand(world, account, invoiceOf(call))
        : payInvoice(world, account, invoiceOf(call), params.payment_method)
      return reply(call, 'invoice', paid)
    },
  ),
  route('POST', '/v1/invoices/:id/void', {}, (call) =>
    reply(call, 'invoice', voidInvoice(call.world, call.account, invoiceOf(call))),
  ),
  route('POST', '/v1/invoices/:id/mark_uncollectible', {}, (call) =>
    reply(call, 'invoice', markUncollectible(call.world, call.account, invoiceOf(call))),
  ),
  listRoute('/v1/invoices/:id/lines', 'line_item', {}, (call) => ({ where: { invoice: invoiceOf(call).id } })),

  route('POST', '/v1/invoiceitems', NEW_ITEM, (call) => {
    const price = priceOf(call)
    const item = createInvoiceItem(call.world, call.account, { ...itemFrom(call, price.currency), ...price })
    return reply(call, 'invoiceitem', item)
  }),
  getRoute('/v1/invoiceitems/:id', 'invoiceitem'),
  listRoute('/v1/invoiceitems', 'invoiceitem', { ...CREATED, customer: text, invoice: text }),

  getRoute('/v1/invoice_payments/:id', 'invoice_payment'),
  listRoute(
    '/v1/invoice_payments',
    'invoice_payment',
    {
      invoice: text,
      status: choice('canceled', 'open', 'paid'),
      payment: object({ type: required(choice('payment_intent', 'payment_record')), payment_intent: text }),
    },
    ({ params }) => {
      const payment = params.payment as { payment_intent?: string } | undefined
      return { where: { payment: undefined, payment_intent: payment?.payment_intent } }
    },
  ),
]

type ItemCall = Call<Parsed<typeof NEW_ITEM>>

function itemFrom(call: ItemCall, currencyOfItem: string) {
  const { world, account, params } = call
  const invoice =
    params.invoice === undefined ? null : world.require('invoice', account, params.invoice, 'invoice', 400)
  const customer = params.customer ?? invoice?.customer ?? undefined
  if (!customer) throw invalid('Missing required param: customer.', 'customer', 'parameter_missing')
  return {
    customer,
    invoice: invoice?.id ?? null,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    period: params.period ?? null,
    subscription: params.subscription ?? null,
    discounts: redeemAll(world, account, discountsWanted(params.discounts), { customer, currency: currencyOfItem }),
    taxRates: taxRatesOf(world, account, params.tax_rates ?? [], 'tax_rates'),
  }
}

/** What takes something off a new invoice, and what is put on it. */
function extrasFrom({
  world,
  account,
  params,
}: Call<Parsed<typeof EXTRAS> & { customer: string; currency?: string | undefined }>) {
  const currencyOf = params.currency ?? world.store.find('account', world.platform, account)?.default_currency ?? 'usd'
  const owner = { customer: params.customer, currency: currencyOf }
  return {
    ...(params.automatic_tax?.enabled && {
      automatic_tax: {
        disabled_reason: null,
        enabled: true,
        liability: { type: 'self' as const },
        provider: 'stripe',
        status: null,
      },
    }),
    default_tax_rates: taxRatesOf(world, account, params.default_tax_rates ?? [], 'default_tax_rates'),
    discounts: redeemAll(world, account, discountsWanted(params.discounts), owner),
  }
}

/** What the item costs: an amount, a unit amount times a quantity, or a price times a quantity. */
function priceOf({ world, account, params }: ItemCall) {
  const quantity = params.quantity ?? 1
  const invoice = params.invoice === undefined ? undefined : world.store.find('invoice', account, params.invoice)
  const home = params.currency ?? invoice?.currency
  if (params.pricing) {
    const price = world.require('price', account, params.pricing.price, 'pricing[price]', 400)
    const amount = (price.unit_amount ?? 0) * quantity
    return {
      currency: price.currency,
      amount,
      quantity,
      unitAmount: String(price.unit_amount ?? 0),
      price: price.id,
      product: price.product,
    }
  }
  if (!home) throw invalid('Missing required param: currency.', 'currency', 'parameter_missing')
  const unitAmount = params.unit_amount_decimal
  if (unitAmount !== undefined) {
    if (!/^-?\d{1,12}$/.test(unitAmount)) {
      throw invalid('The sandbox takes whole minor units only.', 'unit_amount_decimal', 'parameter_invalid_string')
    }
    return { currency: home, amount: Number(unitAmount) * quantity, quantity, unitAmount, price: null, product: null }
  }
  if (params.amount === undefined) throw invalid('Missing required param: amount.', 'amount', 'parameter_missing')
  return {
    currency: home,
    amount: params.amount,
    quantity: 1,
    unitAmount: String(params.amount),
    price: null,
    product: null,
  }
}
