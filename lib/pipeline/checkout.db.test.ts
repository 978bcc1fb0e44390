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
