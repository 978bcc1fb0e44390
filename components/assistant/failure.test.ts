import { expect, test } from 'vitest'
import { failureOf } from './failure.ts'

const refused = (code: string, message: string) => new Error(JSON.stringify({ error: { code, message } }))

test('a refusal says what it says; one that stays the same offers no second try', () => {
  expect(failureOf(refused('assistant.budget', 'Your budget of today is used up.'))).toEqual({
    words: 'Your budget of today is used up.',
    canRetry: false,
    isLost: false,
  })
  expect(failureOf(refused('assistant.busy', 'An answer is under way.')).canRetry).toBe(true)
})

test.each([new TypeError('Failed to fetch'), new TypeError('network error'), new Error('terminated')])(
  '%s is a lost connection',
  (error) => {
    expect(failureOf(error)).toMatchObject({
      words: expect.stringMatching(/connection to Tieout was lost/),
      isLost: true,
    })
  },
)

test('a budget that is spent in the midst of an answer offers no second try', () => {
  expect(failureOf(new Error('Your questions of today have used the budget of 1.00 USD. Ask again tomorrow.'))).toEqual(
    {
      words: 'Your questions of today have used the budget of 1.00 USD. Ask again tomorrow.',
      canRetry: false,
      isLost: false,
    },
  )
})

test('a sentence of the stream is passed on, anything else is not', () => {
  expect(failureOf(new Error('The model did not answer within 30 seconds.')).words).toMatch(/30 seconds/)
  expect(failureOf(new Error('<html>502 Bad Gateway</html>')).words).toMatch(/nobody said why/)
  expect(failureOf(new Error('x is not a function')).words).toMatch(/nobody said why/)
})
