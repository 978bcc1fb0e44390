import type { World } from '../core/world.ts'
import { createInvoice } from '../objects/invoice.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import { finalizeInvoice, payOutOfBand, voidInvoice } from '../objects/invoice-payment.ts'
import { attemptPayment, createPaymentIntent } from '../objects/payment-intent.ts'
import type { Routing } from '../objects/routing.ts'
import { applicationFeesOf } from './application-fees.ts'
import type { Buyer } from './buyers.ts'
import { type Order, type OrderLine, onlySeller, totalOf } from './order.ts'
import { accountOf, homeOf, type Stage } from './stage.ts'

/** Places an order: an invoice that finalises itself within the hour, or a payment at once. */
export function placeOrder(stage: Stage, order: Order): void {
  if (order.kind === 'intent') placeIntent(stage, order)
  else placeInvoice(stage, order)
}

/** A payment at once; Stripe divides its money at once, too, unless the marketplace pays its sellers separately. */
function placeIntent(stage: Stage, order: Order): void {
  const { world } = stage
  const [line] = order.lines
  const home = homeOf(stage, order)
  const isOwn = home === world.platform
  const buyer = buyerOf(stage, order)
  const intent = createPaymentIntent(world, home, {
    amount: totalOf(order),
    currency: order.currency,
    customer: isOwn ? buyer.customer : null,
    description: line?.description ?? null,
    metadata: { order_id: order.id, ...(line && lineMetadata(stage, line)) },
    transferGroup: isOwn ? order.id : null,
    captureMethod: 'automatic',
    paymentMethod: null,
    ...(order.pattern !== 'separate' && { routing: routingOf(stage, order) }),
  })
  attemptPayment(world, home, intent, isOwn ? (order.debit ?? buyer.card) : cardFor(order))
  stage.made.set(order, { invoice: null, intent: intent.id })
}

function routingOf(stage: Stage, order: Order): Routing {
  const destination = order.pattern === 'destination' ? accountOf(stage, onlySeller(order) ?? '') : null
  return { applicationFee: applicationFeesOf(stage, order).set, destination, transferAmount: null, onBehalfOf: null }
}

/** A buyer on a seller's own account comes with a card and leaves no customer behind. */
const cardFor = ({ fate }: Order) => (fate === 'declined' ? 'pm_card_chargeDeclined' : 'pm_card_visa')

function placeInvoice(stage: Stage, order: Order): void {
  const { world } = stage
  const seller = order.sellerOnOrder ? onlySeller(order) : null
  const isBilled = order.fate === 'unpaid' || order.fate === 'out_of_band' || order.fate === 'void'
  const invoice = createInvoice(world, world.platform, {
    customer: buyerOf(stage, order).customer,
    currency: order.currency,
    collectionMethod: isBilled ? 'send_invoice' : 'charge_automatically',
    daysUntilDue: isBilled ? 30 : null,
    autoAdvance: !isBilled,
    defaultPaymentMethod: null,
    description: `Order ${order.id}`,
    metadata: { order_id: order.id, ...(seller !== null && { seller: accountOf(stage, seller) }) },
    includePending: false,
  })
  for (const line of order.lines) {
    const { seller: named, ...rest } = lineMetadata(stage, line)
    createInvoiceItem(world, world.platform, {
      customer: invoice.customer ?? '',
      invoice: invoice.id,
      currency: order.currency,
      amount: line.amount,
      quantity: 1,
      unitAmount: String(line.amount),
      price: null,
      product: null,
      description: line.description,
      metadata: seller !== null || named === undefined ? rest : { seller: named, ...rest },
      period: null,
    })
  }
  stage.made.set(order, { invoice: invoice.id, intent: null })
  if (isBilled) bill(world, invoice.id, order)
}

function bill(world: World, id: string, order: Order): void {
  const open = finalizeInvoice(world, world.platform, world.require('invoice', world.platform, id))
  if (order.fate === 'out_of_band') payOutOfBand(world, world.platform, open)
  if (order.fate === 'void') voidInvoice(world, world.platform, open)
}

function lineMetadata(stage: Stage, line: OrderLine): Record<string, string> {
  return {
    ...(line.seller !== null && { seller: accountOf(stage, line.seller) }),
    ...(line.bps !== null && { commission_bps: String(line.bps) }),
    category: line.category,
  }
}

function buyerOf({ buyers }: Stage, order: Order): Buyer {
  const able = order.fate === 'declined' ? buyers.failing : buyers.paying
  const buyer = able[order.buyer % able.length]
  if (!buyer) throw new Error('The history has no buyers.')
  return buyer
}
