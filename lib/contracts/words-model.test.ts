import { expect, test } from 'vitest'
import { aRule, aTier } from './testing.ts'
import { describeRule, describeTier } from './words-model.ts'

test.each([
  [aRule(), '20 % (every line)'],
  [
    aRule({ percentBps: 1_250, fixedMinor: 30n, minMinor: 100n, currency: 'USD', category: 'books' }),
    '12.5 % plus 0.30 USD, at least 1.00 USD (category books)',
  ],
  [aRule({ fromOn: '2026-11-01', untilOn: '2026-11-30', percentBps: 0 }), '0 % (from 2026-11-01 to 2026-11-30)'],
  [
    aRule({ isStacked: true, takenOf: 'rest', percentBps: 200, overMinor: 100_000n, currency: 'USD' }),
    'also 2 % of what is left, of what exceeds 1,000.00 USD (every line)',
  ],
  [aRule({ currency: 'EUR', sellerId: 'sel_a' }), '20 % (seller sel_a, sales in EUR)'],
])('says a rule in words', (rule, words) => {
  expect(describeRule(rule)).toBe(words)
})

test('says tiers in words', () => {
  const lead = aTier()
  const affiliate = aTier({ position: 2, parentPosition: 1, label: 'Affiliate', payeeId: 'sel_b', percentBps: 4_000 })
  const bySale = aTier({ of: 'seller', percentOf: 'sale', percentBps: 150 })
  const words = [lead, affiliate, bySale].map((tier) => describeTier(tier, [lead, affiliate]))
  expect(words).toEqual([
    'Regional lead sel_lead: 25 % of the platform’s part',
    'Affiliate sel_b: 40 % of what Regional lead gets',
    'Regional lead sel_lead: 1.5 % of the sale, out of the seller’s part',
  ])
})
