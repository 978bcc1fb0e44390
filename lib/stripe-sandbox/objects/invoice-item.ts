import { invalid } from '../core/failure.ts'
import type { BilledBy, InvoiceItemRow, InvoiceRow, LineRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { blankLine } from './invoice-line.ts'
import { isPlain, settleTotals, withTotals } from './invoice-totals.ts'

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
  discounts?: string[]
  taxRates?: InvoiceItemRow['tax_rates']
  /** On whose next invoice it belongs. */
  subscription?: string | null
  /** What a change of a subscription's item costs or gives back. */
  proration?: { item: string; billed: BilledBy | null } | null
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

/** Moves the customer's pending items of the invoice's currency onto it; those of another subscription wait for its own. */
export function pullPendingItems(
  world: World,
  account: string,
  invoice: InvoiceRow,
  subscription: string | null,
): InvoiceRow {
  const pending = world.store
    .all('invoiceitem', account, { customer: invoice.customer ?? '' })
    .filter((item) => item.invoice === null && item.currency === invoice.currency)
    .filter(({ parent }) => [undefined, subscription].includes(parent?.subscription_details?.subscription))
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
  world.store.insert('line_item', account, {
    ...blankLine(world, invoice, item.amount),
    description: item.description,
    discountable: item.discountable,
    discounts: item.discounts,
    ...(item.tax_rates.length > 0 && { _taxRates: item.tax_rates.map(({ id }) => id) }),
    metadata: item.metadata ?? {},
    parent: parentOf(item),
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription: item.parent?.subscription_details?.subscription ?? null,
  })
  const isSimple = isPlain(invoice) && item.discounts.length === 0 && item.tax_rates.length === 0
  if (!isSimple) return settleTotals(world, account, invoice)
  return world.store.update('invoice', invoice, withTotals(invoice.subtotal + item.amount))
}

/** What a change of a subscription costs or gives back belongs to the subscription's item; anything else stands alone. */
function parentOf(item: InvoiceItemRow): LineRow['parent'] {
  const { subscription = null, subscription_item } = item.parent?.subscription_details ?? {}
  const { invoice_line_item_details: billed } = item.proration_details?.credited_items ?? {}
  const shared = {
    invoice_item: item.id,
    proration: item.proration,
    proration_details: item.proration ? { credited_items: billed ?? null } : null,
    subscription,
  }
  return subscription_item === undefined
    ? { invoice_item_details: shared, subscription_item_details: null, type: 'invoice_item_details' }
    : {
        invoice_item_details: null,
        subscription_item_details: { ...shared, subscription_item },
        type: 'subscription_item_details',
      }
}

const creditedBy = (billed: BilledBy | null) =>
  billed && {
    invoice_line_item_details: { invoice: billed.invoice, invoice_line_items: [billed.line] },
    type: 'invoice_line_items' as const,
  }

function blankItem(world: World, input: NewItem): InvoiceItemRow {
  const { proration = null, subscription = null } = input
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
    discountable: proration === null,
    discounts: input.discounts ?? [],
    invoice: input.invoice,
    livemode: false,
    metadata: input.metadata,
    net_amount: input.amount,
    parent:
      subscription === null
        ? null
        : {
            subscription_details: { subscription, ...(proration && { subscription_item: proration.item }) },
            type: 'subscription_details',
          },
    period: input.period ?? { start: world.now(), end: world.now() },
    pricing: {
      ...(input.price !== null && { price_details: { price: input.price, product: input.product ?? '' } }),
      type: 'price_details',
      unit_amount_decimal: input.unitAmount,
    },
    proration: proration !== null,
    ...(proration && { proration_details: { credited_items: creditedBy(proration.billed), discount_amounts: [] } }),
    quantity: input.quantity,
    quantity_decimal: String(input.quantity),
    tax_rates: input.taxRates ?? [],
    test_clock: world.testClock,
  }
}
