import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rule } from '#lib/contracts/model.ts'
import { aRule } from '#lib/contracts/testing.ts'
import { firstOfMonth, rateOf } from '#lib/contracts/volume-model.ts'
import { describeRule } from '#lib/contracts/words-model.ts'
import { divideHalfAway } from '#lib/money/allocate.ts'
import { type MonthSale, movedBy, volumeOf } from './month-volume.ts'

const steps = [
  { overMinor: 100_000n, percentBps: 1_500 },
  { overMinor: 500_000n, percentBps: 1_000 },
]
const marginal = aRule({ scale: 'marginal', steps, currency: 'USD' })
const whole = aRule({ scale: 'whole', steps, currency: 'USD' })
const commission = (rule: Rule, volume: Parameters<typeof rateOf>[1], minor: bigint) => {
  const { bps, of } = rateOf(rule, volume)
  return divideHalfAway(minor * bps, 10_000n * of)
}

test.each<[string, Rule, bigint, bigint, bigint]>([
  ['below the first step', marginal, 0n, 100_000n, 20_000n],
  ['across a step', marginal, 50_000n, 100_000n, 17_500n],
  ['across two', marginal, 0n, 600_000n, 90_000n],
  ['above the last', marginal, 500_000n, 10_000n, 1_000n],
  ['a whole month at the step itself', whole, 0n, 100_000n, 20_000n],
  ['a whole month above it', whole, 0n, 100_100n, 15_015n],
])('%s', (_, rule, beforeMinor, own, expected) => {
  const volume = { beforeMinor, ownMinor: own, monthMinor: beforeMinor + own }
  expect(commission(rule, volume, own)).toBe(expected)
})

test('a rule without a scale, and a sale nobody counts, pay the percentage', () => {
  expect(rateOf(aRule(), firstOfMonth(1_000_000n))).toEqual({ bps: 2_000n, of: 1n })
  expect(rateOf(marginal, null)).toEqual({ bps: 2_000n, of: 1n })
})

test('reads as a sentence', () => {
  expect(describeRule(marginal)).toBe(
    '20 % (15 % of what exceeds 1,000.00 USD in a month, 10 % of what exceeds 5,000.00 USD in a month) (every line)',
  )
})

/** A month as it is heard of: sales in any order, and refunds of some of them in between. */
const months = fc.record({
  scale: fc.constantFrom('marginal' as const, 'whole' as const),
  sales: fc.array(fc.record({ hour: fc.integer({ min: 0, max: 40 }), minor: fc.bigInt({ min: 1n, max: 90_000n }) }), {
    minLength: 1,
    maxLength: 8,
  }),
  heard: fc.array(fc.record({ at: fc.nat(), kept: fc.bigInt({ min: 0n, max: 100n }) }), { maxLength: 12 }),
  overs: fc.uniqueArray(fc.bigInt({ min: 1n, max: 300_000n }), { minLength: 1, maxLength: 4 }),
  rates: fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 4, maxLength: 4 }),
})

test('what is looked at again after each sale is enough: in any order the month ends as if all had been known', () => {
  fc.assert(
    fc.property(months, ({ scale, sales, heard, overs, rates }) => {
      const ladder = overs.toSorted((left, right) => (left < right ? -1 : 1))
      const rule = aRule({
        scale,
        steps: ladder.map((overMinor, at) => ({ overMinor, percentBps: rates[at] ?? 0 })),
        currency: 'USD',
      })
      const facts = sales.map(
        ({ hour, minor }, index): MonthSale => ({
          kind: 'charge',
          id: `ch_${index}`,
          collectedAt: new Date(Date.UTC(2026, 10, 1, hour)),
          volumeMinor: minor,
        }),
      )
      const settled = new Map<string, { sale: MonthSale; rate: string }>()
      const settle = (sale: MonthSale): void => {
        const others = [...settled.values()].map((one) => one.sale).filter(({ id }) => id !== sale.id)
        const beforeMinor = settled.get(sale.id)?.sale.volumeMinor ?? 0n
        settled.set(sale.id, { sale, rate: exactly(rule, volumeOf({ others, own: sale })) })
        const again = movedBy({ sellerId: 'sel_1', rules: [rule], others, own: sale, beforeMinor })
        for (const { id } of again) {
          const moved = settled.get(id)?.sale
          if (moved !== undefined) settle(moved)
        }
      }
      for (const { at, kept } of heard) {
        const sale = facts[at % facts.length]
        if (sale === undefined) continue
        facts[at % facts.length] = { ...sale, volumeMinor: (sale.volumeMinor * kept) / 100n }
        settle(facts[at % facts.length] ?? sale)
      }
      for (const sale of facts) settle(sale)
      for (const sale of facts) {
        const others = facts.filter(({ id }) => id !== sale.id)
        expect(settled.get(sale.id)?.rate).toBe(exactly(rule, volumeOf({ others, own: sale })))
      }
    }),
    { numRuns: 2_000 },
  )
})

/** A rate as text, the same for equal fractions. */
function exactly(rule: Rule, volume: Parameters<typeof rateOf>[1]): string {
  const { bps, of } = rateOf(rule, volume)
  return `${(bps * 10n ** 18n) / of}`
}
