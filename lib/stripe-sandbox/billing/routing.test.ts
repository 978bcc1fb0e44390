import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openBench, openShop } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'
import { openClub } from '../testing/subscriptions.ts'

const DAY = 86_400

describe('a subscription of a seller', () => {
  test('to whom the platform passes its money on leaves the platform its part, at each renewal', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const { buyer, price } = await openClub(bench)
    await bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      application_fee_percent: 12.5,
      transfer_data: { destination: seller },
    })
    await bench.advance(31 * DAY)
    const charges = (await bench.stripe.charges.list()).data
    expect(charges.map(({ amount, application_fee_amount }) => [amount, application_fee_amount])).toEqual([
      [3000, 375],
      [3000, 375],
    ])
    expect((await bench.stripe.transfers.list({ destination: seller })).data.map(({ amount }) => amount)).toEqual([
      3000, 3000,
    ])
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('who may get no transfers any more is not billed, and says why', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const { buyer, price } = await openClub(bench)
    const { id } = await bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      transfer_data: { destination: seller },
    })
    await bench.control('restrict', { account: seller, restricted: true })
    await bench.advance(31 * DAY)
    const after = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    const invoice = after.latest_invoice as Stripe.Invoice
    expect([after.status, invoice.status, invoice.auto_advance]).toEqual(['active', 'draft', false])
    expect(invoice.last_finalization_error?.code).toBe('insufficient_capabilities_for_transfer')
    expect((await bench.stripe.events.list({ type: 'invoice.finalization_failed' })).data).toHaveLength(1)
  })

  test('on the seller’s own account is the seller’s, with a fee for the platform', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const scope = { stripeAccount: seller }
    const product = await bench.stripe.products.create({ name: 'Box' }, scope)
    const price = await bench.stripe.prices.create(
      { product: product.id, currency: 'usd', unit_amount: 4000, recurring: { interval: 'week' } },
      scope,
    )
    const buyer = await bench.stripe.customers.create(
      { invoice_settings: { default_payment_method: 'pm_card_visa' } },
      scope,
    )
    await bench.stripe.subscriptions.create(
      { customer: buyer.id, items: [{ price: price.id }], application_fee_percent: 10 },
      scope,
    )
    await bench.advance(8 * DAY)
    expect((await bench.stripe.subscriptions.list({ status: 'all' })).data).toEqual([])
    expect((await bench.stripe.applicationFees.list()).data.map(({ amount }) => amount)).toEqual([400, 400])
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })
})
