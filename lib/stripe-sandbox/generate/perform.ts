import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { createInvoice } from '../objects/invoice.ts'
import { createInvoiceItem } from '../objects/invoice-item.ts'
import { finalizeInvoice, payOutOfBand, voidInvoice } from '../objects/invoice-payment.ts'
import { attemptPayment, createPaymentIntent } from '../objects/payment-intent.ts'
import { createRefund } from '../objects/refund.ts'
import { createReversal } from '../objects/reversal.ts'
import { createTransfer } from '../objects/transfer.ts'
import type { Buyer, Buyers } from './buyers.ts'
import { shareOf, termsFor } from './contract.ts'
import { type Order, type OrderLine, onlySeller, totalOf } from './order.ts'
import type { SellerPart } from './seller-part.ts'

export type Stage = {
  world: World
  end: number
  sellers: ReadonlyMap<string, { part: SellerPart; account: string }>
  buyers: Buyers
  /** The invoice or payment intent that each order became, for as long as anything still holds the order. */
  made: WeakMap<Order, { invoice: string | null; intent: string | null }>
}

/** Places an order: an invoice that finalises itself within the hour, or a payment at once. */
export function placeOrder(stage: Stage, order: Order): void {
  if (order.kind === 'intent') placeIntent(stage, order)
  else placeInvoice(stage, order)
}

function placeIntent(stage: Stage, order: Order): void {
  const { world } = stage
  const [line] = order.lines
  const intent = createPaymentIntent(world, world.platform, {
    amount: totalOf(order),
    currency: order.currency,
    customer: buyerOf(stage, order).customer,
    description: line?.description ?? null,
    metadata: { order_id: order.id, ...(line && lineMetadata(stage, line)) },
    transferGroup: order.id,
    captureMethod: 'automatic',
    paymentMethod: null,
  })
  attemptPayment(world, world.platform, intent, buyerOf(stage, order).card)
  stage.made.set(order, { invoice: null, intent: intent.id })
}

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

/** Pays the sellers their shares of a collected order, as the marketplace did by hand before go-live. */
export function paySellers(stage: Stage, order: Order): void {
  const charge = chargeOf(stage, order)
  if (!charge) return
  for (const [key, amount] of sharesOf(stage, order, charge, rateWritten(order))) {
    transferShare(stage, order, key, amount, charge.id)
  }
}

export function transferShare(stage: Stage, order: Order, key: string, amount: number, source: string | null) {
  return createTransfer(stage.world, {
    amount,
    currency: order.currency,
    destination: accountOf(stage, key),
    sourceTransaction: source,
    transferGroup: order.id,
    description: `Order ${order.id}`,
    metadata: { order_id: order.id },
  })
}

/** The rate that somebody wrote on the line by mistake and that was paid by; none where the contract decides. */
const rateWritten = ({ discrepancy }: Order) =>
  discrepancy === 'wrong_commission' ? ({ bps }: OrderLine) => bps : () => null

/** What each seller of the order is due; a seller who bears the fee gets that much less. */
export function sharesOf(
  stage: Stage,
  order: Order,
  charge: Rows['charge'],
  written: (line: OrderLine) => number | null = () => null,
): Map<string, number> {
  const { world, end } = stage
  const shares = new Map<string, number>()
  for (const line of order.lines) {
    if (line.seller === null) continue
    const { bps } = termsFor(partOf(stage, line.seller), line.category, charge.created, end)
    const share = shareOf(line.amount, written(line) ?? bps)
    shares.set(line.seller, (shares.get(line.seller) ?? 0) + share)
  }
  const alone = onlySeller(order)
  if (alone !== null && termsFor(partOf(stage, alone), '', charge.created, end).bearer === 'seller') {
    const { fee } = world.require('balance_transaction', world.platform, charge.balance_transaction ?? '')
    shares.set(alone, (shares.get(alone) ?? 0) - fee)
  }
  return shares
}

/** Refunds the buyer, and takes back from the seller the part that was already passed on. Tells what was refunded. */
export function refundOrder(stage: Stage, order: Order): number {
  const { world } = stage
  const charge = chargeOf(stage, order)
  if (!charge || !order.refund) return 0
  createRefund(world, world.platform, charge, {
    amount: order.refund.amount ?? undefined,
    reason: 'requested_by_customer',
    metadata: { order_id: order.id },
    reverseTransfer: false,
  })
  const refunded = order.refund.amount ?? charge.amount
  for (const transfer of world.store.all('transfer', world.platform, { source_transaction: charge.id })) {
    const share = BigInt(transfer.amount) * BigInt(refunded)
    createReversal(world, transfer, {
      amount: Number(share / BigInt(charge.amount)),
      metadata: { order_id: order.id },
      description: null,
    })
  }
  return refunded
}

/** The charge that collected the order, if it was collected. */
export function chargeOf(stage: Stage, order: Order): Rows['charge'] | undefined {
  const { world } = stage
  const made = stage.made.get(order)
  if (!made) return undefined
  const [payment] =
    made.invoice === null ? [] : world.store.all('invoice_payment', world.platform, { invoice: made.invoice })
  const intentId = made.intent ?? payment?.payment.payment_intent
  const intent = intentId === undefined ? undefined : world.store.find('payment_intent', world.platform, intentId)
  if (intent?.status !== 'succeeded' || intent.latest_charge === null) return undefined
  return world.store.find('charge', world.platform, intent.latest_charge)
}

function buyerOf({ buyers }: Stage, order: Order): Buyer {
  const able = order.fate === 'declined' ? buyers.failing : buyers.paying
  const buyer = able[order.buyer % able.length]
  if (!buyer) throw new Error('The history has no buyers.')
  return buyer
}

export function accountOf(stage: Stage, key: string): string {
  const seller = stage.sellers.get(key)
  if (!seller) throw new Error(`The plan names a seller that is not in the cast: ${key}`)
  return seller.account
}

export function partOf(stage: Stage, key: string): SellerPart {
  const seller = stage.sellers.get(key)
  if (!seller) throw new Error(`The plan names a seller that is not in the cast: ${key}`)
  return seller.part
}
