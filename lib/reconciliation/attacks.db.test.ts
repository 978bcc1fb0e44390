import { describe, expect, test } from 'vitest'
import { notePayouts } from '#lib/payouts/note-payouts.ts'
import { tieOutDue } from '#lib/payouts/tie-out-due.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { confirmMatch, declineMatch, undoDecision } from './matching/decide-match.ts'
import { seenAs } from './matching/look-model.ts'
import {
  AT,
  liveMatches,
  newLiveEntity,
  payout,
  person,
  run,
  statement,
  states,
  theEntity,
  theRows,
} from './matching/testing.ts'
import { proposeWriteOff } from './variances/propose-write-off.ts'
import { runVariances } from './variances/run-variances.ts'
import { explainVariances, takeVariance } from './variances/work-variance.ts'

const by = (who: string) => ({ actor: person(who), at: AT })
const work = <T>(does: (tx: Sql) => Promise<T>, who = 'per_olu') => inTransaction(person(who).scope, does)
const outcomes = (all: readonly PromiseSettledResult<unknown>[]) =>
  all.map((one) => (one.status === 'fulfilled' ? 'done' : `${(one.reason as { code?: string }).code}`)).sort()
const one = async <Row extends object>(text: string) => {
  const [row] = await theRows().query<Row>(text, [theEntity().id])
  if (row === undefined) throw new Error(`nothing answers ${text}`)
  return row
}
const count = async (table: string) =>
  (await one<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE entity_id = $1`)).n
const bank = async () =>
  (
    await one<{ minor: string }>(
      `SELECT coalesce(sum(balance_minor), 0)::text AS minor FROM ledger_account WHERE entity_id = $1 AND code = 'bank'`,
    )
  ).minor

/** No item hangs on a match that is not live, and no live match misses an item. */
async function expectSound(): Promise<void> {
  const row = await one<{ loose: number; missing: number }>(
    `SELECT (SELECT count(*)::int FROM match_item i LEFT JOIN match m ON m.id = i.match_id
              WHERE i.entity_id = $1 AND i.match_id IS NOT NULL AND m.state IS DISTINCT FROM 'live') AS loose,
            (SELECT count(*)::int FROM match m CROSS JOIN unnest(m.expected_ids || m.observed_ids) AS k (id) JOIN match_item i ON i.id = k.id
              WHERE m.entity_id = $1 AND m.state = 'live' AND i.match_id IS DISTINCT FROM m.id) AS missing`,
  )
  expect(row).toEqual({ loose: 0, missing: 0 })
}

describe('two people', () => {
  test('who resolve one variance at once: one does, the other is told, and nothing is left half done', async () => {
    await newLiveEntity()
    await payout({ id: 'po_1', minor: 100_000, on: '2026-11-02', trace: '5X4HN7SU6QOV8AF' })
    await statement([{ minor: 98_800, on: '2026-11-04', text: 'STRIPE PAYOUT 5X4HN7SU6QOV8AF' }])
    await run()
    await runVariances(theEntity(), AT)
    const { id } = await one<{ id: string }>('SELECT id FROM variance WHERE entity_id = $1')
    const explain = (who: string) => work((tx) => explainVariances(tx, [id], `As ${who} says.`, by(who)), who)
    const writeOff = (who: string) =>
      work((tx) => proposeWriteOff(tx, { varianceId: id, reason: 'A charge.' }, by(who)), who)

    const writing = await Promise.allSettled([writeOff('per_a'), writeOff('per_b')])
    expect(outcomes(writing)).toEqual(['done', 'variances.being_resolved'])
    expect([await count('variance_write_off'), await count('proposal')]).toEqual([1, 1])

    const explaining = await Promise.allSettled([explain('per_a'), explain('per_b'), explain('per_c')])
    expect(outcomes(explaining)).toEqual(['done', 'variances.closed', 'variances.closed'])
    await expect(work((tx) => takeVariance(tx, id, by('per_a')))).rejects.toThrow('Somebody was quicker')
    const ticket = await one<{ state: string; owner: string; words: string }>(
      'SELECT state, owner_id AS owner, resolution AS words FROM ticket WHERE entity_id = $1',
    )
    expect(ticket).toEqual({ state: 'resolved', owner: ticket.owner, words: `Explained: As ${ticket.owner} says.` })
  })

  test('of whom one confirms and one declines a match at once: the second is told how it stands', async () => {
    await newLiveEntity()
    await payout({ id: 'po_1', minor: 100_000, on: '2026-11-02' })
    await statement([{ minor: 100_000, on: '2026-11-09', text: 'STRIPE PAYOUT' }])
    await run()
    const match = await one<{ id: string; state: string; method: string }>(
      `SELECT id::text, state, method FROM match WHERE entity_id = $1 AND state = 'suggested'`,
    )
    const deciding = (who: string) => ({ ...by(who), matchId: match.id, reason: 'no', seen: seenAs(match) })
    const both = await Promise.allSettled([
      work((tx) => confirmMatch(tx, deciding('per_a'))),
      work((tx) => declineMatch(tx, deciding('per_b'))),
    ])
    expect(outcomes(both)).toEqual(['done', 'matching.decided'])
    expect(await count('match_decision')).toBe(1)
    await expect(work((tx) => confirmMatch(tx, deciding('per_c')))).rejects.toThrow('Somebody else decided already')
    await expectSound()
  })
})

describe('while the engine runs', () => {
  test('a decision is taken back: matches, items and books end where either order would have left them', async () => {
    await newLiveEntity()
    for (const n of [1, 2, 3])
      await payout({ id: `po_${n}`, minor: 5_000 * n, on: '2026-11-02', trace: `TRACE0000${n}` })
    await statement([1, 2, 3].map((n) => ({ minor: 5_000 * n, on: '2026-11-04', text: `STRIPE TRACE0000${n}` })))
    await run()
    const before = await liveMatches()
    const ids = (
      await theRows().query<{ id: string }>(`SELECT id::text FROM match WHERE entity_id = $1 ORDER BY id`, [
        theEntity().id,
      ])
    ).map(({ id }) => id)
    const each = (does: typeof declineMatch) =>
      ids.map((matchId) => work((tx) => does(tx, { ...by('per_olu'), matchId, reason: 'no' })))
    await Promise.all([run(), ...each(declineMatch), run()])
    await run()
    expect([await liveMatches(), await bank()]).toEqual([[], '0'])
    await expectSound()
    await Promise.all([run(), ...each(undoDecision), run()])
    await run()
    expect([await liveMatches(), await bank()]).toEqual([before, '30000'])
    await expectSound()
  })

  test('a payout fails, or is another amount: the run after it says so, and the books follow', async () => {
    await newLiveEntity()
    await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02', trace: 'TRACE00001' })
    await payout({ id: 'po_2', minor: 7_000, on: '2026-11-02', trace: 'TRACE00002' })
    await statement([
      { minor: 5_000, on: '2026-11-04', text: 'STRIPE TRACE00001' },
      { minor: 7_000, on: '2026-11-04', text: 'STRIPE TRACE00002' },
    ])
    await Promise.all([
      run(),
      theRows().query(`UPDATE payout SET status = 'failed' WHERE entity_id = $1 AND id = 'po_1'`, [theEntity().id]),
      theRows().query(`UPDATE payout SET amount_minor = 7100 WHERE entity_id = $1 AND id = 'po_2'`, [theEntity().id]),
    ])
    await run()
    expect(await states()).toEqual({ po_1: 'void', po_2: 'under', 'line 5000': 'missing', 'line 7000': 'under' })
    expect(await bank()).toBe('7000')
    await expectSound()
  })

  test('a payout that changes while it is tied out is due again, with what it is then', async () => {
    await newLiveEntity()
    await payout({ id: 'po_1', minor: 5_000, on: '2026-11-02' })
    const key = { account: theEntity().stripeAccount, id: 'po_1' }
    const round = { limit: 10, after: null, at: AT }
    await work((tx) => notePayouts(tx, [key]))
    const isRead = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    const tying = work(async (tx) => {
      const { found } = await tieOutDue(tx, round)
      isRead.resolve()
      await mayEnd.promise
      return found
    })
    await isRead.promise
    await theRows().query(`UPDATE payout SET amount_minor = 4900 WHERE entity_id = $1`, [theEntity().id])
    const noting = work((tx) => notePayouts(tx, [key]))
    expect((await work((tx) => tieOutDue(tx, round))).found).toEqual([])
    mayEnd.resolve()
    expect((await tying).map(({ payoutMinor }) => payoutMinor)).toEqual([5_000n])
    await noting
    expect((await work((tx) => tieOutDue(tx, round))).found.map(({ payoutMinor }) => payoutMinor)).toEqual([4_900n])
  })
})
