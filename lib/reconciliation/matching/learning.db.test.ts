import { expect, test } from 'vitest'
import { inTransaction, read } from '#lib/platform/db.ts'
import { confirmMatch, declineMatch, undoDecision } from './decide-match.ts'
import { evaluateLearning } from './evaluate-learning.ts'
import { readDecided } from './read-lessons.ts'
import { AT, payout, person, run, statement, theEntity, theRows } from './testing.ts'

const actor = () => person('per_op')
const by = (matchId: string) => ({ actor: actor(), matchId, reason: 'a refund of the bank', at: AT })
const work = (does: typeof declineMatch, matchId: string) => inTransaction(actor().scope, (tx) => does(tx, by(matchId)))

type Offer = { id: string; payout: string; score: number; history: number | null }
const offers = () =>
  theRows().query<Offer>(
    `SELECT m.id::text, i.object_id AS payout, m.score, (SELECT (p->>'score')::int FROM jsonb_array_elements(m.parts) p WHERE p->>'field' = 'history') AS history
       FROM match m JOIN match_item i ON i.id = m.expected_ids[1] WHERE m.entity_id = $1 AND m.state = 'suggested' ORDER BY m.expected_ids`,
    [theEntity().id],
  )
const offerOf = async (id: string) => (await offers()).find(({ payout: own }) => own === id)?.id ?? ''

/** Six payouts weeks apart, each with a line that could be it: too late for the engine, near enough for people. */
async function sixOffers(): Promise<void> {
  const days = ['03-02', '03-30', '04-27', '05-25', '06-22', '07-20']
  for (const [index, day] of days.entries()) await payout({ id: `po_${index}`, minor: 50_000, on: `2026-${day}` })
  await statement(days.map((day) => ({ minor: 50_000, on: dayAfter(`2026-${day}`), text: 'PAYOUT STRIPE' })))
  await run()
}
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10)

test('declines take from the score of what is like them, in plain view, until it is not offered; undo and confirmations give back', async () => {
  await sixOffers()
  const [plain, ...others] = await offers()
  expect([others.length, plain?.history]).toEqual([5, null])
  const score = plain?.score ?? 0

  await work(declineMatch, await offerOf('po_0'))
  await run()
  await work(declineMatch, await offerOf('po_1'))
  await run()
  expect((await offers()).map((one) => [one.payout, one.score, one.history])).toEqual(
    ['po_2', 'po_3', 'po_4', 'po_5'].map((id) => [id, score - 100, -100]),
  )

  const second = await offerOf('po_2')
  await work(confirmMatch, second)
  await run()
  expect((await offers()).map(({ history }) => history)).toEqual([-50, -50, -50])
  await work(undoDecision, second)
  await run()
  expect((await offers()).map(({ payout: id, history }) => `${id} ${history}`)).toContain('po_2 -100')

  for (const id of ['po_3', 'po_4']) await work(declineMatch, await offerOf(id))
  await run()
  const left = await offers()
  expect(left.every((one) => one.score === score - 200)).toBe(score - 200 >= 600)
  expect(left.length > 0).toBe(score - 200 >= 600)
})

test('the order of decisions and the runs between make no difference, and the evaluation plays them again', async () => {
  await sixOffers()
  for (const id of ['po_4', 'po_1', 'po_0']) await work(declineMatch, await offerOf(id))
  await run()
  await run()
  const found = (await offers()).map(({ payout: id, score, history }) => ({ id, score, history }))
  expect(found.map(({ id, history }) => [id, history])).toEqual([
    ['po_2', -150],
    ['po_3', -150],
    ['po_5', -150],
  ])
  const [rule] = evaluateLearning(await read(actor().scope, (tx) => readDecided(tx, 'bank')))
  expect(rule).toMatchObject({ rule: 'similarity', decisions: 3, withoutLearning: { shown: 3, right: 0 } })
})
