import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'

describe('faults', () => {
  test('a rate limit is answered as Stripe does, and not retried by the SDK', async () => {
    const { clientWith, control } = await openBench()
    await control('faults', { rules: [{ match: { method: 'GET', path: '/v1/customers' }, kind: '429', count: 1 }] })
    const stripe = clientWith('sk_test_x', 2)

    const refusal = await refusalOf(stripe.customers.list())

    expect(refusal).toBeInstanceOf(Stripe.errors.StripeRateLimitError)
    expect(refusal.headers?.['stripe-rate-limited-reason']).toBe('global-rate')
    expect((await stripe.customers.list()).data).toEqual([])
  })

  test('a rate limit may name its reason, and ask for a retry or forbid it', async () => {
    const { clientWith, control } = await openBench()
    const rule = { kind: '429', count: 1, reason: 'endpoint-concurrency' }
    await control('faults', { rules: [{ ...rule, should_retry: true }] })
    expect((await clientWith('sk_test_x', 1).customers.list()).data).toEqual([])

    await control('faults', { rules: [{ ...rule, should_retry: false }] })
    const refusal = await refusalOf(clientWith('sk_test_x', 1).customers.list())
    expect(refusal.headers?.['stripe-rate-limited-reason']).toBe('endpoint-concurrency')
  })

  test('a planned rate takes a second’s requests at once and refuses the rest', async () => {
    const { stripe, control } = await openBench()
    await control('faults', { rate_limit: { per_second: 5 } })
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => stripe.customers.list()))
    const taken = answers.filter(({ status }) => status === 'fulfilled').length
    expect(taken).toBeGreaterThanOrEqual(5)
    expect(taken).toBeLessThan(20)
  })

  test('a lock timeout asks to be retried, and the SDK does', async () => {
    const { clientWith, control } = await openBench()
    await control('faults', { rules: [{ kind: 'lock_timeout', count: 1 }] })

    expect((await clientWith('sk_test_x', 1).customers.list()).data).toEqual([])
    const { requests } = await control<{ requests: { status: number; fault: string | null }[] }>('requests')
    expect(requests.filter(({ fault }) => fault !== null).map(({ status }) => status)).toEqual([429])
  })

  test.each([
    ['500_before', 0],
    ['500_after', 1],
  ])('%s answers 500 with %d transfer made, and says the same to the same key', async (kind, made) => {
    const bench = await openBench()
    const { stripe } = bench
    const { seller, sell } = await openShop(bench)
    const params = { amount: 100, currency: 'usd', destination: seller, source_transaction: await sell(1000) }
    await bench.control('faults', { rules: [{ match: { path: '/v1/transfers' }, kind, count: 1 }] })

    const first = await refusalOf(stripe.transfers.create(params, { idempotencyKey: 'k' }))
    const again = await refusalOf(stripe.transfers.create(params, { idempotencyKey: 'k' }))

    expect([first.statusCode, again.statusCode]).toEqual([500, 500])
    expect(again.headers?.['idempotent-replayed']).toBe('true')
    expect((await stripe.transfers.list()).data).toHaveLength(made)
  })

  test('a connection cut after the work leaves the work done, and the key finds it again', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { seller, sell } = await openShop(bench)
    const params = { amount: 100, currency: 'usd', destination: seller, source_transaction: await sell(1000) }
    await bench.control('faults', {
      rules: [{ match: { path: '/v1/transfers', method: 'POST' }, kind: 'reset_after', count: 2 }],
    })

    const cut = await refusalOf(stripe.transfers.create(params, { idempotencyKey: 'k' }))
    await bench.control('faults', {})
    const found = await stripe.transfers.create(params, { idempotencyKey: 'k' })

    expect(cut).toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect((await stripe.transfers.list()).data.map(({ id }) => id)).toEqual([found.id])
  })

  test('strike by path, count and share as the plan says, the same for a seed', async () => {
    const { sandbox, control } = await openBench()
    const strikes = async () => {
      await control('faults', {
        rules: [
          { match: { path: '/v1/cust*/**' }, kind: '409' },
          { match: { path: '/v1/**' }, kind: '503', skip: 1, probability: 0.5 },
        ],
        seed: 9,
      })
      const statuses: number[] = []
      for (let index = 0; index < 12; index += 1) {
        const response = await fetch(`${sandbox.url}/v1/balance`, { headers: { authorization: 'Bearer sk_test_x' } })
        statuses.push(response.status)
      }
      return statuses
    }

    const first = await strikes()
    expect(first[0]).toBe(200)
    expect(new Set(first)).toEqual(new Set([200, 503]))
    expect(await strikes()).toEqual(first)
  })

  test('a plan that makes no sense is refused in words', async () => {
    const { control } = await openBench()

    const answer = await control<{ error: { message: string } }>('faults', { rules: [{ kind: 'explode' }] })

    expect(answer.error.message).toContain('kind')
  })
})
