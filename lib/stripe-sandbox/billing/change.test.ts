import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { type Bench, openBench, refusalOf } from '../testing/harness.ts'
import { at, openClub } from '../testing/subscriptions.ts'

const DAY = 86_400
const HALF = 15 * DAY

const linesOf = (invoice: Stripe.Invoice) =>
  invoice.lines.data.map(({ amount, parent }) => [amount, parent?.subscription_item_details?.proration])

/** A member for 30.00 a month, half of whose month has passed, and a dearer price. */
async function openHalfway(bench: Bench, discounts: Stripe.SubscriptionCreateParams.Discount[] = []) {
  const club = await openClub(bench)
  const subscription = await bench.stripe.subscriptions.create({
    customer: club.buyer,
    items: [{ price: club.price }],
    discounts,
  })
  await bench.advance(HALF)
  const [item] = subscription.items.data
  return { ...club, id: subscription.id, item: item?.id ?? '', dearer: (await club.priceOf(6000)).id }
}

describe('a change in the middle of a period', () => {
  test('leaves a credit and a debit for the next invoice, which name what they credit', async () => {
    const bench = await openBench()
    const { id, item, dearer } = await openHalfway(bench)
    const first = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    await bench.stripe.subscriptions.update(id, { items: [{ id: item, price: dearer }] })

    const pending = await bench.stripe.invoiceItems.list()
    expect(pending.data.map(({ amount, proration, description }) => [amount, proration, description])).toEqual([
      [3000, true, 'Remaining time on Membership after 5 Dec 2026'],
      [-1500, true, 'Unused time on Membership after 5 Dec 2026'],
    ])
    await bench.advance(HALF + 3600)
    const after = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    const invoice = after.latest_invoice as Stripe.Invoice
    expect([invoice.status, invoice.total]).toEqual(['paid', 7500])
    expect(linesOf(invoice)).toEqual([
      [6000, false],
      [-1500, true],
      [3000, true],
    ])
    expect(invoice.lines.data[1]?.parent?.subscription_item_details?.proration_details?.credited_items).toEqual({
      invoice: (first.latest_invoice as Stripe.Invoice).id,
      invoice_line_items: [(first.latest_invoice as Stripe.Invoice).lines.data[0]?.id],
    })
  })

  test('can be invoiced at once, or cost nothing until the next period', async () => {
    const bench = await openBench()
    const { id, item, dearer } = await openHalfway(bench)
    const invoiced = await bench.stripe.subscriptions.update(id, {
      items: [{ id: item, price: dearer }],
      proration_behavior: 'always_invoice',
      expand: ['latest_invoice'],
    })
    expect(invoiced.latest_invoice).toMatchObject({
      status: 'paid',
      total: 1500,
      billing_reason: 'subscription_update',
      parent: { subscription_details: { subscription: id } },
    })
    await bench.stripe.subscriptions.update(id, { items: [{ id: item, quantity: 9 }], proration_behavior: 'none' })
    expect((await bench.stripe.invoiceItems.list()).data.filter(({ invoice }) => !invoice)).toEqual([])
    const event = (await bench.stripe.events.list({ type: 'customer.subscription.updated' })).data[0]
    expect(event?.data.previous_attributes).toMatchObject({ items: { data: [{ quantity: 1 }] } })
  })

  test('to another interval begins the cycle anew and bills it', async () => {
    const bench = await openBench()
    const { id, item, priceOf } = await openHalfway(bench)
    const yearly = await priceOf(30_000, { interval: 'year' })
    const changed = await bench.stripe.subscriptions.update(id, {
      items: [{ id: item, price: yearly.id }],
      expand: ['latest_invoice'],
    })
    expect(changed.billing_cycle_anchor).toBe(at('2026-12-05'))
    expect(changed.items.data[0]?.current_period_end).toBe(at('2027-12-05'))
    expect(linesOf(changed.latest_invoice as Stripe.Invoice)).toEqual([
      [30_000, false],
      [-1500, true],
    ])
  })

  test('adds and removes items, which then are billed together', async () => {
    const bench = await openBench()
    const { id, item, dearer, buyer } = await openHalfway(bench)
    const added = await bench.stripe.subscriptionItems.create({ subscription: id, price: dearer })
    expect(added.current_period_end).toBe(at('2026-12-20'))
    await bench.stripe.subscriptionItems.del(item, { proration_behavior: 'none' })
    expect((await bench.stripe.subscriptionItems.list({ subscription: id })).data.map((one) => one.id)).toEqual([
      added.id,
    ])
    expect((await refusalOf(bench.stripe.subscriptionItems.del(added.id))).message).toContain('at least one')
    await bench.advance(HALF + 3600)
    const [invoice] = (await bench.stripe.invoices.list({ customer: buyer, limit: 1 })).data
    expect([invoice?.total, invoice && linesOf(invoice)]).toEqual([
      9000,
      [
        [6000, false],
        [3000, true],
      ],
    ])
  })

  test('ended now gives back what is left, to the customer or in a last invoice', async () => {
    const bench = await openBench()
    const { id, buyer } = await openHalfway(bench)
    const ended = await bench.stripe.subscriptions.cancel(id, { invoice_now: true, prorate: true })
    const last = await bench.stripe.invoices.retrieve(String(ended.latest_invoice))
    expect([last.status, last.total, last.amount_due]).toEqual(['paid', -1500, 0])
    const customer = (await bench.stripe.customers.retrieve(buyer)) as Stripe.Customer
    expect(customer.balance).toBe(-1500)
    const [transaction] = (await bench.stripe.customers.listBalanceTransactions(buyer)).data
    expect(transaction).toMatchObject({ amount: -1500, ending_balance: -1500, invoice: last.id })
  })

  test('credits what was paid, not what is on the price list', async () => {
    const bench = await openBench()
    const coupon = await bench.stripe.coupons.create({ percent_off: 50, duration: 'once' })
    const { id, item, dearer } = await openHalfway(bench, [{ coupon: coupon.id }])
    expect((await bench.stripe.subscriptions.retrieve(id)).discounts).toEqual([])
    const preview = await bench.stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { items: [{ id: item, price: dearer }], proration_behavior: 'always_invoice' },
    })
    expect([preview.total, linesOf(preview)]).toEqual([
      2250,
      [
        [-750, true],
        [3000, true],
      ],
    ])
  })
})

