import { invalid } from '../core/failure.ts'
import type { InvoiceItemRow, InvoiceRow, LineRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { withTotals } from './invoice-totals.ts'

type NewItem = {
  customer: string
  invoice: string | null
  currency: string
  amount: number
  quantity: number
  unitAmount: string
  price: string | null
  product: string | null
  description: string | null
  metadata: Metadata
  period: { start: number; end: number } | null
}

/** Adds an item to a draft invoice, or leaves it pending until an invoice picks it up. */
export function createInvoiceItem(world: World, account: string, input: NewItem): InvoiceItemRow {
  world.require('customer', account, input.customer, 'customer', 400)
  const invoice = input.invoice === null ? null : requireDraft(world, account, input.invoice, input.currency)
  const item = world.store.insert('invoiceitem', account, blankItem(world, input))
  recordEvent(world, account, 'invoiceitem.created', 'invoiceitem', item)
  if (invoice) addLine(world, account, invoice, item)
  return item
}

/** Moves the customer's pending items of the invoice's currency onto it. */
export function pullPendingItems(world: World, account: string, invoice: InvoiceRow): InvoiceRow {
  const pending = world.store
    .all('invoiceitem', account, { customer: invoice.customer ?? '' })
    .filter((item) => item.invoice === null && item.currency === invoice.currency)
  return pending.reduce(
    (current, item) =>
      addLine(world, account, current, world.store.update('invoiceitem', item, { invoice: invoice.id })),
    invoice,
  )
}

function requireDraft(world: World, account: string, id: string, currency: string): InvoiceRow {
  const invoice = world.require('invoice', account, id, 'invoice', 400)
  if (invoice.status !== 'draft') {
    throw invalid(`The invoice ${id} is not a draft, so no item can be added to it.`, 'invoice', 'invoice_not_editable')
  }
  if (invoice.currency !== currency) {
    throw invalid(
      `The currency of the invoice item (${currency}) must match that of the invoice (${invoice.currency}).`,
      'currency',
    )
  }
  return invoice
}

function addLine(world: World, account: string, invoice: InvoiceRow, item: InvoiceItemRow): InvoiceRow {
  const line: LineRow = {
    id: world.ids.next('il'),
    object: 'line_item',
    amount: item.amount,
    created: world.now(),
    currency: item.currency,
    description: item.description,
    discount_amounts: [],
    discountable: item.discountable,
    discounts: [],
    invoice: invoice.id,
    livemode: false,
    metadata: item.metadata ?? {},
    parent: {
      invoice_item_details: { invoice_item: item.id, proration: false, proration_details: null, subscription: null },
      subscription_item_details: null,
      type: 'invoice_item_details',
    },
    period: item.period,
    pretax_credit_amounts: [],
    pricing: item.pricing,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription: null,
    subtotal: item.amount,
    taxes: [],
  }
  world.store.insert('line_item', account, line)
  return world.store.update('invoice', invoice, withTotals(invoice.subtotal + item.amount))
}

function blankItem(world: World, input: NewItem): InvoiceItemRow {
  return {
    id: world.ids.next('ii'),
    object: 'invoiceitem',
    amount: input.amount,
    created: world.now(),
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    date: world.now(),
    description: input.description,
    discountable: true,
    discounts: [],
    invoice: input.invoice,
    livemode: false,
    metadata: input.metadata,
    net_amount: input.amount,
    parent: null,
    period: input.period ?? { start: world.now(), end: world.now() },
    pricing: {
      ...(input.price !== null && { price_details: { price: input.price, product: input.product ?? '' } }),
      type: 'price_details',
      unit_amount_decimal: input.unitAmount,
    },
    proration: false,
    quantity: input.quantity,
    quantity_decimal: String(input.quantity),
    tax_rates: [],
    test_clock: null,
  }
}
