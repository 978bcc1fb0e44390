import { describe, expect, test } from 'vitest'
import { openBench, refusalOf } from '../testing/harness.ts'
import { openClub } from '../testing/subscriptions.ts'

const HOUR = 3600

describe('a quote', () => {
  test('of something recurring becomes a subscription', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { buyer, price, product } = await openClub(bench)
    const once = await stripe.prices.create({ product, currency: 'usd', unit_amount: 1000 })
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: 'forever' })
    const quote = await stripe.quotes.create({
      customer: buyer,
      line_items: [{ price, quantity: 2 }, { price: once.id }],
      discounts: [{ coupon: coupon.id }],
      subscription_data: { metadata: { seller: 'acct_1' } },
    })
    expect([quote.status, quote.amount_subtotal, quote.amount_total]).toEqual(['draft', 7000, 6300])
    expect(quote.computed.recurring).toMatchObject({ amount_subtotal: 6000, interval: 'month' })
    expect((await stripe.subscriptions.list({ status: 'all' })).data).toEqual([])
    expect((await refusalOf(stripe.quotes.accept(quote.id))).code).toBe('quote_unexpected_state')
    const open = await stripe.quotes.finalizeQuote(quote.id)
    expect(open.number).toMatch(/^QT-/)
    const accepted = await stripe.quotes.accept(quote.id, { expand: ['subscription', 'invoice', 'line_items'] })
    expect(accepted).toMatchObject({
      status: 'accepted',
      invoice: { status: 'paid', total: 6300, billing_reason: 'subscription_create' },
      subscription: { status: 'active', metadata: { seller: 'acct_1' } },
      line_items: { data: [{ quantity: 2 }, { quantity: 1 }] },
    })
  })

  test('of something sold once becomes an invoice, in the name of the customer’s tax numbers', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { buyer, product } = await openClub(bench)
    const taxId = await stripe.customers.createTaxId(buyer, { type: 'eu_vat', value: 'DE123456789' })
    const rate = await stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive: false })
    const once = await stripe.prices.create({ product, currency: 'usd', unit_amount: 1000 })
    const quote = await stripe.quotes.create({
      customer: buyer,
      line_items: [{ price: once.id, quantity: 3 }],
      default_tax_rates: [rate.id],
    })
    expect([quote.amount_total, quote.total_details.amount_tax]).toEqual([3570, 570])
    await stripe.quotes.finalizeQuote(quote.id)
    const accepted = await stripe.quotes.accept(quote.id)
    await bench.advance(HOUR)
    expect(await stripe.invoices.retrieve(String(accepted.invoice))).toMatchObject({
      status: 'paid',
      total: 3570,
      billing_reason: 'quote_accept',
      parent: { type: 'quote_details', quote_details: { quote: quote.id } },
      customer_tax_ids: [{ type: 'eu_vat', value: 'DE123456789' }],
    })
    await stripe.customers.deleteTaxId(buyer, taxId.id)
    expect((await stripe.customers.listTaxIds(buyer)).data).toEqual([])
  })

  test('that nobody accepts expires', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)
    const quote = await bench.stripe.quotes.create({ customer: buyer, line_items: [{ price }] })
    await bench.advance(31 * 24 * HOUR)
    expect((await bench.stripe.quotes.retrieve(quote.id)).status).toBe('canceled')
  })
})
