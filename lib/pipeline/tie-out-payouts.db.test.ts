import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { openRun } from '#lib/events/backfill/run-state.ts'
import { workInbox } from '#lib/events/work.ts'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { payoutInWords } from '#lib/payouts/explain-words.ts'
import { getPayout } from '#lib/payouts/get-payout.ts'
import { listPayouts } from '#lib/payouts/list-payouts.ts'
import { listPayoutLines } from '#lib/payouts/payout-lines.ts'
import { payoutTimeline } from '#lib/payouts/payout-timeline.ts'
import { ringPayoutTimers } from '#lib/payouts/payout-timers.ts'
import { proposeThreshold } from '#lib/payouts/propose-threshold.ts'
import { sumPayouts } from '#lib/payouts/total-payouts.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { testDatabase } from '#lib/platform/testing/database.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { workBackfill } from './backfill.ts'
import { dispatchFor } from './dispatch.ts'
import { executorsFor } from './executors.ts'
import { sweepAll } from './handlers.ts'
import { beginFirstLoad } from './load.ts'
import { reconcile } from './reconcile-command.ts'
import { checkReports } from './report-check.ts'
import { control, personOf } from './testing-payouts.ts'
import { tieOutPayouts } from './tie-out-payouts.ts'

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
  while ((await openRun(entity)) !== null) await workBackfill({ entity, shouldStop: () => false })
})

afterAll(async () => {
  await superuser.end()
  await closeDatabase()
  await sandbox.close()
})

type Found = {
  account: string
  id: string
  mode: string
  state: string
  payout: bigint
  remainder: bigint
  expected: bigint | null
  reason: string
  due: boolean
}
const tieOuts = (where: string) =>
  read(SYSTEM(entity), (tx) =>
    tx.sql<Found>(
      `SELECT account, payout_id AS id, mode, state, payout_minor AS payout, remainder_minor AS remainder, expected_minor AS expected,
              reason, is_due AS due FROM payout_tie_out WHERE ${where} ORDER BY created_at, payout_id`,
    ),
  )

describe('once the past was read', () => {
  test('every payout is tied out: itemised ones to the cent, those by hand by the balance', async () => {
    const all = await tieOuts('true')
    expect(all.filter(({ due, remainder }) => due || remainder !== 0n)).toEqual([])
    const [row] = (await superuser.query('SELECT count(*)::int AS payouts FROM payout')).rows
    expect(all).toHaveLength(row.payouts)
    const itemised = all.filter(({ mode, state }) => mode === 'breakdown' && state !== 'waiting')
    expect(itemised.length).toBeGreaterThan(50)
    expect(itemised.filter(({ payout, expected }) => payout !== expected)).toEqual([])
    expect(new Set(all.filter(({ mode }) => mode === 'balance').map(({ state }) => state))).toEqual(new Set(['tied']))
  })

  test('each line knows its payout, and the sums are those of the mirror', async () => {
    const { rows } = await superuser.query(
      `SELECT t.payout_id FROM payout_tie_out t LEFT JOIN balance_transaction b ON b.account = t.account AND b.payout_id = t.payout_id
          AND b.source_id <> t.payout_id WHERE t.mode = 'breakdown' AND t.state <> 'waiting'
        GROUP BY t.account, t.payout_id, t.net_minor, t.line_count
       HAVING sum(b.net_minor) <> t.net_minor OR count(b.id) <> t.line_count`,
    )
    expect(rows).toEqual([])
  })
})

