import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { money } from '#lib/money/money.ts'
import { convertAt } from './rate.ts'

describe('convertAt', () => {
  test.each([
    [10_000n, 'EUR', 'USD', '1.0834', 'direct', 10_834n],
    [10_834n, 'USD', 'EUR', '1.0834', 'inverse', 10_000n],
    [10_000n, 'JPY', 'USD', '0.0066', 'direct', 6_600n],
    [6_600n, 'USD', 'JPY', '0.0066', 'inverse', 10_000n],
    [1_000n, 'KWD', 'USD', '3.25', 'direct', 325n],
    [-5n, 'EUR', 'USD', '1.1', 'direct', -6n],
  ] as const)('%d %s is worth as many %s at %s %s', (minor, from, to, rate, direction, expected) => {
    expect(convertAt(money(minor, from), to, rate, direction)).toEqual({ minor: expected, currency: to })
  })

  test.each(['0', '0.000', '', '-1', '1e3', 'one', '1.0.0', '.5'])('refuses %j as a rate', (rate) => {
    expect(() => convertAt(money(1n, 'EUR'), 'USD', rate, 'direct')).toThrow('is not a rate')
  })

  test('there and back ends within the rounding of one unit', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.integer({ min: 10_000, max: 99_999 }), (minor, digits) => {
        const rate = `1.${digits}`
        const there = convertAt(money(minor, 'EUR'), 'USD', rate, 'direct')
        const back = convertAt(there, 'EUR', rate, 'inverse').minor - minor
        expect(back >= -1n && back <= 1n).toBe(true)
      }),
    )
  })
})
