import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { testDatabase } from '#lib/platform/testing/database.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchAll } from '#lib/providers/stripe/fetch.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { MIRROR_TABLES } from './mirror-tables.ts'
import { sweepAccount } from './sweep.ts'
import { deliver, entityOf, inbox } from './testing.ts'
import { workInbox } from './work.ts'

let sandbox: Sandbox
let entity: Entity
let superuser: pg.Client
/** What the mirror holds after reading every list of a history that events never spoke of. */
let truth: Record<string, string[]>

const noDispatch = async () => {}

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 7, end: '2026-11-20', frozen: true, discrepancies: false })
  entity = await entityOf(sandbox)
  superuser = new pg.Client({ connectionString: testDatabase().superUrl })
  await superuser.connect()
  await sweepEverything()
  truth = await mirrored()
  await empty()
})

afterEach(() => empty())

afterAll(async () => {
  await superuser.end()
  await sandbox.close()
  await closeDatabase()
})

test('events twice, shuffled, with two workers, leave the money that Stripe lists', async () => {
  const texts = await eventTexts()
  expect(texts.length).toBeGreaterThan(500)
  const codes = await deliver(...shuffled([...texts, ...texts], 1))
  expect(new Set(codes)).toEqual(new Set([200]))
  await Promise.all([workToTheEnd(), workToTheEnd()])

  expect((await inbox(entity)).filter(({ state }) => state !== 'mirrored' && state !== 'ignored')).toEqual([])
  const held = await mirrored()
  for (const kind of [
    'balance_transaction',
    'charge',
    'refund',
    'transfer',
    'transfer_reversal',
    'payout',
    'invoice',
  ]) {
    expect(told(held[kind]), kind).toEqual(told(truth[kind]))
  }
})

/** Stripe's events reach back thirty days: of what is older, none tells. */
function told(rows: readonly string[] = []): unknown[] {
  const since = new Date(clock.now().getTime() - 29 * 86_400_000)
  return rows.map((row) => JSON.parse(row)).filter(({ created_at }) => new Date(created_at) > since)
}

test('with a fifth of the events lost, a sweep leaves everything as Stripe lists it', async () => {
  const texts = (await eventTexts()).filter((_, index) => index % 5 !== 0)
  await deliver(...shuffled(texts, 2))
  await Promise.all([workToTheEnd(), workToTheEnd()])
  await sweepEverything()

  const held = await mirrored()
  for (const [kind, rows] of Object.entries(truth)) expect(held[kind], kind).toEqual(rows)
})

test('a sweep that stops half-way goes on where it stopped', async () => {
  let pages = 0
  const stopping = async () => {
    pages += 1
    if (pages === 4) throw new Error('the worker was stopped')
  }
  const sweep = { entity, account: entity.stripeAccount, at: clock.now() }
  await expect(sweepAccount({ ...sweep, dispatch: stopping })).rejects.toThrow('the worker was stopped')
  await sweepEverything()

  expect(await mirrored()).toEqual(truth)
})

test('every line of every paid invoice is there, of those longer than Stripe sends at once, too', async () => {
  await sweepEverything()
  const { rows } = await superuser.query<{ off: number; longest: number }>(
    `SELECT count(*) FILTER (WHERE l.total <> i.total_minor)::int AS off, max(l.lines)::int AS longest FROM invoice i
       JOIN (SELECT invoice_id, count(*) AS lines, sum(amount_minor - discount_minor + tax_minor) AS total
               FROM invoice_line GROUP BY invoice_id) l ON l.invoice_id = i.id WHERE i.status = 'paid'`,
  )
  expect(rows[0]?.off).toBe(0)
  expect(rows[0]?.longest).toBeGreaterThan(10)
})

test('a second sweep finds nothing that changed', async () => {
  await sweepEverything()
  const changes: unknown[] = []
  const dispatch = async (_: unknown, more: readonly unknown[]) => void changes.push(...more)
  await sweepAccount({ entity, account: entity.stripeAccount, at: new Date(clock.now().getTime() + 1_000), dispatch })

  expect(changes).toEqual([])
})

async function eventTexts(): Promise<string[]> {
  const accounts = (await fetchAll(callerFor(entity), 'accounts')).map(({ wire }) => String(wire.id))
  const texts: string[] = []
  for (const account of [entity.stripeAccount, ...accounts]) {
    const events = await fetchAll(callerFor(entity, account), 'events')
    texts.push(...events.map(({ wire }) => JSON.stringify(wire)))
  }
  return texts
}

async function sweepEverything(): Promise<void> {
  const at = clock.now()
  await sweepAccount({ entity, account: entity.stripeAccount, at, dispatch: noDispatch })
  const known = await superuser.query<{ id: string }>("SELECT id FROM mirror_object WHERE type = 'account' ORDER BY id")
  for (const { id } of known.rows) await sweepAccount({ entity, account: id, at, dispatch: noDispatch })
}

async function workToTheEnd(): Promise<void> {
  while ((await workInbox({ entity, at: clock.now(), dispatch: noDispatch })) > 0);
}

/** Everything the mirror says, less when it was said. */
async function mirrored(): Promise<Record<string, string[]>> {
  const kinds = Object.entries(MIRROR_TABLES)
  const dumps = kinds.map(async ([kind, { name }]) => {
    const { rows } = await superuser.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'as_of' - 'raw')::text AS row FROM ${name} t ORDER BY account, id`,
    )
    return [kind, rows.map(({ row }) => row)] as const
  })
  return Object.fromEntries(await Promise.all(dumps))
}

async function empty(): Promise<void> {
  const names = Object.values(MIRROR_TABLES).map(({ name }) => name)
  await superuser.query(`TRUNCATE ${[...names, 'stripe_event', 'sweep_cursor'].join(', ')}`)
}

/** The same order for the same seed. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const mixed = [...items]
  let state = seed
  for (let index = mixed.length - 1; index > 0; index -= 1) {
    state = (state * 48_271) % 2_147_483_647
    const other = state % (index + 1)
    ;[mixed[index], mixed[other]] = [mixed[other] as T, mixed[index] as T]
  }
  return mixed
}
