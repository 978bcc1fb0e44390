import { expect, test } from 'vitest'
import { openBench, refusalOf } from '../testing/harness.ts'
import { at, openClub } from '../testing/subscriptions.ts'

test('a test clock renews its own customers’ subscriptions, and nobody else’s', async () => {
  const bench = await openBench()
  const { stripe } = bench
  const { buyer, price } = await openClub(bench)
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: at('2027-01-31'), name: 'Renewals' })
  const own = await stripe.customers.create({
    test_clock: clock.id,
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  const subscription = await stripe.subscriptions.create({ customer: own.id, items: [{ price }] })
  const other = await stripe.subscriptions.create({ customer: buyer, items: [{ price }] })
  expect([subscription.created, subscription.test_clock]).toEqual([at('2027-01-31'), clock.id])
  expect((await stripe.subscriptions.list()).data.map(({ id }) => id)).toEqual([other.id])
  expect((await stripe.subscriptions.list({ test_clock: clock.id })).data.map(({ id }) => id)).toEqual([
    subscription.id,
  ])
  expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([buyer])

  const advance = (to: string) => stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at(to) })
  expect((await advance('2027-03-30')).status).toBe('advancing')

  expect(await stripe.testHelpers.testClocks.retrieve(clock.id)).toMatchObject({
    status: 'ready',
    frozen_time: at('2027-03-30'),
  })
  const invoices = (await stripe.invoices.list({ customer: own.id })).data
  expect(invoices.map(({ created, status }) => [created, status])).toEqual([
    [at('2027-02-28'), 'paid'],
    [at('2027-01-31'), 'paid'],
  ])
  expect((await stripe.invoices.list({ customer: buyer })).data).toHaveLength(1)
  const [event] = (await stripe.events.list({ limit: 1 })).data
  expect([event?.type, event?.created]).toEqual(['test_helpers.test_clock.ready', at('2026-11-20')])
  expect((await refusalOf(advance('2027-02-01'))).param).toBe('frozen_time')
  expect((await refusalOf(advance('2027-07-01'))).param).toBe('frozen_time')
  await stripe.testHelpers.testClocks.del(clock.id)
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('canceled')
})
