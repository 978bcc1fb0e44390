import { describe, expect, test } from 'vitest'
import { openBench } from '../testing/harness.ts'
import { at, openClub } from '../testing/subscriptions.ts'

const press = (address: string) => fetch(address, { method: 'POST', redirect: 'manual' })

describe('the checkout page', () => {
  test('subscribes, and leaves nothing behind when the card is declined', async () => {
    const { stripe } = await openBench()
    const product = await stripe.products.create({ name: 'Starter kit' })
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      line_items: [
        {
          price_data: {
            currency: 'usd',
            unit_amount: 2500,
            product_data: { name: 'Membership' },
            recurring: { interval: 'month' },
          },
          quantity: 2,
        },
        { price_data: { currency: 'usd', unit_amount: 900, product: product.id }, quantity: 1 },
      ],
      subscription_data: { metadata: { seller: 'acct_1' } },
      success_url: 'https://shop.example/done?session={CHECKOUT_SESSION_ID}',
    })
    expect(await (await fetch(session.url ?? '')).text()).toContain('Subscribe for 59.00 USD')
    await press(`${session.url}/declined`)
    expect((await stripe.subscriptions.list({ status: 'all' })).data).toEqual([])
    const answer = await press(`${session.url}/card`)

    expect(answer.headers.get('location')).toBe(`https://shop.example/done?session=${session.id}`)
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] })
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      amount_total: 5900,
      invoice: { billing_reason: 'subscription_create', total: 5900, status: 'paid' },
      subscription: { status: 'active', metadata: { seller: 'acct_1' }, items: { data: [{ quantity: 2 }] } },
    })
    expect((await stripe.events.list({ type: 'checkout.session.completed' })).data).toHaveLength(1)
  })

  test('keeps a card for later', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { buyer, price } = await openClub(bench, { method: null })
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      currency: 'usd',
      customer: buyer,
      success_url: 'https://shop.example/done',
    })
    await press(`${session.url}/declined`)
    await press(`${session.url}/card`)
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] })
    expect(done).toMatchObject({
      payment_status: 'no_payment_required',
      setup_intent: { status: 'succeeded', customer: buyer },
    })
    const [method] = (await stripe.customers.listPaymentMethods(buyer)).data
    const subscription = await stripe.subscriptions.create({
      customer: buyer,
      items: [{ price }],
      default_payment_method: method?.id ?? '',
    })
    expect(subscription.status).toBe('active')
  })
})

test('the customer portal lets the customer leave, stay and change the card', async () => {
  const bench = await openBench()
  const { stripe } = bench
  const { buyer, price } = await openClub(bench)
  const { id } = await stripe.subscriptions.create({ customer: buyer, items: [{ price }] })
  const portal = await stripe.billingPortal.sessions.create({ customer: buyer, return_url: 'https://shop.example/' })
  expect(await (await fetch(portal.url)).text()).toContain('Cancel at the end')
  await press(`${portal.url}/leave-${id}`)
  expect((await stripe.subscriptions.retrieve(id)).cancel_at).toBe(at('2026-12-20'))
  await press(`${portal.url}/keep-${id}`)
  await press(`${portal.url}/failing`)
  await bench.advance(31 * 86_400)
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'past_due', cancel_at_period_end: false })
})
