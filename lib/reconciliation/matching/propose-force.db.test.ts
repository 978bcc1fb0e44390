import { expect, test } from 'vitest'
import { inTransaction } from '#lib/platform/db.ts'
import { runVariances } from '../variances/run-variances.ts'
import { undoDecision } from './decide-match.ts'
import { forceMatch } from './force-match.ts'
import { forceExecutor } from './propose-force.ts'
import {
  AT,
  agreeTo,
  liveMatches,
  newLiveEntity,
  payout,
  person,
  proposalOf,
  run,
  statement,
  states,
  theEntity,
  theRows,
} from './testing.ts'

const olu = () => person('per_olu')
const executors = () => ({ 'match.force': forceExecutor(theEntity()) })

/** A payout of 9,000.00 and a line of 6,000.00 that could be a part of it, and one of 9.00. */
async function farApart(): Promise<string[]> {
  await newLiveEntity()
  await payout({ id: 'po_1', minor: 900_000, on: '2026-10-02' })
  await payout({ id: 'po_2', minor: 1_000, on: '2026-10-03' })
  await statement([
    { minor: 600_000, on: '2026-11-09', text: 'STRIPE' },
    { minor: 900, on: '2026-11-09', text: 'STRIPE' },
  ])
  await run()
  const lines = await theRows().query<{ object_id: string }>(
    `SELECT object_id FROM match_item WHERE entity_id = $1 AND side = 'observed' ORDER BY amount_minor DESC`,
    [theEntity().id],
  )
  return lines.map(({ object_id }) => object_id)
}

const force = (line: string | undefined, expected = 'po_1') =>
  inTransaction(olu().scope, (tx) =>
    forceMatch(tx, {
      actor: olu(),
      domain: 'bank',
      expected: [expected],
      observed: [line ?? ''],
      reason: 'The bank kept the rest.',
      at: AT,
    }),
  )

test('a match by hand beyond the limit is asked for once, made when somebody else agreed, and its difference stays a variance', async () => {
  const [line] = await farApart()
  const { matchId, proposalId } = await force(line)
  expect(matchId).toBe('')
  expect(await states()).toMatchObject({ po_1: 'missing', 'line 600000': 'missing' })
  expect((await force(line)).proposalId).toBe(proposalId)
  expect(await proposalOf(proposalId)).toMatchObject({ state: 'needs_approval', approvals_needed: 1 })

  expect(await agreeTo(proposalId, executors())).toMatchObject({ state: 'executed' })
  expect(await states()).toMatchObject({ po_1: 'matched_forced', 'line 600000': 'matched_forced' })
  await run()
  expect(await liveMatches()).toMatchObject([{ rule: 'by_hand', difference_minor: '-300000' }])
  await runVariances(theEntity(), AT)
  const found = await theRows().query(
    `SELECT class, amount_minor::text AS minor, state FROM variance WHERE entity_id = $1 AND subject_id LIKE '%/po_1'`,
    [theEntity().id],
  )
  expect(found).toEqual([{ class: 'short_payout', minor: '-300000', state: 'open' }])

  const [match] = await theRows().query<{ id: string; made_by: string }>(
    `SELECT id::text, made_by FROM match WHERE entity_id = $1 AND state = 'live'`,
    [theEntity().id],
  )
  expect(match?.made_by).toBe('per_olu')
  const undoing = { actor: olu(), matchId: match?.id ?? '', reason: '', at: AT }
  await inTransaction(olu().scope, (tx) => undoDecision(tx, undoing))
  expect(await liveMatches()).toEqual([])
})

test('an approved match is not made when an item was matched elsewhere, or changed, in between', async () => {
  const [line, small] = await farApart()
  const { proposalId } = await force(line)
  await force(small, 'po_2')
  const elsewhere = await force(line)
  expect(elsewhere.proposalId).toBe(proposalId)

  await theRows().query(`UPDATE match_item SET amount_minor = 800000 WHERE entity_id = $1 AND object_id = 'po_1'`, [
    theEntity().id,
  ])
  expect(await agreeTo(proposalId, executors())).toMatchObject({
    state: 'void',
    state_reason: expect.stringContaining('An amount changed'),
  })

  const second = await force(line)
  await theRows().query(
    `UPDATE match_item SET held = 'hand', match_id = 1 WHERE entity_id = $1 AND object_id = 'po_1'`,
    [theEntity().id],
  )
  expect(await agreeTo(second.proposalId, executors())).toMatchObject({
    state: 'void',
    state_reason: expect.stringContaining('matched with something else'),
  })
})
