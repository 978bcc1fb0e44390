import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { openRun } from '#lib/events/backfill/run-state.ts'
import { startBackfill } from '#lib/events/backfill/start-backfill.ts'
import { acceptDelivery } from '#lib/events/deliver.ts'
import { entityOf } from '#lib/events/testing.ts'
import { workInbox } from '#lib/events/work.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { testDatabase } from '#lib/platform/testing/database.ts'
import { verify } from '#lib/reconciliation/verify.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { ACTS, attempt, openSellers } from '#lib/stripe-sandbox/testing/acts.ts'
import { workBackfill } from './backfill.ts'
import { dispatchFor } from './dispatch.ts'
import { handlersFor } from './handlers.ts'
import { stripeSnapshots } from './stripe-snapshots.ts'

/** Dozens by default; a hundred times as many with PROPERTY_RUNS=1000. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 14)

let sandbox: Sandbox
let entity: Entity
let sellers: string[]
let superuser: pg.Client
let doorway: Server
let told = 0

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 21, end: '2026-03-02', frozen: true })
  entity = await entityOf(sandbox)
  superuser = new pg.Client({ connectionString: testDatabase().superUrl })
  await superuser.connect()
  doorway = await openDoorway()
  sellers = openSellers(sandbox.world)
  await listen()
})

afterAll(async () => {
  await sandbox.close()
  doorway.closeAllConnections()
  doorway.close()
  await superuser.end()
  await closeDatabase()
})

const share = fc.constantFrom(0, 0, 0.3, 0.8)
const faults = fc.record({
  duplicate: share,
  reorder: share,
  same_second: share,
  drop: share,
  bad_signature: share,
  stale: share,
  rolled_secret: share,
  old_version: share,
})
const steps = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(ACTS)),
    fc.record({ size: fc.integer({ min: 50, max: 60_000 }), pick: fc.nat({ max: 30 }), flag: fc.boolean() }),
  ),
  { minLength: 15, maxLength: 40 },
)

test('ledger cash is the sandbox’s balance after any sequence of actions and any faults of webhooks, once the past was read', async () => {
  await fc.assert(
    fc.asyncProperty(steps, faults, fc.nat({ max: 1000 }), async (walk, webhooks, seed) => {
      await control('faults', { webhooks: { ...webhooks, window_ms: 60 }, seed })
      for (const [name, step] of walk) attempt({ world: sandbox.world, sellers }, name, step)
      await hearOut()
      await readThePast()

      const at = clock.now()
      expect(await cash()).toEqual(held())
      const { text } = await verify({ entity, at, snapshots: await stripeSnapshots(entity, at) })
      expect(broken(text)).toEqual([])
      expect(await unclassified()).toEqual([])
    }),
    { numRuns: RUNS, seed: 3, endOnFailure: true },
  )
  expect(told).toBeGreaterThan(100)
  expect(held().length).toBeGreaterThan(1)
}, 600_000)

/** What does not hold; what others did at Stripe is told of as it should be. */
const broken = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^(VIOLATED|not comparable)/.test(line) && !line.includes('executed by us or adopted'))

/** What the ledger could not name. */
const unclassified = () =>
  read(SYSTEM(entity), (tx) =>
    tx.sql(
      `SELECT book, currency, balance_minor FROM ledger_account WHERE code = 'suspense' AND balance_minor <> 0`,
      [],
    ),
  )

/** Lets every delivery have its attempts, and works on what arrived. */
async function hearOut(): Promise<void> {
  for (let round = 0; round < 2; round += 1) await control('deliver', {})
  const dispatch = dispatchFor(entity)
  while ((await workInbox({ entity, at: clock.now(), dispatch })) > 0);
  await workQueues()
}

/** What the worker would do with the waiting jobs. */
async function workQueues(): Promise<void> {
  const handlers = handlersFor(entity.id, entity.livemode)
  const { rows } = await superuser.query<{ data: Record<string, string> }>(
    `DELETE FROM pgboss.job WHERE name = 'settle' RETURNING data`,
  )
  await handlers['post-ledger']([{}])
  await handlers.settle(rows.map(({ data }) => data))
}

async function readThePast(): Promise<void> {
  await inRawTransaction(SYSTEM(entity), (tx) =>
    startBackfill(tx, {
      platform: entity.stripeAccount,
      kind: 'again',
      since: null,
      actor: SYSTEM_ACTOR,
      at: clock.now(),
    }),
  )
  while ((await openRun(entity)) !== null) await workBackfill({ entity, shouldStop: () => false })
  await workQueues()
}

/** What the ledger says is at Stripe, by account, kind of balance and currency. */
async function cash(): Promise<string[]> {
  const rows = await read(SYSTEM(entity), (tx) =>
    tx.sql<{ line: string }>(
      `SELECT concat_ws(' ', CASE book WHEN 'platform' THEN $1 ELSE substr(book, 8) END,
              CASE code WHEN 'stripe_balance' THEN 'payments' ELSE 'risk_reserved' END, lower(currency), balance_minor) AS line
         FROM ledger_account WHERE code IN ('stripe_balance', 'stripe_risk_reserved') AND balance_minor <> 0`,
      [entity.stripeAccount],
    ),
  )
  return rows.map(({ line }) => line).sort()
}

function held(): string[] {
  return sandbox.world.store
    .statement(
      `SELECT account || ' ' || balance_type || ' ' || by_currency || ' ' || sum(net) AS line FROM balance_transaction
        GROUP BY account, balance_type, by_currency HAVING sum(net) <> 0`,
    )
    .all()
    .map(({ line }) => String(line))
    .sort()
}

async function control(path: string, body: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  expect(answer.status).toBe(200)
}

/** Where the sandbox delivers: what comes goes to the product as it came. */
async function openDoorway(): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = new Headers()
      for (const name of ['stripe-signature', 'content-type']) headers.set(name, String(request.headers[name] ?? ''))
      const url = 'http://127.0.0.1/api/webhooks/stripe'
      acceptDelivery(new Request(url, { method: 'POST', headers, body: Buffer.concat(chunks) })).then(
        ({ status }) => {
          told += status === 200 ? 1 : 0
          response.writeHead(status).end()
        },
        () => response.writeHead(500).end(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Both endpoints, of the platform and of its sellers, with the secret that the product knows. */
async function listen(): Promise<void> {
  const url = `http://127.0.0.1:${(doorway.address() as AddressInfo).port}`
  const [secret = ''] = (process.env.STRIPE_WEBHOOK_SECRET ?? '').split(',')
  const { store } = sandbox.world
  for (const connect of ['true', 'false']) {
    const body = new URLSearchParams({ url, 'enabled_events[0]': '*', connect })
    const headers = { Authorization: 'Bearer sk_test_tieout_sandbox' }
    const answer = await fetch(`${sandbox.url}/v1/webhook_endpoints`, { method: 'POST', headers, body })
    expect(answer.status).toBe(200)
  }
  for (const endpoint of store.all('webhook_endpoint', sandbox.world.platform)) {
    store.update('webhook_endpoint', endpoint, { _secret: secret })
  }
}
