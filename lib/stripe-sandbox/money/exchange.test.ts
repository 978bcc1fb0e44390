import { describe, expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'
import { rateOn } from './rates.ts'

const DAY = 86_400
const EXPANDED = { expand: ['balance_transaction'] }

const of = (amount: number, rate: number) => Math.round(amount * rate)
type Posted = { amount: number; currency: string; exchange_rate: number | null; fee: number }

describe('a currency that the account has no bank for', () => {
  test('is converted at the rate of the day: the charge keeps its own, the balance gets the account’s', async () => {
    const bench = await openBench()
    const { sell } = await openShop(bench)
    const charge = await bench.stripe.charges.retrieve(await sell(10_000, 'gbp'), EXPANDED)
    const posted = charge.balance_transaction as unknown as Posted

    expect([charge.amount, charge.currency]).toEqual([10_000, 'gbp'])
    expect(posted.currency).toBe('usd')
    expect(posted.exchange_rate).toBe(rateOn(1, bench.sandbox.world.now(), 'gbp', 'usd'))
    expect(posted.amount).toBe(of(10_000, posted.exchange_rate ?? 0))
    expect(posted.fee).toBe(Math.round(posted.amount * 0.029) + 30)
    const { pending } = await bench.stripe.balance.retrieve()
    expect(pending.find(({ currency }) => currency === 'gbp')).toBeUndefined()
  })

  test('goes back at the rate of the day on which it goes back', async () => {
    const bench = await openBench()
    const { sell } = await openShop(bench)
    const charge = await sell(10_000, 'gbp')
    await bench.advance(40 * DAY)
    const refund = await bench.stripe.refunds.create({ charge, amount: 5000, ...EXPANDED })
    const [dispute] = [await bench.control<{ id: string }>('disputes', { charge, amount: 2000 })]
    const taken = (await bench.stripe.disputes.retrieve(dispute.id)).balance_transactions

    const rate = rateOn(1, bench.sandbox.world.now(), 'gbp', 'usd')
    const paid = (await bench.stripe.charges.retrieve(charge, EXPANDED)).balance_transaction as unknown as Posted
    expect(rate).not.toBe(paid.exchange_rate)
    expect([refund.amount, refund.currency]).toEqual([5000, 'gbp'])
    expect(refund.balance_transaction).toMatchObject({ amount: -of(5000, rate), currency: 'usd', exchange_rate: rate })
    expect(taken[0]).toMatchObject({ amount: -of(2000, rate), currency: 'usd', fee: 1500 })
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('funds transfers in what it became, up to what it became', async () => {
    const bench = await openBench()
    const { seller, sell } = await openShop(bench)
    const source_transaction = await sell(10_000, 'gbp')
    const posted = (await bench.stripe.charges.retrieve(source_transaction, EXPANDED))
      .balance_transaction as never as Posted
    const transfer = { amount: posted.amount, destination: seller, source_transaction }

    expect(await refusalOf(bench.stripe.transfers.create({ ...transfer, currency: 'gbp' }))).toMatchObject({
      param: 'currency',
    })
    const tooMuch = { ...transfer, currency: 'usd', amount: posted.amount + 1 }
    expect((await refusalOf(bench.stripe.transfers.create(tooMuch))).code).toBe('balance_insufficient')
    expect((await bench.stripe.transfers.create({ ...transfer, currency: 'usd' })).amount).toBe(posted.amount)
  })
})

test('a transfer in a currency that its receiver has no bank for is converted on arrival, and back again', async () => {
  const bench = await openBench()
  const { seller, sell } = await openShop(bench)
  const source_transaction = await sell(10_000, 'eur')
  const transfer = await bench.stripe.transfers.create({
    amount: 8000,
    currency: 'eur',
    destination: seller,
    source_transaction,
  })
  const asSeller = { stripeAccount: seller }
  const payment = await bench.stripe.charges.retrieve(String(transfer.destination_payment), EXPANDED, asSeller)
  const rate = rateOn(1, bench.sandbox.world.now(), 'eur', 'usd')

  expect([payment.amount, payment.currency]).toEqual([8000, 'eur'])
  expect(payment.balance_transaction).toMatchObject({ amount: of(8000, rate), currency: 'usd', exchange_rate: rate })
  await bench.stripe.transfers.createReversal(transfer.id, { amount: 3000 })
  const [, back] = (await bench.stripe.balanceTransactions.list({}, asSeller)).data.toReversed()
  expect(back).toMatchObject({ amount: -of(3000, rate), currency: 'usd' })
  expect(brokenInvariants(bench.sandbox.world)).toEqual([])
})

test('an application fee is paid and given back by each side in its own currency', async () => {
  const bench = await openBench()
  const { stripe } = bench
  const { seller } = await openShop(bench)
  const pay = {
    amount: 10_000,
    currency: 'gbp',
    payment_method: 'pm_card_visa',
    confirm: true,
    application_fee_amount: 1500,
  }
  const direct = await stripe.paymentIntents.create(pay, { stripeAccount: seller })
  const passed = await stripe.paymentIntents.create({ ...pay, transfer_data: { destination: seller } })
  await stripe.refunds.create({ payment_intent: direct.id, refund_application_fee: true }, { stripeAccount: seller })
  await bench.advance(9 * DAY)
  await stripe.refunds.create({
    payment_intent: passed.id,
    amount: 4000,
    refund_application_fee: true,
    reverse_transfer: true,
  })

  const fees = (await stripe.applicationFees.list()).data
  expect(fees.map((fee) => [fee.amount, fee.currency, fee.amount_refunded])).toEqual([
    [1500, 'gbp', 600],
    [1500, 'gbp', 1500],
  ])
  const types = (await stripe.balanceTransactions.list({ limit: 100 })).data
  expect(types.every(({ currency }) => currency === 'usd')).toBe(true)
  expect(brokenInvariants(bench.sandbox.world)).toEqual([])
})

test('an amount of a three-decimal currency that is not in whole tens is refused', async () => {
  const bench = await openBench()
  const { sell } = await openShop(bench)
  expect((await refusalOf(sell(12_345, 'kwd'))).param).toBe('amount')
  const charge = await sell(12_340, 'kwd')
  expect((await refusalOf(bench.stripe.refunds.create({ charge, amount: 1001 }))).param).toBe('amount')
  expect((await bench.stripe.refunds.create({ charge, amount: 1010 })).amount).toBe(1010)
})

describe('the rates', () => {
  test('are the same for the same seed and day, move by less than 3 % a day, and differ by seed', () => {
    const now = Date.parse('2026-03-01') / 1000
    expect(rateOn(1, now, 'eur', 'usd')).toBe(rateOn(1, now + 3600, 'eur', 'usd'))
    const days = Array.from({ length: 365 }, (_, day) => rateOn(1, now + day * DAY, 'eur', 'usd'))
    for (const [day, rate] of days.entries()) {
      const next = days[day + 1] ?? rate
      expect(Math.abs(next / rate - 1)).toBeLessThan(0.03)
    }
    expect(Math.max(...days) / Math.min(...days)).toBeGreaterThan(1.02)
    expect(rateOn(2, now, 'eur', 'usd')).not.toBe(rateOn(1, now, 'eur', 'usd'))
  })

  test('are in minor units, whatever decimals the two have', () => {
    const now = Date.parse('2026-03-01') / 1000
    expect(rateOn(1, now, 'jpy', 'usd')).toBeCloseTo(0.66, 1)
    expect(rateOn(1, now, 'kwd', 'usd')).toBeCloseTo(0.325, 1)
    expect(rateOn(1, now, 'usd', 'usd')).toBe(1)
  })
})