describe('what people see of them', () => {
  const scope = () => ({ platform: entity.stripeAccount, at: clock.now() })
  const list = (query: object) => read(SYSTEM(entity), (tx) => listPayouts(tx, { limit: 50, ...query }, scope()))

  test('the list pages both ways, and its totals are those of the filter', async () => {
    const first = await list({ limit: 3 })
    const second = await list({ limit: 3, after: first.nextCursor })
    expect((await list({ limit: 3, before: second.previousCursor })).rows).toEqual(first.rows)
    const sums = (filter: object) => read(SYSTEM(entity), (tx) => sumPayouts(tx, filter, scope()))
    const [all, ours] = [await sums({}), await sums({ side: 'platform' })]
    const payouts = await tieOuts('true')
    expect(Object.values(all.states).reduce((sum, count) => sum + count, 0)).toBe(payouts.length)
    expect(ours.totals.reduce((sum, { count }) => sum + count, 0)).toBe(
      payouts.filter(({ account }) => account === entity.stripeAccount).length,
    )
    const waiting = await sums({ attention: 'unreconciled', state: 'waiting' })
    expect(waiting.totals.reduce((sum, { count }) => sum + count, 0)).toBe(waiting.attentions.unreconciled)
  })

  test('a payout is found by its id, its trace id, its amount and its seller', async () => {
    const paid = (await list({ side: 'seller', state: 'tied' })).rows.find(({ traceId }) => traceId !== '')
    if (paid === undefined) throw new Error('no seller was paid out')
    for (const q of [paid.id, paid.traceId, plainDecimal(paid.amount), paid.owner.slice(1, 5).toUpperCase()]) {
      expect((await list({ q, account: paid.account })).rows.map(({ id }) => id)).toContain(paid.id)
    }
    expect((await list({ q: 'nobody at all' })).rows).toEqual([])
  })

  test('a seller’s line leads back over its transfer to the buyer’s charge, its settlement and the journal', async () => {
    const platform = entity.stripeAccount
    const { rows } = await superuser.query(
      `SELECT b.account, b.payout_id, c.source_transfer_id, t.source_transaction_id, b.id FROM balance_transaction b
         JOIN charge c ON c.account = b.account AND c.id = b.source_id AND c.source_transfer_id <> ''
         JOIN transfer t ON t.id = c.source_transfer_id WHERE b.payout_id <> '' AND t.source_transaction_id <> '' LIMIT 1`,
    )
    const [known] = rows
    const found = await read(SYSTEM(entity), (tx) =>
      listPayoutLines(tx, { account: known.account, payoutId: known.payout_id }, { query: { limit: 500 }, platform }),
    )
    expect(found.lines.find(({ id }) => id === known.id)).toMatchObject({
      category: 'charge',
      transferId: known.source_transfer_id,
      chargeId: known.source_transaction_id,
      settlementId: expect.stringMatching(/^stl_/),
      entryId: expect.stringMatching(/^\d+$/),
    })
  })

  test('a page tells what a payout is made of, and that a seller’s bank is not seen', async () => {
    const [paid] = (await list({ side: 'seller', state: 'tied' })).rows
    const payout = await read(SYSTEM(entity), (tx) =>
      getPayout(tx, { account: paid?.account ?? '', payoutId: paid?.id ?? '' }, entity.stripeAccount),
    )
    if (payout === null) throw new Error('it is not found')
    const words = payoutInWords(payout, clock.now().toISOString()).join(' ')
    expect(words).toContain(`to ${paid?.owner}’s bank`)
    expect(words).toMatch(payout.status === 'paid' ? /Sent, not confirmed/ : /should arrive/)
    const moments = await read(SYSTEM(entity), (tx) => payoutTimeline(tx, payout))
    expect(moments.map(({ id }) => id)).toEqual(expect.arrayContaining(['checked', 'listed']))
  })
})

