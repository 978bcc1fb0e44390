import { completeByMode } from '../billing/checkout-modes.ts'
import { isCurrency, minimumCharge } from '../core/currency.ts'
import { invalid } from '../core/failure.ts'
import type { CheckoutLineRow, Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { createPrice, createProduct } from './catalogue.ts'
import { blankSession } from './checkout-row.ts'
import { createCustomer } from './customer.ts'
import { attemptPayment, createPaymentIntent } from './payment-intent.ts'
import type { Routing } from './routing.ts'

type SessionRow = Rows['checkout_session']

/** A line as it was asked for: a price that exists, or one made for it. */
export type NewCheckoutLine = {
  price: string | null
  made: {
    currency: string
    unitAmount: number
    product: string | null
    name: string | null
    metadata: Metadata
    recurring?: { interval: string; count: number; trialDays: null } | null
  } | null
  quantity: number
  metadata: Metadata
}

export type NewSession = {
  mode?: 'payment' | 'subscription' | 'setup'
  subscription?: SessionRow['_subscription']
  lines: readonly NewCheckoutLine[]
  successUrl: string
  cancelUrl: string | null
  customer: string | null
  customerEmail: string | null
  clientReferenceId: string | null
  metadata: Metadata
  /** What its payment intent will bear. */
  intent: { description: string | null; metadata: Metadata; transferGroup: string | null; routing: Routing }
  expiresAt: number | null
}

const HOUR = 3_600
/** A session lives between half an hour and a day (docs.stripe.com/api/checkout/sessions/create). */
const LIFE_MIN = HOUR / 2
const LIFE_MAX = 24 * HOUR

/** Opens a page on which a buyer pays by card or bank debit. Its payment intent is made when the buyer pays. */
export function createCheckoutSession(world: World, account: string, input: NewSession): SessionRow {
  if (input.customer !== null) world.require('customer', account, input.customer, 'customer', 400)
  const expires = input.expiresAt ?? world.now() + LIFE_MAX
  if (expires < world.now() + LIFE_MIN || expires > world.now() + LIFE_MAX)
    throw invalid('The `expires_at` timestamp must be between 30 minutes and 24 hours from now.', 'expires_at')
  const { mode = 'payment' } = input
  const prices = input.lines.map((line) => priceOf(world, account, line))
  const [first] = prices
  checkMode(mode, prices)
  if (prices.some(({ currency }) => currency !== first?.currency))
    throw invalid('All line items must be in the same currency.', 'line_items')
  const total = prices.reduce(
    (sum, price, index) => sum + (price.unit_amount ?? 0) * (input.lines[index]?.quantity ?? 0),
    0,
  )
  if (mode === 'payment' && total < minimumCharge(first?.currency ?? ''))
    throw invalid(
      'The Checkout Session’s total amount must convert to at least the minimum charge.',
      'line_items',
      'amount_too_small',
    )
  const id = world.ids.next('cs_test', 58)
  const session = world.store.insert('checkout_session', account, {
    ...blankSession(world, id),
    amount_subtotal: mode === 'setup' ? null : total,
    amount_total: mode === 'setup' ? null : total,
    cancel_url: input.cancelUrl,
    client_reference_id: input.clientReferenceId,
    currency: first?.currency ?? null,
    customer: input.customer,
    customer_email: input.customerEmail,
    expires_at: expires,
    metadata: input.metadata,
    mode,
    ...(mode !== 'payment' && { customer_creation: null, payment_method_collection: 'always' }),
    success_url: input.successUrl,
    url: `${world.origin}/_hosted/checkout/${id}`,
    _intent: input.intent,
    _subscription: input.subscription ?? null,
  })
  input.lines.forEach((line, index) => {
    const price = prices[index]
    if (price !== undefined) insertLine(world, account, { session: id, price, line })
  })
  schedule(world, expires, 'checkout_expires', account, id)
  return session
}

/** What a mode needs among its lines, and what it may not have. */
function checkMode(mode: SessionRow['mode'], prices: readonly Rows['price'][]): void {
  const recurring = prices.filter((price) => price.recurring !== null).length
  if (mode === 'setup' && prices.length > 0)
    throw invalid('You can not pass `line_items` in `setup` mode.', 'line_items')
  if (mode !== 'setup' && prices.length === 0)
    throw invalid('You must pass at least one line item.', 'line_items', 'parameter_missing')
  if (mode === 'payment' && recurring > 0)
    throw invalid(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      'line_items',
    )
  if (mode === 'subscription' && recurring === 0)
    throw invalid('You must provide at least one recurring price in `subscription` mode.', 'line_items')
}

function priceOf(world: World, account: string, { price, made }: NewCheckoutLine): Rows['price'] {
  if (price !== null) return world.require('price', account, price, 'line_items[0][price]', 400)
  if (made === null)
    throw invalid('You must specify either `price` or `price_data`.', 'line_items[0]', 'parameter_missing')
  if (!isCurrency(made.currency))
    throw invalid(`Invalid currency: ${made.currency}`, 'line_items[0][price_data][currency]')
  const product =
    made.product ??
    createProduct(world, account, { name: made.name ?? '', description: null, metadata: made.metadata, active: false })
      .id
  return createPrice(world, account, {
    product,
    currency: made.currency,
    unitAmount: made.unitAmount,
    nickname: null,
    lookupKey: null,
    metadata: {},
    active: made.recurring != null,
    recurring: made.recurring ?? null,
  })
}

type Line = { session: string; price: Rows['price']; line: Pick<NewCheckoutLine, 'quantity' | 'metadata'> }

/** Adds a line to the session of that id, or to the quote. */
export function insertLine(world: World, account: string, { session, price, line }: Line): void {
  const amount = (price.unit_amount ?? 0) * line.quantity
  const product = world.require('product', account, String(price.product))
  const row: CheckoutLineRow = {
    id: world.ids.next('li'),
    object: 'item',
    created: world.now(),
    _session: session,
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: product.name,
    metadata: line.metadata,
    price,
    quantity: line.quantity,
  }
  world.store.insert('checkout_line', account, row)
}

/** The buyer pays with a test payment method. A declined card leaves the session open; a bank debit is decided days later. */
export function payCheckout(world: World, account: string, session: SessionRow, method: string): SessionRow {
  const customer = session.customer ?? createCustomer(world, account, guest(session)).id
  if (session.mode !== 'payment') return completeSession(world, account, session, String(customer), method)
  const intent = createPaymentIntent(world, account, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    customer: String(customer),
    captureMethod: 'automatic',
    paymentMethod: null,
    ...session._intent,
  })
  const attempt = attemptPayment(world, account, intent, method)
  if (attempt.decline !== null)
    return world.store.update('checkout_session', session, { payment_intent: intent.id, customer })
  const isPaid = attempt.intent.status === 'succeeded'
  const done = world.store.update('checkout_session', session, {
    customer,
    customer_details: { ...NOBODY, email: session.customer_email },
    payment_intent: intent.id,
    payment_status: isPaid ? 'paid' : 'unpaid',
    status: 'complete',
    url: null,
  })
  recordEvent(world, account, 'checkout.session.completed', 'checkout_session', done)
  return done
}

