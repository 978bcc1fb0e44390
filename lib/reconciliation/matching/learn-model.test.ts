import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateLearning } from './evaluate-learning.ts'
import { isTrusted, type Lesson, learn, plainScore, shapeOf, weigh } from './learn-model.ts'
import { type FoundMatch, toleranceFor } from './match-model.ts'

const TOLERANCE = toleranceFor(100n)
const line = (reference: string, minor = 1_000) => ({ amountMinor: BigInt(minor), reference, account: 'bank_1' })
const SHAPE = shapeOf([line('Payout po_1')], [line('STRIPE REFUND 99')], TOLERANCE)
const offer = (score = 720): FoundMatch => ({
  rule: 'similarity',
  expectedIds: [1n],
  observedIds: [2n],
  differenceMinor: 0n,
  differs: '',
  score,
  parts: [{ field: 'amount', score: 1_000, expected: '1', observed: '1' }],
})
const lesson = (isSame: boolean, rule: Lesson['rule'] = 'similarity', shape = SHAPE): Lesson => ({
  rule,
  isSame,
  shape,
})
const times = <T>(count: number, one: T) => Array.from({ length: count }, () => one)

test('lines of one kind have one shape whatever their numbers; another account, text, amount or number of lines is another', () => {
  expect(shapeOf([line('Payout po_7')], [line('Stripe refund 1234 X9')], TOLERANCE)).toBe(SHAPE)
  const others = [
    shapeOf([line('Payout po_1')], [{ ...line('STRIPE REFUND 99'), account: 'bank_2' }], TOLERANCE),
    shapeOf([line('Payout po_1')], [line('STRIPE PAYOUT 99')], TOLERANCE),
    shapeOf([line('Top-up tu_1')], [line('STRIPE REFUND 99')], TOLERANCE),
    shapeOf([line('Payout po_1')], [line('STRIPE REFUND 99', 990)], TOLERANCE),
    shapeOf([line('Payout po_1')], [line('STRIPE REFUND 99', 400)], TOLERANCE),
    shapeOf([line('Payout po_1', 400), line('Payout po_2', 600)], [line('STRIPE REFUND 99')], TOLERANCE),
  ]
  expect(new Set([SHAPE, ...others]).size).toBe(7)
})

test('each decline takes 5 of 100 from what is like it and says so; the plain score can be read back', () => {
  const weighed = weigh(offer(), SHAPE, learn(times(3, lesson(false))))
  expect(weighed.score).toBe(570)
  expect(weighed.parts.at(-1)).toEqual({ field: 'history', score: -150, expected: '0', observed: '3' })
  expect(plainScore(weighed)).toBe(720)
  expect(weigh(offer(), SHAPE, learn(times(3, lesson(false, 'similarity', 'another'))))).toEqual(offer())
  expect(weigh(offer(), SHAPE, learn(times(3, lesson(false, 'tolerance'))))).toEqual(offer())
})

test('however the decisions lie, a score is never above the plain one, and loses half of 1000 at most', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), fc.nat(), (said, turn) => {
      const lessons = said.map((isSame) => lesson(isSame))
      const turned = [...lessons.slice(turn % (said.length + 1)), ...lessons.slice(0, turn % (said.length + 1))]
      const weighed = weigh(offer(900), SHAPE, learn(lessons))
      expect(weigh(offer(900), SHAPE, learn(turned.reverse()))).toEqual(weighed)
      expect(weighed.score).toBeLessThanOrEqual(900)
      expect(weighed.score).toBeGreaterThanOrEqual(400)
    }),
  )
})

test('the engine takes nothing more of a kind that three people took apart, until one confirms its like', () => {
  const taken = (said: readonly Lesson[]) => isTrusted(weigh({ ...offer(), rule: 'tolerance' }, SHAPE, learn(said)))
  const apart = times(3, lesson(false, 'tolerance'))
  expect(taken(apart.slice(1))).toBe(true)
  expect(taken(apart)).toBe(false)
  expect(taken([...apart, lesson(true, 'by_hand')])).toBe(true)
})

test('played again, declines that repeat cost precision without learning, and less with it', () => {
  const decided = (isSame: boolean, rule: Lesson['rule'] = 'similarity') => ({
    ...lesson(isSame, rule),
    decisionId: 1n,
    score: 720,
    parts: offer().parts,
  })
  const [similarity, all] = evaluateLearning([
    ...times(6, decided(false)),
    { ...decided(true), shape: 'another' },
    decided(true, 'by_hand'),
  ])
  expect(similarity).toEqual({
    rule: 'similarity',
    decisions: 7,
    withoutLearning: { shown: 7, right: 1, precisionPerMille: 143, recallPerMille: 1_000 },
    withLearning: { shown: 4, right: 1, precisionPerMille: 250, recallPerMille: 1_000 },
  })
  expect(all).toMatchObject({ decisions: 8, withLearning: { recallPerMille: 500 } })
})
