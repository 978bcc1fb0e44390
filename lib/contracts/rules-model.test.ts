import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectiveBps, formatBps } from './model.ts'
import { commissionsOf, rulesThatApply, type Sold } from './rules-model.ts'
import { aRule } from './testing.ts'

const sold: Sold = {
  sellerId: 'sel_a',
  category: 'ceramics',
  lineType: 'product',
  currency: 'USD',
  on: '2026-11-10',
}
const idsOf = (rules: Parameters<typeof rulesThatApply>[0], line: Partial<Sold> = {}) =>
  rulesThatApply(rules, { ...sold, ...line }).map(({ id }) => id)
const total = (...[rules, base, most]: Parameters<typeof commissionsOf>) =>
  commissionsOf(rules, base, most).reduce((sum, { minor }) => sum + minor, 0n)

describe('rulesThatApply', () => {
  const general = aRule({ id: 'general', position: 1 })
  const byCurrency = aRule({ id: 'currency', currency: 'USD' })
  const byType = aRule({ id: 'type', lineType: 'product' })
  const byCategory = aRule({ id: 'category', category: 'ceramics' })
  const byBoth = aRule({ id: 'both', category: 'ceramics', lineType: 'product' })
  const bySeller = aRule({ id: 'seller', sellerId: 'sel_a' })
  const promotion = aRule({ id: 'promotion', fromOn: '2026-11-01', untilOn: '2026-11-30' })

  test.each([
    [[general, byCurrency, byType, byCategory, byBoth, bySeller, promotion], 'promotion'],
    [[general, byType, byCategory, byBoth, bySeller], 'seller'],
    [[general, byType, byCategory, byBoth], 'both'],
    [[general, byType, byCategory], 'category'],
    [[general, byCurrency, byType], 'type'],
    [[general, byCurrency], 'currency'],
    [[general], 'general'],
  ])('prefers the most specific rate', (rules, winner) => {
    expect(idsOf(rules)).toEqual([winner])
    expect(idsOf(rules.toReversed())).toEqual([winner])
  })

  test('lets the lower priority win between equally specific rates', () => {
    expect(idsOf([aRule({ id: 'late', priority: 9 }), aRule({ id: 'early', priority: 2 })])).toEqual(['early'])
  })

  test('stacks commissions on the rate, in the order of their priorities', () => {
    const listing = aRule({ id: 'listing', isStacked: true, priority: 3 })
    const service = aRule({ id: 'service', isStacked: true, priority: 2, lineType: 'product' })
    expect(idsOf([listing, general, service])).toEqual(['general', 'service', 'listing'])
  })

  test('skips rules for other sellers, categories, line types, currencies and days', () => {
    const others = [
      aRule({ sellerId: 'sel_b' }),
      aRule({ category: 'books' }),
      aRule({ lineType: 'shipping' }),
      aRule({ currency: 'EUR' }),
      aRule({ fromOn: '2026-11-11' }),
      aRule({ untilOn: '2026-11-09' }),
    ]
    expect(idsOf(others)).toEqual([])
  })

  test('counts both ends of a promotion', () => {
    const days = ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01']
    expect(days.map((on) => idsOf([promotion], { on }).length)).toEqual([0, 1, 1, 0])
  })

  test('matches categories in any case', () => {
    expect(idsOf([aRule({ category: 'Ceramics' })])).toHaveLength(1)
  })
})

describe('commissionsOf', () => {
  test.each([
    [aRule(), 10_000n, 2_000n],
    [aRule({ percentBps: 1_250 }), 999n, 125n],
    [aRule({ fixedMinor: 30n, currency: 'USD' }), 10_000n, 2_030n],
    [aRule({ minMinor: 500n, currency: 'USD' }), 1_000n, 500n],
    [aRule({ maxMinor: 1_500n, currency: 'USD' }), 10_000n, 1_500n],
    [aRule({ minMinor: 500n, currency: 'USD' }), 300n, 300n],
    [aRule({ overMinor: 5_000n, currency: 'USD' }), 10_000n, 1_000n],
    [aRule({ uptoMinor: 5_000n, currency: 'USD' }), 10_000n, 1_000n],
    [aRule({ overMinor: 20_000n, fixedMinor: 30n, currency: 'USD' }), 10_000n, 0n],
    [aRule(), -10_000n, -2_000n],
    [aRule({ fixedMinor: 30n, currency: 'USD' }), 0n, 0n],
  ])('takes what the rule says', (rule, base, commission) => {
    expect(total([rule], base)).toBe(commission)
  })

  test('takes a stacked percentage of the whole, or of what earlier rules left', () => {
    const rate = aRule({ percentBps: 1_000 })
    const more = aRule({ id: 'more', priority: 2, isStacked: true, percentBps: 1_000 })
    expect(total([rate, more], 10_000n)).toBe(2_000n)
    expect(total([rate, { ...more, takenOf: 'rest' }], 10_000n)).toBe(1_900n)
    expect(total([rate, more], 10_000n, 1_500)).toBe(1_500n)
  })

  const amount = fc.option(fc.bigInt(0n, 10n ** 6n), { nil: null })
  const anyRule = fc.record({
    percentBps: fc.integer({ min: 0, max: 10_000 }),
    priority: fc.integer({ min: 0, max: 5 }),
    fixedMinor: fc.bigInt(0n, 10n ** 4n),
    minMinor: amount,
    maxMinor: amount,
    overMinor: amount,
    uptoMinor: amount,
    isStacked: fc.boolean(),
    takenOf: fc.constantFrom('base' as const, 'rest' as const),
    category: fc.constantFrom('', 'ceramics', 'books'),
    lineType: fc.constantFrom('', 'product'),
    fromOn: fc.constantFrom(null, '2026-11-10', '2026-11-11'),
    untilOn: fc.constantFrom(null, '2026-11-10', '2026-11-09'),
    currency: fc.constantFrom('USD', 'USD', ''),
  })
  const rulesArbitrary = fc
    .array(anyRule, { minLength: 1, maxLength: 6 })
    .map((rules) => rules.map((rule, index) => aRule({ ...rule, id: `cru_${index}`, position: index + 1 })))

  test('takes the same whatever the order rules are listed in', () => {
    fc.assert(
      fc.property(
        rulesArbitrary.chain((rules) =>
          fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })),
        ),
        fc.bigInt(-(10n ** 8n), 10n ** 8n),
        ([rules, shuffled], base) => {
          const minor = (listed: typeof rules) => total(rulesThatApply(listed, sold), base)
          expect(minor(shuffled)).toBe(minor(rules))
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('never takes more than the base or its cap, in either direction, and keeps within each rule’s maximum', () => {
    fc.assert(
      fc.property(
        rulesArbitrary,
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        fc.integer({ min: 0, max: 10_000 }),
        (rules, base, cap) => {
          const taken = commissionsOf(rules, base, cap)
          const size = (minor: bigint) => (minor < 0n ? -minor : minor)
          const sum = size(taken.reduce((all, { minor }) => all + minor, 0n))
          expect(sum * 10_000n <= size(base) * BigInt(cap) + 5_000n).toBe(true)
          for (const { rule, minor } of taken) {
            expect(minor === 0n || minor < 0n === base < 0n).toBe(true)
            if (rule.maxMinor !== null) expect(size(minor) <= rule.maxMinor).toBe(true)
          }
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('takes the minimum wherever the sale has room for it', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 6n), fc.bigInt(0n, 10n ** 4n), (base, minMinor) => {
        const taken = total([aRule({ minMinor, currency: 'USD' })], base)
        expect(taken >= (minMinor < base ? minMinor : base)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
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
