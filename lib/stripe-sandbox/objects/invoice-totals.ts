import { discountsOf, takenOff } from '../billing/discount.ts'
import { ratesOf, taxesOn } from '../billing/tax.ts'
import type { DiscountRow, InvoiceRow, LineRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'

/** The totals of a draft whose lines add up to that, with nothing off and no tax; a negative total asks for nothing. */
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

/** Whether there is more to a draft's total than its lines. */
export const isPlain = ({ discounts, default_tax_rates, automatic_tax }: InvoiceRow): boolean =>
  discounts.length === 0 && default_tax_rates.length === 0 && !automatic_tax.enabled

/** Works out a draft anew: what its discounts take off each line, the tax on the rest, and the totals, which are their sums. */
export function settleTotals(world: World, account: string, invoice: InvoiceRow): InvoiceRow {
  const lines = world.store.all('line_item', account, { invoice: invoice.id })
  const settled = taxed(world, account, invoice, discounted(world, account, invoice, lines))
  for (const line of settled) world.store.update('line_item', line, {})
  const subtotal = sum(settled, ({ amount }) => amount)
  const off = settled.flatMap(({ discount_amounts }) => discount_amounts ?? [])
  const taxes = settled.flatMap((line) => line.taxes ?? [])
  const taxOf = (behavior: string) =>
    sum(
      taxes.filter(({ tax_behavior }) => tax_behavior === behavior),
      ({ amount }) => amount,
    )
  const total = subtotal - sum(off, ({ amount }) => amount) + taxOf('exclusive')
  const discountAmounts = merged(off, ({ discount }) => String(discount))
  return world.store.update('invoice', invoice, {
    ...withTotals(subtotal),
    amount_due: Math.max(total, 0),
    amount_remaining: Math.max(total, 0),
    subtotal_excluding_tax: subtotal - taxOf('inclusive'),
    total,
    total_discount_amounts: discountAmounts,
    total_excluding_tax: total - taxOf('exclusive') - taxOf('inclusive'),
    total_pretax_credit_amounts: discountAmounts.map((one) => ({ ...one, type: 'discount' })),
    total_taxes: mergedTaxes(taxes),
    ...(invoice.automatic_tax.enabled && { automatic_tax: { ...invoice.automatic_tax, ...statusOf(invoice) } }),
  })
}

const statusOf = ({ customer_address }: InvoiceRow) =>
  ({ status: customer_address?.country ? 'complete' : 'requires_location_inputs', provider: 'stripe' }) as const

/** A line's own discounts first, then the invoice's, each of what the ones before have left. */
function discounted(world: World, account: string, invoice: InvoiceRow, lines: readonly LineRow[]): LineRow[] {
  const own = lines.flatMap((line) =>
    discountsOf(world, account, line.discounts).map((discount) => ({ discount, only: line.id })),
  )
  const shared = discountsOf(world, account, invoice.discounts).map((discount) => ({ discount, only: null }))
  let left = lines.map((line) => ({ ...line, discount_amounts: [], pretax_credit_amounts: [] }) as LineRow)
  for (const { discount, only } of [...own, ...shared]) left = withDiscount(left, discount, only, invoice.currency)
  return left
}

function withDiscount(
  lines: readonly LineRow[],
  discount: DiscountRow,
  only: string | null,
  currency: string,
): LineRow[] {
  const off = takenOff(
    discount._coupon,
    lines.map((line) => ({
      amount: netOf(line),
      product: line.pricing?.price_details?.product ?? null,
      discountable: line.discountable && (only === null || only === line.id),
    })),
    currency,
  )
  return lines.map((line, index) => {
    const amount = off[index] ?? 0
    if (amount === 0) return line
    return {
      ...line,
      discount_amounts: [...(line.discount_amounts ?? []), { amount, discount: discount.id }],
      pretax_credit_amounts: [
        ...(line.pretax_credit_amounts ?? []),
        { amount, discount: discount.id, type: 'discount' },
      ],
    }
  })
}

const taxed = (world: World, account: string, invoice: InvoiceRow, lines: readonly LineRow[]): LineRow[] =>
  lines.map((line) => ({ ...line, taxes: taxesOn(netOf(line), ratesOf(world, account, invoice, line), invoice) }))

/** What is left of a line after its discounts, in minor units. */
export const netOf = ({ amount, discount_amounts }: LineRow): number =>
  amount - sum(discount_amounts ?? [], (discount) => discount.amount)

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

/** One of each, with the sum of their amounts. */
function merged<T extends { amount: number }>(parts: readonly T[], by: (part: T) => string): T[] {
  return [...Map.groupBy(parts, by).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, amount: first.amount + sum(others, ({ amount }) => amount) }],
  )
}

type Tax = NonNullable<LineRow['taxes']>[number]

const mergedTaxes = (taxes: readonly Tax[]): Tax[] =>
  [...Map.groupBy(taxes, (tax) => `${tax.tax_rate_details?.tax_rate} ${tax.taxability_reason}`).values()].flatMap(
    (same) => {
      const [first] = same
      if (first === undefined) return []
      const taxable_amount = sum(same, (tax) => tax.taxable_amount ?? 0)
      return [{ ...first, amount: sum(same, ({ amount }) => amount), taxable_amount }]
    },
  )
