import type { InvoiceRow } from '../core/kinds.ts'

/** The totals of a draft whose lines add up to that; a negative total asks for nothing. */
export function withTotals(subtotal: number): Partial<InvoiceRow> {
  const due = Math.max(subtotal, 0)
  return {
    amount_due: due,
    amount_remaining: due,
    subtotal,
    subtotal_excluding_tax: subtotal,
    total: subtotal,
    total_excluding_tax: subtotal,
  }
}
