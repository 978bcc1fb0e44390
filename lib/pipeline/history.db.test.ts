import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, read, SYSTEM } from '#lib/platform/db.ts'
import { verify } from '#lib/reconciliation/verify.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { loadFirstData } from './load.ts'
import { stripeSnapshots } from './stripe-snapshots.ts'

let sandbox: Sandbox
let entity: Entity

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 7, end: '2026-11-01', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  await loadFirstData({ onProgress: () => {} })
  entity = await currentEntity()
})

afterAll(async () => {
  await closeDatabase()
  await sandbox.close()
})

const ask = <R>(sql: string, values: unknown[] = []) => read(SYSTEM(entity), (tx) => tx.sql<R>(sql, values))

describe('a marketplace that paid its sellers before', () => {
  test('is read without a transfer being made', async () => {
    const requests = (await (await fetch(`${sandbox.url}/_sandbox/requests?limit=5000`)).json()) as {
      requests: { method: string; path: string }[]
    }
    expect(requests.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/v1'))).toEqual([])
  })

  test('has every old transfer adopted, and nothing from before go-live is proposed', async () => {
    const [row] = await ask<{ transfers: bigint; adopted: bigint; old: bigint }>(
      `SELECT (SELECT count(*) FROM transfer) AS transfers,
              (SELECT count(*) FROM transfer_origin WHERE origin = 'adopted' AND object_id LIKE 'tr\\_%') AS adopted,
              (SELECT count(*) FROM proposal p JOIN settlement s ON s.id = p.subject_id WHERE s.before_go_live) AS old`,
    )
    expect(row?.transfers).toBeGreaterThan(50n)
    expect(row?.adopted).toBe(row?.transfers)
    expect(row?.old).toBe(0n)
  })

  test('has what was collected since waiting for its transfer, the large one for a person', async () => {
    const rows = await ask<{ summary: string; state: string }>(
      `SELECT summary, state FROM proposal WHERE amount_minor = 620000 AND currency = 'USD'`,
    )
    expect(rows).toEqual([
      {
        summary: expect.stringMatching(/^Transfer 6,200\.00 USD to Ridgeline Outfitters .*ORD-6200/),
        state: 'needs_approval',
      },
    ])
  })

  test('has a ticket with a next step for whatever cannot be paid as it is', async () => {
    const rows = await ask<{ code: string; action: string }>('SELECT code, action FROM ticket ORDER BY code')
    expect(rows.map(({ code }) => code.split(':')[0])).toEqual(['account_ready', 'commission_agreed', 'seller_named'])
    expect(rows.every(({ action }) => action.length > 20)).toBe(true)
  })

  test('ties out', async () => {
    const at = clock.now()
    const result = await verify({ entity, at, snapshots: await stripeSnapshots(entity, at) })
    expect(result.text).not.toMatch(/VIOLATED|not comparable/)
    expect(result.exitCode).toBe(0)
  })
})
