import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openBench, openShop } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const DAY = 86_400

describe('postings', () => {
  test('a separate charge and transfer post as Stripe does, on both sides', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { seller, sell } = await openShop(bench)
    const charge = await sell(10_000)
    const transfer = await stripe.transfers.create({
      amount: 8000,
      currency: 'usd',
      destination: seller,
      source_transaction: charge,
    })
    await stripe.transfers.createReversal(transfer.id, { amount: 3000 })
    await stripe.refunds.create({ charge, amount: 4000 })

    const rows = async (account?: string) =>
      (await stripe.balanceTransactions.list({}, account === undefined ? {} : { stripeAccount: account })).data
        .map(
          ({ type, amount, fee, net, reporting_category }) => `${type} ${amount} ${fee} ${net} ${reporting_category}`,
        )
        .reverse()

    expect(await rows()).toEqual([
      'charge 10000 320 9680 charge',
      'transfer -8000 0 -8000 transfer',
      'transfer_refund 3000 0 3000 transfer_reversal',
      'refund -4000 0 -4000 refund',
    ])
    expect(await rows(seller)).toEqual(['payment 8000 0 8000 charge', 'payment_refund -3000 0 -3000 refund'])
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test.each([
    ['usd', 10_000, 320],
    ['usd', 50, 31],
    ['jpy', 10_000, 320],
    ['kwd', 10_000, 390],
  ])('the fee on a sale in %s of %d is %d', async (currency, amount, fee) => {
    const bench = await openBench()
    const { sell } = await openShop(bench)

    const charge = await bench.stripe.charges.retrieve(await sell(amount, currency), {
      expand: ['balance_transaction'],
    })

    expect(charge.balance_transaction).toMatchObject({ amount, fee, net: amount - fee, currency })
  })

  test('money is pending for two days and then available, and only then can fund a transfer without a charge', async () => {
    const bench = await openBench()
    const { seller, sell } = await openShop(bench)
    await sell(10_000)
    expect((await bench.stripe.balance.retrieve()).pending[0]?.amount).toBe(9680)
    await bench.advance(2 * DAY)

    const balance = await bench.stripe.balance.retrieve()
    const transfer = await bench.stripe.transfers.create({ amount: 9680, currency: 'usd', destination: seller })

    expect([balance.available[0]?.amount, balance.pending[0]?.amount]).toEqual([9680, 0])
    expect(transfer.source_transaction).toBeNull()
    expect((await bench.stripe.events.list({ type: 'balance.available' })).data).toHaveLength(1)
  })
})

describe('payouts', () => {
  test('a daily payout takes what is available, arrives, and lists its lines and itself', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { seller, sell } = await openShop(bench)
    for (const amount of [5000, 7000]) {
      const source_transaction = await sell(amount)
      await stripe.transfers.create({ amount: amount - 1000, currency: 'usd', destination: seller, source_transaction })
    }
    await bench.advance(4 * DAY)
    const asSeller = { stripeAccount: seller }
    const [payout] = (await stripe.payouts.list({}, asSeller)).data

    expect(payout).toMatchObject({
      amount: 10_000,
      status: 'paid',
      automatic: true,
      reconciliation_status: 'completed',
    })
    const lines = await stripe.balanceTransactions.list({ payout: payout?.id ?? '' }, asSeller)
    expect(lines.data.map(({ type, net }) => `${type} ${net}`)).toEqual([
      'payout -10000',
      'payment 6000',
      'payment 4000',
    ])
    const types = (await stripe.events.list({ types: ['payout.*'] as never }, asSeller)).data.map(({ type }) => type)
    expect(types.toReversed()).toEqual([
      'payout.created',
      'payout.updated',
      'payout.paid',
      'payout.reconciliation_completed',
    ])
  })

  test('a payout by hand cannot be itemised and can be called back before it leaves', async () => {
    const bench = await openBench()
    const { sell } = await openShop(bench)
    await sell(10_000)
    await bench.advance(2 * DAY)

    const payout = await bench.stripe.payouts.create({ amount: 9000, currency: 'usd' })
    const canceled = await bench.stripe.payouts.cancel(payout.id)

    expect([payout.automatic, payout.reconciliation_status]).toEqual([false, 'not_applicable'])
    expect(canceled.status).toBe('canceled')
    expect((await bench.stripe.balance.retrieve()).available[0]?.amount).toBe(9680)
  })
})

type Step = { kind: 'sell' | 'transfer' | 'refund' | 'reverse' | 'wait'; size: number; pick: number }
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('sell', 'transfer', 'refund', 'reverse', 'wait'),
  size: fc.integer({ min: 50, max: 90_000 }),
  pick: fc.nat({ max: 20 }),
})

describe('whatever happens in whatever order', () => {
  test('the ledger keeps its promises', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { seller, sell } = await openShop(bench)
    const quietly = (call: Promise<unknown>) =>
      call.then(
        () => true,
        (error: { type?: string }) => error.type === undefined,
      )
    const charges: string[] = []
    const transfers: string[] = []

    const walk = async ({ kind, size, pick }: Step) => {
      const charge = charges[pick % charges.length] ?? ''
      if (kind === 'sell') charges.push(await sell(size))
      if (kind === 'wait') await bench.advance(size)
      if (kind === 'refund') await quietly(stripe.refunds.create({ charge, amount: size }))
      if (kind === 'reverse')
        await quietly(stripe.transfers.createReversal(transfers[pick % transfers.length] ?? '', { amount: size }))
      if (kind === 'transfer') {
        const params = {
          amount: size,
          currency: 'usd',
          destination: seller,
          ...(pick % 3 && { source_transaction: charge }),
        }
        await stripe.transfers.create(params).then(
          ({ id }) => transfers.push(id),
          () => 0,
        )
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        for (const one of steps) await walk(one)
        expect(brokenInvariants(bench.sandbox.world)).toEqual([])
      }),
      { numRuns: 12, seed: 42, endOnFailure: true },
    )
    expect(transfers.length).toBeGreaterThan(5)
  })

  test('one jump of the clock equals many small ones', async () => {
    const snapshot = async (jumps: number[]) => {
      const bench = await openBench({ seed: 5 })
      const { seller, sell } = await openShop(bench)
      const source_transaction = await sell(20_000)
      await bench.stripe.transfers.create({ amount: 9000, currency: 'usd', destination: seller, source_transaction })
      for (const payment_method of ['pm_usBankAccount_dispute', 'pm_card_pendingRefund', 'pm_card_riskLevelElevated']) {
        await bench.stripe.paymentIntents.create({ amount: 7000, currency: 'usd', payment_method, confirm: true })
      }
      const [risky, slow] = (await bench.stripe.charges.list()).data
      for (const paid of [risky, slow]) await bench.stripe.refunds.create({ charge: paid?.id ?? '', amount: 900 })
      for (const jump of jumps) await bench.advance(jump)
      const tables = ['payout', 'balance_transaction', 'refund', 'review', 'dispute', 'event'].map((kind) => {
        const rows = bench.sandbox.world.store.database.prepare(`SELECT body FROM ${kind} ORDER BY id`).all()
        return rows.map((row) => String(row.body).replaceAll(/req_\w+|stripe-node-retry-[\w-]+/g, ''))
      })
      return tables
    }

    expect(await snapshot([16 * DAY])).toEqual(await snapshot(Array.from({ length: 64 }, () => DAY / 4)))
  })
})
