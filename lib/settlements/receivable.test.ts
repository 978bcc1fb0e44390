import { expect, test } from 'vitest'
import { AGES, ageOf } from './age-model.ts'

test.each([
  [0, '0-30'],
  [30, '0-30'],
  [31, '31-60'],
  [60, '31-60'],
  [61, '61-90'],
  [90, '61-90'],
  [91, '91-180'],
  [180, '91-180'],
  [181, 'over 180'],
])('a debt of %d days is %s days old', (days, age) => {
  expect(ageOf(days)).toBe(age)
  expect(AGES).toContain(age)
})
