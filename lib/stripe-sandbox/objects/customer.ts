import type { Stripe } from 'stripe'
import { letters } from '../core/ids.ts'
import type { Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { attachPaymentMethod } from './payment-method.ts'

type NewCustomer = {
  name: string | null
  email: string | null
  description?: string | null
  metadata: Metadata
  address?: Stripe.Address | null
  phone?: string | null
  taxExempt?: 'none' | 'exempt' | 'reverse' | undefined
  paymentMethod?: string | undefined
  defaultPaymentMethod?: string | undefined
}

/** Creates a buyer; a payment method given here is attached, and becomes the default for invoices when named so. */
export function createCustomer(world: World, account: string, input: NewCustomer): Rows['customer'] {
  const id = world.ids.next('cus', 14)
  const customer = world.store.insert('customer', account, {
    id,
    object: 'customer',
    address: input.address ?? null,
    balance: 0,
    created: world.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: input.description ?? null,
    discount: null,
    email: input.email,
    invoice_prefix: letters(`${id}:prefix`, 8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: input.metadata,
    name: input.name,
    next_invoice_sequence: 1,
    phone: input.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: input.taxExempt ?? 'none',
    test_clock: world.testClock,
  })
  recordEvent(world, account, 'customer.created', 'customer', customer)
  const wanted = input.defaultPaymentMethod ?? input.paymentMethod
  if (wanted === undefined) return customer
  const method = attachPaymentMethod(world, account, wanted, id)
  if (input.defaultPaymentMethod === undefined) return customer
  return setDefaultPaymentMethod(world, customer, method.id)
}

export function setDefaultPaymentMethod(
  world: World,
  customer: Rows['customer'],
  method: string | null,
): Rows['customer'] {
  return world.store.update('customer', customer, {
    invoice_settings: { ...customer.invoice_settings, default_payment_method: method },
  })
}
