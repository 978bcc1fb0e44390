import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { money } from '#lib/money/money.ts'
import { commissionOf, describeRule, effectiveBps, formatBps, pickRule, type Rule } from './model.ts'

const aRule = (overrides: Partial<Rule> = {}): Rule => ({
  id: 'cru_1',
  position: 1,
  category: '',
  lineType: '',
  percentBps: 2_000,
  fixedMinor: 0n,
  minMinor: null,
  maxMinor: null,
  currency: '',
  ...overrides,
})

describe('pickRule', () => {
  const sold = { category: 'ceramics', lineType: 'product', currency: 'USD' }
  const general = aRule({ id: 'general', position: 1 })
  const byType = aRule({ id: 'type', position: 2, lineType: 'product' })
  const byCategory = aRule({ id: 'category', position: 3, category: 'ceramics' })
  const byBoth = aRule({ id: 'both', position: 4, category: 'ceramics', lineType: 'product' })

  test.each([
    [[general, byType, byCategory, byBoth], 'both'],
    [[general, byType, byCategory], 'category'],
    [[general, byType], 'type'],
    [[general], 'general'],
  ])('prefers the most specific rule', (rules, winner) => {
    expect(pickRule(rules, sold)?.id).toBe(winner)
    expect(pickRule(rules.toReversed(), sold)?.id).toBe(winner)
  })

  test('lets the lower position win a tie', () => {
    expect(pickRule([aRule({ id: 'late', position: 9 }), aRule({ id: 'early', position: 2 })], sold)?.id).toBe('early')
  })

  test('skips rules for other categories, line types and currencies', () => {
    const others = [
      aRule({ category: 'books' }),
      aRule({ lineType: 'shipping' }),
      aRule({ fixedMinor: 30n, currency: 'EUR' }),
    ]
    expect(pickRule(others, sold)).toBeNull()
  })

  test('matches categories in any case', () => {
    expect(pickRule([aRule({ category: 'Ceramics' })], sold)).not.toBeNull()
  })
})

describe('commissionOf', () => {
  test.each([
    [aRule(), 10_000n, 2_000n],
    [aRule({ percentBps: 1_250 }), 999n, 125n],
    [aRule({ fixedMinor: 30n, currency: 'USD' }), 10_000n, 2_030n],
    [aRule({ minMinor: 500n, currency: 'USD' }), 1_000n, 500n],
    [aRule({ maxMinor: 1_500n, currency: 'USD' }), 10_000n, 1_500n],
    [aRule({ minMinor: 500n, currency: 'USD' }), 300n, 300n],
    [aRule(), -10_000n, -2_000n],
    [aRule({ fixedMinor: 30n, currency: 'USD' }), 0n, 0n],
  ])('takes what the rule says', (rule, base, commission) => {
    expect(commissionOf(rule, money(base, 'USD')).minor).toBe(commission)
  })

  test('never takes more than the amount, in either direction', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        fc.record({ percentBps: fc.integer({ min: 0, max: 12_000 }), fixedMinor: fc.bigInt(0n, 10n ** 6n) }),
        (base, terms) => {
          const taken = commissionOf(aRule({ ...terms, currency: 'USD' }), money(base, 'USD')).minor
          const rest = base - taken
          expect(base < 0n ? rest <= 0n && taken <= 0n : rest >= 0n && taken >= 0n).toBe(true)
        },
      ),
    )
  })
})

test('says a rule in words', () => {
  const rule = aRule({ percentBps: 1_250, fixedMinor: 30n, minMinor: 100n, currency: 'USD', category: 'books' })
  expect(describeRule(rule)).toBe('12.5 % plus 0.30 USD, at least 1.00 USD (category books)')
  expect(describeRule(aRule())).toBe('20 % (every line)')
})

test.each([
  [0, '0 %'],
  [5, '0.05 %'],
  [150, '1.5 %'],
  [10_000, '100 %'],
])('writes %d basis points as %s', (bps, text) => {
  expect(formatBps(bps)).toBe(text)
})

test('tells the effective rate', () => {
  expect(effectiveBps(2_030n, 10_000n)).toBe(2_030n)
  expect(effectiveBps(5n, 0n)).toBe(0n)
})
