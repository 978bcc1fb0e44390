import { HOUR } from '../core/clock.ts'
import { Failure, invalid } from '../core/failure.ts'
import type { InvoiceRow, SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { announceDraft } from '../objects/invoice.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import { collectNow, finalizeInvoice } from '../objects/invoice-payment.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { redeemAll, type WantedDiscount } from './discount.ts'
import { expectPeriodEnd, expectTrialEnd } from './expect.ts'
import { settlePaused } from './paused-invoice.ts'
import { periodAt, plusIntervals } from './period.ts'
import { share } from './share.ts'
import { draftBill, spendDiscounts } from './subscription-invoice.ts'
import { cadenceOf, grossOf, insertItem, itemsOf, recurringPrice, type WantedItem } from './subscription-item.ts'
import { blankSubscription } from './subscription-row.ts'
import { changeSubscription } from './subscription-state.ts'
import { taxRatesOf } from './tax.ts'

export type PaymentBehavior = 'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete'

/** What a subscription is made with; anything not named keeps Stripe's default. */
export type NewSubscription = {
  customer: string
  items: readonly WantedItem[]
  /** One-time prices for its first invoice. */
  extras: readonly { price: string; quantity: number }[]
  metadata: Metadata
  trialEnd: number | null
  billingCycleAnchor: number | null
  prorates: boolean
  paymentBehavior: PaymentBehavior
  cancelAtPeriodEnd: boolean
  discounts: readonly WantedDiscount[]
  fields: Partial<SubscriptionRow>
}

/** A first invoice can be paid for that long; then the subscription has never been. */
const INCOMPLETE_LASTS = 23 * HOUR

/** Subscribes a customer, with the first invoice: paid at once, sent, or a trial's over nothing. */
export function createSubscription(world: World, account: string, input: NewSubscription): SubscriptionRow {
  const customer = world.require('customer', account, input.customer, 'customer', 400)
  const [first] = input.items
  if (first === undefined) throw invalid('Missing required param: items.', 'items', 'parameter_missing')
  const prices = input.items.map(({ price }) => recurringPrice(world, account, price, null))
  const currency = prices[0]?.currency ?? ''
  for (const { price } of input.items) recurringPrice(world, account, price, currency)
  checkCurrency(world, account, customer.id, currency)
  const now = world.now()
  const trialEnd = input.trialEnd !== null && input.trialEnd > now ? input.trialEnd : null
  const anchor = input.billingCycleAnchor ?? trialEnd ?? now
  checkAnchor(anchor, trialEnd ?? now, prices.map(cadenceOf))
  if (input.fields.collection_method === 'send_invoice' && !input.fields.days_until_due)
    throw invalid("If invoice is sent, then 'days_until_due' must be given.", 'days_until_due', 'parameter_missing')
  const blank = blankSubscription(world, account, customer.id, currency)
  const isSent = input.fields.collection_method === 'send_invoice'
  const inserted = world.store.insert('subscription', account, {
    ...blank,
    ...input.fields,
    billing_cycle_anchor: anchor,
    metadata: input.metadata,
    status: trialEnd !== null ? 'trialing' : isSent ? 'active' : 'incomplete',
    test_clock: customer.test_clock ?? null,
    trial_end: trialEnd,
    trial_start: trialEnd === null ? null : now,
  })
  if (customer.currency == null) world.store.update('customer', customer, { currency })
  input.items.forEach(({ quantity, metadata, discounts = [], taxRates = [] }, index) => {
    const price = prices[index]
    if (price === undefined) return
    const end = trialEnd ?? periodAt(anchor, cadenceOf(price), now).end
    const item = insertItem(world, account, inserted, { price, quantity, metadata, period: { start: now, end } })
    const owner = { customer: customer.id, currency, subscription: inserted.id, subscriptionItem: item.id }
    world.store.update('subscription_item', item, {
      discounts: redeemAll(world, account, discounts, owner),
      tax_rates: taxRatesOf(world, account, taxRates, 'items[0][tax_rates]'),
    })
  })
  addExtras(world, account, inserted, input.extras)
  const owner = { customer: customer.id, currency, subscription: inserted.id }
  const discounts = redeemAll(world, account, input.discounts, owner)
  return begin(world, account, world.store.update('subscription', inserted, { discounts }), input)
}

/** Drafts the first invoice, says that there is a subscription, and collects. */
function begin(world: World, account: string, inserted: SubscriptionRow, input: NewSubscription): SubscriptionRow {
  const now = world.now()
  const billed = itemsOf(world, account, inserted.id).map((item) =>
    firstStretch(inserted, item, input.prorates || input.billingCycleAnchor === null),
  )
  const isSent = inserted.collection_method === 'send_invoice'
  const draft = draftBill(world, account, inserted, {
    reason: 'subscription_create',
    period: { start: now, end: now },
    items: billed,
    waits: isSent,
  })
  const last = Math.max(...billed.map(({ period }) => period.end))
  const subscription = world.store.update('subscription', inserted, {
    ...spendDiscounts(world, account, inserted, draft),
    latest_invoice: draft.id,
    ...(input.cancelAtPeriodEnd && { cancel_at_period_end: true, cancel_at: last, canceled_at: now }),
  })
  recordEvent(world, account, 'customer.subscription.created', 'subscription', subscription)
  announceDraft(world, account, draft)
  expectPeriodEnd(world, account, subscription)
  expectTrialEnd(world, account, subscription)
  const settled = settlePaused(world, account, subscription, draft)
  if (!isSent && settled.status === 'draft' && subscription.pause_collection === null)
    collectFirst(world, account, settled, input.paymentBehavior)
  const after = world.require('subscription', account, subscription.id)
  if (after.status === 'incomplete')
    schedule(world, now + INCOMPLETE_LASTS, 'incomplete_expires', account, subscription.id)
  return after
}

function collectFirst(world: World, account: string, draft: InvoiceRow, behavior: PaymentBehavior): void {
  if (behavior === 'default_incomplete') {
    finalizeInvoice(world, account, draft)
    return
  }
  const { failure, invoice } = collectNow(world, account, draft)
  if (failure !== undefined && behavior === 'error_if_incomplete')
    throw new Failure({ ...failure.spec, status: 402, commits: false })
  // What a bank decides days later is good until then.
  const subscription = world.require('subscription', account, subscriptionOf(draft))
  if (failure === undefined && invoice.status === 'open' && subscription.status === 'incomplete')
    changeSubscription(world, account, subscription, { status: 'active' })
}

const subscriptionOf = ({ parent }: InvoiceRow): string => String(parent?.subscription_details?.subscription)

/** The item's first stretch: a trial costs nothing, a part of a period its share of seconds, or nothing when not prorated. */
function firstStretch(subscription: SubscriptionRow, item: SubscriptionItemRow, prorates: boolean) {
  const period = { start: item.current_period_start, end: item.current_period_end }
  const gross = grossOf(item.price, item.quantity ?? 1)
  const isTrial = subscription.status === 'trialing'
  const natural = periodAt(subscription.billing_cycle_anchor, cadenceOf(item.price), period.start)
  const isPart = !isTrial && natural.start < period.start
  const cost = isTrial || (isPart && !prorates) ? 0 : gross
  return {
    item,
    period,
    amount: share(cost, period.end - period.start, isTrial ? 1 : natural.end - natural.start, subscription.currency),
    isTrial,
    isPart,
  }
}

/** Puts one-time prices on the subscription's next invoice. */
export function addExtras(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  extras: NewSubscription['extras'],
): void {
  for (const { price: id, quantity } of extras) {
    const price = world.require('price', account, id, 'add_invoice_items[0][price]', 400)
    createInvoiceItem(world, account, {
      customer: String(subscription.customer),
      invoice: null,
      currency: price.currency,
      amount: grossOf(price, quantity),
      quantity,
      unitAmount: String(price.unit_amount ?? 0),
      price: price.id,
      product: String(price.product),
      description: world.require('product', account, String(price.product)).name,
      metadata: subscription.metadata,
      period: null,
      subscription: subscription.id,
    })
  }
}

/** A customer's subscriptions are all of one currency while any of them lives. */
function checkCurrency(world: World, account: string, customer: string, currency: string): void {
  const other = world.store
    .all('subscription', account, { customer })
    .find((one) => one.ended_at === null && one.currency !== currency)
  if (other !== undefined)
    throw invalid(
      `You cannot combine currencies on a single customer. This customer has an active subscription with currency ${other.currency}.`,
      'items',
    )
}

/** The first whole period begins within one interval of the shortest. */
function checkAnchor(anchor: number, start: number, cadences: readonly { interval: string; count: number }[]): void {
  if (anchor < start)
    throw invalid('`billing_cycle_anchor` cannot be in the past or within a trial.', 'billing_cycle_anchor')
  const latest = Math.min(...cadences.map((cadence) => plusIntervals(start, cadence, 1)))
  if (anchor > latest)
    throw invalid(
      `\`billing_cycle_anchor\` cannot be later than the next natural billing date (${latest}) for the plan.`,
      'billing_cycle_anchor',
    )
}
