import { describe, expect, test } from 'vitest'
import { FUNCTION_WORDS } from './function-words.ts'
import { readQuestion } from './read-question.ts'
import { NAMES, NOW } from './testing-names.ts'
import { spell } from './testing-spell.ts'
import { corrected } from './typos.ts'

const read = (question: string) => spell(readQuestion(question, { names: NAMES, now: NOW }))

describe('counts and order behind what they count', () => {
  test.each([
    ['top sellers by refunds in Q3, three of them please', 'refunds by seller · q3 · down by refunds · 3 rows'],
    ['gmv by seller last month max 5 thx', 'gross_volume by seller · last month · down by gross_volume · 5 rows'],
    ['highest orders by country in Q2, first four', 'orders by country · q2 · down by orders · 4 rows'],
    ['orders by country Q2, biggest first plz', 'orders by country · q2 · down by orders'],
    ['refund rate by seller in october, lowest first', 'refund_rate by seller · october · up by refund_rate'],
    ['top 10 sellers by gmv in october, lowest first', 'refused not_understood'],
    ['gmv in the first five days of october', 'gross_volume · first five days of october'],
  ])('%s', (question, expected) => expect(read(question)).toBe(expected))
})

describe('a split or a period that was said is there, or refused', () => {
  test.each([
    ['gmv for each of the last 3 months', 'gross_volume by month · last 3 months'],
    ['refunds in every one of the last 4 weeks', 'refunds by week · last 4 weeks'],
    ['gmv for each of the last 2 quarters', 'refused not_understood'],
    ['refunds month on month in Q3', 'refunds by month · q3'],
    ['refunds month on month for october', 'refunds · october · vs before'],
    ['orders october wow', 'orders by week · october'],
    ['orders yesterday month on month', 'refused not_understood'],
    ['orders week over week', 'orders · last week · vs before'],
    ['gmv every two weeks in Q3', 'refused not_understood'],
    ['sellers whose volume fell every month this year', 'refused not_understood'],
    ['gmv in q1 vs q2 vs q3', 'refused not_understood'],
    ['top 3 categories by gmv for each of the last 3 months', 'refused not_understood'],
    ['monthly gmv of the top 5 sellers this year', 'refused not_understood'],
    ['sellers with more than 10 orders each month in Q3', 'refused not_understood'],
    ['sellers with orders in both august and september', 'refused not_understood'],
    ['gmv bimonthly this year', 'refused not_understood'],
    ['gmv last 3 months each', 'gross_volume by month · last 3 months'],
    ['gmv in october vs the 3 months before', 'refused not_understood'],
    ['gmv in the last 30 days vs the 30 days before that', 'gross_volume · last 30 days · vs before'],
    ['biggest month on month increase in gmv this year', 'refused not_understood'],
    ['which month had the biggest drop in orders this year', 'refused not_understood'],
    ['gmv broken down this year', 'refused not_understood'],
    ['how much did gmv grow each month this year', 'gross_volume by month · this year'],
    ['orders per seller on average in Q3', 'refused not_understood'],
    ['refunds on a monthly basis this year', 'refunds by month · this year'],
    ['how has AOV moved by week in Q3', 'average_order by week · q3'],
    ['how have refunds changed by month this year', 'refunds by month · this year'],
  ])('%s', (question, expected) => expect(read(question)).toBe(expected))
})

describe('months that are words, and days as long as others', () => {
  test.each([
    ['orders in june compared to may', 'orders · june · vs before'],
    ['gmv may vs april', 'gross_volume · may · vs before'],
    ['may sellers see gmv in october', 'refused not_understood'],
    ['gmv this week vs the same stretch of last week', 'gross_volume · this week · vs before'],
    ['refunds this month vs same period of october', 'refunds · this month · vs before'],
  ])('%s', (question, expected) => expect(read(question)).toBe(expected))
})

describe('none, points and verbs', () => {
  test.each([
    [
      'sellers with refunds in september but none in october',
      'refunds, orders by seller · october · vs before · refunds = 0 · change of refunds < 0',
    ],
    [
      'sellers with disputes in Q3 but none in Q2',
      'disputes by seller · q3 · vs before · disputes > 0 · before of disputes = 0',
    ],
    ['sellers with orders in Q2 but not a single one in Q3', 'refused not_understood'],
    [
      'countries whose refund rate rose by at least 1 pp in october',
      'refund_rate by country · october · vs before · change of refund_rate >= 1',
    ],
    ['sellers whose volume fell by 3 percentage points in october', 'refused not_understood'],
    ['which seller gave back the most last month', 'refunds by seller · last month · down by refunds · 1 rows'],
    ['how much did Blue Hour Books give back in october', 'refunds · seller sel_blue · october'],
    ['disputes this year, what share does each dispute reason have', 'disputes by reason · this year · share'],
    ['how many shops made their very first sale in September', 'new_sellers · september'],
  ])('%s', (question, expected) => expect(read(question)).toBe(expected))
})

test.each([
  'switch off the second approval',
  'please turn alerts off',
  "let's disable approvals for refunds",
  'skip the approval',
  'retry payout po_1AbCd',
])('a deed: %s', (question) => expect(read(question)).toBe('refused deed'))

test('a word that joins others is never a mistyped one', () => {
  const known = new Set(['seven', 'there', 'month'])
  expect(corrected(' even mnoth ', known)).toEqual({
    text: ' even month ',
    corrections: [{ from: 'mnoth', to: 'month' }],
  })
  expect(FUNCTION_WORDS.has('even')).toBe(true)
})
