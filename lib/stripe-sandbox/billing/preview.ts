import { Failure, invalid } from '../core/failure.ts'
import type { SubscriptionRow } from '../core/kinds.ts'
import type { JsonObject, Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { createInvoice } from '../objects/invoice.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import { createSubscription, type NewSubscription } from './create-subscription.ts'
import { redeemAll, type WantedDiscount } from './discount.ts'
import { finishSubscription } from './finish-subscription.ts'
import { asUpcoming, renewal } from './upcoming.ts'
import { type SubscriptionChange, updateSubscription } from './update-subscription.ts'

type Extra = { amount: number; currency: string; description: string | null; metadata: Metadata }

/** What is asked about: what a subscription's next invoice is, after a change or its end, or what one would cost. */
export type PreviewOf = {
  customer: string | null
  subscription: string | null
  /** Null when nothing is to be changed. */
  change: SubscriptionChange | null
  made: Omit<NewSubscription, 'customer' | 'discounts'> | null
  cancelsNow: boolean
  prorates: boolean
  discounts: readonly WantedDiscount[] | null
  extras: readonly Extra[]
  currency: string | null
}

/** Makes the invoice for real, shows it, and takes everything back (docs.stripe.com/api/invoices/create_preview). */
export function previewInvoice(world: World, account: string, wanted: PreviewOf): JsonObject {
  const shown = world.rehearse(() => {
    if (wanted.subscription !== null) return ofSubscription(world, account, wanted, wanted.subscription)
    const { customer, made } = wanted
    if (customer === null) throw invalid('You must pass a customer or a subscription.', 'customer')
    addExtras(world, account, wanted, customer, null)
    if (made === null) return ofPending(world, account, wanted, customer)
    const subscription = createSubscription(world, account, { ...made, customer, discounts: wanted.discounts ?? [] })
    return asUpcoming(world, account, String(subscription.latest_invoice), world.now())
  })
  if (shown === null) throw nothingUpcoming()
  return shown
}

function ofSubscription(world: World, account: string, wanted: PreviewOf, id: string): JsonObject | null {
  const found = world.require('subscription', account, id, 'subscription', 400)
  if (found.ended_at !== null) return null
  addExtras(world, account, wanted, String(found.customer), id)
  const known = rediscounted(world, account, found, wanted.discounts)
  if (wanted.cancelsNow) {
    const how = { credits: wanted.prorates, invoices: true, reason: 'cancellation_requested' } as const
    return asChanged(world, account, known, finishSubscription(world, account, known, how))
  }
  const changed = wanted.change === null ? known : updateSubscription(world, account, known, wanted.change)
  return asChanged(world, account, known, changed) ?? renewal(world, account, changed)
}

/** The invoice that the change itself made; null when it waits for the next one. */
function asChanged(world: World, account: string, before: SubscriptionRow, after: SubscriptionRow): JsonObject | null {
  if (after.latest_invoice === before.latest_invoice) return null
  return asUpcoming(world, account, String(after.latest_invoice), world.now())
}

function rediscounted(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  wanted: PreviewOf['discounts'],
): SubscriptionRow {
  if (wanted === null) return subscription
  const owner = { customer: String(subscription.customer), currency: subscription.currency }
  const discounts = redeemAll(world, account, wanted, owner)
  return world.store.update('subscription', subscription, { discounts })
}

/** What the customer would pay for what is pending, without a subscription. */
function ofPending(
  world: World,
  account: string,
  { currency, extras }: PreviewOf,
  customer: string,
): JsonObject | null {
  const known = world.require('customer', account, customer, 'customer', 400)
  const invoice = createInvoice(world, account, {
    customer,
    currency: currency ?? extras[0]?.currency ?? known.currency ?? undefined,
    collectionMethod: 'charge_automatically',
    daysUntilDue: null,
    autoAdvance: false,
    defaultPaymentMethod: null,
    description: null,
    metadata: {},
    includePending: true,
  })
  const lines = world.store.all('line_item', account, { invoice: invoice.id })
  return lines.length === 0 ? null : asUpcoming(world, account, invoice.id, world.now())
}

function addExtras(
  world: World,
  account: string,
  { extras }: PreviewOf,
  customer: string,
  subscription: string | null,
): void {
  for (const { amount, ...extra } of extras) {
    createInvoiceItem(world, account, {
      ...extra,
      amount,
      customer,
      invoice: null,
      quantity: 1,
      unitAmount: String(amount),
      price: null,
      product: null,
      period: null,
      subscription,
    })
  }
}

const nothingUpcoming = () =>
  new Failure({
    status: 404,
    type: 'invalid_request_error',
    code: 'invoice_upcoming_none',
    message: 'No upcoming invoices for customer',
  })
