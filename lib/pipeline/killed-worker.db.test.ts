import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { getBackfill } from '#lib/events/backfill/get-backfill.ts'
import { openRun } from '#lib/events/backfill/run-state.ts'
import { startBackfill } from '#lib/events/backfill/start-backfill.ts'
import { acceptDelivery } from '#lib/events/deliver.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { followSandboxClock } from '#lib/platform/sandbox-clock.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchAll } from '#lib/providers/stripe/fetch.ts'
import { isWire } from '#lib/providers/stripe/wire.ts'
import { verify } from '#lib/reconciliation/verify.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { make } from '#lib/stripe-sandbox/testing/make.ts'
import { hasPast } from './has-past.ts'
import { beginFirstLoad } from './load.ts'
import { stripeSnapshots } from './stripe-snapshots.ts'

/** Slow enough for reading to be interrupted. */
const REQUESTS_PER_SECOND = 30
/** A worker is started some twenty times: most of what that costs is reading its sources. */
const COMPILED = join('node_modules', '.cache', 'tieout-compiled')
const PATIENCE = { timeout: 60_000, interval: 40 }

let sandbox: Sandbox
let web: Server
let entity: Entity
const started: ChildProcess[] = []

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 5, end: '2026-11-01', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  process.env.STRIPE_REQUESTS_PER_SECOND = `${REQUESTS_PER_SECOND}`
  web = await takingDeliveries()
  await followSandboxClock()
  await beginFirstLoad()
  entity = await currentEntity()
})

afterAll(async () => {
  for (const worker of started) worker.kill('SIGKILL')
  web.close()
  await closeDatabase()
  await sandbox.close()
})

/** What the worker is killed at: as soon as the answer differs from what it was. */
const MOMENTS: readonly (keyof typeof SEEN)[] = [
  ...Array<'page'>(4).fill('page'),
  ...Array<'phase'>(3).fill('phase'),
  'transfer',
  'page',
  'transfer',
]

test('a worker killed ten times while it reads the past, with sales and approvals coming in, loses nothing, pays nobody twice and never asks faster than told', async () => {
  for (const [turn, moment] of MOMENTS.entries()) {
    await sell(turn)
    if (moment === 'transfer') await workUndisturbed(() => hasPast(entity))
    if (await hasPast(entity)) await approveSome(turn)
    await readAgainUnlessReading()
    await killedAt(moment)
  }

  await workUndisturbed(async () => (await openRun(entity)) === null && (await unfinished()) === 0)
  await readAgainUnlessReading()
  await workUndisturbed(async () => (await openRun(entity)) === null)

  const run = await read(SYSTEM(entity), (tx) => getBackfill(tx))
  expect(run?.note).toMatch(/^All \d+ lists agree with Stripe/)
  const at = clock.now()
  expect((await verify({ entity, at, snapshots: await stripeSnapshots(entity, at) })).text).not.toMatch(/VIOLATED/)
  const paid = await proposalsPaidAtStripe()
  expect(paid.length).toBeGreaterThan(5)
  expect(paid).toEqual(await proposalsExecuted())
  expect(await busiest()).toBeLessThanOrEqual(5 * REQUESTS_PER_SECOND)
}, 240_000)

type Logged = {
  readonly at_ms: number
  readonly account: string | null
  readonly method: string
  readonly path: string
}

/** The most requests that one account was asked in any five seconds, as the sandbox saw them. */
async function busiest(): Promise<number> {
  const answer = await fetch(`${sandbox.url}/_sandbox/requests?limit=100000`)
  const { requests } = (await answer.json()) as { requests: Logged[] }
  // What the buyers did is not ours.
  const ours = requests.filter(
    ({ method, path }) => path.startsWith('/v1/') && (method === 'GET' || /transfers/.test(path)),
  )
  const asked = Map.groupBy(ours, ({ account }) => account)
  const counts = [...asked.values()].flatMap((ofOne) => {
    const times = ofOne.map(({ at_ms }) => at_ms).toSorted((left, right) => left - right)
    return times.map((from, index) => times.findLastIndex((time) => time < from + 5_000) - index + 1)
  })
  return Math.max(...counts)
}

