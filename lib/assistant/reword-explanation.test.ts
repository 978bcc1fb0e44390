import { expect, test } from 'vitest'
import { wordsOf } from './reword-explanation.ts'

const original = {
  told: ['12 sales brought you USD 1,234.50.', 'It should arrive on November 24, 2026.'],
  locale: 'en',
  figures: { currency: 'USD', amounts: [123_450n], counts: [12], days: ['2026-11-24'], texts: [] },
} as const

test('other words with the same figures are taken, whatever stands around them', () => {
  const said = ['You made 12 sales, worth $1,234.50 to you.', 'Look out for it on Nov 24, 2026.']
  expect(wordsOf(`Here you are:\n${JSON.stringify(said)}\nAnything else?`, original)).toEqual(said)
})

test.each([
  [
    'a figure that is not in the facts',
    ['12 sales brought you USD 1,243.50.', 'It should arrive on November 24, 2026.'],
  ],
  ['a sum of its own', ['12 sales brought you USD 1,234.50, about USD 102.88 each.', 'Arrival: November 24, 2026.']],
  ['a number in words', ['A dozen sales, 12 of them, brought you USD 1,234.50.', 'It arrives on November 24, 2026.']],
  ['a paragraph less', ['12 sales brought you USD 1,234.50 by November 24, 2026.']],
  ['a figure in another paragraph', ['USD 1,234.50 came in.', '12 sales; it arrives on November 24, 2026.']],
  ['another day', ['12 sales brought you USD 1,234.50.', 'It should arrive on November 25, 2026.']],
])('words with %s are refused', (_, said) => {
  expect(() => wordsOf(JSON.stringify(said), original)).toThrow('our own words stay')
})

test.each(['', 'I cannot do that.', '[1, 2]', '["12 sales", ', '{"a": "b"}'])(
  'an answer that is no letter is refused: %s',
  (answer) => {
    expect(() => wordsOf(answer, original)).toThrow('our own words stay')
  },
)
