import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'

const keyWith = async (bench: Awaited<ReturnType<typeof openBench>>, wanted: object) => {
  const { key } = await bench.control<{ key: string }>('keys', wanted)
  return bench.clientWith(key)
}

test('a restricted key may do what its table says on the platform, and nothing else', async () => {
  const bench = await openBench()
  const { seller, sell } = await openShop(bench)
  const source_transaction = await sell(5_000)
  const limited = await keyWith(bench, { permissions: { charges: 'read', transfers: 'write' } })

  expect((await limited.charges.list()).data).toHaveLength(1)
  await limited.transfers.create({ amount: 100, currency: 'usd', destination: seller, source_transaction })
  const refusal = await refusalOf(limited.customers.list())
  expect(refusal).toBeInstanceOf(Stripe.errors.StripePermissionError)
  expect(refusal.message).toContain("Having the 'rak_customers_read' permission")
  expect((await refusalOf(limited.charges.update(source_transaction, { description: 'x' }))).statusCode).toBe(403)
})

test('its second column says what it may do on connected accounts', async () => {
  const bench = await openBench()
  const { seller } = await openShop(bench)
  const limited = await keyWith(bench, { permissions: {}, connect: { balance: 'read' } })

  expect((await limited.balance.retrieve({}, { stripeAccount: seller })).object).toBe('balance')
  expect((await refusalOf(limited.balance.retrieve())).statusCode).toBe(403)
  expect((await refusalOf(limited.charges.list({}, { stripeAccount: seller }))).statusCode).toBe(403)
})

test('what belongs to a resource goes with it', async () => {
  const bench = await openBench()
  const limited = await keyWith(bench, { permissions: { subscriptions: 'read', invoices: 'read', coupons: 'write' } })

  expect((await limited.subscriptionSchedules.list()).data).toEqual([])
  expect((await limited.creditNotes.list()).data).toEqual([])
  const coupon = await limited.coupons.create({ percent_off: 10 })
  await limited.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id } })
  const refusals = [
    limited.subscriptionSchedules.create({ from_subscription: 'sub_1' }),
    limited.creditNotes.create({ invoice: 'in_1', amount: 1 }),
    limited.testHelpers.testClocks.list(),
  ]
  const wanted = (await Promise.all(refusals.map(refusalOf))).map(({ message }) => /'(rak_\w+)'/.exec(message)?.[1])
  expect(wanted).toEqual(['rak_subscriptions_write', 'rak_invoices_write', 'rak_test_clocks_read'])
})
