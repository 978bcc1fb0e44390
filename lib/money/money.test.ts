import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate, shareBps } from './allocate.ts'
import { formatMoney, plainDecimal } from './format.ts'
import { add, money, subtract } from './money.ts'
import { parseMoney } from './parse.ts'

describe('money', () => {
  test('refuses to mix currencies', () => {
    expect(() => add(money(1n, 'USD'), money(1n, 'EUR'))).toThrow('cannot mix USD with EUR')
  })

  test('refuses a currency that does not exist', () => {
    expect(() => money(1n, 'QQQ')).toThrow('not an ISO 4217 currency')
  })

  test('splits 100.00 at 20 % into 20.00 and 80.00', () => {
    const gross = money(10_000n, 'USD')
    const commission = shareBps(gross, 2_000)
    expect([commission.minor, subtract(gross, commission).minor]).toEqual([2_000n, 8_000n])
  })

  test('allocates every unit, each part within one unit of its exact share', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 15n), 10n ** 15n),
        fc.array(fc.bigInt(0n, 10n ** 6n), { minLength: 1, maxLength: 20 }),
        (minor, weights) => {
          const parts = allocate(money(minor, 'USD'), weights)
          expect(parts.reduce((total, part) => total + part.minor, 0n)).toBe(minor)
          const total = weights.reduce((left, right) => left + right, 0n)
          if (total === 0n) return
          parts.forEach((part, index) => {
            const off = part.minor * total - minor * (weights[index] ?? 0n)
            expect(off < total && off > -total).toBe(true)
          })
        },
      ),
    )
  })

  test.each([
    [620_000n, 'USD', '6,200.00 USD'],
    [-5n, 'USD', '-0.05 USD'],
    [1_200n, 'JPY', '1,200 JPY'],
    [125n, 'KWD', '0.125 KWD'],
    [9_007_199_254_740_993_123n, 'USD', '90,071,992,547,409,931.23 USD'],
  ])('shows %d %s as %s', (minor, currency, text) => {
    expect(formatMoney({ minor, currency })).toBe(text)
  })

  test.each([
    ['1,234.5', 'USD', 123_450n],
    ['1.234,50', 'USD', 123_450n],
    ['1 234', 'USD', 123_400n],
    ['1,234', 'USD', 123_400n],
    ['1.234', 'KWD', 1_234n],
    ['12,5', 'EUR', 1_250n],
    ['-3', 'JPY', -3n],
  ])('reads %s %s', (text, currency, minor) => {
    expect(parseMoney(text, currency)?.minor).toBe(minor)
  })

  test.each(['', 'abc', '1.2.3,4,5', '1.234567', '1e5', '--1'])('does not take %j for an amount', (text) => {
    expect(parseMoney(text, 'USD')).toBeNull()
  })

  test('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 17n), 10n ** 17n), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, currency) => {
        expect(parseMoney(plainDecimal({ minor, currency }), currency)?.minor).toBe(minor)
      }),
    )
  })
})
