import { expect, test } from 'vitest'
import { waitAfter } from './model.ts'

test('tries come later and later, up to six hours, never all at once', () => {
  expect([1, 2, 3, 4].map((attempts) => waitAfter(attempts, 1))).toEqual([15_000, 30_000, 60_000, 120_000])
  expect([1, 2, 3, 4].map((attempts) => waitAfter(attempts, 0))).toEqual([7_500, 15_000, 30_000, 60_000])
  expect(waitAfter(40, 1)).toBe(6 * 3_600_000)
  expect(waitAfter(0, 0)).toBe(7_500)
})
