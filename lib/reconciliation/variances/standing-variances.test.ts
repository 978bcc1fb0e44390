import { expect, test } from 'vitest'
import { exitCodeOf, type StandingVariances } from './standing-variances.ts'

const standing = (state: StandingVariances['state']): StandingVariances => ({
  class: 'payout_unexplained',
  state,
  currency: 'USD',
  count: 1,
  minor: 1n,
})

test('explained variances are an answer, open ones and those in work are not', () => {
  expect(exitCodeOf([])).toBe(0)
  expect(exitCodeOf([standing('explained')])).toBe(0)
  expect(exitCodeOf([standing('explained'), standing('open')])).toBe(1)
  expect(exitCodeOf([standing('in_progress')])).toBe(1)
})
