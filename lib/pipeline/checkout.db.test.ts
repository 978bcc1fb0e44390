import { afterAll, beforeAll, expect, test } from 'vitest'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { closeDatabase, read, SYSTEM } from '#lib/platform/db.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { make } from '#lib/stripe-sandbox/testing/make.ts'
import { handlersFor, sweepAll } from './handlers.ts'
import { loadFirstData } from './load.ts'

let sandbox: Sandbox
let entity: Entity

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 12, end: '2026-11-01', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  await loadFirstData({ onProgress: () => {} })
  entity = await currentEntity()
})

afterAll(async () => {
  await closeDatabase()
  await sandbox.close()
})

const ask = <R>(sql: string, values: unknown[] = []) => read(SYSTEM(entity), (tx) => tx.sql<R>(sql, values))

test('what a buyer pays on the checkout page is settled by its lines', async () => {
  const sellers = await ask<{ id: string; account: string; name: string }>(
    `SELECT id, stripe_account AS account, name FROM seller WHERE default_currency = 'USD' AND transfers_status = 'active' ORDER BY name LIMIT 2`,
  )
  const line = (account: string | undefined, amount: number) => ({
    price_data: { currency: 'usd', unit_amount: amount, product_data: { name: `Goods of ${account}` } },
    metadata: { seller: account ?? '' },
  })
  const session = await make(sandbox)('checkout/sessions', {
    mode: 'payment',
    line_items: [line(sellers[0]?.account, 6_000), line(sellers[1]?.account, 4_000)],
    payment_intent_data: { transfer_group: 'ORD-CHECKOUT' },
    metadata: { order_id: 'ORD-CHECKOUT' },
    success_url: 'http://localhost/done',
  })
  await fetch(`${session.url}/card`, { method: 'POST', redirect: 'manual' })

  await sweepAll(entity)
  await handlersFor(entity.id, entity.livemode).sweep([])
  expect(
    await ask(
      `SELECT x.name, l.gross_minor::text AS gross FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id
         JOIN seller x ON x.id = l.seller_id WHERE s.order_id = 'ORD-CHECKOUT' ORDER BY l.line_no`,
    ),
  ).toEqual([
    { name: sellers[0]?.name, gross: '6000' },
    { name: sellers[1]?.name, gross: '4000' },
  ])
})

test('a subscription is settled when it begins and when it is changed, with what the change gave back', async () => {
  const [seller] = await ask<{ account: string; name: string }>(
    `SELECT stripe_account AS account, name FROM seller WHERE default_currency = 'USD' AND transfers_status = 'active' ORDER BY name LIMIT 1`,
  )
  const post = make(sandbox)
  const product = String((await post('products', { name: 'Membership' })).id)
  const priceOf = async (unit_amount: number) =>
    String((await post('prices', { product, currency: 'usd', unit_amount, recurring: { interval: 'day' } })).id)
  const buyer = await post('customers', { invoice_settings: { default_payment_method: 'pm_card_visa' } })
  const subscription = await post('subscriptions', {
    customer: String(buyer.id),
    items: [{ price: await priceOf(6_000) }],
    metadata: { seller: seller?.account ?? '' },
  })
  const [item] = (subscription.items as { data: { id: string }[] }).data
  await post(`subscriptions/${subscription.id}`, {
    items: [{ id: item?.id ?? '', price: await priceOf(9_000) }],
    proration_behavior: 'always_invoice',
    proration_date: Number(subscription.created) + 43_200,
  })

  await sweepAll(entity)
  await handlersFor(entity.id, entity.livemode).sweep([])
  expect(
    await ask(
      `SELECT s.gross_minor::text AS gross, array_agg(l.gross_minor::text ORDER BY l.line_no) AS lines, s.state
         FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id WHERE s.customer_id = $1 GROUP BY s.id ORDER BY s.collected_at`,
      [buyer.id],
    ),
  ).toEqual([
    { gross: '6000', lines: ['6000'], state: 'proposed' },
    { gross: '1500', lines: ['-3000', '4500'], state: 'proposed' },
  ])
})
