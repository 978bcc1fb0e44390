import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { money } from '#lib/money/money.ts'
import { decide, type PolicyFacts } from './policy.ts'
import { DEFAULT_RULES, policyRules } from './policy-rules.ts'

const RULES = DEFAULT_RULES(100n)
const AT = new Date('2026-11-20T12:00:00Z')
const DAY_MS = 86_400_000

const daysAgo = (days: number) => new Date(AT.getTime() - days * DAY_MS)

/** A small transfer to an established seller of an entity that released automatic execution. */
const facts = (changes: Partial<PolicyFacts> = {}): PolicyFacts => ({
  kind: 'transfer.create',
  functional: money(8_000n, 'USD'),
  sellerSince: daysAgo(400),
  isAutomaticReleased: true,
  hasFailedCheck: false,
  amount: changes.functional ?? money(8_000n, 'USD'),
  history: null,
  goneOut: { sellerDay: 0n, sellerWeek: 0n, entityDay: 0n, run: 0n },
  release: null,
  atLeast: { approvals: 0, reason: '' },
  at: AT,
  ...changes,
})

const verdictOf = (changes: Partial<PolicyFacts> = {}) => decide(RULES, 'USD', facts(changes))
const rulesOf = (changes: Partial<PolicyFacts>) => verdictOf(changes).reasons.map(({ rule }) => rule)

test('a small transfer to an established seller needs nobody, and says why', () => {
  expect(verdictOf()).toEqual({
    decision: 'automatic',
    approvalsNeeded: 0,
    reasons: [{ rule: 'automatic', sentence: 'Not over 5,000.00 USD, and to an established seller.' }],
  })
})

describe('limits bite above, not at, their amount:', () => {
  test.each<[amount: bigint, approvals: number, rules: string[]]>([
    [500_000n, 0, ['automatic']],
    [500_001n, 1, ['amount']],
    [5_000_000n, 1, ['amount']],
    [5_000_001n, 2, ['amount', 'two_people']],
  ])('%s minor units need %s people', (minor, approvals, rules) => {
    expect(verdictOf({ functional: money(minor, 'USD') }).approvalsNeeded).toBe(approvals)
    expect(rulesOf({ functional: money(minor, 'USD') })).toEqual(rules)
  })
})

describe('a person looks when', () => {
  test.each<[name: string, changes: Partial<PolicyFacts>, rule: string]>([
    ['a check did not pass', { hasFailedCheck: true }, 'failed_check'],
    ['money is taken back', { kind: 'transfer.reverse' }, 'reversal'],
    ['there is no rate', { functional: null }, 'no_rate'],
    ['the seller is 29 days old', { sellerSince: daysAgo(29) }, 'new_seller'],
    ['the seller is from tomorrow', { sellerSince: daysAgo(-1) }, 'new_seller'],
    ['automatic execution is not released', { isAutomaticReleased: false }, 'not_released'],
  ])('%s', (_, changes, rule) => {
    expect(verdictOf(changes)).toMatchObject({ decision: 'needs_approval', approvalsNeeded: 1 })
    expect(rulesOf(changes)).toEqual([rule])
  })
})

test('a seller of exactly 30 days is established', () => {
  expect(rulesOf({ sellerSince: daysAgo(30) })).toEqual(['automatic'])
})

const anyFacts = fc.record<PolicyFacts>({
  kind: fc.constantFrom('transfer.create', 'transfer.reverse'),
  functional: fc.option(fc.bigInt({ min: 0n, max: 10_000_000n }).map((minor) => money(minor, 'USD'))),
  sellerSince: fc.integer({ min: -10, max: 500 }).map(daysAgo),
  isAutomaticReleased: fc.boolean(),
  hasFailedCheck: fc.boolean(),
  amount: fc.constant(money(8_000n, 'USD')),
  history: fc.constant(null),
  goneOut: fc.constant({ sellerDay: 0n, sellerWeek: 0n, entityDay: 0n, run: 0n }),
  release: fc.constant(null),
  atLeast: fc.constant({ approvals: 0, reason: '' }),
  at: fc.constant(AT),
})

test('whatever the facts, only what nothing speaks against is automatic, and every verdict says why', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const verdict = decide(RULES, 'USD', given)
      const isPlain =
        given.kind === 'transfer.create' &&
        given.functional !== null &&
        given.functional.minor <= 500_000n &&
        given.sellerSince <= daysAgo(30) &&
        given.isAutomaticReleased &&
        !given.hasFailedCheck
      expect(verdict.decision).toBe(isPlain ? 'automatic' : 'needs_approval')
      expect(verdict.approvalsNeeded > 0).toBe(!isPlain)
      expect(verdict.reasons.every(({ sentence }) => /^\S.*\.$/.test(sentence))).toBe(true)
      expect(verdict.reasons.length).toBeGreaterThan(0)
    }),
  )
})

test('a larger amount never needs fewer people', () => {
  fc.assert(
    fc.property(anyFacts, fc.bigInt({ min: 0n, max: 10_000_000n }), (given, more) => {
      fc.pre(given.functional !== null)
      const larger = { ...given, functional: money((given.functional?.minor ?? 0n) + more, 'USD') }
      expect(decide(RULES, 'USD', larger).approvalsNeeded).toBeGreaterThanOrEqual(
        decide(RULES, 'USD', given).approvalsNeeded,
      )
    }),
  )
})

test('the first rules follow the minor units of the currency', () => {
  expect(DEFAULT_RULES(1n)).toMatchObject({ reviewAboveMinor: '5000', twoPersonAboveMinor: '50000' })
  expect(DEFAULT_RULES(1_000n)).toMatchObject({ reviewAboveMinor: '5000000', twoPersonAboveMinor: '50000000' })
})

test.each([
  { reviewAboveMinor: '-1' },
  { reviewAboveMinor: '5.5' },
  { twoPersonAboveMinor: '' },
  { newSellerDays: -1 },
  { expiryHours: 0 },
])('rules like %o are refused', (wrong) => {
  expect(policyRules.safeParse(RULES).success).toBe(true)
  expect(policyRules.safeParse({ ...RULES, ...wrong }).success).toBe(false)
})
