import { displayAmount } from '../core/currency.ts'
import type { InvoiceItemRow, InvoiceRow, LineRow, SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { JsonObject } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { announceDraft, draftInvoice } from '../objects/invoice.ts'
import { pullPendingItems } from '../objects/invoice-item.ts'
import { blankLine } from '../objects/invoice-line.ts'
import { isPlain, netOf, settleTotals, withTotals } from '../objects/invoice-totals.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { activeOf, leftAfter } from './discount.ts'
import { settlePaused } from './paused-invoice.ts'
import { itemsOf } from './subscription-item.ts'
import { changeSubscription } from './subscription-state.ts'

type Period = { start: number; end: number }

/** A stretch of an item that is billed in advance; `amount` in minor units, less than the price for a part of a period. */
export type BilledItem = {
  item: SubscriptionItemRow
  period: Period
  amount: number
  isTrial: boolean
  isPart: boolean
}

type Bill = {
  reason: NonNullable<InvoiceRow['billing_reason']>
  /** Over which the invoice's other items were gathered. */
  period: Period
  items: readonly BilledItem[]
  /** Whether an hour passes before it is finalised by itself. */
  waits: boolean
  /** What changes of the subscription with it, and its items as they were shown before. */
  changes?: Partial<SubscriptionRow>
  before?: JsonObject
  /** Begins again after a pause: that is what is told then. */
  isResumed?: boolean
}

/** Drafts the invoice of a subscription, with everything that waits for the customer's next one. Nobody is told yet. */
export function draftBill(world: World, account: string, subscription: SubscriptionRow, bill: Bill): InvoiceRow {
  const isAutomatic = subscription.collection_method === 'charge_automatically'
  const drafted = draftInvoice(world, account, {
    customer: String(subscription.customer),
    currency: subscription.currency,
    collectionMethod: isAutomatic ? 'charge_automatically' : 'send_invoice',
    daysUntilDue: subscription.days_until_due,
    autoAdvance: bill.waits && subscription.status !== 'unpaid',
    defaultPaymentMethod: null,
    description: subscription.description,
    metadata: {},
    includePending: false,
  })
  const draft = world.store.update('invoice', drafted, {
    billing_reason: bill.reason,
    automatic_tax: { ...drafted.automatic_tax, enabled: subscription.automatic_tax.enabled },
    default_tax_rates: subscription.default_tax_rates ?? [],
    discounts: activeOf(world, account, subscription.discounts).map(({ id }) => id),
    on_behalf_of: subscription.on_behalf_of,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    period_end: bill.period.end,
    period_start: bill.period.start,
    _routing: {
      feePercent: subscription.application_fee_percent,
      destination: subscription.transfer_data === null ? null : String(subscription.transfer_data.destination),
      amountPercent: subscription.transfer_data?.amount_percent ?? null,
      onBehalfOf: subscription.on_behalf_of,
    },
  })
  const lines = bill.items.map((billed) => insertLine(world, account, { subscription, invoice: draft, billed }))
  const subtotal = bill.items.reduce((sum, { amount }) => sum + amount, 0)
  const withItems = world.store.update('invoice', draft, withTotals(subtotal))
  const whole = pullPendingItems(world, account, withItems, subscription.id)
  const isPlainBill =
    isPlain(whole) && lines.every(({ discounts, _taxRates }) => !discounts.length && !_taxRates?.length)
  const settled = isPlainBill ? whole : settleTotals(world, account, whole)
  bill.items.forEach(({ item }, index) => {
    const line = lines[index]
    if (line !== undefined) noteCost(world, account, item.id, line.id)
  })
  return settled
}

/** What the line charged for its seconds, after discounts, is what they are worth when they are given back. */
function noteCost(world: World, account: string, itemId: string, lineId: string): void {
  const line = world.require('line_item', account, lineId)
  const item = world.require('subscription_item', account, itemId)
  world.store.update('subscription_item', item, {
    _billed: { invoice: line.invoice ?? '', line: line.id },
    _cost: netOf(line),
    _span: line.period.end - line.period.start,
  })
}

type Line = { subscription: SubscriptionRow; invoice: InvoiceRow; billed: BilledItem }

function insertLine(world: World, account: string, { subscription, invoice, billed }: Line): LineRow {
  const { item, amount, period } = billed
  const { price, quantity = 1 } = item
  return world.store.insert('line_item', account, {
    ...blankLine(world, invoice, amount),
    description: wordsFor(world, account, billed),
    metadata: subscription.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: billed.isPart,
        proration_details: billed.isPart ? { credited_items: null } : null,
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period,
    pricing: {
      price_details: { price: price.id, product: String(price.product) },
      type: 'price_details',
      unit_amount_decimal: billed.isTrial ? '0' : price.unit_amount_decimal,
    },
    quantity,
    quantity_decimal: String(quantity),
    discounts: activeOf(world, account, item.discounts).map(({ id }) => id),
    subscription: subscription.id,
    _taxRates: (item.tax_rates ?? []).map(({ id }) => id),
  })
}

function wordsFor(world: World, account: string, { item, isTrial }: BilledItem): string {
  const { price, quantity = 1 } = item
  const { name } = world.require('product', account, String(price.product))
  if (isTrial) return `Trial period for ${name}`
  const count = price.recurring?.interval_count ?? 1
  const every = count === 1 ? price.recurring?.interval : `every ${count} ${price.recurring?.interval}s`
  return `${quantity} × ${name} (at ${displayAmount(price.unit_amount ?? 0, price.currency)} / ${every})`
}

/** Drafts and announces it, and makes it the subscription's latest. A subscription that is not collected is not asked for it. */
export function bill(world: World, account: string, subscription: SubscriptionRow, wanted: Bill) {
  const draft = draftBill(world, account, { ...subscription, ...wanted.changes }, wanted)
  const changes = {
    ...wanted.changes,
    ...spendDiscounts(world, account, { ...subscription, ...wanted.changes }, draft),
    latest_invoice: draft.id,
  }
  const changed = wanted.isResumed
    ? world.store.update('subscription', subscription, changes)
    : changeSubscription(world, account, subscription, changes, wanted.before)
  if (wanted.isResumed) recordEvent(world, account, 'customer.subscription.resumed', 'subscription', changed)
  announceDraft(world, account, draft)
  return { subscription: changed, invoice: settlePaused(world, account, changed, draft) }
}

/** What an invoice leaves of the subscription's discounts, and of its items'. */
export function spendDiscounts(
  world: World,
  account: string,
  { id, discounts }: SubscriptionRow,
  invoice: InvoiceRow,
): Pick<SubscriptionRow, 'discounts'> {
  for (const item of itemsOf(world, account, id)) {
    const left = leftAfter(world, account, item.discounts, invoice)
    if (left.length < item.discounts.length) world.store.update('subscription_item', item, { discounts: left })
  }
  return { discounts: leftAfter(world, account, discounts, invoice) }
}

/** Whether something waits for the subscription's next invoice. */
export const hasPending = (world: World, account: string, subscription: SubscriptionRow): boolean =>
  pendingOf(world, account, subscription).length > 0

/** What a subscription's changes cost or gave back and no invoice holds yet. */
export const pendingOf = (world: World, account: string, { id, customer }: SubscriptionRow): InvoiceItemRow[] =>
  world.store
    .all('invoiceitem', account, { customer: String(customer) })
    .filter(({ invoice, parent }) => invoice === null && parent?.subscription_details?.subscription === id)
