import { expect, test } from 'vitest'
import { inTransaction } from '#lib/platform/db.ts'
import { confirmMatch, declineMatch, undoDecision } from './decide-match.ts'
import { forceMatch } from './force-match.ts'
import { AT, liveMatches, payout, person, run, statement, states, theEntity, theRows } from './testing.ts'

const actor = () => person('per_op')
const by = (matchId: string) => ({ actor: actor(), matchId, reason: 'not the same', at: AT })
const only = async (state: string) => {
  const [row] = await theRows().query<{ id: string }>(
    `SELECT id::text FROM match WHERE entity_id = $1 AND state = $2`,
    [theEntity().id, state],
  )
  return row?.id ?? ''
}
const bankBalance = async () => {
  const [row] = await theRows().query<{ sum: string }>(
    `SELECT coalesce(sum(balance_minor), 0)::text AS sum FROM ledger_account WHERE entity_id = $1 AND code = 'bank'`,
    [theEntity().id],
  )
  return row?.sum
}

test('a match that is taken apart stays apart, also by its name, until that is undone; the books follow each time', async () => {
  await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
  await statement([{ minor: 5_000, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
  await run()
  expect(await bankBalance()).toBe('5000')
  const id = await only('live')

  await inTransaction(actor().scope, (tx) => declineMatch(tx, by(id)))
  await run()
  expect(await liveMatches()).toEqual([])
  expect(await states()).toEqual({ po_1: 'missing', 'line 5000': 'missing' })
  expect(await bankBalance()).toBe('0')

  await inTransaction(actor().scope, (tx) => undoDecision(tx, by(id)))
  await run()
  expect(await liveMatches()).toMatchObject([{ expected: 'po_1', observed: '5000' }])
  expect(await bankBalance()).toBe('5000')
  await expect(inTransaction(actor().scope, (tx) => undoDecision(tx, by(id)))).rejects.toMatchObject({
    code: 'matching.nothing_to_undo',
  })
})

test('what resembles is offered, taken when confirmed, and never offered again when declined', async () => {
  await payout({ id: 'po_1', minor: 100_000, on: '2026-11-02' })
  await statement([{ minor: 100_000, on: '2026-11-09', text: 'STRIPE PAYOUT' }])
  await run()
  const offer = await only('suggested')
  await inTransaction(actor().scope, (tx) => confirmMatch(tx, by(offer)))
  expect(await states()).toEqual({ po_1: 'matched_manual', 'line 100000': 'matched_manual' })
  await inTransaction(actor().scope, (tx) => undoDecision(tx, by(offer)))
  await run()
  const again = await only('suggested')
  await inTransaction(actor().scope, (tx) => declineMatch(tx, by(again)))
  await run()
  expect(await only('suggested')).toBe('')
  expect(await liveMatches()).toEqual([])
})

test('items are forced together with their difference, and no item twice', async () => {
  await payout({ id: 'po_1', minor: 100_000, on: '2026-11-02' })
  await payout({ id: 'po_2', minor: 900_000, on: '2026-10-02' })
  await statement([{ minor: 60_000, on: '2026-11-09', text: 'STRIPE' }])
  await run()
  const [line] = await theRows().query<{ object_id: string }>(
    `SELECT object_id FROM match_item WHERE entity_id = $1 AND side = 'observed'`,
    [theEntity().id],
  )
  const force = (expected: string) =>
    inTransaction(actor().scope, (tx) =>
      forceMatch(tx, {
        actor: actor(),
        domain: 'bank',
        expected: [expected],
        observed: [line?.object_id ?? ''],
        reason: 'the bank says so',
        at: AT,
      }),
    )
  await expect(force('po_9')).rejects.toMatchObject({ code: 'matching.not_together' })
  await force('po_1')
  expect(await states()).toMatchObject({ po_1: 'matched_forced', 'line 60000': 'matched_forced' })
  await expect(force('po_1')).rejects.toMatchObject({ code: 'matching.items_taken' })
})

test('of two people who decide at once, the second is told', async () => {
  await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
  await statement([{ minor: 5_000, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
  await run()
  const id = await only('live')
  const both = await Promise.allSettled(
    [1, 2].map(() => inTransaction(actor().scope, (tx) => declineMatch(tx, by(id)))),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('sums that were taken apart and restored can be confirmed, and stay', async () => {
  await payout({ id: 'po_1', minor: 100_800, on: '2026-11-02', trace: 'TRACE00000A' })
  await payout({ id: 'po_2', minor: 50_300, on: '2026-11-02', trace: 'TRACE00000B' })
  await statement([{ minor: 151_100, on: '2026-11-02', text: 'STRIPE PAYOUT' }])
  await run()
  const id = await only('live')
  await inTransaction(actor().scope, (tx) => declineMatch(tx, by(id)))
  await inTransaction(actor().scope, (tx) => undoDecision(tx, by(id)))
  await run()
  expect(await liveMatches()).toMatchObject([{ rule: 'subset', expected: 'po_1+po_2' }])
  expect(await only('live')).toBe(id)
  await inTransaction(actor().scope, (tx) => confirmMatch(tx, by(id)))
  await run()
  expect(await states()).toEqual({
    po_1: 'matched_manual',
    po_2: 'matched_manual',
    'line 151100': 'matched_manual',
  })
})
