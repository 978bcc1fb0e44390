import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import { sweepAccount } from '#lib/events/sweep.ts'
import { deliver, entityOf } from '#lib/events/testing.ts'
import { workInbox } from '#lib/events/work.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { testDatabase } from '#lib/platform/testing/database.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchAll } from '#lib/providers/stripe/fetch.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { loadDemoTerms } from './demo-terms.ts'
import { dispatchFor } from './dispatch.ts'
import { handlersFor } from './handlers.ts'
import { accountsOf } from './stripe-snapshots.ts'

let sandbox: Sandbox
let entity: Entity
let superuser: pg.Client
/** Every account's balance after reading Stripe's lists alone, without one event. */
let swept: string[]

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 7, end: '2026-11-20', frozen: true })
  entity = await entityOf(sandbox)
  superuser = new pg.Client({ connectionString: testDatabase().superUrl })
  await superuser.connect()
  await startOver()
  await sweepEverything()
  swept = await balances()
})

afterAll(async () => {
  await superuser.end()
  await sandbox.close()
  await closeDatabase()
})

describe('the same history', () => {
  test('delivered twice, shuffled, to two workers, with a fifth lost and then swept, ends in the same balances', async () => {
    await startOver()
    await deliverTheHistory(3)
    await sweepEverything()

    expect(swept.length).toBeGreaterThan(10)
    expect(await balances()).toEqual(swept)
    expect(await storedTwice()).toBe(0)
  })

  test('would be stored twice without the inbox’s key: this test can fail', async () => {
    await startOver()
    await without('stripe_event_pkey', async () => {
      await deliver(...(await twiceShuffled(4)))
      expect(await storedTwice()).toBeGreaterThan(100)
    })
  })

  test('does not end in the same balances without the settlement’s key: it is needed', async () => {
    await startOver()
    await without('settlement_entity_id_livemode_source_kind_source_id_key', async () => {
      const ended = await deliverTheHistory(3)
        .then(sweepEverything)
        .then(balances, () => ['refused'])
      expect(ended).not.toEqual(swept)
    })
  })
})

/** Takes a uniqueness guard away, plays, starts over and puts it back. */
async function without(key: string, play: () => Promise<void>): Promise<void> {
  const { rows } = await superuser.query<{ table: string; definition: string; constraint: string | null }>(
    `SELECT i.indrelid::regclass::text AS table, pg_get_indexdef(i.indexrelid) AS definition, c.conname AS constraint
       FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')
      WHERE i.indexrelid = $1::regclass AND i.indisunique`,
    [key],
  )
  const [guard] = rows
  if (guard === undefined) throw new Error(`${key} is no uniqueness guard`)
  await superuser.query(
    guard.constraint === null ? `DROP INDEX ${key}` : `ALTER TABLE ${guard.table} DROP CONSTRAINT ${key}`,
  )
  const logged = vi.spyOn(log, 'error').mockReturnValue(undefined)
  try {
    await play()
  } finally {
    logged.mockRestore()
    await startOver()
    await superuser.query(guard.definition)
    if (guard.constraint !== null) {
      await superuser.query(`ALTER TABLE ${guard.table} ADD CONSTRAINT ${key} PRIMARY KEY USING INDEX ${key}`)
    }
  }
}

async function deliverTheHistory(seed: number): Promise<void> {
  const texts = await twiceShuffled(seed)
  const kept = texts.filter((_, index) => index % 5 !== 0)
  expect(new Set(await deliver(...kept))).toEqual(new Set([200]))
  await Promise.all([workToTheEnd(), workToTheEnd()])
}

async function twiceShuffled(seed: number): Promise<string[]> {
  const texts: string[] = []
  for (const account of await accountsOf(entity)) {
    const events = await fetchAll(callerFor(entity, account), 'events')
    texts.push(...events.map(({ wire }) => JSON.stringify(wire)))
  }
  return shuffled([...texts, ...texts], seed)
}

async function workToTheEnd(): Promise<void> {
  const dispatch = dispatchFor(entity)
  while ((await workInbox({ entity, at: clock.now(), dispatch })) > 0);
}

/** Sellers and their contracts, and nothing else: as on the morning before the first event. */
async function startOver(): Promise<void> {
  await superuser.query(`SET session_replication_role = replica`)
  const { rows } = await superuser.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND relname NOT IN ('entity', '_prisma_migrations')`,
  )
  await superuser.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}, pgboss.job CASCADE`)
  await superuser.query(`SET session_replication_role = origin`)
  const at = clock.now()
  await sweepAccount({ entity, account: entity.stripeAccount, kinds: ['account'], at, dispatch: dispatchFor(entity) })
  await loadDemoTerms(entity, at)
}

async function sweepEverything(): Promise<void> {
  const dispatch = dispatchFor(entity)
  for (const account of await accountsOf(entity)) await sweepAccount({ entity, account, at: clock.now(), dispatch })
  await workTheQueues()
}

/** Does what the worker would do with the waiting jobs, until none is left. */
async function workTheQueues(): Promise<void> {
  const handlers = handlersFor(entity.id, entity.livemode)
  for (;;) {
    const { rows } = await superuser.query<{ name: 'settle' | 'post-ledger'; data: Record<string, string> }>(
      `DELETE FROM pgboss.job WHERE name IN ('settle', 'post-ledger') RETURNING name, data`,
    )
    if (rows.length === 0) return
    await handlers['post-ledger']([{}])
    await handlers.settle(rows.filter(({ name }) => name === 'settle').map(({ data }) => data))
    await handlers['post-ledger']([{}])
  }
}

/** Every ledger account with its balance, named by what does not depend on the run: the seller's own account. */
async function balances(): Promise<string[]> {
  const { rows } = await superuser.query<{ line: string }>(
    `SELECT concat_ws(' ', a.book, a.code, coalesce(s.stripe_account, a.subject), a.currency, a.balance_minor) AS line
       FROM ledger_account a LEFT JOIN seller s ON s.id = a.subject WHERE a.balance_minor <> 0 ORDER BY 1`,
  )
  return rows.map(({ line }) => line)
}

async function storedTwice(): Promise<number> {
  const { rows } = await superuser.query<{ count: number }>(
    'SELECT (count(*) - count(DISTINCT (account, id)))::int AS count FROM stripe_event',
  )
  return rows[0]?.count ?? 0
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
