import { describe, expect, test } from 'vitest'
import { type Bench, openBench, openShop, refusalOf } from '../testing/harness.ts'

const HOUR = 3600
const DAY = 24 * HOUR

const eventsSince = async ({ stripe }: Bench, created: number) =>
  (await stripe.events.list({ limit: 100, created: { gte: created } })).data.map(({ type }) => type).toReversed()

describe('an invoice', () => {
  test('waits an hour as a draft, then finalises and collects in one second', async () => {
    const bench = await openBench()
    const { buyer } = await openShop(bench)
    const draft = await bench.stripe.invoices.create({ customer: buyer, currency: 'usd', auto_advance: true })
    await bench.stripe.invoiceItems.create({
      customer: buyer,
      invoice: draft.id,
      amount: 10_000,
      metadata: { seller: 'acct_1' },
    })
    await bench.advance(HOUR)

    const invoice = await bench.stripe.invoices.retrieve(draft.id, { expand: ['payments.data.payment.payment_intent'] })

    expect([invoice.status, invoice.amount_paid, invoice.amount_remaining]).toEqual(['paid', 10_000, 0])
    expect(invoice.lines.data[0]?.metadata).toEqual({ seller: 'acct_1' })
    expect(invoice.payments?.data[0]?.payment.payment_intent).toMatchObject({ status: 'succeeded', amount: 10_000 })
    expect(await eventsSince(bench, draft.created + HOUR)).toEqual([
      'invoice.finalized',
      'payment_intent.created',
      'payment_intent.succeeded',
      'charge.succeeded',
      'invoice_payment.paid',
      'invoice.paid',
      'invoice.payment_succeeded',
      'invoice.updated',
    ])
  })

  test('paid elsewhere collects nothing', async () => {
    const bench = await openBench()
    const { buyer } = await openShop(bench)
    const invoice = await bench.stripe.invoices.create({ customer: buyer, currency: 'usd' })
    await bench.stripe.invoiceItems.create({ customer: buyer, invoice: invoice.id, amount: 5000 })

    const paid = await bench.stripe.invoices.pay(invoice.id, { paid_out_of_band: true })

    expect([paid.status, paid.amount_paid, paid.amount_paid_off_stripe]).toEqual(['paid', 5000, 5000])
    expect((await bench.stripe.balanceTransactions.list()).data).toEqual([])
    expect((await bench.stripe.charges.list()).data).toEqual([])
    const [payment] = (await bench.stripe.invoicePayments.list({ invoice: invoice.id })).data
    expect(payment?.status).toBe('canceled')
  })

  test('with a failing card is tried again on schedule, and left open after the last attempt', async () => {
    const bench = await openBench()
    const buyer = await bench.stripe.customers.create({
      invoice_settings: { default_payment_method: 'pm_card_chargeCustomerFail' },
    })
    const draft = await bench.stripe.invoices.create({ customer: buyer.id, currency: 'usd', auto_advance: true })
    await bench.stripe.invoiceItems.create({ customer: buyer.id, invoice: draft.id, amount: 5000 })
    await bench.advance(HOUR)
    const first = await bench.stripe.invoices.retrieve(draft.id)
    await bench.advance(30 * DAY)
    const last = await bench.stripe.invoices.retrieve(draft.id)

    expect([first.status, first.attempt_count, first.next_payment_attempt]).toEqual([
      'open',
      1,
      draft.created + HOUR + 3 * DAY,
    ])
    expect([last.status, last.attempt_count, last.next_payment_attempt]).toEqual(['open', 4, null])
    const paid = await bench.stripe.invoices.pay(draft.id, { payment_method: 'pm_card_visa' })
    expect(paid.status).toBe('paid')
  })

  test('can be voided while open, and never once it is paid', async () => {
    const bench = await openBench()
    const { buyer } = await openShop(bench)
    const make = async () => {
      const invoice = await bench.stripe.invoices.create({ customer: buyer, currency: 'eur' })
      await bench.stripe.invoiceItems.create({ customer: buyer, invoice: invoice.id, amount: 5000 })
      return bench.stripe.invoices.finalizeInvoice(invoice.id)
    }
    const [open, paid] = [await make(), await make()]
    await bench.stripe.invoices.pay(paid.id)

    expect((await bench.stripe.invoices.voidInvoice(open.id)).status).toBe('void')
    expect((await refusalOf(bench.stripe.invoices.voidInvoice(paid.id))).code).toBe('invoice_not_editable')
    expect((await refusalOf(bench.stripe.invoices.pay(paid.id))).code).toBe('invoice_already_paid')
    expect([open.number, paid.number].map((number) => number?.slice(-4))).toEqual(['0001', '0002'])
  })

  test('takes lines and loses them while it is a draft, is sent, and can be thrown away until it is final', async () => {
    const { stripe } = await openBench()
    const buyer = await stripe.customers.create({ email: 'buyer@buyers.example' })
    const make = () =>
      stripe.invoices.create({
        customer: buyer.id,
        currency: 'usd',
        collection_method: 'send_invoice',
        days_until_due: 30,
      })
    const [draft, other] = [await make(), await make()]
    const added = await stripe.invoices.addLines(draft.id, {
      lines: [{ amount: 700, description: 'One' }, { amount: 300 }],
    })
    const item = added.lines.data[1]?.parent?.invoice_item_details?.invoice_item ?? ''
    await stripe.invoiceItems.del(item)
    expect([added.total, (await stripe.invoices.retrieve(draft.id)).total]).toEqual([1000, 700])
    expect((await stripe.invoices.sendInvoice(draft.id)).status).toBe('open')
    expect((await refusalOf(stripe.invoices.del(draft.id))).code).toBe('invoice_not_editable')
    await stripe.invoices.del(other.id)
    expect((await stripe.invoices.list()).data.map(({ id }) => id)).toEqual([draft.id])
  })
})
