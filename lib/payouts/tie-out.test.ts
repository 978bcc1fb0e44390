import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LeftBehind } from './model.ts'
import type { PayoutFacts } from './read-facts.ts'
import { tieOut } from './tie-out.ts'

const AT = new Date('2026-11-20T06:00:00Z')

/** The worked payout of docs/reconciliation.md: 100.00 and 50.00 sold, 20.00 refunded, 4.95 of fees. */
const WORKED: PayoutFacts = {
  account: 'acct_seller',
  payoutId: 'po_1',
  mode: 'breakdown',
  status: 'paid',
  failureCode: '',
  reconciliationStatus: 'completed',
  currency: 'USD',
  payoutMinor: 12_505n,
  createdAt: AT,
  arrivalAt: AT,
  ownNetMinor: -12_505n,
  ownFeeMinor: 0n,
  reversalId: '',
  isReversalPosted: false,
  listedCount: 4,
  listedNetMinor: 0n,
  heldCount: 4,
  categories: [
    { category: 'charge', count: 2, grossMinor: 15_000n, feeMinor: 495n, netMinor: 14_505n },
    { category: 'refund', count: 1, grossMinor: -2_000n, feeMinor: 0n, netMinor: -2_000n },
  ],
  convertedCount: 0,
  unpostedCount: 0,
  unpostedMinor: 0n,
  left: [],
  availableMinor: 0n,
  isEarlierOpen: false,
}

test('the worked payout ties: gross, fees, net and payout, its own line left out', () => {
  expect(tieOut(WORKED)).toMatchObject({
    state: 'tied',
    grossMinor: 13_000n,
    feeMinor: 495n,
    netMinor: 12_505n,
    lineCount: 3,
    remainderMinor: 0n,
    expectedMinor: 12_505n,
    remainders: [],
    isDue: false,
    reason: 'Its 3 lines add up to 125.05 USD to the cent.',
  })
})

test('before Stripe has itemised it a payout waits, and nothing differs', () => {
  for (const early of [
    { reconciliationStatus: 'in_progress', listedCount: null, heldCount: 0, categories: [] },
    { listedCount: null, heldCount: 0, categories: [] },
    { heldCount: 3 },
    { ownNetMinor: null },
  ]) {
    const found = tieOut({ ...WORKED, ...early })
    expect(found).toMatchObject({ state: 'waiting', remainderMinor: 0n, remainders: [] })
  }
})

test('a payout that came back is failed, however it stood before, until the books have the money again', () => {
  const back = { ...WORKED, status: 'failed', failureCode: 'account_closed', reversalId: 'txn_9' }
  expect(tieOut(back)).toMatchObject({ state: 'failed', isDue: true })
  expect(tieOut({ ...back, isReversalPosted: true })).toMatchObject({
    state: 'failed',
    isDue: false,
    reason: 'The bank sent it back (account closed). The money is back in the balance (txn_9), and our books have it.',
  })
})

test('a payout by hand is compared with the balance, its fee counted', () => {
  const byHand: PayoutFacts = {
    ...WORKED,
    mode: 'balance',
    reconciliationStatus: 'not_applicable',
    listedCount: null,
    heldCount: 0,
    categories: [],
    ownFeeMinor: 125n,
    ownNetMinor: -12_630n,
    availableMinor: 12_630n,
  }
  expect(tieOut(byHand)).toMatchObject({ state: 'tied', remainderMinor: 0n, leftMinor: 0n, expectedMinor: null })
  expect(tieOut({ ...byHand, availableMinor: 12_600n })).toMatchObject({ state: 'differs', remainderMinor: -30n })
  expect(tieOut({ ...byHand, payoutMinor: -500n, availableMinor: -500n, ownFeeMinor: 0n })).toMatchObject({
    state: 'tied',
  })
})

test('what stays in the balance is named by its category, its age and its sign', () => {
  const left = (category: string, netMinor: bigint, lateMinor = 0n): LeftBehind => ({
    category,
    count: 1,
    netMinor,
    lateMinor,
    ids: ['txn_1'],
  })
  const named = (one: LeftBehind) =>
    tieOut({ ...WORKED, left: [one] }).remainders.map((part) => [part.class, part.minor])
  expect(named(left('risk_reserved_funds', -300n))).toEqual([['reserve_held', -300n]])
  expect(named(left('risk_reserved_funds', 300n))).toEqual([['reserve_released', 300n]])
  expect(named(left('connect_reserved_funds', -300n))).toEqual([['negative_balance_debit', -300n]])
  expect(named(left('dispute', -300n))).toEqual([['dispute_withheld', -300n]])
  expect(named(left('fee', 20n))).toEqual([['fee_credit', 20n]])
  expect(named(left('charge', 500n, 200n))).toEqual([
    ['timing', 200n],
    ['minimum_balance', 300n],
  ])
  expect(named(left('refund', -40n))).toEqual([['unexplained', -40n]])
  const both = tieOut({ ...WORKED, left: [left('charge', 500n), left('refund', -40n)] }).remainders
  expect(both.map((part) => [part.class, part.minor, part.evidence])).toEqual([
    ['minimum_balance', 460n, 'charge, refund that had been available for more than a day'],
  ])
})

test('what the lines leave over is explained by what is in no list, by rounding, or by nothing', () => {
  const short = { ...WORKED, payoutMinor: 12_205n, ownNetMinor: -12_205n }
  const named = (facts: PayoutFacts) => tieOut(facts).remainders.map((part) => [part.class, part.minor])
  expect(named(short)).toEqual([['unexplained', 300n]])
  expect(named({ ...WORKED, payoutMinor: 12_504n, convertedCount: 2 })).toEqual([['fx_rounding', 1n]])
  const held = { category: 'risk_reserved_funds', count: 1, netMinor: -300n, lateMinor: 0n, ids: ['txn_1'] }
  expect(named({ ...short, left: [held] })).toEqual([
    ['reserve_held', 300n],
    ['reserve_held', -300n],
  ])
})

const minor = fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n })
const category = fc.constantFrom(
  'charge',
  'refund',
  'fee',
  'dispute',
  'risk_reserved_funds',
  'connect_reserved_funds',
  'new',
)
const sum = fc
  .record({ category, count: fc.integer({ min: 1, max: 9 }), grossMinor: minor, feeMinor: minor })
  .map((one) => ({ ...one, netMinor: one.grossMinor - one.feeMinor }))
const behind = fc.record({
  category,
  count: fc.constant(1),
  netMinor: minor,
  lateMinor: minor,
  ids: fc.constant<string[]>([]),
})

test('whatever the lines: net is gross less fees, and the named parts add up to the whole difference', () => {
  fc.assert(
    fc.property(
      fc.array(sum),
      fc.array(behind),
      fc.record({ payoutMinor: minor, ownFeeMinor: minor, unpostedMinor: minor, convertedCount: fc.nat(3) }),
      fc.boolean(),
      (categories, left, drawn, isEarlierOpen) => {
        const found = tieOut({ ...WORKED, ...drawn, categories, left, isEarlierOpen })
        expect(found.netMinor).toBe(found.grossMinor - found.feeMinor)
        expect(found.remainderMinor).toBe(found.netMinor - drawn.payoutMinor)
        expect(found.state).toBe(found.remainderMinor === 0n ? 'tied' : 'differs')
        const named = found.remainders.reduce((total, part) => total + part.minor, 0n)
        expect(named).toBe((found.expectedMinor ?? found.netMinor) - drawn.payoutMinor)
      },
    ),
  )
})
