import { expect, test } from 'vitest'
import { aucOf } from './auc.ts'

const cases = (...pairs: readonly (readonly [said: number, happened: boolean])[]) =>
  pairs.map(([said, happened]) => ({ said, happened }))

test('perfect is one, upside down is zero, the same of everybody is a half', () => {
  expect(aucOf(cases([1, false], [2, false], [3, true], [4, true])).value).toBe(1)
  expect(aucOf(cases([1, true], [2, true], [3, false], [4, false])).value).toBe(0)
  expect(aucOf(cases([5, true], [5, false], [5, true], [5, false])).value).toBe(0.5)
})

test('it is the share of pairs in the right order, ties half', () => {
  const some = cases([3, true], [1, true], [2, false], [1, false], [0, false])
  let right = 0
  for (const one of some.filter(({ happened }) => happened))
    for (const other of some.filter(({ happened }) => !happened))
      right += one.said > other.said ? 1 : one.said === other.said ? 0.5 : 0
  expect(aucOf(some).value).toBeCloseTo(right / 6)
})

test('says nothing when nothing, or everything, came to pass; and how sure it is', () => {
  expect(aucOf(cases([1, true], [2, true]))).toEqual({ value: null, margin: null, cases: 2, happened: 2 })
  const many = Array.from({ length: 400 }, (_, index) => ({ said: index % 7, happened: index % 5 === 0 }))
  expect(aucOf(many).margin).toBeLessThan(0.1)
})
