import { describe, expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'

const LINE = {
  price_data: { currency: 'usd', unit_amount: 2_500, product_data: { name: 'Trail <b>pack</b>' } },
  quantity: 2,
}
const ADDRESSES = {
  success_url: 'http://localhost/done?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://localhost/back',
}
const pay = (url: string, way: string) => fetch(`${url}/${way}`, { method: 'POST', redirect: 'manual' })

describe('a checkout session', () => {
  test('shows a page on which the buyer pays, and tells of it', async () => {
    const bench = await openBench()
    const opened = await bench.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [{ ...LINE, metadata: { seller: 'acct_1' } }],
      metadata: { order_id: 'ORD-1' },
      payment_intent_data: { transfer_group: 'ORD-1', metadata: { order_id: 'ORD-1' } },
      customer_email: 'buyer@example.com',
      ...ADDRESSES,
    })
    expect(opened).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 5_000,
      payment_intent: null,
    })
    const page = await (await fetch(opened.url ?? '')).text()
    expect(page).toContain('Pay 50.00 USD')
    expect(page).not.toContain('<b>pack')

    const paid = await pay(opened.url ?? '', 'card')
    expect(paid.headers.get('location')).toBe(`http://localhost/done?session=${opened.id}`)
    const session = await bench.stripe.checkout.sessions.retrieve(opened.id, {
      expand: ['line_items', 'payment_intent'],
    })
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      line_items: { data: [{ amount_total: 5_000, quantity: 2, metadata: { seller: 'acct_1' } }] },
      payment_intent: { status: 'succeeded', transfer_group: 'ORD-1', metadata: { order_id: 'ORD-1' } },
    })
    expect((await bench.stripe.events.list({ type: 'checkout.session.completed' })).data).toHaveLength(1)
    expect(await (await fetch(opened.url ?? '')).text()).toContain('This was paid already')
  })

  test('stays open when the card is declined', async () => {
    const bench = await openBench()
    const opened = await bench.stripe.checkout.sessions.create({ mode: 'payment', line_items: [LINE], ...ADDRESSES })
    expect(await (await pay(opened.url ?? '', 'declined')).text()).toContain('The card was declined')
    expect((await bench.stripe.checkout.sessions.retrieve(opened.id)).status).toBe('open')
    expect((await pay(opened.url ?? '', 'card')).status).toBe(303)
  })

  test('paid from a bank is complete at once and paid days later', async () => {
    const bench = await openBench()
    const opened = await bench.stripe.checkout.sessions.create({ mode: 'payment', line_items: [LINE], ...ADDRESSES })
    await pay(opened.url ?? '', 'bank')
    const before = await bench.stripe.checkout.sessions.retrieve(opened.id)
    expect(before).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    await bench.control('clock', { advance_seconds: 10 * 86_400 })
    expect((await bench.stripe.checkout.sessions.retrieve(opened.id)).payment_status).toBe('paid')
    expect((await bench.stripe.events.list({ type: 'checkout.session.async_payment_succeeded' })).data).toHaveLength(1)
  })

  test('expires when nobody pays, by itself or when asked to', async () => {
    const bench = await openBench()
    const [late, ended] = await Promise.all(
      [1, 2].map(() => bench.stripe.checkout.sessions.create({ mode: 'payment', line_items: [LINE], ...ADDRESSES })),
    )
    expect((await bench.stripe.checkout.sessions.expire(ended?.id ?? '')).status).toBe('expired')
    await bench.control('clock', { advance_seconds: 86_401 })
    expect((await bench.stripe.checkout.sessions.retrieve(late?.id ?? '')).status).toBe('expired')
    expect((await bench.stripe.events.list({ type: 'checkout.session.expired' })).data).toHaveLength(2)
    expect((await refusalOf(bench.stripe.checkout.sessions.expire(ended?.id ?? ''))).message).toContain(
      'can be expired',
    )
  })

  test('routes its payment like any other: a destination with a fee', async () => {
    const bench = await openBench()
    const { seller } = await openShop(bench)
    const opened = await bench.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [LINE],
      payment_intent_data: { application_fee_amount: 500, transfer_data: { destination: seller } },
      ...ADDRESSES,
    })
    await pay(opened.url ?? '', 'card')
    const [fee] = (await bench.stripe.applicationFees.list()).data
    expect(fee?.amount).toBe(500)
  })

  test('is refused without lines, with an address that is none, and with a parameter nobody knows', async () => {
    const { stripe } = await openBench()
    const create = (params: object) =>
      refusalOf(stripe.checkout.sessions.create({ mode: 'payment', line_items: [LINE], ...ADDRESSES, ...params }))
    expect((await create({ success_url: 'somewhere' })).param).toBe('success_url')
    expect((await create({ line_items: [{ quantity: 1 }] })).code).toBe('parameter_missing')
    expect((await create({ wishes: 'many' })).code).toBe('parameter_unknown')
    expect((await create({ expires_at: 1 })).param).toBe('expires_at')
  })
})

describe('a payment link', () => {
  test('gives everybody who opens it a checkout of their own, with its metadata, until it is switched off', async () => {
    const { stripe } = await openBench()
    const product = await stripe.products.create({ name: 'Print' })
    const price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 1_900 })
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: price.id, quantity: 1 }],
      metadata: { seller: 'acct_1' },
      after_completion: { type: 'redirect', redirect: { url: 'http://localhost/thanks' } },
    })
    const opened = await Promise.all([1, 2].map(() => fetch(link.url, { redirect: 'manual' })))
    const [one, two] = opened.map((answer) => answer.headers.get('location') ?? '')
    expect(one).not.toBe(two)
    expect((await pay(one ?? '', 'card')).headers.get('location')).toBe('http://localhost/thanks')
    const [paid] = (await stripe.checkout.sessions.list({ status: 'complete' })).data
    expect(paid).toMatchObject({ payment_link: link.id, metadata: { seller: 'acct_1' }, amount_total: 1_900 })

    await stripe.paymentLinks.update(link.id, { active: false })
    expect(await (await fetch(link.url)).text()).toContain('no longer active')
  })
})
