import type { AfterSale } from './after-sale.ts'
import type { DiscrepancyClass } from './discrepancy.ts'
import type { Pattern, Presented } from './seller-part.ts'

/** One line of an order as planned; a line without seller is one of the planted mistakes. */
export type OrderLine = {
  seller: string | null
  amount: number
  category: string
  description: string
  /** The rate that the platform's own systems wrote on the line. */
  bps: number | null
}

export type Fate = 'paid' | 'declined' | 'out_of_band' | 'unpaid' | 'void'

export type Order = {
  id: string
  at: number
  kind: 'invoice' | 'intent'
  /** How its money reaches the seller (docs.stripe.com/connect/charges). */
  pattern: Pattern
  currency: Presented
  /** The buyer pays in a currency that the seller does not sell in. */
  isAbroad?: boolean
  /** The bank account that pays it, where a card does not. */
  debit?: string
  buyer: number
  lines: readonly OrderLine[]
  fate: Fate
  /** Sellers named on the whole order instead of on each line. */
  sellerOnOrder: boolean
  /** A bank that cannot take the refund sends it back. */
  refund: { afterSeconds: number; amount: number | null; fails?: boolean } | null
  afterSale: AfterSale
  /** A story for people to look at. */
  planted: { class: string; note: string } | null
  /** What does not agree, for reconciliation to find. */
  discrepancy: DiscrepancyClass | null
}

export const totalOf = (order: Order): number => order.lines.reduce((sum, line) => sum + line.amount, 0)

/** The seller of an order that has only one. */
export function onlySeller(order: Order): string | null {
  const [first] = order.lines
  return first && order.lines.every((line) => line.seller === first.seller) ? first.seller : null
}
