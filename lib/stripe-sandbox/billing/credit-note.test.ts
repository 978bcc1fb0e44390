import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { type Bench, openBench, refusalOf } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'
import { openClub } from '../testing/subscriptions.ts'

/** An invoice over two lines with 20 % tax on top and a tenth off: 36.00 + 20.00 less 5.60 plus 10.08 = 60.48. */
async function openInvoice(bench: Bench) {
  const { buyer } = await openClub(bench)
  const rate = await bench.stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false })
  const coupon = await bench.stripe.coupons.create({ percent_off: 10 })
  const draft = await bench.stripe.invoices.create({
    customer: buyer,
    currency: 'usd',
    default_tax_rates: [rate.id],
    discounts: [{ coupon: coupon.id }],
  })
  const add = (unit_amount_decimal: number, quantity: number) =>
    bench.stripe.invoiceItems.create({
      customer: buyer,
      invoice: draft.id,
      quantity,
      unit_amount_decimal: String(unit_amount_decimal) as unknown as Stripe.Decimal,
      currency: 'usd',
    })
  await add(1200, 3)
  await add(2000, 1)
  const invoice = await bench.stripe.invoices.finalizeInvoice(draft.id)
  expect([invoice.subtotal, invoice.total]).toEqual([5600, 6048])
  return { buyer, invoice, line: invoice.lines.data[0]?.id ?? '' }
}

describe('a credit note', () => {
  test('before payment lowers what is due, with the line’s discount and tax, and can be voided', async () => {
    const bench = await openBench()
    const { invoice, line } = await openInvoice(bench)
    const lines = [{ type: 'invoice_line_item' as const, invoice_line_item: line, quantity: 1 }]
    const preview = await bench.stripe.creditNotes.preview({ invoice: invoice.id, lines })
    expect((await bench.stripe.creditNotes.list({ invoice: invoice.id })).data).toEqual([])
    const note = await bench.stripe.creditNotes.create({ invoice: invoice.id, lines, reason: 'order_change' })
    expect([note.subtotal, note.discount_amount, note.total, preview.total]).toEqual([1200, 120, 1296, 1296])
    expect(note).toMatchObject({
      type: 'pre_payment',
      number: `${invoice.number}-CN-01`,
      lines: { data: [{ invoice_line_item: line, taxes: [{ amount: 216 }] }] },
    })
    const lower = await bench.stripe.invoices.retrieve(invoice.id)
    expect([lower.amount_due, lower.amount_remaining, lower.pre_payment_credit_notes_amount]).toEqual([
      4752, 4752, 1296,
    ])
    expect((await bench.stripe.creditNotes.voidCreditNote(note.id)).status).toBe('void')
    const paid = await bench.stripe.invoices.pay(invoice.id)
    expect(paid.amount_paid).toBe(6048)
  })

  test('over the whole of an open invoice leaves nothing to pay', async () => {
    const bench = await openBench()
    const { invoice } = await openInvoice(bench)
    await bench.stripe.creditNotes.create({ invoice: invoice.id, amount: 6048 })
    const paid = await bench.stripe.invoices.retrieve(invoice.id, { expand: ['payments'] })
    expect([paid.status, paid.amount_paid, paid.payments?.data[0]?.status]).toEqual(['paid', 0, 'canceled'])
  })

  test('after payment goes back to the card, into the balance, and outside Stripe', async () => {
    const bench = await openBench()
    const { buyer, invoice } = await openInvoice(bench)
    await bench.stripe.invoices.pay(invoice.id)
    const wrong = bench.stripe.creditNotes.create({ invoice: invoice.id, amount: 2000, refund_amount: 500 })
    expect((await refusalOf(wrong)).param).toBe('refund_amount')
    const note = await bench.stripe.creditNotes.create({
      invoice: invoice.id,
      amount: 2000,
      refund_amount: 1000,
      credit_amount: 700,
      out_of_band_amount: 300,
    })
    expect(note).toMatchObject({ type: 'post_payment', post_payment_amount: 2000, out_of_band_amount: 300 })
    const refund = await bench.stripe.refunds.retrieve(String(note.refunds[0]?.refund))
    expect(refund.amount).toBe(1000)
    const customer = (await bench.stripe.customers.retrieve(buyer)) as Stripe.Customer
    expect(customer.balance).toBe(-700)
    const credited = await bench.stripe.invoices.retrieve(invoice.id)
    expect([credited.status, credited.post_payment_credit_notes_amount]).toEqual(['paid', 2000])
    const more = bench.stripe.creditNotes.create({ invoice: invoice.id, amount: 4049, credit_amount: 4049 })
    expect((await refusalOf(more)).param).toBe('amount')
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })
})
