import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openBench, openReceiver, openShop } from '../testing/harness.ts'

const DAY = 86_400
type Flushed = { delivered: number; waiting: number; dropped: number }

describe('webhooks', () => {
  test('are signed with each endpoint’s own secret: platform events here, account events there', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const receiver = await openReceiver()
    const platform = await stripe.webhookEndpoints.create({ url: `${receiver.url}/platform`, enabled_events: ['*'] })
    const connect = await stripe.webhookEndpoints.create({
      url: `${receiver.url}/connect`,
      enabled_events: ['*'],
      connect: true,
    })
    const { seller, sell } = await openShop(bench)
    const source_transaction = await sell(10_000)
    await stripe.transfers.create(
      { amount: 8000, currency: 'usd', destination: seller, source_transaction },
      { idempotencyKey: 'settle-7' },
    )
    await bench.advance(4 * DAY)
    await bench.control('deliver', {})

    const at = (path: string) => receiver.received.filter((one) => one.path === path)
    expect(new Set(at('/connect').map(({ event }) => event.account))).toEqual(new Set([seller]))
    expect(at('/platform').every(({ event }) => event.account === undefined)).toBe(true)
    for (const [path, secret] of [
      ['/platform', platform.secret],
      ['/connect', connect.secret],
    ] as const) {
      for (const { body, signature } of at(path)) {
        expect(stripe.webhooks.constructEvent(body, signature, secret ?? '').object).toBe('event')
        const other = secret === platform.secret ? connect.secret : platform.secret
        expect(() => stripe.webhooks.constructEvent(body, signature, other ?? '')).toThrow('signature')
      }
    }
    const created = at('/platform').find(({ event }) => event.type === 'transfer.created')?.event
    expect(created?.request?.idempotency_key).toBe('settle-7')
    expect((await stripe.webhookEndpoints.retrieve(platform.id)).secret).toBeUndefined()
  })

  test('are tried again until they are answered well', async () => {
    const bench = await openBench()
    const receiver = await openReceiver((count) => (count === 1 ? 500 : 200))
    await bench.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['customer.created'] })
    await bench.stripe.customers.create({})
    await bench.control('deliver', {})

    const pending = async () => (await bench.stripe.events.list({ type: 'customer.created' })).data[0]?.pending_webhooks
    await expect.poll(pending, { timeout: 5000 }).toBe(0)
    expect(receiver.received.length).toBeGreaterThanOrEqual(2)
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1)
  })

  test('that got lost are found by asking for what was not delivered', async () => {
    const bench = await openBench()
    const receiver = await openReceiver()
    await bench.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['customer.created'] })
    await bench.control('faults', { webhooks: { drop: 1 } })
    const lost = await bench.stripe.customers.create({})
    await bench.control('faults', {})
    const heard = await bench.stripe.customers.create({})
    await bench.control<Flushed>('deliver', {})

    const subjects = async (delivery_success: boolean) =>
      (await bench.stripe.events.list({ type: 'customer.created', delivery_success })).data.map(
        ({ data }) => (data.object as { id: string }).id,
      )
    expect(await subjects(false)).toEqual([lost.id])
    expect(await subjects(true)).toEqual([heard.id])
    expect(receiver.received.map(({ event }) => (event.data.object as { id: string }).id)).toEqual([heard.id])
  })

  test('may come twice and out of order when told so', async () => {
    const bench = await openBench()
    const receiver = await openReceiver()
    await bench.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] })
    await bench.control('faults', { webhooks: { duplicate: 1, reorder: 0.7, window_ms: 2000 }, seed: 3 })
    const { sell } = await openShop(bench)
    for (let index = 0; index < 5; index += 1) await sell(1000)
    await bench.control('deliver', {})

    const ids = receiver.received.map(({ event }) => event.id)
    const order = (await bench.stripe.events.list({ limit: 100 })).data.map(({ id }) => id).toReversed()
    const heard = order.filter((id) => ids.includes(id))
    expect(ids.length).toBe(heard.length * 2)
    expect([...new Set(ids)]).not.toEqual(heard)
  })

  test('live for thirty days', async () => {
    const bench = await openBench()
    await bench.stripe.customers.create({})
    await bench.advance(29 * DAY)
    expect((await bench.stripe.events.list({ type: 'customer.created' })).data).toHaveLength(1)
    await bench.advance(3 * DAY)
    expect((await bench.stripe.events.list({ type: 'customer.created' })).data).toEqual([])
  })

  const planned = async (webhooks: object) => {
    const bench = await openBench()
    const receiver = await openReceiver()
    const { secret = '' } = await bench.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['customer.created', 'customer.updated'],
    })
    await bench.control('faults', { webhooks: { window_ms: 400, ...webhooks } })
    const read = ({ body, signature }: { body: string; signature: string }) =>
      bench.stripe.webhooks.constructEvent(body, signature, secret)
    return {
      ...bench,
      ...receiver,
      read,
      arrived: (count: number) => expect.poll(() => receiver.received.length, { timeout: 5_000 }).toBe(count),
    }
  }

  test.each(['bad_signature', 'stale'])(
    'that meet %s are refused by a receiver that checks, then sent rightly',
    async (flaw) => {
      const { stripe, control, received, read } = await planned({ [flaw]: 1 })
      await stripe.customers.create({})
      await control('deliver', {})
      const [first] = received
      if (first === undefined) throw new Error('nothing arrived')
      expect(() => read(first)).toThrow(flaw === 'stale' ? 'tolerance' : 'signature')
    },
  )

  test('signed with a rolled secret carry the old and the new signature', async () => {
    const { stripe, control, received, read } = await planned({ rolled_secret: 1 })
    await stripe.customers.create({})
    await control('deliver', {})
    const [first] = received
    expect(first?.signature.match(/v1=/g)).toHaveLength(2)
    expect(first && read(first).type).toBe('customer.created')
  })

  test('of an older API version say so', async () => {
    const { stripe, control, received, read } = await planned({ old_version: 1 })
    await stripe.customers.create({})
    await control('deliver', {})
    expect(received.map((one) => read(one).api_version)).toEqual(['2023-10-16'])
  })

  test('of one second arrive last first when the plan says so', async () => {
    const { stripe, received, arrived } = await planned({ same_second: 1, window_ms: 3_000 })
    const customer = await stripe.customers.create({})
    for (const name of ['first', 'second']) await stripe.customers.update(customer.id, { name })
    await arrived(3)
    const names = received.map(({ event }) => (event.data.object as Stripe.Customer).name)
    expect(names).toEqual(['second', 'first', null])
  })

  test('are sent again on request', async () => {
    const { stripe, control, received, arrived } = await planned({})
    await stripe.customers.create({})
    await arrived(1)
    const [one] = received
    await control('resend', { event: one?.event.id })
    await arrived(2)
    expect(new Set(received.map(({ event }) => event.id)).size).toBe(1)
  })
})
