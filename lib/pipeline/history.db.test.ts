import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, read, SYSTEM } from '#lib/platform/db.ts'
import { GATED_POSTS, isPostTo, UNGATED_POSTS } from '#lib/providers/stripe/posts.ts'
import { verify } from '#lib/reconciliation/verify.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { handlersFor } from './handlers.ts'
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

type Asked = { readonly method: string; readonly path: string; readonly idempotency_key: string | null }

/** What Stripe was asked, by its own log. */
async function asked(): Promise<Asked[]> {
  const answer = await fetch(`${sandbox.url}/_sandbox/requests?limit=50000`)
  const { requests, total } = (await answer.json()) as { requests: Asked[]; total: number }
  expect(requests).toHaveLength(total)
  return requests
}

const isWriting = ({ method, path }: Asked) => method !== 'GET' && path.startsWith('/v1')

describe('a marketplace that paid its sellers before', () => {
  test('is read without a transfer being made', async () => {
    expect((await asked()).filter(isWriting)).toEqual([])
  })

  test('is read without a look at the sandbox’s answer key or switches', async () => {
    const controls = (await asked()).map(({ path }) => path).filter((path) => path.startsWith('/_sandbox'))
    expect(controls.filter((path) => /^\/_sandbox\/(truth|faults|reset)/.test(path))).toEqual([])
    expect(controls.length).toBeGreaterThan(0)
  })

  test('has every old transfer adopted, and nothing from before go-live is proposed', async () => {
    const [row] = await ask<{ transfers: bigint; adopted: bigint; old: bigint }>(
      `SELECT (SELECT count(*) FROM transfer t WHERE NOT EXISTS (SELECT FROM charge c WHERE c.transfer_id = t.id)) AS transfers,
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
    const codes = rows.map(({ code }) => code.split(':')[0])
    for (const expected of ['account_ready', 'commission_agreed', 'seller_named']) expect(codes).toContain(expected)
    expect(rows.every(({ action }) => action.length > 20)).toBe(true)
  })

  test('has sales of all three Connect patterns settled, and no application fee left over', async () => {
    const rows = await ask<{ pattern: string }>(
      `SELECT DISTINCT pattern FROM settlement WHERE state <> 'nothing_collected' ORDER BY pattern`,
    )
    expect(rows.map(({ pattern }) => pattern)).toEqual(['destination', 'direct', 'separate'])
    const left = await ask(
      `SELECT f.id FROM application_fee f WHERE NOT EXISTS (SELECT FROM settlement s
         WHERE s.source_kind = 'charge' AND s.source_id IN (f.charge_id, f.originating_charge_id))
          AND NOT EXISTS (SELECT FROM invoice_payment p JOIN charge c ON c.payment_intent_id = p.payment_intent_id
         WHERE c.id = f.originating_charge_id)`,
    )
    expect(left).toEqual([])
  })

  test('has what buyers abroad paid split as it reached the balance, and the rate of the day of a refund in gain or loss', async () => {
    const sold = await ask<{ settled: string; currency: string }>(
      `SELECT DISTINCT c.currency, b.currency AS settled FROM charge c JOIN balance_transaction b ON b.id = c.balance_transaction_id
        WHERE b.exchange_rate <> '' AND c.account = $1 AND c.source_transfer_id = ''`,
      [entity.stripeAccount],
    )
    expect(sold).toEqual([{ currency: 'GBP', settled: 'USD' }])
    const [row] = await ask<{ expected: bigint; booked: bigint; refunds: bigint }>(
      `SELECT (SELECT balance_minor FROM ledger_account WHERE book = 'platform' AND code = 'fx_gain_loss' AND currency = 'USD') AS booked,
              sum(round(b.amount_minor::numeric * r.amount_minor / c.amount_minor) + m.amount_minor)::bigint AS expected, count(*) AS refunds
         FROM refund r JOIN charge c ON c.id = r.charge_id JOIN balance_transaction b ON b.id = c.balance_transaction_id
         JOIN balance_transaction m ON m.id = r.balance_transaction_id
        WHERE r.account = $1 AND r.status = 'succeeded' AND m.exchange_rate <> ''`,
      [entity.stripeAccount],
    )
    expect(row?.refunds).toBeGreaterThan(1n)
    expect(row?.booked).toBe(-(row?.expected ?? 0n))
  })

  test('ties out', async () => {
    const at = clock.now()
    const result = await verify({ entity, at, snapshots: await stripeSnapshots(entity, at) })
    expect(result.text).not.toMatch(/VIOLATED|not comparable/)
    expect(result.exitCode).toBe(0)
  })

  test('is written to through the gate alone: every request carries the key of an execution, or is listed as needing none', async () => {
    const approved = await ask<{ proposalId: string }>(
      `SELECT id AS "proposalId" FROM proposal WHERE state = 'approved'`,
    )
    await handlersFor(entity.id, entity.livemode).execute(approved)

    const keys = await ask<{ key: string }>('SELECT idempotency_key AS key FROM execution')
    const written = (await asked()).filter(isWriting)
    expect(written.length).toBeGreaterThan(5)
    expect(written.filter((request) => !isUngated(request) && !isGated(request, keys))).toEqual([])
    expect(new Set(keys.map(({ key }) => key)).size).toBe(written.filter((request) => isGated(request, keys)).length)
  })
})

const below = (path: string) => path.replace('/v1/', '')
const isUngated = ({ method, path }: Asked) =>
  method === 'POST' && Object.keys(UNGATED_POSTS).some((known) => isPostTo(below(path), known))
const isGated = ({ method, path, idempotency_key }: Asked, keys: readonly { key: string }[]) =>
  method === 'POST' &&
  GATED_POSTS.some((known) => isPostTo(below(path), known)) &&
  keys.some(({ key }) => key === idempotency_key)
