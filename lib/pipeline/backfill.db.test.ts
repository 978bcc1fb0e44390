import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { getBackfill, listChecks, listUnits } from '#lib/events/backfill/get-backfill.ts'
import { openRun } from '#lib/events/backfill/run-state.ts'
import { startBackfill } from '#lib/events/backfill/start-backfill.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { testDatabase } from '#lib/platform/testing/database.ts'
import { verify } from '#lib/reconciliation/verify.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { workBackfill } from './backfill.ts'
import { beginFirstLoad } from './load.ts'
import { stripeSnapshots } from './stripe-snapshots.ts'

let sandbox: Sandbox
let entity: Entity
let superuser: pg.Client

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 3, end: '2026-11-01', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  superuser = new pg.Client({ connectionString: testDatabase().superUrl })
  await superuser.connect()
  await beginFirstLoad()
  entity = await currentEntity()
})

afterAll(async () => {
  await superuser.end()
  await closeDatabase()
  await sandbox.close()
})

const look = () => read(SYSTEM(entity), (tx) => getBackfill(tx))

/** A worker that is stopped after so many looks at whether it should, as if it were taken away. */
async function workFor(looks: number): Promise<void> {
  let left = looks
  await workBackfill({ entity, shouldStop: () => left-- <= 0 })
}

async function workToTheEnd(): Promise<void> {
  while ((await openRun(entity)) !== null) await workBackfill({ entity, shouldStop: () => false })
}

describe('the past of an account', () => {
  test('is read by two workers that are stopped again and again, and never goes back', async () => {
    const seen: number[] = []
    for (let turn = 1; turn <= 12; turn += 1) {
      await Promise.all([workFor(turn * 3), workFor(turn * 2)])
      seen.push((await look())?.percent ?? -1)
    }
    await Promise.all([workToTheEnd(), workToTheEnd()])

    expect(seen).toEqual(seen.toSorted((left, right) => left - right))
    const view = await look()
    expect(view).toMatchObject({ state: 'done', percent: 100 })
    expect(view?.note).toMatch(/^All \d+ lists agree with Stripe/)
  })

  test('has every list read once, to its end', async () => {
    const view = await look()
    const units = await read(SYSTEM(entity), (tx) => listUnits(tx, view?.id ?? ''))
    expect(units.length).toBeGreaterThan(20)
    expect(new Set(units.map(({ state }) => state))).toEqual(new Set(['done']))
    const stored = await superuser.query<{ kind: string; rows: number }>(
      `SELECT 'charge' AS kind, count(*)::int AS rows FROM charge UNION ALL SELECT 'balance_transaction', count(*)::int FROM balance_transaction`,
    )
    for (const { kind, rows } of stored.rows) {
      const read = units.filter((unit) => unit.kind === kind).reduce((sum, unit) => sum + unit.rows, 0)
      expect(read).toBe(rows)
    }
  })

  test('ties out with Stripe', async () => {
    const at = clock.now()
    const result = await verify({ entity, at, snapshots: await stripeSnapshots(entity, at) })
    expect(result.text).not.toMatch(/VIOLATED|not comparable/)
  })
})

describe('the self-check', () => {
  const again = async () => {
    await inRawTransaction(SYSTEM(entity), (tx) =>
      startBackfill(tx, {
        platform: entity.stripeAccount,
        kind: 'again',
        since: new Date('2026-10-25'),
        actor: SYSTEM_ACTOR,
        at: clock.now(),
      }),
    )
    await workToTheEnd()
    const view = await look()
    const checks = await read(SYSTEM(entity), (tx) => listChecks(tx, view?.id ?? ''))
    return { view, differing: checks.filter((row) => row.stripeCount !== row.ourCount || row.stripeSum !== row.ourSum) }
  }

  test('names what we hold and Stripe does not, by its day', async () => {
    await superuser.query(
      `INSERT INTO payment_intent SELECT (r).* FROM (SELECT jsonb_populate_record(x, '{"id":"pi_never"}') AS r FROM payment_intent x
         WHERE x.account = $1 AND x.created_at > '2026-10-26' ORDER BY x.id LIMIT 1) y`,
      [entity.stripeAccount],
    )
    const { view, differing } = await again()
    expect(view?.note).toMatch(/^1 of \d+ lists differ/)
    const day = differing.find((row) => row.day !== '')
    expect(day).toMatchObject({ kind: 'payment_intent', surplus: ['pi_never'] })
    expect((day?.ourCount ?? 0) - (day?.stripeCount ?? 0)).toBe(1)
    await superuser.query(`DELETE FROM payment_intent WHERE id = 'pi_never'`)
  })

  test('refuses a second reading while one is open', async () => {
    const start = () =>
      inRawTransaction(SYSTEM(entity), (tx) =>
        startBackfill(tx, {
          platform: entity.stripeAccount,
          kind: 'again',
          since: null,
          actor: SYSTEM_ACTOR,
          at: clock.now(),
        }),
      )
    await start()
    await expect(start()).rejects.toMatchObject({ code: 'backfill.under_way' })
    await superuser.query(`UPDATE backfill_run SET state = 'done' WHERE state = 'running'`)
  })
})