/** A declined card leaves the session open, as if nobody had tried. */
function completeSession(
  world: World,
  account: string,
  session: SessionRow,
  customer: string,
  method: string,
): SessionRow {
  const outcome = completeByMode(world, account, session, customer, method)
  if (outcome === null) return world.store.update('checkout_session', session, { customer })
  const done = world.store.update('checkout_session', session, {
    ...outcome,
    customer,
    customer_details: { ...NOBODY, email: session.customer_email },
    status: 'complete',
    url: null,
  })
  recordEvent(world, account, 'checkout.session.completed', 'checkout_session', done)
  return done
}

const guest = ({ customer_email }: SessionRow) => ({
  email: customer_email,
  name: null,
  description: null,
  metadata: {},
})

const NOBODY = {
  address: null,
  business_name: null,
  email: null,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: 'none',
  tax_ids: null,
} as const

/** A bank decided about the debit that a session was paid with. */
export function concludeCheckout(world: World, account: string, intentId: string): void {
  const [session] = world.store.list('checkout_session', account, { payment_intent: intentId }, { limit: 1 }).rows
  if (session === undefined || session.status !== 'complete' || session.payment_status === 'paid') return
  const isPaid = world.require('payment_intent', account, intentId).status === 'succeeded'
  const known = isPaid ? world.store.update('checkout_session', session, { payment_status: 'paid' }) : session
  const type = isPaid ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed'
  recordEvent(world, account, type, 'checkout_session', known)
}

/** Ends a session that nobody paid. */
export function expireCheckout(world: World, account: string, session: SessionRow): SessionRow {
  if (session.status !== 'open')
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This session has a status of ${session.status}.`,
    )
  const expired = world.store.update('checkout_session', session, { status: 'expired', url: null })
  recordEvent(world, account, 'checkout.session.expired', 'checkout_session', expired)
  return expired
}
