import { describe, expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'

describe('idempotency', () => {
  test('the same key and request give the same bytes, and money moves once', async () => {
    const bench = await openBench()
    const { seller, sell } = await openShop(bench)
    const charge = await sell(10_000)
    const send = () =>
      fetch(`${bench.sandbox.url}/v1/transfers`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_x', 'idempotency-key': 'settle-1' },
        body: `amount=8000&currency=usd&destination=${seller}&source_transaction=${charge}`,
      })

    const first = await send()
    const again = await send()

    expect(await again.text()).toBe(await first.text())
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'))
    expect((await bench.stripe.transfers.list()).data).toHaveLength(1)
  })

  test('a key that comes back with another request is refused', async () => {
    const { stripe } = await openBench()
    await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })

    const refusal = await refusalOf(stripe.customers.create({ name: 'B' }, { idempotencyKey: 'k' }))

    expect([refusal.statusCode, refusal.rawType]).toEqual([400, 'idempotency_error'])
  })

  test('a key in use by a request that has not been answered is a conflict', async () => {
    const { stripe, control } = await openBench()
    await control('faults', { rules: [{ match: { method: 'POST' }, kind: 'slow', delay_ms: 300, count: 1 }] })

    const slow = stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })
    await expect
      .poll(async () => (await refusalOf(stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' }))).statusCode)
      .toBe(409)

    expect((await slow).name).toBe('A')
  })

  test('a refused parameter is not remembered, an executed refusal is', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { seller, sell } = await openShop(bench)
    const wrong = { amount: 100, currency: 'usd', destination: seller, colour: 'red' }
    await refusalOf(stripe.transfers.create(wrong, { idempotencyKey: 'a' }))
    await refusalOf(
      stripe.transfers.create({ amount: 100, currency: 'usd', destination: seller }, { idempotencyKey: 'b' }),
    )
    const funded = { amount: 100, currency: 'usd', destination: seller, source_transaction: await sell(5000) }

    expect((await stripe.transfers.create(funded, { idempotencyKey: 'a' })).object).toBe('transfer')
    const replayed = await refusalOf(
      stripe.transfers.create({ amount: 100, currency: 'usd', destination: seller }, { idempotencyKey: 'b' }),
    )
    expect(replayed.code).toBe('balance_insufficient')
    expect(replayed.headers?.['idempotent-replayed']).toBe('true')
  })

  test('a key is forgotten after a virtual day', async () => {
    const { stripe, advance } = await openBench()
    const first = await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' })
    await advance(86_500)

    expect((await stripe.customers.create({ name: 'B' }, { idempotencyKey: 'k' })).id).not.toBe(first.id)
  })
})

