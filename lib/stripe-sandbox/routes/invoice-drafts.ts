import { invalid, refused } from '../core/failure.ts'
import type { InvoiceItemRow, InvoiceRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { integer, listOf, mergeMetadata, metadata, object, required, text } from '../http/params.ts'
import { type Call, lastOf, type Route, reply, route } from '../http/route.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import { finalizeInvoice } from '../objects/invoice-payment.ts'
import { settleTotals } from '../objects/invoice-totals.ts'
import { recordEvent } from '../webhooks/record-event.ts'

const invoiceOf = ({ world, account, ids }: Call<unknown>) => world.require('invoice', account, ids[0] ?? '')

const LINE = {
  amount: integer,
  description: text,
  metadata,
  period: object({ start: required(integer), end: required(integer) }),
  pricing: object({ price: required(text) }),
  quantity: integer,
}

/** What is done with drafts and what waits for them: lines, sending, throwing away. */
export const invoiceDraftRoutes: Route[] = [
  route('POST', '/v1/invoices/:id/send', {}, (call) => {
    const { world, account } = call
    const found = invoiceOf(call)
    const open = found.status === 'draft' ? finalizeInvoice(world, account, found) : found
    if (open.collection_method !== 'send_invoice' || (open.status !== 'open' && open.status !== 'paid'))
      throw refused('invoice_not_editable', 'You can only send an open invoice that is collected by sending.')
    recordEvent(world, account, 'invoice.sent', 'invoice', open)
    return reply(call, 'invoice', open)
  }),
  route(
    'POST',
    '/v1/invoices/:id/add_lines',
    { lines: required(listOf(object(LINE))), invoice_metadata: metadata },
    (call) => {
      const { world, account, params } = call
      const invoice = draftOf(call)
      for (const line of params.lines) {
        const price =
          line.pricing && world.require('price', account, line.pricing.price, 'lines[0][pricing][price]', 400)
        const quantity = line.quantity ?? 1
        const unit = price?.unit_amount ?? line.amount ?? 0
        createInvoiceItem(world, account, {
          customer: String(invoice.customer),
          invoice: invoice.id,
          currency: price?.currency ?? invoice.currency,
          amount: price ? unit * quantity : unit,
          quantity,
          unitAmount: String(unit),
          price: price?.id ?? null,
          product: price ? String(price.product) : null,
          description: line.description ?? null,
          metadata: mergeMetadata({}, line.metadata),
          period: line.period ?? null,
        })
      }
      const added = world.require('invoice', account, invoice.id)
      const changes = { metadata: mergeMetadata(added.metadata ?? {}, params.invoice_metadata) }
      const changed = world.store.update('invoice', added, changes)
      recordEvent(world, account, 'invoice.updated', 'invoice', changed, { total: invoice.total })
      return reply(call, 'invoice', changed)
    },
  ),
  route('DELETE', '/v1/invoices/:id', {}, (call) => {
    const { world, account } = call
    const invoice = draftOf(call)
    if (invoice.parent?.type === 'subscription_details')
      throw refused('invoice_not_editable', 'You cannot delete an invoice of a subscription.')
    for (const { id } of world.store.all('line_item', account, { invoice: invoice.id }))
      world.store.remove('line_item', id)
    for (const { id } of world.store.all('invoiceitem', account, { invoice: invoice.id }))
      world.store.remove('invoiceitem', id)
    world.store.remove('invoice', invoice.id)
    recordEvent(world, account, 'invoice.deleted', 'invoice', invoice)
    return { id: invoice.id, object: 'invoice', deleted: true }
  }),
  route('DELETE', '/v1/invoiceitems/:id', {}, ({ world, account, ids }) => {
    const item = world.require('invoiceitem', account, lastOf(ids))
    if (item.invoice !== null) takeOff(world, account, item)
    world.store.remove('invoiceitem', item.id)
    recordEvent(world, account, 'invoiceitem.deleted', 'invoiceitem', item)
    return { id: item.id, object: 'invoiceitem', deleted: true }
  }),
  route('POST', '/v1/payment_methods/:id/detach', {}, (call) => {
    const { world, account } = call
    const method = world.require('payment_method', account, call.ids[0] ?? '')
    if (method.customer === null)
      throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.')
    const customer = world.require('customer', account, String(method.customer))
    if (customer.invoice_settings.default_payment_method === method.id)
      world.store.update('customer', customer, {
        invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
      })
    const detached = world.store.update('payment_method', method, { customer: null })
    recordEvent(world, account, 'payment_method.detached', 'payment_method', detached, { customer: customer.id })
    return reply(call, 'payment_method', detached)
  }),
]

function draftOf(call: Call<unknown>): InvoiceRow {
  const invoice = invoiceOf(call)
  if (invoice.status !== 'draft')
    throw refused('invoice_not_editable', 'The invoice is no draft any more, so it cannot be changed.')
  return invoice
}

/** Takes the item's line off a draft. */
function takeOff(world: World, account: string, item: InvoiceItemRow): void {
  const invoice = world.require('invoice', account, String(item.invoice))
  if (invoice.status !== 'draft') throw refused('invoice_not_editable', 'The invoice of the item is no draft any more.')
  const line = world.store
    .all('line_item', account, { invoice: invoice.id })
    .find(({ parent }) =>
      [parent?.invoice_item_details?.invoice_item, parent?.subscription_item_details?.invoice_item].includes(item.id),
    )
  if (line !== undefined) world.store.remove('line_item', line.id)
  settleTotals(world, account, invoice)
}
