import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { reconcile } from '#lib/reconciliation/reconcile.ts'
import { proposeResolution } from '#lib/reconciliation/variances/propose-resolution.ts'
import { explainVariances } from '#lib/reconciliation/variances/work-variance.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { loadFirstData } from './load.ts'

let sandbox: Sandbox
let entity: Entity
let rows: Rows

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 1, end: '2026-11-20', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  await loadFirstData({ onProgress: () => {} })
  entity = await currentEntity()
  await reconcile(entity)
  rows = await openRows()
}, 120_000)

afterAll(async () => {
  await rows.close()
  await sandbox.close()
  await closeDatabase()
})

type Found = { id: string; class: string; subject: string; about: string; minor: string; currency: string }
const open = () =>
  rows.query<Found>(
    `SELECT v.id, v.class, v.subject_id AS subject, abs(v.amount_minor)::text AS minor, v.currency::text AS currency,
            concat_ws(' ', v.subject_id, v.evidence::text, s.order_id, s.charge_id) AS about
       FROM variance v LEFT JOIN settlement s ON s.id = v.subject_id WHERE v.state IN ('open', 'in_progress') ORDER BY v.id`,
  )
type Planted = { kind: string; class: string; ids: Record<string, string>; amount: number; currency: string }
async function planted(): Promise<Planted[]> {
  const { planted: all } = (await (await fetch(`${sandbox.url}/_sandbox/truth`)).json()) as { planted: Planted[] }
  return all.filter(({ kind }) => kind === 'discrepancy')
}
const operator = (): Actor => ({
  personId: 'per_op',
  email: 'op@example.test',
  name: 'Op',
  roles: ['operator'],
  sellerId: null,
  entity,
  scope: { entityId: entity.id, livemode: false, actor: 'per_op' },
  requestId: 'req_op',
})

test('every planted discrepancy is found with its class and amount, and nothing else is', async () => {
  const found = await open()
  const missed: string[] = []
  for (const { class: name, ids, amount, currency } of await planted()) {
    const { seller: _, payment_intent: __, ...own } = ids
    const index = found.findIndex(
      (one) => one.class === name && Object.values(own).some((id) => one.about.includes(id)),
    )
    const [hit] = index === -1 ? [] : found.splice(index, 1)
    const wanted = `${name} ${Math.abs(amount)} ${currency.toUpperCase()}`
    if (hit === undefined || `${hit.class} ${hit.minor} ${hit.currency}` !== wanted)
      missed.push(`${wanted} ${JSON.stringify(ids)}`)
  }
  expect(missed).toEqual([])
  expect(found.map(({ class: name, subject }) => `${name} ${subject}`)).toEqual([])
})

test('a second look changes nothing, and each variance has one ticket', async () => {
  const before = await open()
  await reconcile(entity)
  expect(await open()).toEqual(before)
  const [tickets] = await rows.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ticket WHERE subject_kind = 'variance' AND state <> 'resolved'`,
  )
  expect(tickets?.count).toBe(before.length)
})

test('a correction goes before the gate once, whoever asks at the same time', async () => {
  const missing = (await open()).find((one) => one.class === 'missing_transfer')
  const ask = () =>
    inTransaction(operator().scope, (tx) =>
      proposeResolution(
        tx,
        { varianceId: missing?.id ?? '', reason: 'it was never paid' },
        { actor: operator(), at: clock.now() },
      ),
    )
  const outcomes = await Promise.allSettled([ask(), ask()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [proposal] = await rows.query<{ kind: string; state: string; proposed_by: string; minor: string }>(
    `SELECT p.kind, p.state, p.proposed_by, p.amount_minor::text AS minor FROM proposal p JOIN variance v ON v.proposal_id = p.id`,
  )
  expect(proposal).toEqual({
    kind: 'transfer.create',
    state: 'needs_approval',
    proposed_by: 'per_op',
    minor: missing?.minor,
  })

  const twice = (await open()).find((one) => one.class === 'duplicate_transfer')
  await inTransaction(operator().scope, (tx) =>
    proposeResolution(
      tx,
      { varianceId: twice?.id ?? '', reason: 'paid twice' },
      { actor: operator(), at: clock.now() },
    ),
  )
  const reversals = await rows.query<{ minor: string }>(
    `SELECT amount_minor::text AS minor FROM proposal WHERE kind = 'transfer.reverse'`,
  )
  expect(reversals).toEqual([{ minor: twice?.minor }])
})

test('what was explained stays explained until its amount changes', async () => {
  const mismatch = (await open()).find((one) => one.class === 'seller_record_mismatch')
  await inTransaction(operator().scope, (tx) =>
    explainVariances(tx, [mismatch?.id ?? ''], 'the record is wrong', { actor: operator(), at: clock.now() }),
  )
  await reconcile(entity)
  expect((await open()).some(({ id }) => id === mismatch?.id)).toBe(false)
  await rows.query(`UPDATE variance SET amount_minor = amount_minor + 1 WHERE id = $1`, [mismatch?.id])
  await reconcile(entity)
  expect((await open()).some(({ id }) => id === mismatch?.id)).toBe(true)
})