describe('refusals', () => {
  test('each names its code and parameter, in an envelope with a request id', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { seller, sell } = await openShop(bench)
    const charge = await sell(10_000)
    const transfer = { currency: 'usd', destination: seller, source_transaction: charge }
    const raw = (path: string, params: object) => stripe.rawRequest('POST', path, { ...params })

    const calls: [string, string | undefined, Promise<unknown>][] = [
      ['resource_missing', 'id', stripe.charges.retrieve('ch_none')],
      [
        'resource_missing',
        'destination',
        stripe.transfers.create({ ...transfer, amount: 1, destination: 'acct_none' }),
      ],
      ['parameter_unknown', 'colour', raw('/v1/customers', { colour: 'red' })],
      ['parameter_unknown', 'created[soon]', stripe.charges.list({ created: { soon: 1 } as never })],
      ['parameter_missing', 'destination', raw('/v1/transfers', { currency: 'usd', amount: 1 })],
      ['parameter_invalid_integer', 'amount', raw('/v1/transfers', { ...transfer, amount: '1.5' })],
      ['parameter_invalid_empty', 'destination', raw('/v1/transfers', { ...transfer, amount: 1, destination: '' })],
      ['amount_too_small', 'amount', stripe.paymentIntents.create({ amount: 49, currency: 'usd' })],
      ['amount_too_large', 'amount', stripe.paymentIntents.create({ amount: 100_000_000, currency: 'usd' })],
      ['balance_insufficient', 'amount', stripe.transfers.create({ ...transfer, amount: 10_001 })],
      ['balance_insufficient', undefined, stripe.transfers.create({ amount: 1, currency: 'usd', destination: seller })],
      ['url_invalid', undefined, stripe.entitlements.features.list()],
    ]
    for (const [code, param, call] of calls) {
      const refusal = await refusalOf(call)
      expect([refusal.code, refusal.param]).toEqual([code, param])
      expect(refusal.requestId).toMatch(/^req_/)
    }
  })

  test('a declined card leaves its failed attempt behind', async () => {
    const { stripe } = await openBench()

    const refusal = await refusalOf(
      stripe.paymentIntents.create({
        amount: 2000,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_chargeDeclined',
      }),
    )

    expect([refusal.statusCode, refusal.code, refusal.decline_code]).toEqual([402, 'card_declined', 'generic_decline'])
    const [intent] = (await stripe.paymentIntents.list()).data
    expect(intent?.status).toBe('requires_payment_method')
    expect((await stripe.charges.list()).data.map((charge) => charge.status)).toEqual(['failed'])
  })

  test('a charge cannot be refunded twice, nor a transfer reversed beyond its amount', async () => {
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
    await stripe.refunds.create({ charge })
    await stripe.transfers.createReversal(transfer.id, { amount: 5000 })

    expect((await refusalOf(stripe.refunds.create({ charge }))).code).toBe('charge_already_refunded')
    expect((await refusalOf(stripe.transfers.createReversal(transfer.id, { amount: 3001 }))).code).toBe(
      'amount_too_large',
    )
    await stripe.transfers.createReversal(transfer.id)
    expect((await refusalOf(stripe.transfers.createReversal(transfer.id))).code).toBe('transfer_already_reversed')
  })

  test('a restricted seller receives no transfers until the restriction is lifted', async () => {
    const bench = await openBench()
    const { seller, sell } = await openShop(bench)
    const params = { amount: 100, currency: 'usd', destination: seller, source_transaction: await sell(1000) }
    await bench.control('restrict', { account: seller, restricted: true })

    expect((await refusalOf(bench.stripe.transfers.create(params))).code).toBe('transfers_not_allowed')
    await bench.control('restrict', { account: seller, restricted: false })
    expect((await bench.stripe.transfers.create(params)).amount).toBe(100)
  })
})

describe('keys and accounts', () => {
  test.each([
    ['sk_live_abc', 'GET', 401],
    ['pk_test_abc', 'GET', 401],
    ['nonsense', 'GET', 401],
    ['rk_test_abc', 'POST', 403],
    ['rk_test_abc', 'GET', 200],
    ['sk_test_abc', 'POST', 200],
  ] as const)('%s may %s: %d', async (key, method, status) => {
    const { sandbox } = await openBench()

    const response = await fetch(`${sandbox.url}/v1/customers`, { method, headers: { authorization: `Bearer ${key}` } })

    expect(response.status).toBe(status)
    expect(Object.hasOwn((await response.json()) as object, 'error')).toBe(status !== 200)
  })

  test('an account sees its own side only, and a stranger nothing', async () => {
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
    const asSeller = { stripeAccount: seller }

    expect((await stripe.charges.list({}, asSeller)).data.map(({ id }) => id)).toEqual([transfer.destination_payment])
    expect((await stripe.transfers.list({}, asSeller)).data).toEqual([])
    expect((await refusalOf(stripe.charges.retrieve(charge, {}, asSeller))).code).toBe('resource_missing')
    expect((await refusalOf(stripe.charges.retrieve(String(transfer.destination_payment)))).code).toBe(
      'resource_missing',
    )
    const stranger = await refusalOf(stripe.balance.retrieve({}, { stripeAccount: 'acct_stranger' }))
    expect([stranger.statusCode, stranger.code]).toEqual([403, 'account_invalid'])
    expect((await stripe.balance.retrieve({}, { stripeContext: seller })).pending[0]?.amount).toBe(8000)
  })
})
