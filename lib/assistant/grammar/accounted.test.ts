import { describe, expect, test } from 'vitest'
import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import { readQuestion } from './read-question.ts'
import { NAMES, NOW } from './testing-names.ts'
import { spell } from './testing-spell.ts'

const read = (question: string, previous: AnalyticsQueryInput | null = null) =>
  readQuestion(question, { names: NAMES, now: NOW, previous })

describe('every word counts', () => {
  test('a word that nobody knows is named with its neighbours, and what it may have been', () => {
    expect(read('refunds of zesty sellers in Q3')).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining('"zesty"'),
    })
    expect(read('gross volume of premiums sellers')).toMatchObject({ kind: 'refused' })
  })

  test('an adverb of manner may be left out, and the query says so', () => {
    expect(read('refunds by country in Q3 neatly')).toMatchObject({ kind: 'query', query: { leftOut: ['neatly'] } })
    expect(read('gmv bimonthly this year')).toMatchObject({ kind: 'refused' })
  })

  test.each([
    ['gross volume of refunded orders in Q3'],
    ['payouts above 1000 EUR in October'],
    ['take rate without refunds, Q3'],
    ['full refunds in Q3'],
    ['what share of commission came from the top 5 sellers in Q3'],
    ['card portion of volume, each month this year'],
    ['when did seller earnings peak this year'],
    ['sellers whose volume fell in comparison to Q2'],
    ['average order under 40 now, was above 40 in Q2: which sellers'],
    ['which sellers had more than 30 orders in Q2 and fewer than 10 in Q3'],
    ['weekend sales in October'],
    ['what percentage of gross went back to buyers in category shoes last month'],
  ])('%s would be a guess', (question) => expect(read(question).kind).not.toBe('query'))

  test.each([
    ['refund rate on USD sales in Q2', 'refund_rate · currency USD · q2'],
    [
      'top 3 sellers by commission last quarter, USD sales only',
      'platform_fees by seller · currency USD · last quarter · down by platform_fees · 3 rows',
    ],
    [
      'Whose volume (USD sales only) shrank by over 30 percent going from september to october?',
      'gross_volume by seller · currency USD · october · vs before · change_percent of gross_volume < -30',
    ],
    [
      'sellers with 20+ orders in Q2 whose order count rose more than 40% in Q3',
      'orders by seller · q3 · vs before · change_percent of orders > 40 · before of orders >= 20',
    ],
    ['which categories make up more than 15 pct of orders in Q3', 'orders by category · q3 · share of orders > 15'],
    [
      'Who earned least after our commission in August, among those not from Austria or Switzerland?',
      'seller_net by seller · country not AT/CH · august · up by seller_net · 10 rows',
    ],
    ['did any payouts bounce on friday', 'payout_failures · friday'],
    ['refunds in week 41, EUR only', 'refunds · currency EUR · week 41'],
    ['worst month ever for dispute losses', 'dispute_losses by month · all time · down by dispute_losses · 1 rows'],
    ['the april cohort: orders by month', 'orders by month · cohort 2026-04 · this year'],
  ])('%s', (question, expected) => expect(spell(read(question)).replace(/ · share$/, '')).toBe(expected))
})

describe('what a question points at', () => {
  const before = (question: string) => {
    const reading = read(question)
    return reading.kind === 'query' ? reading.query : null
  }
  test.each([
    [
      'gross volume in October, EUR sales',
      'and the month before?',
      'gross_volume · currency EUR · 2026-09-01..2026-09-30',
    ],
    [
      'orders per country in October, biggest first',
      'now the other way round',
      'orders by country · october · up by orders',
    ],
    ['gross volume in Q2, USD sales', 'what was our take rate on that?', 'take_rate · currency USD · q2'],
    [
      'refund rate by category last month',
      'only the ones above 4 percent',
      'refund_rate by category · last month · refund_rate > 4',
    ],
    ['refund rate this year by month', 'for EUR sales only', 'refund_rate by month · currency EUR · this year'],
    [
      'which country had the worst dispute rate in Q3',
      'which sellers are responsible for that?',
      'refused not_understood',
    ],
  ])('%s, then: %s', (first, then, expected) => expect(spell(read(then, before(first)))).toBe(expected))
})
