import { describe, expect, test } from 'vitest'
import { type Bench, openBench, openShop } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const DAY = 86_400

const linesOf = async ({ stripe }: Bench, account?: string) => {
  const scope = account === undefined ? {} : { stripeAccount: account }
  const { data } = await stripe.balanceTransactions.list({ limit: 100 }, scope)
  return data.toReversed().map(({ type, net, balance_type }) => `${type} ${net} ${balance_type}`)
}

type Held = { risk_reserved?: { available: { amount: number }[] }; available: { amount: number }[] }

describe('a risk reserve', () => {
  test('holds money in a balance of its own, and gives it back in parts or on its day', async () => {
    const bench = await openBench()
    const { seller, sell } = await openShop(bench)
    await bench.stripe.accounts.update(seller, { settings: { payouts: { schedule: { interval: 'manual' } } } })
    const source_transaction = await sell(50_000)
    await bench.stripe.transfers.create({ amount: 40_000, currency: 'usd', destination: seller, source_transaction })
    await bench.advance(3 * DAY)

    const hold = await bench.control<{ id: string; release_schedule: { scheduled_release: number } }>('reserves', {
      account: seller,
      amount: 10_000,
      currency: 'usd',
      release_after_days: 30,
    })
    const asSeller = { stripeAccount: seller }
    const balance = async () => {
      const read = (await bench.stripe.balance.retrieve({}, asSeller)) as unknown as Held
      return [read.available[0]?.amount, read.risk_reserved?.available[0]?.amount]
    }
    expect(await balance()).toEqual([30_000, 10_000])
    await bench.control('reserve_releases', { hold: hold.id, amount: 4000 })
    expect(await balance()).toEqual([34_000, 6000])
    await bench.advance(32 * DAY)
    expect(await balance()).toEqual([40_000, 0])

    expect((await linesOf(bench, seller)).slice(1)).toEqual([
      'reserve_hold -10000 payments',
      'reserve_hold 10000 risk_reserved',
      'reserve_release 4000 payments',
      'reserve_release -4000 risk_reserved',
      'reserve_release 6000 payments',
      'reserve_release -6000 risk_reserved',
    ])
    const types = (await bench.stripe.events.list({ types: ['reserve.*'] as never }, asSeller)).data.map(
      ({ type }) => type,
    )
    expect(types.slice(0, 2).toReversed()).toEqual(['reserve.release.created', 'reserve.hold.updated'])
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })
})

describe('a seller’s balance below zero', () => {
  async function fallBelow(bench: Bench, seller: string) {
    const paid = { amount: 10_000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true }
    const intent = await bench.stripe.paymentIntents.create(paid, { stripeAccount: seller })
    await bench.advance(5 * DAY)
    await bench.control('disputes', { charge: intent.latest_charge })
  }

  test('has platform money set aside until it is whole again', async () => {
    const bench = await openBench()
    const { seller, sell } = await openShop(bench)
    await sell(50_000)
    await fallBelow(bench, seller)
    await bench.advance(DAY)
    const reserved = async () => (await bench.stripe.balance.retrieve()).connect_reserved?.[0]?.amount
    expect(await reserved()).toBe(11_500)

    const source_transaction = await sell(20_000)
    await bench.stripe.transfers.create({ amount: 15_000, currency: 'usd', destination: seller, source_transaction })
    await bench.advance(DAY)
    expect(await reserved()).toBe(0)
    expect((await linesOf(bench)).filter((line) => line.startsWith('reserve'))).toEqual([
      'reserve_transaction -11500 payments',
      'reserve_transaction 11500 payments',
    ])
  })

  test('is cleared with that money after 180 days', async () => {
    const bench = await openBench()
    const { seller, sell } = await openShop(bench)
    await sell(50_000)
    await fallBelow(bench, seller)
    await bench.advance(180 * DAY)
    const before = await bench.stripe.balance.retrieve({}, { stripeAccount: seller })
    await bench.advance(2 * DAY)
    const after = await bench.stripe.balance.retrieve({}, { stripeAccount: seller })

    expect([before.available[0]?.amount, after.available[0]?.amount]).toEqual([-11_500, 0])
    expect((await linesOf(bench)).slice(-2)).toEqual([
      'connect_collection_transfer -11500 payments',
      'reserve_transaction 11500 payments',
    ])
    expect((await linesOf(bench, seller)).at(-1)).toBe('connect_collection_transfer 11500 payments')
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })
})