describe('a preview', () => {
  test('is what then happens, and leaves no trace', async () => {
    const bench = await openBench()
    const { id, item, dearer, buyer } = await openHalfway(bench)
    const changes = { items: [{ id: item, price: dearer, quantity: 2 }], proration_date: at('2026-12-05') }
    const events = (await bench.stripe.events.list({ limit: 100 })).data.length

    const preview = await bench.stripe.invoices.createPreview({ subscription: id, subscription_details: changes })

    expect(preview.id).toMatch(/^upcoming_in_/)
    expect(preview).toMatchObject({ status: 'draft', billing_reason: 'upcoming', total: 12_000 + 6_000 - 1_500 })
    expect((await bench.stripe.events.list({ limit: 100 })).data).toHaveLength(events)
    expect((await bench.stripe.invoices.list({ customer: buyer })).data).toHaveLength(1)
    await bench.stripe.subscriptions.update(id, changes)
    await bench.advance(HALF + 3600)
    const [real] = (await bench.stripe.invoices.list({ customer: buyer, limit: 1 })).data
    expect([real?.total, real && linesOf(real)]).toEqual([preview.total, linesOf(preview)])
  })

  test('of a subscription to be, of what is pending, and of nothing', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)
    const first = await bench.stripe.invoices.createPreview({
      customer: buyer,
      subscription_details: { items: [{ price, quantity: 3 }] },
      invoice_items: [{ amount: 500, currency: 'usd', description: 'Setting up' }],
    })
    expect(first.total).toBe(9500)
    expect((await refusalOf(bench.stripe.invoices.createPreview({ customer: buyer }))).code).toBe(
      'invoice_upcoming_none',
    )
    await bench.stripe.invoiceItems.create({ customer: buyer, amount: 700, currency: 'usd' })
    expect((await bench.stripe.invoices.createPreview({ customer: buyer, currency: 'usd' })).total).toBe(700)
    expect((await bench.stripe.subscriptions.list({ status: 'all' })).data).toEqual([])
  })
})