/** A web server with the product's own way in, known to the sandbox. */
async function takingDeliveries(): Promise<Server> {
  const server = createServer(async (incoming, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
    const { status } = await acceptDelivery(
      new Request(`http://127.0.0.1${incoming.url}`, { method: 'POST', headers, body: Buffer.concat(chunks) }),
    )
    answer.writeHead(status).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const endpoint = { url: `http://127.0.0.1:${port}/api/webhooks/stripe`, enabled_events: ['*'] }
  const ours = await make(sandbox)('webhook_endpoints', endpoint)
  const sellers = await make(sandbox)('webhook_endpoints', { ...endpoint, connect: true })
  process.env.STRIPE_WEBHOOK_SECRET = `${ours.secret},${sellers.secret}`
  return server
}

/** Buyers pay while the worker works. */
async function sell(turn: number): Promise<void> {
  const sellers = await fetchAll(callerFor(entity, entity.stripeAccount), 'accounts')
  const able = sellers.filter(({ wire }) => wire.payouts_enabled === true && wire.default_currency === 'usd')
  for (let n = 0; n < 3; n += 1) {
    await make(sandbox)('payment_intents', {
      amount: 2_000 + 100 * turn + n,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      transfer_group: `LIVE-${turn}-${n}`,
      metadata: { seller: String(able[(turn + n) % able.length]?.wire.id), order_id: `LIVE-${turn}-${n}` },
    })
  }
}

async function approveSome(turn: number): Promise<void> {
  const [person] = await rows<Pick<Actor, 'personId' | 'email' | 'name'>>(
    `SELECT p.id AS "personId", p.email, p.name FROM person p JOIN role_grant g ON g.person_id = p.id WHERE g.role = 'approver' LIMIT 1`,
  )
  if (person === undefined) throw new Error('nobody may approve')
  const scope = { entityId: entity.id, livemode: entity.livemode, actor: person.personId }
  const actor: Actor = { ...person, roles: ['approver'], sellerId: null, entity, scope, requestId: `req_${turn}` }
  const open = await rows<{ id: string; hash: string }>(
    `SELECT id, arguments_hash AS hash FROM proposal WHERE state = 'needs_approval' AND kind = 'transfer.create' AND approvals_needed = 1
      ORDER BY id LIMIT 2`,
  )
  for (const { id, hash } of open)
    await approve({ actor, proposalId: id, argumentsHash: hash, comment: '', at: clock.now() })
}

async function readAgainUnlessReading(): Promise<void> {
  if ((await openRun(entity)) !== null) return
  await inRawTransaction(SYSTEM(entity), (tx) =>
    startBackfill(tx, {
      platform: entity.stripeAccount,
      kind: 'again',
      since: null,
      actor: SYSTEM_ACTOR,
      at: clock.now(),
    }),
  )
}

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['scripts/worker.ts'], {
    env: { ...process.env, DATABASE_URL: '', NEXTAUTH_URL: 'http://localhost:3000', NODE_COMPILE_CACHE: COMPILED },
    stdio: 'ignore',
  })
  started.push(worker)
  return worker
}

/** Starts a worker and kills it in the middle of what it does. */
async function killedAt(moment: keyof typeof SEEN): Promise<void> {
  const before = await see(moment)
  const worker = startWorker()
  const gone = once(worker, 'exit')
  await vi.waitFor(async () => expect(await see(moment)).not.toBe(before), PATIENCE)
  worker.kill('SIGKILL')
  expect(await gone).toEqual([null, 'SIGKILL'])
  await letLeasesEnd()
}

/** What the dead worker had taken is free some minutes later; the test does not sit them out. */
async function letLeasesEnd(): Promise<void> {
  await fetch(`${sandbox.url}/_sandbox/clock`, { method: 'POST', body: JSON.stringify({ advance_seconds: 600 }) })
  await followSandboxClock()
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    await tx.exec('UPDATE backfill_unit SET lease_until = to_timestamp(0)')
    await tx.exec('UPDATE backfill_run SET lease_until = to_timestamp(0)')
  })
}

/** Two workers beside the web server. */
async function workUndisturbed(isDone: () => Promise<boolean>): Promise<void> {
  if (await isDone()) return
  const workers = [startWorker(), startWorker()]
  const gone = workers.map((worker) => once(worker, 'exit'))
  await vi.waitFor(async () => expect(await isDone()).toBe(true), { ...PATIENCE, timeout: 120_000 })
  for (const worker of workers) worker.kill('SIGTERM')
  expect(await Promise.all(gone)).toEqual([
    [0, null],
    [0, null],
  ])
}

const SEEN = {
  page: `SELECT concat_ws(' ', run_id, sum(row_count)) AS seen FROM backfill_unit GROUP BY run_id ORDER BY run_id DESC LIMIT 1`,
  phase: `SELECT concat_ws(' ', id, phase) AS seen FROM backfill_run ORDER BY id DESC LIMIT 1`,
  transfer: `SELECT count(*)::text AS seen FROM proposal WHERE state IN ('executing', 'unknown', 'executed')`,
}

async function see(moment: keyof typeof SEEN): Promise<string> {
  const [row] = await rows<{ seen: string }>(SEEN[moment])
  return row?.seen ?? ''
}

async function unfinished(): Promise<number> {
  const [row] = await rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM proposal WHERE state IN ('approved', 'executing', 'unknown')`,
  )
  return row?.count ?? 0
}

/** The proposal named on each transfer that we made, once per transfer. */
async function proposalsPaidAtStripe(): Promise<string[]> {
  const transfers = await fetchAll(callerFor(entity, entity.stripeAccount), 'transfers')
  return transfers
    .flatMap(({ wire: { metadata } }) => (isWire(metadata) ? [metadata.tieout_proposal] : []))
    .filter((id) => typeof id === 'string')
    .toSorted()
}

async function proposalsExecuted(): Promise<string[]> {
  const executed = await rows<{ id: string }>(
    `SELECT id FROM proposal WHERE kind = 'transfer.create' AND state = 'executed'`,
  )
  return executed.map(({ id }) => id).toSorted()
}

const rows = <R>(sql: string) => read(SYSTEM(entity), (tx) => tx.sql<R>(sql))
