import { invalid } from '../core/failure.ts'
import type { InvoiceRow, LineRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { netOf } from '../objects/invoice-totals.ts'
import { share } from './share.ts'
import { taxesOn, taxRatesOf } from './tax.ts'

/** What is to be credited: so much, or so many, of an invoice's line; or something of its own. */
export type WantedCredit =
  | { of: string; amount: number | null; quantity: number | null; metadata: Metadata }
  | {
      of: null
      description: string | null
      unitAmount: number
      quantity: number
      taxRates: readonly string[]
      metadata: Metadata
    }

type Taxes = NonNullable<LineRow['taxes']>
export type CreditedLine = {
  of: string | null
  amount: number
  description: string | null
  quantity: number | null
  unitAmount: number | null
  discounts: { amount: number; discount: string }[]
  taxes: Taxes
  metadata: Metadata
}

/** The lines of a credit note. Part of a line takes its part of the line's discounts and taxes along. */
export const creditLines = (
  world: World,
  account: string,
  invoice: InvoiceRow,
  wanted: readonly WantedCredit[],
): CreditedLine[] =>
  wanted.map((one) => {
    if (one.of !== null) return partOf(world, account, invoice, one)
    const amount = one.unitAmount * one.quantity
    const rates = taxRatesOf(world, account, one.taxRates, 'lines[0][tax_rates]')
    const { description, quantity, unitAmount, metadata } = one
    return {
      of: null,
      amount,
      description,
      quantity,
      unitAmount,
      discounts: [],
      taxes: taxesOn(amount, rates, invoice),
      metadata,
    }
  })

function partOf(
  world: World,
  account: string,
  invoice: InvoiceRow,
  wanted: Extract<WantedCredit, { of: string }>,
): CreditedLine {
  const line = world.require('line_item', account, wanted.of, 'lines[0][invoice_line_item]', 400)
  if (line.invoice !== invoice.id) throw invalid('The line is not one of the invoice.', 'lines[0][invoice_line_item]')
  const whole = line.quantity ?? 1
  const amount =
    wanted.amount ?? share(line.amount, Math.min(wanted.quantity ?? whole, whole), Math.max(whole, 1), invoice.currency)
  if (amount > line.amount) throw invalid('More than the line would be credited.', 'lines[0][amount]')
  const part = (value: number, of: number) => (of === 0 ? 0 : share(value, amount, of, invoice.currency))
  const discounts = (line.discount_amounts ?? []).map(({ amount: off, discount }) => ({
    amount: part(off, line.amount),
    discount: String(discount),
  }))
  const net = netOf(line)
  return {
    of: line.id,
    amount,
    description: line.description,
    quantity: wanted.quantity,
    unitAmount: null,
    discounts,
    taxes: (line.taxes ?? []).map((tax) => ({
      ...tax,
      amount: part(tax.amount, line.amount),
      taxable_amount: part(net, line.amount),
    })),
    metadata: wanted.metadata,
  }
}

/** What the lines add up to, in minor units. */
export function sumsOf(lines: readonly CreditedLine[]) {
  const discounts = lines.flatMap((line) => line.discounts)
  const taxes = lines.flatMap((line) => line.taxes)
  const total = <T extends { amount: number }>(items: readonly T[]) =>
    items.reduce((sum, { amount }) => sum + amount, 0)
  const subtotal = total(lines)
  const discount = total(discounts)
  const added = total(taxes.filter(({ tax_behavior }) => tax_behavior === 'exclusive'))
  const contained = total(taxes.filter(({ tax_behavior }) => tax_behavior === 'inclusive'))
  return { subtotal, discount, discounts, taxes, added, contained, total: subtotal - discount + added }
}
