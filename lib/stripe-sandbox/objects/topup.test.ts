import { expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const DAY = 86_400

test('a top-up arrives after days and can then be transferred', async () => {
  const bench = await openBench()
  const { stripe, advance } = bench
  const { seller } = await openShop(bench)
  const topup = await stripe.topups.create({ amount: 5_000, currency: 'usd', description: 'Float' })
  expect(topup).toMatchObject({ status: 'pending', balance_transaction: null })
  await advance(2 * DAY)
  const arrived = await stripe.topups.retrieve(topup.id, { expand: ['balance_transaction'] })
  expect(arrived).toMatchObject({
    status: 'succeeded',
    balance_transaction: { type: 'topup', reporting_category: 'topup', net: 5_000 },
  })
  await stripe.transfers.create({ amount: 5_000, currency: 'usd', destination: seller })
  expect((await stripe.events.list({ types: ['topup.created', 'topup.succeeded'] })).data).toHaveLength(2)
  expect(brokenInvariants(bench.sandbox.world)).toEqual([])
})

test('a top-up can be called off before it arrives, and the bank can take it back after', async () => {
  const bench = await openBench()
  const { stripe, advance, control } = bench
  const [first, second] = [
    await stripe.topups.create({ amount: 5_000, currency: 'usd' }),
    await stripe.topups.create({ amount: 7_000, currency: 'usd' }),
  ]
  expect((await stripe.topups.cancel(first.id)).status).toBe('canceled')
  await advance(2 * DAY)
  expect((await refusalOf(stripe.topups.cancel(second.id))).code).toBe('topup_not_cancelable')
  await control('topup_failures', { topup: second.id })
  expect((await stripe.topups.list({ status: 'succeeded' })).data).toEqual([])
  expect((await stripe.topups.retrieve(second.id)).status).toBe('reversed')
  const lines = (await stripe.balanceTransactions.list({ source: second.id })).data
  expect(lines.map(({ type, net }) => [type, net])).toEqual([
    ['topup_reversal', -7_000],
    ['topup', 7_000],
  ])
})
