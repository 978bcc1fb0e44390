import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { type Bench, openBench, refusalOf } from '../testing/harness.ts'
import { at, openClub } from '../testing/subscriptions.ts'

const HOUR = 3600
const DAY = 24 * HOUR

const latest = async ({ stripe }: Bench, id: string) => {
  const subscription = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
  return { subscription, invoice: subscription.latest_invoice as Stripe.Invoice }
}

/** A subscription whose first month is paid and whose next one will not be. */
async function openLate(bench: Bench) {
  const club = await openClub(bench)
  const subscription = await bench.stripe.subscriptions.create({ customer: club.buyer, items: [{ price: club.price }] })
  await setCard(bench, club.buyer, 'pm_card_chargeCustomerFail')
  await bench.advance(30 * DAY + HOUR)
  return { ...club, id: subscription.id }
}

async function setCard({ stripe }: Bench, buyer: string, card: string) {
  const { id } = await stripe.paymentMethods.attach(card, { customer: buyer })
  await stripe.customers.update(buyer, { invoice_settings: { default_payment_method: id } })
}

describe('a subscription whose renewal cannot be collected', () => {
  test('is past due, is tried again by the clock, and is in order once a working card is there', async () => {
    const bench = await openBench()
    const { buyer, id } = await openLate(bench)
    const failed = await latest(bench, id)
    expect(failed.subscription.status).toBe('past_due')
    expect([failed.invoice.status, failed.invoice.attempt_count, failed.invoice.next_payment_attempt]).toEqual([
      'open',
      1,
      at('2026-12-20') + HOUR + 3 * DAY,
    ])
    await setCard(bench, buyer, 'pm_card_visa')
    await bench.advance(3 * DAY)

    const paid = await latest(bench, id)
    expect([paid.subscription.status, paid.invoice.status, paid.invoice.attempt_count]).toEqual(['active', 'paid', 2])
    const failures = await bench.stripe.events.list({ type: 'invoice.payment_failed' })
    expect(failures.data.map(({ data }) => data.object)).toMatchObject([
      { attempt_count: 1, next_payment_attempt: at('2026-12-20') + HOUR + 3 * DAY },
    ])
  })

  test.each([
    ['cancel', 'canceled'],
    ['unpaid', 'unpaid'],
    ['past_due', 'past_due'],
  ] as const)('ends as the setting %s says after the last attempt', async (last_resort, status) => {
    const bench = await openBench()
    await bench.control('dunning', { last_resort, retry_days: [1, 2] })
    const { id } = await openLate(bench)
    await bench.advance(3 * DAY)

    const { subscription, invoice } = await latest(bench, id)
    expect(subscription.status).toBe(status)
    expect([invoice.status, invoice.attempt_count, invoice.next_payment_attempt]).toEqual(['open', 3, null])
    expect(subscription.cancellation_details?.reason).toBe(status === 'canceled' ? 'payment_failed' : null)
    await bench.advance(31 * DAY)
    const later = await latest(bench, id)
    expect([later.invoice.id === invoice.id, later.invoice.status, later.invoice.auto_advance]).toEqual(
      { cancel: [true, 'open', false], unpaid: [false, 'draft', false], past_due: [false, 'open', true] }[last_resort],
    )
  })

  test('that is unpaid is active again when its latest invoice is paid', async () => {
    const bench = await openBench()
    await bench.control('dunning', { last_resort: 'unpaid', retry_days: [] })
    const { id } = await openLate(bench)
    const { subscription, invoice } = await latest(bench, id)
    expect(subscription.status).toBe('unpaid')
    await bench.stripe.invoices.pay(invoice.id, { payment_method: 'pm_card_visa' })
    expect((await bench.stripe.subscriptions.retrieve(id)).status).toBe('active')
  })
})

describe('a subscription whose first payment fails', () => {
  test('is incomplete, and has never been after 23 hours', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench, { method: 'pm_card_chargeCustomerFail' })
    const subscription = await bench.stripe.subscriptions.create({ customer: buyer, items: [{ price }] })
    expect(subscription.status).toBe('incomplete')
    const first = await latest(bench, subscription.id)
    expect([first.invoice.status, first.invoice.next_payment_attempt]).toEqual(['open', null])
    await bench.advance(23 * HOUR)

    const after = await latest(bench, subscription.id)
    expect([after.subscription.status, after.subscription.ended_at, after.invoice.status]).toEqual([
      'incomplete_expired',
      at('2026-11-20') + 23 * HOUR,
      'void',
    ])
    expect((await bench.stripe.subscriptions.list({ customer: buyer })).data).toEqual([])
    expect((await bench.stripe.subscriptions.list({ status: 'ended' })).data).toHaveLength(1)
  })

  test('is active once it is paid in time, also when nothing was tried at first', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench, { method: null })
    const subscription = await bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice.confirmation_secret'],
    })
    const invoice = subscription.latest_invoice as Stripe.Invoice
    expect([subscription.status, invoice.attempt_count]).toEqual(['incomplete', 0])
    expect(invoice.confirmation_secret).toMatchObject({ type: 'payment_intent' })
    await bench.stripe.invoices.pay(invoice.id, { payment_method: 'pm_card_visa' })
    expect((await bench.stripe.subscriptions.retrieve(subscription.id)).status).toBe('active')
    await bench.advance(2 * DAY)
    expect((await bench.stripe.subscriptions.retrieve(subscription.id)).status).toBe('active')
  })

  test('is not made at all when it is to fail with the payment', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench, { method: 'pm_card_chargeCustomerFail' })
    const call = bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      payment_behavior: 'error_if_incomplete',
    })
    expect((await refusalOf(call)).statusCode).toBe(402)
    expect((await bench.stripe.subscriptions.list({ status: 'all' })).data).toEqual([])
    expect((await bench.stripe.charges.list()).data).toEqual([])
  })
})

test('a subscription that is invoiced is late once the due date has passed', async () => {
  const bench = await openBench()
  const { buyer, price } = await openClub(bench, { method: null })
  const { id } = await bench.stripe.subscriptions.create({
    customer: buyer,
    items: [{ price }],
    collection_method: 'send_invoice',
    days_until_due: 14,
  })
  await bench.advance(HOUR)
  const sent = await latest(bench, id)
  expect([sent.subscription.status, sent.invoice.status, sent.invoice.due_date]).toEqual([
    'active',
    'open',
    at('2026-12-04'),
  ])
  await bench.advance(15 * DAY)
  expect((await latest(bench, id)).subscription.status).toBe('past_due')
  expect((await bench.stripe.events.list({ type: 'invoice.overdue' })).data).toHaveLength(1)
  await bench.stripe.invoices.pay(sent.invoice.id, { paid_out_of_band: true })
  expect((await latest(bench, id)).subscription.status).toBe('active')
})
