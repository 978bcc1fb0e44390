import {
  boolean,
  choice,
  clearable,
  currency,
  integer,
  mergeMetadata,
  metadata,
  object,
  type Parsed,
  required,
  text,
} from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, ownTime, type Route, reply, route } from '../http/route.ts'
import { createPrice, createProduct } from '../objects/catalogue.ts'
import { createCustomer, setDefaultPaymentMethod } from '../objects/customer.ts'
import { attachPaymentMethod } from '../objects/payment-method.ts'
import { recordEvent } from '../webhooks/record-event.ts'

const ADDRESS = {
  city: clearable,
  country: clearable,
  line1: clearable,
  line2: clearable,
  postal_code: clearable,
  state: clearable,
}
const CUSTOMER = {
  tax_exempt: choice('none', 'exempt', 'reverse'),
  name: clearable,
  email: clearable,
  description: clearable,
  phone: clearable,
  address: object(ADDRESS),
  metadata,
  invoice_settings: object({ default_payment_method: clearable }),
}

/** Every part of an address, also those that were not given. */
const addressOf = (given: Parsed<typeof ADDRESS>) => ({
  city: given.city ?? null,
  country: given.country ?? null,
  line1: given.line1 ?? null,
  line2: given.line2 ?? null,
  postal_code: given.postal_code ?? null,
  state: given.state ?? null,
})

/** Customers, products, prices and payment methods: who buys what, and with which card. */
export const buyerRoutes: Route[] = [
  route('POST', '/v1/customers', { ...CUSTOMER, payment_method: text, test_clock: text }, (call) => {
    const { params } = call
    const customer = createCustomer(call.world, call.account, {
      name: params.name ?? null,
      email: params.email ?? null,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      address: params.address === undefined ? null : addressOf(params.address),
      taxExempt: params.tax_exempt,
      phone: params.phone ?? null,
      paymentMethod: params.payment_method,
      defaultPaymentMethod: params.invoice_settings?.default_payment_method ?? undefined,
    })
    return reply(call, 'customer', customer)
  }),
  getRoute('/v1/customers/:id', 'customer'),
  route('POST', '/v1/customers/:id', CUSTOMER, (call) => {
    const { world, account, params } = call
    const customer = world.require('customer', account, lastOf(call.ids))
    const changed = world.store.update('customer', customer, {
      ...(params.name !== undefined && { name: params.name }),
      ...(params.email !== undefined && { email: params.email }),
      ...(params.description !== undefined && { description: params.description }),
      ...(params.phone !== undefined && { phone: params.phone }),
      ...(params.tax_exempt !== undefined && { tax_exempt: params.tax_exempt }),
      ...(params.address !== undefined && { address: addressOf(params.address) }),
      ...(params.metadata !== undefined && { metadata: mergeMetadata(customer.metadata, params.metadata) }),
    })
    const method = params.invoice_settings?.default_payment_method
    const after = method === undefined ? changed : setDefaultPaymentMethod(world, changed, method)
    recordEvent(world, account, 'customer.updated', 'customer', after)
    return reply(call, 'customer', after)
  }),
  listRoute('/v1/customers', 'customer', { ...CREATED, email: text, test_clock: text }, ownTime),
  listRoute('/v1/customers/:id/payment_methods', 'payment_method', { type: text }, ({ ids }) => ({
    where: { customer: ids[0], type: undefined },
  })),

  getRoute('/v1/payment_methods/:id', 'payment_method'),
  listRoute('/v1/payment_methods', 'payment_method', { customer: text }),
  route('POST', '/v1/payment_methods/:id/attach', { customer: required(text) }, (call) =>
    reply(
      call,
      'payment_method',
      attachPaymentMethod(call.world, call.account, lastOf(call.ids), call.params.customer),
    ),
  ),

  route('POST', '/v1/products', { name: required(text), description: clearable, metadata, active: boolean }, (call) => {
    const { params } = call
    return reply(
      call,
      'product',
      createProduct(call.world, call.account, {
        name: params.name,
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
        active: params.active ?? true,
      }),
    )
  }),
  getRoute('/v1/products/:id', 'product'),
  listRoute('/v1/products', 'product', { ...CREATED, active: boolean }),
  route('POST', '/v1/products/:id', { name: text, description: clearable, metadata, active: boolean }, (call) => {
    const { world, account, params } = call
    const product = world.require('product', account, lastOf(call.ids))
    const changed = world.store.update('product', product, {
      ...(params.name !== undefined && { name: params.name }),
      ...(params.description !== undefined && { description: params.description }),
      ...(params.active !== undefined && { active: params.active }),
      metadata: mergeMetadata(product.metadata, params.metadata),
      updated: world.now(),
    })
    recordEvent(world, account, 'product.updated', 'product', changed)
    return reply(call, 'product', changed)
  }),

  route(
    'POST',
    '/v1/prices',
    {
      currency: required(currency),
      product: required(text),
      unit_amount: required(integer),
      nickname: text,
      lookup_key: text,
      metadata,
      active: boolean,
      recurring: object({
        interval: required(choice('day', 'week', 'month', 'year')),
        interval_count: integer,
        trial_period_days: integer,
        usage_type: choice('licensed'),
      }),
    },
    (call) => {
      const { params } = call
      const { recurring } = params
      return reply(
        call,
        'price',
        createPrice(call.world, call.account, {
          product: params.product,
          currency: params.currency,
          unitAmount: params.unit_amount,
          nickname: params.nickname ?? null,
          lookupKey: params.lookup_key ?? null,
          metadata: mergeMetadata({}, params.metadata),
          active: params.active ?? true,
          recurring: recurring
            ? {
                interval: recurring.interval,
                count: recurring.interval_count ?? 1,
                trialDays: recurring.trial_period_days ?? null,
              }
            : null,
        }),
      )
    },
  ),
  getRoute('/v1/prices/:id', 'price'),
  route('POST', '/v1/prices/:id', { active: boolean, metadata, nickname: clearable, lookup_key: clearable }, (call) => {
    const { world, account, params } = call
    const price = world.require('price', account, lastOf(call.ids))
    const changed = world.store.update('price', price, {
      active: params.active ?? price.active,
      metadata: mergeMetadata(price.metadata, params.metadata),
      ...(params.nickname !== undefined && { nickname: params.nickname }),
      ...(params.lookup_key !== undefined && { lookup_key: params.lookup_key }),
    })
    recordEvent(world, account, 'price.updated', 'price', changed)
    return reply(call, 'price', changed)
  }),
  listRoute('/v1/prices', 'price', { ...CREATED, product: text, active: boolean }),
]
