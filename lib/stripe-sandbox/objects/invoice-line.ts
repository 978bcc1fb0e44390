import type { InvoiceRow, LineRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'

/** A line of an invoice as it stands before anything but its amount (minor units) is known of it. */
export function blankLine(world: World, invoice: InvoiceRow, amount: number): LineRow {
  return {
    id: world.ids.next('il'),
    object: 'line_item',
    amount,
    created: world.now(),
    currency: invoice.currency,
    description: null,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: invoice.id,
    livemode: false,
    metadata: {},
    parent: null,
    period: { start: world.now(), end: world.now() },
    pretax_credit_amounts: [],
    pricing: null,
    quantity: 1,
    quantity_decimal: '1',
    subscription: null,
    subtotal: amount,
    taxes: [],
  }
}
