import { describe, expect, test } from 'vitest'
import { type Bench, openBench, openShop, refusalOf } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const DAY = 86_400

/** A seller who has so much available, paid out by that schedule. */
async function funded(bench: Bench, amount: number, interval: 'daily' | 'weekly' | 'monthly' | 'manual' = 'manual') {
  const { stripe } = bench
  const { seller, sell } = await openShop(bench)
  const as = { stripeAccount: seller }
  await stripe.balanceSettings.update({ payments: { payouts: { schedule: { interval } } } }, as)
  const pay = async (share: number) => {
    const source_transaction = await sell(share + 1_000)
    await stripe.transfers.create({ amount: share, currency: 'usd', destination: seller, source_transaction })
  }
  await pay(amount)
  return { seller, as, pay }
}

const amounts = async ({ stripe }: Bench, as: { stripeAccount: string }) =>
  (await stripe.payouts.list({ limit: 100 }, as)).data.map(({ amount }) => amount).toReversed()

const typesOf = async ({ stripe }: Bench, as: { stripeAccount: string }, prefix: string) =>
  (await stripe.events.list({ limit: 100 }, as)).data
    .map(({ type }) => type)
    .filter((type) => type.startsWith(prefix))
    .toReversed()

describe('a payout', () => {
  test('that fails disables its bank account until that is updated', async () => {
    const bench = await openBench()
    const { stripe, control, advance } = bench
    const { seller, as } = await funded(bench, 9_000, 'daily')
    await advance(4 * DAY)
    const [paid] = (await stripe.payouts.list({}, as)).data
    await control('payout_failures', { payout: paid?.id, code: 'no_account' })
    expect(await stripe.payouts.retrieve(paid?.id ?? '', {}, as)).toMatchObject({
      status: 'failed',
      failure_code: 'no_account',
      failure_balance_transaction: expect.stringMatching(/^txn_/),
    })
    await advance(3 * DAY)
    expect(await amounts(bench, as)).toEqual([9_000])
    const refusal = await refusalOf(stripe.payouts.create({ amount: 100, currency: 'usd' }, as))
    expect(refusal.message).toContain('disabled')

    const [bank] = (await stripe.accounts.listExternalAccounts(seller)).data
    expect(bank).toMatchObject({ status: 'errored' })
    await stripe.accounts.updateExternalAccount(seller, bank?.id ?? '', { account_holder_name: 'Ada Lovelace' })
    await advance(2 * DAY)
    expect(await amounts(bench, as)).toEqual([9_000, 9_000])
    expect(await typesOf(bench, as, 'account.external')).toHaveLength(2)
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('that was paid can be taken back by one of a negative amount, once', async () => {
    const bench = await openBench()
    const { stripe, advance } = bench
    const { as } = await funded(bench, 9_000, 'daily')
    await advance(4 * DAY)
    const [paid] = (await stripe.payouts.list({}, as)).data
    const id = paid?.id ?? ''
    const reversal = await stripe.payouts.reverse(id, { expand: ['balance_transaction'] }, as)
    expect(reversal).toMatchObject({
      amount: -9_000,
      original_payout: id,
      balance_transaction: { amount: 9_000, type: 'payout', reporting_category: 'payout_reversal' },
    })
    expect((await stripe.payouts.retrieve(id, {}, as)).reversed_by).toBe(reversal.id)
    expect((await refusalOf(stripe.payouts.reverse(id, {}, as))).message).toContain('does so already')
    expect((await stripe.balance.retrieve({}, as)).available[0]?.amount).toBe(9_000)
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('that is instant arrives within the hour, costs a fee and cannot be itemised', async () => {
    const bench = await openBench()
    const { stripe, advance } = bench
    const { as } = await funded(bench, 9_000)
    await advance(2 * DAY)
    const wanted = { currency: 'usd', method: 'instant' as const, expand: ['balance_transaction'] }
    expect((await refusalOf(stripe.payouts.create({ ...wanted, amount: 9_000 }, as))).code).toBe('balance_insufficient')
    const payout = await stripe.payouts.create({ ...wanted, amount: 8_000 }, as)
    expect(payout).toMatchObject({
      method: 'instant',
      reconciliation_status: 'not_applicable',
      balance_transaction: { amount: -8_000, fee: 80, net: -8_080 },
    })
    await advance(3_600)
    expect((await stripe.payouts.retrieve(payout.id, {}, as)).status).toBe('paid')
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })
})

describe('balance settings', () => {
  test('leave a minimum behind, in whole balance transactions', async () => {
    const bench = await openBench()
    const { stripe, advance } = bench
    const { as, pay } = await funded(bench, 4_000)
    await pay(5_000)
    await pay(2_000)
    const settings = {
      payouts: { minimum_balance_by_currency: { usd: 1_500 }, schedule: { interval: 'daily' } },
    } as const
    await stripe.balanceSettings.update({ payments: settings }, as)
    await advance(4 * DAY)
    expect(await amounts(bench, as)).toEqual([9_000])
    expect((await stripe.balance.retrieve({}, as)).available[0]?.amount).toBe(2_000)
    await stripe.balanceSettings.update({ payments: { payouts: { minimum_balance_by_currency: { usd: '' } } } }, as)
    await advance(2 * DAY)
    expect(await amounts(bench, as)).toEqual([9_000, 2_000])
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('name the days of the month, the last one where a month is too short', async () => {
    const bench = await openBench()
    const { stripe, advance } = bench
    const { as } = await funded(bench, 4_000)
    const schedule = { interval: 'monthly', monthly_payout_days: [31] }
    const changed = await stripe.balanceSettings.update({ payments: { payouts: { schedule } } }, as)
    expect(changed.payments.payouts?.schedule).toEqual(schedule)
    await advance(9 * DAY)
    expect(await amounts(bench, as)).toEqual([])
    await advance(DAY)
    expect((await stripe.payouts.list({}, as)).data[0]?.created).toBe(Date.parse('2026-11-30') / 1000)
  })

  test('belong to the account that asks, and an event tells of each change', async () => {
    const bench = await openBench()
    const { as } = await funded(bench, 4_000, 'weekly')
    const read = await bench.stripe.balanceSettings.retrieve({}, as)
    expect(read.payments.payouts?.schedule).toEqual({ interval: 'weekly', weekly_payout_days: ['friday'] })
    expect(await typesOf(bench, as, 'balance_settings')).toEqual(['balance_settings.updated'])
    const platform = await bench.stripe.events.list({ type: 'balance_settings.updated' })
    expect(platform.data).toEqual([])
  })
})
