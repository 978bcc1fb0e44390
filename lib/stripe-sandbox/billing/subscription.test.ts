import { describe, expect, test } from 'vitest'
import { openBench, refusalOf } from '../testing/harness.ts'
import { at, openClub } from '../testing/subscriptions.ts'

const HOUR = 3600
const DAY = 24 * HOUR

describe('a subscription', () => {
  test('is paid at once, and its first invoice says what it is of', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)

    const subscription = await bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price, quantity: 2 }],
      metadata: { seller: 'acct_1' },
      expand: ['latest_invoice.payments', 'latest_invoice.confirmation_secret', 'items.data.price.product'],
    })

    const [item] = subscription.items.data
    expect(subscription.status).toBe('active')
    expect([item?.current_period_start, item?.current_period_end]).toEqual([at('2026-11-20'), at('2026-12-20')])
    expect(item?.price.product).toMatchObject({ name: 'Membership' })
    expect(item?.plan).toMatchObject({ interval: 'month', amount: 3000 })
    expect(subscription).not.toHaveProperty('current_period_end')
    expect(subscription.latest_invoice).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_create',
      amount_paid: 6000,
      parent: {
        type: 'subscription_details',
        subscription_details: { subscription: subscription.id, metadata: { seller: 'acct_1' } },
      },
      lines: {
        data: [
          {
            amount: 6000,
            description: '2 × Membership (at 30.00 USD / month)',
            metadata: { seller: 'acct_1' },
            period: { start: at('2026-11-20'), end: at('2026-12-20') },
            parent: {
              type: 'subscription_item_details',
              subscription_item_details: {
                subscription: subscription.id,
                subscription_item: item?.id,
                proration: false,
              },
            },
            pricing: { price_details: { price } },
          },
        ],
      },
    })
    const types = (await bench.stripe.events.list({ limit: 100 })).data.map(({ type }) => type).toReversed()
    expect(types.slice(types.indexOf('customer.subscription.created'))).toEqual([
      'customer.subscription.created',
      'invoice.created',
      'invoice.finalized',
      'payment_intent.created',
      'payment_intent.succeeded',
      'charge.succeeded',
      'invoice_payment.paid',
      'invoice.paid',
      'invoice.payment_succeeded',
      'invoice.updated',
      'customer.subscription.updated',
    ])
  })

  test('begun on the 31st is billed on the last day of shorter months, and on the 31st again', async () => {
    const bench = await openBench({ end: '2026-12-31' })
    const { buyer, price } = await openClub(bench)
    const subscription = await bench.stripe.subscriptions.create({ customer: buyer, items: [{ price }] })

    await bench.advance(125 * DAY)

    const invoices = await bench.stripe.invoices.list({ subscription: subscription.id, limit: 100 })
    expect(invoices.data.map(({ created, status, billing_reason }) => [created, status, billing_reason])).toEqual([
      [at('2027-04-30'), 'paid', 'subscription_cycle'],
      [at('2027-03-31'), 'paid', 'subscription_cycle'],
      [at('2027-02-28'), 'paid', 'subscription_cycle'],
      [at('2027-01-31'), 'paid', 'subscription_cycle'],
      [at('2026-12-31'), 'paid', 'subscription_create'],
    ])
    const events = await bench.stripe.events.list({ type: 'invoice.upcoming', limit: 100 })
    expect(
      events.data.map(({ created, data }) => [created, (data.object as { amount_due: number }).amount_due]),
    ).toContainEqual([at('2027-04-23'), 3000])
    const updated = (await bench.stripe.events.list({ type: 'customer.subscription.updated' })).data[0]
    expect(updated?.data.previous_attributes).toMatchObject({
      items: { data: [{ current_period_end: at('2027-04-30') }] },
    })
  })

  test('on trial costs nothing until it ends, and says so three days before', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)
    const subscription = await bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      trial_period_days: 10,
    })
    expect([subscription.status, subscription.trial_end]).toEqual(['trialing', at('2026-11-30')])
    const first = await bench.stripe.invoices.retrieve(String(subscription.latest_invoice))
    expect([first.status, first.total, first.lines.data[0]?.description]).toEqual([
      'paid',
      0,
      'Trial period for Membership',
    ])

    await bench.advance(10 * DAY + HOUR)

    const after = await bench.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] })
    expect(after.status).toBe('active')
    expect(after.billing_cycle_anchor).toBe(at('2026-11-30'))
    expect(after.latest_invoice).toMatchObject({
      status: 'paid',
      amount_paid: 3000,
      billing_reason: 'subscription_cycle',
    })
    const warnings = await bench.stripe.events.list({ type: 'customer.subscription.trial_will_end' })
    expect(warnings.data.map(({ created }) => created)).toEqual([at('2026-11-27')])
  })

  test('without a card when its trial ends is canceled or paused as was wished, and goes on when resumed', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench, { method: null })
    const subscribe = (missing_payment_method: 'cancel' | 'pause') =>
      bench.stripe.subscriptions.create({
        customer: buyer,
        items: [{ price }],
        trial_period_days: 2,
        trial_settings: { end_behavior: { missing_payment_method } },
      })
    const [canceled, paused] = [await subscribe('cancel'), await subscribe('pause')]
    await bench.advance(3 * DAY)

    expect((await bench.stripe.subscriptions.retrieve(canceled.id)).status).toBe('canceled')
    expect((await bench.stripe.subscriptions.retrieve(paused.id)).status).toBe('paused')
    await bench.stripe.customers.update(buyer, {
      invoice_settings: {
        default_payment_method: (await bench.stripe.paymentMethods.attach('pm_card_visa', { customer: buyer })).id,
      },
    })
    const resumed = await bench.stripe.subscriptions.resume(paused.id)
    expect([resumed.status, resumed.billing_cycle_anchor]).toEqual(['active', at('2026-11-23')])
  })

  test('with an anchor ahead pays for the seconds until then first', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)
    const anchor = at('2026-12-01')
    const subscription = await bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      billing_cycle_anchor: anchor,
    })
    const first = await bench.stripe.invoices.retrieve(String(subscription.latest_invoice))
    expect(first.total).toBe(1100)
    await bench.advance(12 * DAY)
    const next = await bench.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] })
    expect(next.latest_invoice).toMatchObject({ total: 3000, created: anchor })
    const late = bench.stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      billing_cycle_anchor: anchor * 2,
    })
    expect((await refusalOf(late)).param).toBe('billing_cycle_anchor')
  })

  test('to be canceled at the end of the period runs until then; canceled now it is over, and listed only when asked', async () => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)
    const subscribe = () => bench.stripe.subscriptions.create({ customer: buyer, items: [{ price }] })
    const [leaving, gone, kept] = [await subscribe(), await subscribe(), await subscribe()]
    const left = await bench.stripe.subscriptions.update(leaving.id, {
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'too_expensive' },
    })
    expect([left.status, left.cancel_at]).toEqual(['active', at('2026-12-20')])
    const canceled = await bench.stripe.subscriptions.cancel(gone.id)
    expect([canceled.status, canceled.ended_at]).toEqual(['canceled', at('2026-11-20')])
    await bench.advance(30 * DAY)

    const after = await bench.stripe.subscriptions.retrieve(leaving.id)
    expect([after.status, after.ended_at, after.canceled_at]).toEqual(['canceled', at('2026-12-20'), at('2026-11-20')])
    const query = `status:'canceled' AND created>${at('2026-11-19')} AND -metadata['seller']:'acct_1'`
    expect((await bench.stripe.subscriptions.search({ query })).data.map(({ id }) => id)).toEqual([gone.id, leaving.id])
    const listed = async (status?: 'all' | 'canceled') =>
      (await bench.stripe.subscriptions.list({ customer: buyer, price, ...(status && { status }) })).data.map(
        ({ id }) => id,
      )
    expect(await listed()).toEqual([kept.id])
    expect(await listed('all')).toEqual([kept.id, gone.id, leaving.id])
    expect((await bench.stripe.events.list({ type: 'customer.subscription.deleted' })).data).toHaveLength(2)
    expect((await refusalOf(bench.stripe.subscriptions.cancel(gone.id))).code).toBe('resource_missing')
    expect((await refusalOf(bench.stripe.subscriptions.update(gone.id, { items: [{ price }] }))).type).toBe(
      'StripeInvalidRequestError',
    )
  })

  test.each([
    ['void', 'void'],
    ['mark_uncollectible', 'uncollectible'],
    ['keep_as_draft', 'draft'],
  ] as const)('whose collection is paused by %s is billed as %s until it resumes', async (behavior, status) => {
    const bench = await openBench()
    const { buyer, price } = await openClub(bench)
    const { id } = await bench.stripe.subscriptions.create({ customer: buyer, items: [{ price }] })
    await bench.stripe.subscriptions.update(id, {
      pause_collection: { behavior, resumes_at: at('2026-12-25') },
    })
    await bench.advance(32 * DAY)
    const paused = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    expect([paused.status, paused.pause_collection?.behavior]).toEqual(['active', behavior])
    expect(paused.latest_invoice).toMatchObject({ status, total: 3000 })
    await bench.advance(31 * DAY)
    const after = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    expect(after.pause_collection).toBeNull()
    expect(after.latest_invoice).toMatchObject({ status: 'paid', created: at('2027-01-20') })
  })
})
