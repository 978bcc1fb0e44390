import { DAY } from '../core/clock.ts'
import { invalid, refused } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { InvoiceRow, QuoteRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { insertLine } from '../objects/checkout-session.ts'
import { createCustomer } from '../objects/customer.ts'
import { createInvoice } from '../objects/invoice.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { createSubscription } from './create-subscription.ts'
import { redeemAll } from './discount.ts'
import { blankQuote } from './quote-row.ts'
import { grossOf } from './subscription-item.ts'
import { taxRatesOf } from './tax.ts'

type NewQuote = {
  customer: string | null
  lines: QuoteRow['_lines']
  coupons: string[]
  taxRates: string[]
  collectionMethod: 'charge_automatically' | 'send_invoice'
  daysUntilDue: number | null
  expiresAt: number | null
  trialDays: number | null
  subscriptionMetadata: Metadata
  metadata: Metadata
  fields: Pick<QuoteRow, 'description' | 'footer' | 'header'>
}

/** An offer: what it comes to is what accepting it would bill (docs.stripe.com/api/quotes). */
export function createQuote(world: World, account: string, input: NewQuote): QuoteRow {
  if (input.customer !== null) world.require('customer', account, input.customer, 'customer', 400)
  const prices = input.lines.map(({ price }) => world.require('price', account, price, 'line_items[0][price]', 400))
  for (const coupon of input.coupons) world.require('coupon', account, coupon, 'discounts[0][coupon]', 400)
  const made = world.store.insert('quote', account, {
    ...blankQuote(world, account),
    ...input.fields,
    collection_method: input.collectionMethod,
    currency: prices[0]?.currency ?? null,
    customer: input.customer,
    default_tax_rates: input.taxRates,
    expires_at: input.expiresAt ?? world.now() + 30 * DAY,
    metadata: input.metadata,
    subscription_data: {
      billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
      description: null,
      effective_date: null,
      metadata: input.subscriptionMetadata,
      trial_period_days: input.trialDays,
    },
    _lines: input.lines,
    _coupons: input.coupons,
    _daysUntilDue: input.daysUntilDue,
  })
  prices.forEach((price, index) => {
    const quantity = input.lines[index]?.quantity ?? 1
    insertLine(world, account, { session: made.id, price, line: { quantity, metadata: {} } })
  })
  const quote = world.store.update('quote', made, computed(world, account, made))
  schedule(world, quote.expires_at, 'quote_expires', account, quote.id)
  recordEvent(world, account, 'quote.created', 'quote', quote)
  return quote
}

/** What accepting it would bill, found out by doing so and taking it back. */
function computed(world: World, account: string, quote: QuoteRow): Partial<QuoteRow> {
  if (quote._lines.length === 0) return {}
  const upfront = world.rehearse(() => {
    const customer = quote.customer ?? createCustomer(world, account, { name: null, email: null, metadata: {} }).id
    return bill(world, account, { ...quote, customer }).invoice
  })
  const discount = (upfront.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0)
  const tax = (upfront.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0)
  const details = { amount_discount: discount, amount_shipping: 0, amount_tax: tax }
  const amounts = { amount_subtotal: upfront.subtotal, amount_total: upfront.total }
  const [first, ...others] = recurringOf(world, account, quote)
  const recurring = [first, ...others].reduce((sum, line) => sum + (line ? grossOf(line.price, line.quantity) : 0), 0)
  return {
    ...amounts,
    computed: {
      upfront: { ...amounts, total_details: details },
      recurring:
        first === undefined
          ? null
          : {
              amount_subtotal: recurring,
              amount_total: recurring,
              interval: first.price.recurring?.interval ?? 'month',
              interval_count: first.price.recurring?.interval_count ?? 1,
              total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
            },
    },
    total_details: details,
  }
}

const linesOf = (world: World, account: string, quote: QuoteRow) =>
  quote._lines.map((line) => ({ ...line, price: world.require('price', account, line.price) }))

const recurringOf = (world: World, account: string, quote: QuoteRow) =>
  linesOf(world, account, quote).filter(({ price }) => price.recurring !== null)

/** Makes the subscription or the invoice that the quote offers. */
function bill(world: World, account: string, quote: QuoteRow): { invoice: InvoiceRow; subscription: string | null } {
  if (recurringOf(world, account, quote).length === 0)
    return { invoice: billOnce(world, account, quote), subscription: null }
  const lines = linesOf(world, account, quote)
  const trial = quote.subscription_data.trial_period_days
  const isSent = quote.collection_method === 'send_invoice'
  const subscription = createSubscription(world, account, {
    customer: String(quote.customer),
    items: lines
      .filter(({ price }) => price.recurring !== null)
      .map(({ price, quantity, taxRates }) => ({ price: price.id, quantity, taxRates, metadata: {} })),
    extras: lines
      .filter(({ price }) => price.recurring === null)
      .map(({ price, quantity }) => ({ price: price.id, quantity })),
    metadata: quote.subscription_data.metadata ?? {},
    trialEnd: trial === null ? null : world.now() + trial * DAY,
    billingCycleAnchor: null,
    prorates: true,
    paymentBehavior: 'allow_incomplete',
    cancelAtPeriodEnd: false,
    discounts: quote._coupons.map((coupon) => ({ coupon })),
    fields: {
      collection_method: quote.collection_method,
      days_until_due: isSent ? (quote._daysUntilDue ?? 30) : null,
      default_tax_rates: taxRatesOf(world, account, (quote.default_tax_rates ?? []).map(String), 'default_tax_rates'),
      description: quote.subscription_data.description,
    },
  })
  const invoice = world.require('invoice', account, String(subscription.latest_invoice))
  return { invoice, subscription: subscription.id }
}

function billOnce(world: World, account: string, quote: QuoteRow): InvoiceRow {
  const customer = String(quote.customer)
  const currency = quote.currency ?? 'usd'
  const isSent = quote.collection_method === 'send_invoice'
  const coupons = quote._coupons.map((coupon) => ({ coupon }))
  const invoice = createInvoice(world, account, {
    customer,
    currency,
    collectionMethod: isSent ? 'send_invoice' : 'charge_automatically',
    daysUntilDue: isSent ? (quote._daysUntilDue ?? 30) : null,
    autoAdvance: true,
    defaultPaymentMethod: null,
    description: quote.description,
    metadata: quote.metadata,
    includePending: false,
    fields: {
      billing_reason: 'quote_accept',
      default_tax_rates: taxRatesOf(world, account, (quote.default_tax_rates ?? []).map(String), 'default_tax_rates'),
      discounts: redeemAll(world, account, coupons, { customer, currency }),
      parent: { quote_details: { quote: quote.id }, subscription_details: null, type: 'quote_details' },
    },
  })
  for (const { price, quantity, taxRates } of linesOf(world, account, quote)) {
    createInvoiceItem(world, account, {
      customer,
      invoice: invoice.id,
      currency,
      amount: grossOf(price, quantity),
      quantity,
      unitAmount: String(price.unit_amount ?? 0),
      price: price.id,
      product: String(price.product),
      description: world.require('product', account, String(price.product)).name,
      metadata: {},
      period: null,
      taxRates: taxRatesOf(world, account, taxRates, 'line_items[0][tax_rates]'),
    })
  }
  return world.require('invoice', account, invoice.id)
}

/** Makes the offer: it can be accepted until it expires. */
export function finalizeQuote(world: World, account: string, quote: QuoteRow): QuoteRow {
  requireStatus(quote, ['draft'])
  if (quote.customer === null || quote._lines.length === 0)
    throw invalid('A quote needs a customer and line items before it can be finalized.', 'customer')
  const open = world.store.update('quote', quote, {
    number: `QT-${letters(`${quote.id}:number`, 8).toUpperCase()}-0001-1`,
    status: 'open',
    status_transitions: { ...quote.status_transitions, finalized_at: world.now() },
  })
  recordEvent(world, account, 'quote.finalized', 'quote', open)
  return open
}

/** The customer agrees: what was offered is billed. */
export function acceptQuote(world: World, account: string, quote: QuoteRow): QuoteRow {
  requireStatus(quote, ['open'])
  const { invoice, subscription } = bill(world, account, quote)
  const accepted = world.store.update('quote', quote, {
    invoice: invoice.id,
    status: 'accepted',
    status_transitions: { ...quote.status_transitions, accepted_at: world.now() },
    subscription,
  })
  recordEvent(world, account, 'quote.accepted', 'quote', accepted)
  return accepted
}

export function cancelQuote(world: World, account: string, quote: QuoteRow): QuoteRow {
  requireStatus(quote, ['draft', 'open'])
  const canceled = world.store.update('quote', quote, {
    status: 'canceled',
    status_transitions: { ...quote.status_transitions, canceled_at: world.now() },
  })
  recordEvent(world, account, 'quote.canceled', 'quote', canceled)
  return canceled
}

/** Scheduled work: nobody accepted it in time. */
export function expireQuote(world: World, account: string, id: string): void {
  const quote = world.store.find('quote', account, id)
  if (quote !== undefined && ['draft', 'open'].includes(quote.status)) cancelQuote(world, account, quote)
}

function requireStatus({ status }: QuoteRow, allowed: readonly string[]): void {
  if (!allowed.includes(status)) throw refused('quote_unexpected_state', `This quote is ${status}.`)
}
