import { describe, expect, test } from 'vitest'
import { type Bench, openBench, refusalOf } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const DAY = 86_400

const pay = ({ stripe }: Bench, payment_method: string, currency = 'usd') =>
  stripe.paymentIntents.create({ amount: 20_000, currency, payment_method, confirm: true })

const typesOf = async ({ stripe }: Bench) =>
  (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type).toReversed()

const linesOf = async ({ stripe }: Bench) =>
  (await stripe.balanceTransactions.list()).data
    .toReversed()
    .map(({ type, reporting_category, amount, fee }) => `${type} ${reporting_category} ${amount} ${fee}`)

describe('a bank debit', () => {
  test('is pending with its money until the bank has decided', async () => {
    const bench = await openBench()
    const intent = await pay(bench, 'pm_usBankAccount_success')
    const charge = await bench.stripe.charges.retrieve(String(intent.latest_charge))
    expect([intent.status, charge.status, charge.paid]).toEqual(['processing', 'pending', false])
    expect((await bench.stripe.balance.retrieve()).pending[0]?.amount).toBe(19_840)
    expect((await refusalOf(bench.stripe.refunds.create({ charge: charge.id }))).code).toBe('charge_not_refundable')

    await bench.advance(4 * DAY)
    expect((await bench.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded')
    expect(await bench.stripe.charges.retrieve(charge.id)).toMatchObject({ status: 'succeeded', paid: true })
    expect((await bench.stripe.balance.retrieve()).available[0]?.amount).toBe(19_840)
    expect((await typesOf(bench)).filter((type) => /^(charge|payment_intent)\./.test(type))).toEqual([
      'payment_intent.created',
      'payment_intent.processing',
      'charge.pending',
      'payment_intent.succeeded',
      'charge.succeeded',
    ])
  })

  test('that the bank refuses takes back what was pending, fee included', async () => {
    const bench = await openBench()
    const intent = await pay(bench, 'pm_sepaDebit_fails', 'eur')
    await bench.advance(5 * DAY)
    const charge = await bench.stripe.charges.retrieve(String(intent.latest_charge))
    expect([charge.status, charge.failure_code]).toEqual(['failed', 'insufficient_funds'])
    expect(await linesOf(bench)).toEqual([
      'payment charge 20000 35',
      'payment_failure_refund charge_failure -20000 -35',
    ])
    expect(charge.failure_balance_transaction).toBe((await bench.stripe.balanceTransactions.list()).data[0]?.id)
    expect((await typesOf(bench)).slice(-2)).toEqual(['charge.failed', 'payment_intent.payment_failed'])
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('that its owner takes back after it went through is a dispute that is lost at once', async () => {
    const bench = await openBench()
    const intent = await pay(bench, 'pm_usBankAccount_dispute')
    await bench.advance(15 * DAY)
    const [dispute] = (await bench.stripe.disputes.list()).data
    expect(dispute).toMatchObject({ status: 'lost', reason: 'debit_not_authorized', charge: intent.latest_charge })
    expect(await linesOf(bench)).toEqual(['payment charge 20000 160', 'adjustment dispute -20000 1500'])
    expect((await refusalOf(bench.stripe.disputes.close(dispute?.id ?? ''))).code).toBe('dispute_not_open')
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('pays an invoice once the bank has decided', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const customer = await stripe.customers.create({ email: 'buyer@buyers.example' })
    await stripe.invoiceItems.create({ customer: customer.id, amount: 5000, currency: 'usd' })
    const invoice = await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: 'include' })
    const method = await stripe.paymentMethods.attach('pm_usBankAccount_success', { customer: customer.id })
    await stripe.invoices.finalizeInvoice(invoice.id)
    const tried = await stripe.invoices.pay(invoice.id, { payment_method: method.id })
    expect(tried.status).toBe('open')
    await bench.advance(4 * DAY)
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe('paid')
  })

  test('is made in its own currency only', async () => {
    const bench = await openBench()
    expect((await refusalOf(pay(bench, 'pm_sepaDebit_success'))).param).toBe('payment_method')
  })
})

describe('a refund that takes days', () => {
  test('is pending until it arrives, and can be called back until then', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const intent = await pay(bench, 'pm_card_pendingRefund')
    const first = await stripe.refunds.create({ payment_intent: intent.id, amount: 5000 })
    const second = await stripe.refunds.create({ payment_intent: intent.id, amount: 3000 })
    expect([first.status, first.pending_reason]).toEqual(['pending', 'processing'])

    const canceled = await stripe.refunds.cancel(second.id)
    expect(canceled.status).toBe('canceled')
    expect((await stripe.charges.retrieve(String(intent.latest_charge))).amount_refunded).toBe(5000)
    await bench.advance(5 * DAY)
    expect((await stripe.refunds.retrieve(first.id)).status).toBe('succeeded')
    expect((await refusalOf(stripe.refunds.cancel(first.id))).code).toBe('refund_not_cancelable')
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })
})

describe('a review', () => {
  test('is opened by a risky card and approved by somebody, or overtaken by a refund', async () => {
    const bench = await openBench()
    const { stripe } = bench
    for (let sale = 0; sale < 2; sale += 1) await pay(bench, 'pm_card_riskLevelElevated')
    await bench.advance(3600)
    const [second, first] = (await stripe.reviews.list()).data
    expect([first?.open, first?.reason]).toEqual([true, 'rule'])
    const charge = await stripe.charges.retrieve(String(first?.charge))
    expect(charge.review).toBe(first?.id)

    const approved = await stripe.reviews.approve(first?.id ?? '')
    expect([approved.open, approved.closed_reason]).toEqual([false, 'approved'])
    await stripe.refunds.create({ charge: String(second?.charge) })
    expect((await stripe.reviews.retrieve(second?.id ?? '')).closed_reason).toBe('refunded')
    expect((await typesOf(bench)).filter((type) => type.startsWith('review'))).toEqual([
      'review.opened',
      'review.opened',
      'review.closed',
      'review.closed',
    ])
  })
})
