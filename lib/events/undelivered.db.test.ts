import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import { closeDatabase, read, SYSTEM } from '#lib/platform/db.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { make } from '#lib/stripe-sandbox/testing/make.ts'
import { entityOf } from './testing.ts'
import { receiveUndelivered } from './undelivered.ts'

let sandbox: Sandbox
let entity: Entity
let web: Server
/** What our endpoint answers. */
let status = 200

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 2, end: '2026-11-01', frozen: true })
  entity = await entityOf(sandbox)
  web = createServer((_, answer) => answer.writeHead(status).end())
  web.listen(0, '127.0.0.1')
  await once(web, 'listening')
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`
  await make(sandbox)('webhook_endpoints', { url, enabled_events: ['customer.created', 'payment_intent.created'] })
  await make(sandbox)('webhook_endpoints', { url, enabled_events: ['payment_intent.created'], connect: true })
})

afterAll(async () => {
  web.close()
  await sandbox.close()
  await closeDatabase()
})

const delivered = () => fetch(`${sandbox.url}/_sandbox/deliver`, { method: 'POST' })
const receive = (account: string) =>
  receiveUndelivered({ entity, account, at: new Date((sandbox.world.now() + 1) * 1_000) })

const kept = () =>
  read(SYSTEM(entity), (tx) =>
    tx.sql<{ account: string; object: string; state: string }>(
      'SELECT account, object_id AS object, state FROM stripe_event ORDER BY account, id',
    ),
  )

test('an event that Stripe could not deliver is fetched, once, and one that arrived is not', async () => {
  await make(sandbox)('customers', { name: 'Heard' })
  await delivered()
  status = 503
  const missed = await make(sandbox)('customers', { name: 'Missed' })
  await delivered()

  expect(await receive(entity.stripeAccount)).toBe(1)
  expect(await receive(entity.stripeAccount)).toBe(0)
  expect(await kept()).toEqual([{ account: entity.stripeAccount, object: missed.id, state: 'received' }])
})

test('so is one of a seller’s account, kept as that account’s', async () => {
  const seller = await make(sandbox)('accounts', { country: 'US', email: 'seller@example.com' })
  const account = String(seller.id)
  status = 503
  const intent = await make(sandbox)('payment_intents', { amount: 1_500, currency: 'usd' }, account)
  await delivered()

  expect(await receive(account)).toBe(1)
  expect((await kept()).filter((event) => event.account === account)).toEqual([
    { account, object: intent.id, state: 'received' },
  ])
})
