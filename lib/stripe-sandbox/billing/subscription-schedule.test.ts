import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openBench, refusalOf } from '../testing/harness.ts'
import { at, openClub } from '../testing/subscriptions.ts'

const DAY = 86_400

const statusOf = async (stripe: Stripe, id: string) => {
  const { status, current_phase, subscription } = await stripe.subscriptionSchedules.retrieve(id)
  return { status, phase: current_phase?.start_date ?? null, subscription }
}

describe('a subscription schedule', () => {
  test('changes the subscription with each phase, and ends it after the last', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { buyer, price, priceOf } = await openClub(bench)
    const dearer = (await priceOf(5000)).id
    const schedule = await stripe.subscriptionSchedules.create({
      customer: buyer,
      start_date: 'now',
      end_behavior: 'cancel',
      phases: [
        { items: [{ price, quantity: 2 }], duration: { interval: 'month', interval_count: 1 } },
        {
          items: [{ price: dearer }],
          duration: { interval: 'month', interval_count: 2 },
          metadata: { phase: 'second' },
        },
      ],
    })
    expect(schedule.status).toBe('active')
    expect(schedule.phases.map(({ start_date, end_date }) => [start_date, end_date])).toEqual([
      [at('2026-11-20'), at('2026-12-20')],
      [at('2026-12-20'), at('2027-02-20')],
    ])
    const id = String(schedule.subscription)
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: 'active',
      schedule: schedule.id,
      cancel_at: at('2027-02-20'),
    })
    await bench.advance(31 * DAY)
    const second = await stripe.subscriptions.retrieve(id)
    expect(second.items.data.map((item) => [item.price.id, item.quantity])).toEqual([[dearer, 1]])
    expect(second.metadata).toEqual({ phase: 'second' })
    expect(await statusOf(stripe, schedule.id)).toMatchObject({ status: 'active', phase: at('2026-12-20') })
    await bench.advance(62 * DAY)
    expect(await statusOf(stripe, schedule.id)).toMatchObject({ status: 'completed', phase: null })
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled', ended_at: at('2027-02-20') })
    const invoices = (await stripe.invoices.list({ customer: buyer })).data
    expect(invoices.map(({ total, created }) => [total, created])).toEqual([
      [5000, at('2027-01-20')],
      [5000, at('2026-12-20')],
      [6000, at('2026-11-20')],
    ])
    expect((await stripe.events.list({ type: 'subscription_schedule.expiring' })).data).toHaveLength(1)
  })

  test('that begins later can be canceled before; one that is released leaves its subscription going', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { buyer, price } = await openClub(bench)
    const plan = () =>
      stripe.subscriptionSchedules.create({
        customer: buyer,
        start_date: at('2026-12-01'),
        phases: [{ items: [{ price }], duration: { interval: 'year' } }],
      })
    const [early, late] = [await plan(), await plan()]
    expect([early.status, early.subscription]).toEqual(['not_started', null])
    expect((await stripe.subscriptionSchedules.cancel(early.id)).status).toBe('canceled')
    await bench.advance(12 * DAY)
    const { status, subscription } = await statusOf(stripe, late.id)
    expect(status).toBe('active')
    const released = await stripe.subscriptionSchedules.release(late.id)
    expect(released).toMatchObject({ status: 'released', released_subscription: subscription, subscription: null })
    expect(await stripe.subscriptions.retrieve(String(subscription))).toMatchObject({
      status: 'active',
      schedule: null,
    })
    expect((await refusalOf(stripe.subscriptionSchedules.cancel(early.id))).code).toBe(
      'subscription_schedule_not_editable',
    )
  })

  test('takes a subscription over, and is canceled with it', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { buyer, price, priceOf } = await openClub(bench)
    const dearer = (await priceOf(5000)).id
    const subscription = await stripe.subscriptions.create({ customer: buyer, items: [{ price }] })
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id })
    expect(schedule.phases[0]).toMatchObject({ end_date: at('2026-12-20'), items: [{ price, quantity: 1 }] })
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      phases: [
        { items: [{ price }], start_date: at('2026-11-20'), end_date: at('2026-12-20') },
        { items: [{ price: dearer }], duration: { interval: 'month' } },
      ],
    })
    await bench.advance(31 * DAY)
    const changed = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] })
    expect(changed.latest_invoice).toMatchObject({ total: 5000, billing_reason: 'subscription_cycle' })
    await stripe.subscriptions.cancel(subscription.id)
    expect((await statusOf(stripe, schedule.id)).status).toBe('canceled')
  })
})
