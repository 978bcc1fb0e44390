import { afterAll, beforeAll, expect, test } from 'vitest'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { settleSource } from '#lib/settlements/settle.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { sweepAll } from './handlers.ts'
import { loadFirstData } from './load.ts'

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

type Paid = { id: string; charge: string; kind: 'invoice' | 'charge'; source: string; transferred: string }
type Left = { carry: string; owed: string; reason: string }

const ask = <R>(sql: string, values: unknown[] = []) => read(SYSTEM(entity), (tx) => tx.sql<R>(sql, values))

test('a sale refunded at Stripe after its seller was paid out is carried, not reversed', async () => {
  const [paid] = await ask<Paid>(
    `SELECT s.id, s.charge_id AS charge, s.source_kind AS kind, s.source_id AS source, h.transferred_minor::text AS transferred
       FROM settlement s JOIN settlement_share h ON h.settlement_id = s.id JOIN seller x ON x.id = h.seller_id
       JOIN ledger_account a ON a.book = 'seller:' || x.stripe_account AND a.code = 'stripe_balance' AND a.currency = s.currency
      WHERE h.state = 'adopted' AND s.pattern = 'separate' AND s.refunded_minor = 0 AND a.balance_minor = 0
      ORDER BY s.collected_at DESC LIMIT 1`,
  )
  if (paid === undefined) throw new Error('every seller still holds what it was paid')
  const refunding = await fetch(`${sandbox.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.STRIPE_SECRET_KEY}` },
    body: new URLSearchParams({ charge: paid.charge }),
  })
  expect(refunding.status).toBe(200)

  await sweepAll(entity)
  const source = { kind: paid.kind, id: paid.source }
  await inTransaction(SYSTEM(entity), (tx) => settleSource(tx, { entity, source, at: clock.now() }))

  expect(
    await ask<Left>(
      `SELECT carry_minor::text AS carry, owed_minor::text AS owed, reason FROM settlement_share WHERE settlement_id = $1`,
      [paid.id],
    ),
  ).toEqual([{ carry: paid.transferred, owed: '0', reason: expect.stringContaining('it is carried') }])
  expect(await ask('SELECT id FROM proposal WHERE subject_id = $1', [paid.id])).toEqual([])
})