describe('discounts, taxes and balance', () => {
  test('of a coupon for some months end with them, and an amount is divided to the unit', async () => {
    const bench = await openBench({ end: '2026-10-01' })
    const { buyer, price, priceOf } = await openClub(bench)
    const other = await priceOf(3333)
    const coupon = await bench.stripe.coupons.create({
      amount_off: 1000,
      currency: 'usd',
      duration: 'repeating',
      duration_in_months: 2,
    })
    const code = await bench.stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'AUTUMN',
    })
    const subscription = await bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }, { price: other.id }],
      discounts: [{ promotion_code: code.id }],
      expand: ['latest_invoice', 'discounts.source.coupon'],
    })
    const invoice = subscription.latest_invoice as Stripe.Invoice
    expect(subscription.discounts[0]).toMatchObject({
      end: at('2026-12-01'),
      promotion_code: code.id,
      source: { coupon: { amount_off: 1000, times_redeemed: 1, valid: true } },
    })
    expect([invoice.subtotal, invoice.total, invoice.total_discount_amounts?.[0]?.amount]).toEqual([6333, 5333, 1000])
    expect(invoice.lines.data.map(({ discount_amounts }) => discount_amounts?.[0]?.amount)).toEqual([474, 526])
    await bench.advance(62 * DAY)
    const totals = (await bench.stripe.invoices.list({ customer: buyer })).data.map(({ total }) => total)
    expect(totals).toEqual([6333, 5333, 5333])
    expect((await bench.stripe.subscriptions.retrieve(subscription.id)).discounts).toEqual([])
    const used = await bench.stripe.coupons.update(coupon.id, { name: 'Autumn' })
    expect(used.times_redeemed).toBe(1)
    await bench.stripe.coupons.del(coupon.id)
    expect((await refusalOf(bench.stripe.coupons.retrieve(coupon.id))).code).toBe('resource_missing')
  })

  test('taxes are added to what is left, or contained in it', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)
    const coupon = await bench.stripe.coupons.create({ percent_off: 10, duration: 'forever' })
    const rateOf = async (inclusive: boolean) =>
      (await bench.stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive })).id
    const subscribe = async (rate: string) => {
      const made = await bench.stripe.subscriptions.create({
        customer: buyer,
        items: [{ price }],
        discounts: [{ coupon: coupon.id }],
        default_tax_rates: [rate],
        expand: ['latest_invoice'],
      })
      return made.latest_invoice as Stripe.Invoice
    }
    const [added, contained] = [await subscribe(await rateOf(false)), await subscribe(await rateOf(true))]
    expect([added.subtotal, added.total_excluding_tax, added.total, added.amount_paid]).toEqual([
      3000, 2700, 3213, 3213,
    ])
    expect(added.total_taxes).toMatchObject([{ amount: 513, taxable_amount: 2700, tax_behavior: 'exclusive' }])
    expect([contained.total, contained.total_excluding_tax]).toEqual([2700, 2269])
    expect(contained.lines.data[0]?.taxes).toMatchObject([{ amount: 431, tax_behavior: 'inclusive' }])
  })

  test('automatic tax follows the customer’s country', async () => {
    const bench = await openBench()
    const { price } = await openClub(bench)
    const buyer = await bench.stripe.customers.create({
      address: { country: 'FR' },
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    })
    const { latest_invoice } = await bench.stripe.subscriptions.create({
      customer: buyer.id,
      items: [{ price }],
      automatic_tax: { enabled: true },
      expand: ['latest_invoice'],
    })
    expect(latest_invoice).toMatchObject({
      total: 3600,
      automatic_tax: { enabled: true, status: 'complete' },
      total_taxes: [{ amount: 600 }],
    })
  })

  test('credit pays what it can, small amounts wait, and a voided invoice gives credit back', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)
    await bench.stripe.customers.createBalanceTransaction(buyer, {
      amount: -2000,
      currency: 'usd',
      description: 'Sorry',
    })
    const { latest_invoice } = await bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      expand: ['latest_invoice'],
    })
    expect(latest_invoice).toMatchObject({
      total: 3000,
      amount_due: 1000,
      amount_paid: 1000,
      starting_balance: -2000,
      ending_balance: 0,
    })
    const invoiceOf = async (amount: number) => {
      const made = await bench.stripe.invoices.create({ customer: buyer, currency: 'usd' })
      await bench.stripe.invoiceItems.create({ customer: buyer, invoice: made.id, amount })
      return bench.stripe.invoices.finalizeInvoice(made.id)
    }
    const small = await invoiceOf(30)
    expect([small.status, small.amount_due, small.ending_balance]).toEqual(['paid', 0, 30])
    const larger = await invoiceOf(1000)
    expect([larger.status, larger.amount_due]).toEqual(['open', 1030])
    await bench.stripe.invoices.voidInvoice(larger.id)
    const customer = (await bench.stripe.customers.retrieve(buyer)) as Stripe.Customer
    expect(customer.balance).toBe(30)
    const types = (await bench.stripe.customers.listBalanceTransactions(buyer)).data.map(({ type, amount }) => [
      type,
      amount,
    ])
    expect(types).toEqual([
      ['unapplied_from_invoice', 30],
      ['applied_to_invoice', -30],
      ['invoice_too_small', 30],
      ['applied_to_invoice', 2000],
      ['adjustment', -2000],
    ])
  })
})
