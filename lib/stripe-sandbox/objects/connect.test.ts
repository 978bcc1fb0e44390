import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'

type Bench = Awaited<ReturnType<typeof openBench>>

/** "type amount/fee (category)", oldest first. */
async function book({ stripe }: Bench, account?: string): Promise<string[]> {
  const { data } = await stripe.balanceTransactions.list({ limit: 100 }, account ? { stripeAccount: account } : {})
  return data.toReversed().map((one) => `${one.type} ${one.amount}/${one.fee} (${one.reporting_category})`)
}

const card = { payment_method: 'pm_card_visa', confirm: true, currency: 'usd' } as const

describe('a destination charge', () => {
  test('with an application fee posts on both sides as Stripe does', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const intent = await bench.stripe.paymentIntents.create({
      ...card,
      amount: 10_000,
      application_fee_amount: 2_000,
      transfer_data: { destination: seller },
      on_behalf_of: seller,
    })
    expect(await book(bench)).toEqual([
      'charge 10000/320 (charge)',
      'transfer -10000/0 (transfer)',
      'application_fee 2000/0 (platform_earning)',
    ])
    expect(await book(bench, seller)).toEqual(['payment 10000/2000 (charge)'])

    const charge = await bench.stripe.charges.retrieve(String(intent.latest_charge), { expand: ['transfer'] })
    const [received] = (await bench.stripe.charges.list({}, { stripeAccount: seller })).data
    expect(received?.source_transfer).toBe((charge.transfer as { id: string }).id)
    expect(charge).toMatchObject({ on_behalf_of: seller, application_fee_amount: 2_000 })
    const [fee] = (await bench.stripe.applicationFees.list({ charge: received?.id ?? '' })).data
    expect(fee).toMatchObject({ id: charge.application_fee, account: seller, originating_transaction: charge.id })
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('with an amount of its own transfers that and no fee', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    await bench.stripe.paymentIntents.create({
      ...card,
      amount: 10_000,
      transfer_data: { destination: seller, amount: 8_000 },
    })
    expect(await book(bench)).toEqual(['charge 10000/320 (charge)', 'transfer -8000/0 (transfer)'])
    expect(await book(bench, seller)).toEqual(['payment 8000/0 (charge)'])
  })

  test('refunded with both flags takes the transfer and the fee back', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const intent = await bench.stripe.paymentIntents.create({
      ...card,
      amount: 10_000,
      application_fee_amount: 2_000,
      transfer_data: { destination: seller },
    })
    const refund = await bench.stripe.refunds.create({
      payment_intent: intent.id,
      reverse_transfer: true,
      refund_application_fee: true,
    })
    expect((await book(bench)).slice(3).toSorted()).toEqual([
      'application_fee_refund -2000/0 (platform_earning_refund)',
      'refund -10000/0 (refund)',
      'transfer_refund 10000/0 (transfer_reversal)',
    ])
    expect((await book(bench, seller)).slice(1).toSorted()).toEqual([
      'adjustment 2000/0 (fee)',
      'payment_refund -10000/0 (refund)',
    ])
    expect(refund.transfer_reversal).toMatch(/^trr_/)
  })

  test('refunded without them leaves the platform to bear it', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const intent = await bench.stripe.paymentIntents.create({
      ...card,
      amount: 5_000,
      transfer_data: { destination: seller },
    })
    await bench.stripe.refunds.create({ payment_intent: intent.id })
    expect(await book(bench, seller)).toEqual(['payment 5000/0 (charge)'])
  })

  test('refunded in any parts ends as if it were refunded at once', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 200, max: 99_999 }),
        fc.integer({ min: 1, max: 150 }),
        fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 4 }),
        async (amount, fee, parts) => {
          const intent = await bench.stripe.paymentIntents.create({
            ...card,
            amount,
            application_fee_amount: fee,
            transfer_data: { destination: seller },
          })
          const flags = { payment_intent: intent.id, reverse_transfer: true, refund_application_fee: true }
          let left = amount
          for (const part of parts) {
            if (part >= left) continue
            await bench.stripe.refunds.create({ ...flags, amount: part })
            left -= part
          }
          await bench.stripe.refunds.create(flags)
          const charge = await bench.stripe.charges.retrieve(String(intent.latest_charge))
          const transfer = await bench.stripe.transfers.retrieve(String(charge.transfer))
          const taken = await bench.stripe.applicationFees.retrieve(String(charge.application_fee))
          expect([transfer.amount_reversed, taken.amount_refunded]).toEqual([amount, fee])
        },
      ),
      { numRuns: 25 },
    )
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })
})

describe('a direct charge', () => {
  test.each([
    ['account', ['charge 10000/2320 (charge)'], ['application_fee 2000/0 (platform_earning)']],
    [
      'application',
      ['charge 10000/2000 (charge)'],
      ['stripe_fee -320/0 (fee)', 'application_fee 2000/0 (platform_earning)'],
    ],
  ] as const)('whose fees the %s pays posts as agreed', async (payer, account, platform) => {
    const bench = await openBench()
    const seller = await bench.stripe.accounts.create({
      country: 'US',
      controller: { fees: { payer }, losses: { payments: 'application' }, stripe_dashboard: { type: 'none' } },
    })
    const scope = { stripeAccount: seller.id }
    const intent = await bench.stripe.paymentIntents.create(
      { ...card, amount: 10_000, application_fee_amount: 2_000 },
      scope,
    )
    expect(await book(bench, seller.id)).toEqual(account)
    expect(await book(bench)).toEqual(platform)
    const charge = await bench.stripe.charges.retrieve(String(intent.latest_charge), {}, scope)
    expect(charge.application).toMatch(/^ca_/)
    const [one] = (await bench.stripe.balanceTransactions.list({}, scope)).data
    expect(one?.fee_details.filter(({ type }) => type === 'application_fee')).toMatchObject([
      { amount: 2_000, application: charge.application },
    ])
  })

  test('refunded with its fee gives both back', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const scope = { stripeAccount: seller }
    const intent = await bench.stripe.paymentIntents.create(
      { ...card, amount: 10_000, application_fee_amount: 2_000 },
      scope,
    )
    await bench.stripe.refunds.create({ payment_intent: intent.id, refund_application_fee: true }, scope)
    expect((await book(bench)).at(-1)).toBe('application_fee_refund -2000/0 (platform_earning_refund)')
    expect((await book(bench, seller)).slice(1).toSorted()).toEqual([
      'adjustment 2000/0 (fee)',
      'refund -10000/0 (refund)',
    ])
  })
})

describe('what Connect does not allow', () => {
  test.each([
    [{ application_fee_amount: 100 }, 'Can only apply an application_fee_amount'],
    [{ transfer_data: { destination: 'acct_nobody' } }, 'No such destination'],
  ])('%j is refused', async (params, message) => {
    const bench = await openBench()
    expect(
      (await refusalOf(bench.stripe.paymentIntents.create({ ...card, amount: 1_000, ...params }))).message,
    ).toContain(message)
  })

  test('a fee beside an amount of its own, or more than was charged, is refused', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const sell = (params: object) =>
      refusalOf(bench.stripe.paymentIntents.create({ ...card, amount: 1_000, ...params }))
    const both = { application_fee_amount: 1, transfer_data: { destination: seller, amount: 5 } }
    expect((await sell(both)).message).toContain('both application_fee_amount and transfer_data[amount]')
    expect((await sell({ application_fee_amount: 1_001, transfer_data: { destination: seller } })).code).toBe(
      'amount_too_large',
    )
  })
})