describe('afterwards', () => {
  test('a payout that comes back after it was paid reopens, until the books have the money again', async () => {
    const [paid] = await tieOuts(`mode = 'breakdown' AND state = 'tied' AND account <> '${entity.stripeAccount}'`)
    if (paid === undefined) throw new Error('no seller was paid out')
    await control(sandbox, 'payout_failures', { payout: paid.id, code: 'account_closed' })
    await sweepAll(entity)
    while ((await workInbox({ entity, at: clock.now(), dispatch: dispatchFor(entity) })) > 0);
    await tieOutPayouts({ entity })
    expect(await tieOuts(`payout_id = '${paid.id}'`)).toMatchObject([{ state: 'failed', due: true }])

    await postQueued({ entity, at: clock.now(), retryWaiting: true })
    await tieOutPayouts({ entity })
    const [failed] = await tieOuts(`payout_id = '${paid.id}'`)
    expect(failed).toMatchObject({ state: 'failed', due: false })
    const told = await superuser.query(`SELECT kind, summary, state FROM proposal WHERE subject_id = $1`, [
      `${paid.account}/${paid.id}`,
    ])
    expect(told.rows).toMatchObject([{ kind: 'message.send', summary: expect.stringMatching(/came back$/) }])
    const tickets = await superuser.query(`SELECT code, state FROM ticket WHERE subject_id = $1`, [
      `${paid.account}/${paid.id}`,
    ])
    expect(tickets.rows).toEqual([{ code: 'payout_failed', state: 'open' }])
    await superuser.query(
      `UPDATE balance_transaction SET payout_id = (SELECT t.payout_id FROM payout_tie_out t WHERE t.account = $1 AND t.state = 'tied'
          AND t.payout_status = 'paid' LIMIT 1) WHERE source_id = $2 AND type = 'payout_failure'`,
      [paid.account, paid.id],
    )
    await ring()
    const closed = await superuser.query(`SELECT state FROM ticket WHERE subject_id = $1`, [
      `${paid.account}/${paid.id}`,
    ])
    expect(closed.rows).toEqual([{ state: 'resolved' }])
    await superuser.query(
      `UPDATE balance_transaction SET payout_id = '' WHERE source_id = $1 AND type = 'payout_failure'`,
      [paid.id],
    )
    expect(failed?.reason).toMatch(
      /^The bank sent it back \(account closed\). The money is back .* our books have it\.$/,
    )
  })

  test('a payout past its arrival, or never itemised, is somebody’s work until it moves on', async () => {
    const [late, odd] = await tieOuts(`mode = 'breakdown' AND state = 'tied' AND payout_status = 'paid'`)
    if (late === undefined || odd === undefined) throw new Error('too few payouts')
    const tickets = async () =>
      (
        await superuser.query(
          `SELECT code FROM ticket WHERE subject_id LIKE '%/po_%' AND state <> 'resolved' ORDER BY code`,
        )
      ).rows
    const before = await tickets()
    await superuser.query(`UPDATE payout_tie_out SET payout_status = 'in_transit' WHERE payout_id = $1`, [late.id])
    await superuser.query(`UPDATE payout_tie_out SET state = 'waiting' WHERE payout_id = $1`, [odd.id])
    await ring()
    expect(await tickets()).toEqual([...before, { code: 'payout_late' }, { code: 'payout_not_itemised' }])
    await superuser.query('UPDATE payout_tie_out SET is_due = true WHERE payout_id = ANY($1)', [[late.id, odd.id]])
    await tieOutPayouts({ entity })
    await ring()
    expect(await tickets()).toEqual(before)
  })

  test('asked for again, nothing changes, and the exit code says how they stand', async () => {
    const [one] = await tieOuts(`mode = 'breakdown' AND state = 'tied'`)
    const again = await reconcile({ payout: one?.id, onProgress: () => {} })
    expect(again).toMatchObject({
      exitCode: 0,
      report: { count: 1, states: { tied: 1 }, payouts: [{ lines: expect.any(Number) }] },
    })
    const all = await reconcile({ onProgress: () => {} })
    expect(all.exitCode).toBe(1)
    expect(all.report.variances.map(({ state }) => state)).toContain('open')
    await superuser.query(`UPDATE variance SET state = 'explained', resolved_at = now() WHERE state = 'open'`)
    expect((await reconcile({ onProgress: () => {} })).exitCode).toBe(0)
    expect(all.report.payouts.map(({ state }) => state)).toEqual(all.report.payouts.map(() => 'waiting'))
    await expect(reconcile({ payout: 'po_nobody', onProgress: () => {} })).rejects.toThrow(
      'There is no payout po_nobody.',
    )
  })

  test('a threshold is changed through the gate alone, and flags what is off by more', async () => {
    const [one] = await tieOuts(`mode = 'breakdown' AND state = 'tied' AND currency = 'USD'`)
    if (one === undefined) throw new Error('too few payouts')
    await superuser.query(
      'UPDATE payout_tie_out SET expected_minor = payout_minor - 150, is_over = true WHERE payout_id = $1',
      [one.id],
    )
    const flagged = () => tieOuts('is_over')
    expect(await flagged()).toHaveLength(1)
    const ask = () =>
      inTransaction(person('per_olu').scope, (tx) =>
        proposeThreshold(tx, {
          actor: person('per_olu'),
          currency: 'USD',
          absoluteMinor: 200n,
          perMille: 0,
          reason: 'Cents are not worth it.',
          at: clock.now(),
        }),
      )
    const { proposalId } = await ask()
    expect(await flagged()).toHaveLength(1)
    const asked = await superuser.query('SELECT arguments_hash AS hash FROM proposal WHERE id = $1', [proposalId])
    const at = clock.now()
    await approve({ actor: person('per_priya'), proposalId, argumentsHash: asked.rows[0].hash, comment: '', at })
    await executeProposal({ entity, proposalId, at, executors: executorsFor(entity) })
    expect(await flagged()).toEqual([])
    await expect(ask()).rejects.toThrow('already in force')
    await superuser.query('UPDATE payout_tie_out SET is_due = true WHERE payout_id = $1', [one.id])
    await tieOutPayouts({ entity })
  })

  test('Stripe’s own itemised reports say the same, and what is another amount here is named', async () => {
    const [one] = await tieOuts(
      `mode = 'breakdown' AND state = 'tied' AND arrival_at BETWEEN '2026-10-12' AND '2026-10-28'`,
    )
    const check = async () => {
      const checking = checkReports({ at: clock.now(), onProgress: () => {}, lookEveryMs: 100 })
      const ticking = setInterval(() => void control(sandbox, 'clock', { advance_seconds: 40 }), 50)
      return checking.finally(() => clearInterval(ticking))
    }
    expect(await check()).toMatchObject({ exitCode: 0, report: { differing: [] } })
    await superuser.query('UPDATE payout_tie_out SET line_count = line_count + 1 WHERE payout_id = $1', [one?.id])
    const found = await check()
    expect(found.exitCode).toBe(1)
    expect(found.report.differing).toMatchObject([{ payoutId: one?.id }])
    await superuser.query('UPDATE payout_tie_out SET line_count = line_count - 1 WHERE payout_id = $1', [one?.id])
  })

  test('a line that is missing, or another amount, is never tied', async () => {
    const [one, other] = await tieOuts(`mode = 'breakdown' AND state = 'tied' AND line_count > 1`)
    if (one === undefined || other === undefined) throw new Error('too few payouts')
    await superuser.query(`UPDATE payout_listing SET line_count = line_count + 1 WHERE payout_id = $1`, [one.id])
    await superuser.query(`UPDATE payout SET amount_minor = amount_minor - 250 WHERE id = $1`, [other.id])
    await superuser.query('UPDATE payout_tie_out SET is_due = true WHERE payout_id = ANY($1)', [[one.id, other.id]])
    await tieOutPayouts({ entity })
    expect(await tieOuts(`payout_id = '${one.id}'`)).toMatchObject([{ state: 'waiting', remainder: 0n }])
    expect(await tieOuts(`payout_id = '${other.id}'`)).toMatchObject([{ state: 'differs', remainder: 250n }])
  })
})

const person = (personId: string) => personOf(entity, personId)
const ring = () => inTransaction(SYSTEM(entity), (tx) => ringPayoutTimers(tx, clock.now()))
