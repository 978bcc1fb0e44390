import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FxBearer } from '#lib/contracts/model.ts'
import { draftSettlement } from '#lib/ledger/post-settlement.ts'
import { linesOf, sideVersions } from './by-pattern.ts'
import type { Collected } from './collected.ts'
import type { FeeFact, RefundFact } from './facts.ts'
import type { Pattern } from './pattern.ts'
import { isSide } from './side-versions.ts'
import type { SplitLine } from './split.ts'
import { aCharge, someFacts } from './testing.ts'
import { missingVersions, type RecordedLine } from './versions.ts'
import { postingsOf } from './write-versions.ts'

/** A sale whose share is written step by step, as facts become known, with what the books say of it. */
type Sale = {
  readonly pattern: Pattern
  /** Presentment and settlement amounts of the charge, and the seller's part of the latter. */
  readonly charged: bigint
  readonly settled: bigint
  readonly share: bigint
  readonly isConverted: boolean
}

type Known = { readonly refunds: readonly RefundFact[]; readonly fee: FeeFact | null }

/** Settles after every telling; answers with the recorded lines and what is left on each account. */
function settleThrough(sale: Sale, tellings: readonly Known[], bearer: FxBearer = 'platform') {
  let recorded: RecordedLine[] = []
  const books = new Map<string, bigint>()
  const currency = 'USD'
  const collection = {
    charged: { minor: sale.charged, currency: sale.isConverted ? 'EUR' : currency },
    settled: { minor: sale.settled, currency },
  }
  for (const { refunds, fee } of tellings) {
    const versions = missingVersions({
      desired: [lineOf(sale)],
      refunds,
      chargedMinor: sale.charged,
      currency: collection.charged.currency,
      recorded: recorded.filter((line) => !isSide(line)),
      lastVersion: recorded.at(-1)?.version ?? 0,
    })
    const facts = someFacts({ refunds, fee, charges: [aCharge()] })
    const sides = sideVersions({
      pattern: sale.pattern,
      facts,
      collection: collection as Collected,
      recorded,
      versions,
      sellerId: 'sel_1',
      bearers: new Map([['ctv_1', bearer]]),
    })
    for (const version of [...versions, ...sides]) {
      const draft = draftSettlement({
        settlementId: 'stl_1',
        version: version.version,
        account: 'acct_platform',
        currency,
        occurredAt: new Date(0),
        accountingOn: '2026-11-01',
        lines: postingsOf(version, sale.pattern),
      })
      for (const { code, amountMinor } of draft?.lines ?? []) books.set(code, (books.get(code) ?? 0n) + amountMinor)
    }
    recorded = linesOf(recorded, [...versions, ...sides])
  }
  return { recorded, books }
}

const lineOf = ({ settled, share }: Sale): SplitLine => ({
  lineNo: 1,
  sourceLineId: 'ch_1',
  description: 'Vase',
  sellerId: 'sel_1',
  category: '',
  lineType: '',
  tierLabel: '',
  grossMinor: settled,
  taxMinor: 0n,
  commissionMinor: settled - share,
  sellerFeeMinor: 0n,
  sellerMinor: share,
  promotionMinor: 0n,
  sellerTaxMinor: 0n,
  onRefund: 'in_proportion',
  contractVersionId: 'ctv_1',
  ruleId: 'cru_1',
  trace: '',
})

const sales = (pattern: Pattern, isConverted: boolean) =>
  fc
    .record({
      charged: fc.bigInt(1n, 10n ** 12n),
      rate: fc.bigInt(1n, 5_000n),
      bps: fc.bigInt(0n, 10_000n),
    })
    .map(({ charged, rate, bps }): Sale => {
      const settled = isConverted ? (charged * rate) / 1_000n + 1n : charged
      return { pattern, charged, settled, share: (settled * bps) / 10_000n, isConverted }
    })

/** The charge cut into refunds, each costing what the rate of its day makes of it. */
const cuts = fc.record({
  weights: fc.array(fc.bigInt(1n, 100n), { minLength: 1, maxLength: 6 }),
  costs: fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 6, maxLength: 6 }),
  order: fc.nat(),
})

function cut(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  const parts = weights.map((weight) => (total * weight) / whole)
  parts[0] = (parts[0] ?? 0n) + total - parts.reduce((sum, part) => sum + part, 0n)
  return parts
}

const returned = (id: string, amountMinor: bigint, cashMinor: bigint | null, status = 'succeeded'): RefundFact => ({
  id,
  status,
  chargeId: 'ch_1',
  amountMinor,
  balanceTransactionId: `txn_${id}`,
  createdAt: new Date('2026-11-12T09:00:00Z'),
  cashMinor,
})

function mixed<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, rank: ((index + 1) * 7_919 + seed) % 101 }))
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ item }) => item)
}

const shareOf = (lines: readonly RecordedLine[]) => lines.reduce((sum, line) => sum + line.sellerMinor, 0n)
const RUNS = { numRuns: 2_000 }

describe('refunds in any partition and order', () => {
  test('take back the same shares; what they cost more or less lands in FX and clearing ends empty', () => {
    fc.assert(
      fc.property(sales('separate', true), cuts, ({ ...sale }, { weights, costs, order }) => {
        const refunds = cut(sale.charged, weights).map((part, index) =>
          returned(`re_${index}`, part, -(costs[index] ?? 0n)),
        )
        const known = mixed(refunds, order)
        const tellings = [[], ...known.map((_, index) => known.slice(0, index + 1))].map((some) => ({
          refunds: some,
          fee: null,
        }))
        const { recorded, books } = settleThrough(sale, tellings)

        expect(shareOf(recorded)).toBe(0n)
        const cost = refunds.reduce((sum, { cashMinor }) => sum - (cashMinor ?? 0n), 0n)
        expect((books.get('refund_clearing') ?? 0n) + cost).toBe(0n)
        expect(books.get('fx_gain_loss') ?? 0n).toBe(cost - sale.settled)
        expect(books.get('seller_payable') ?? 0n).toBe(0n)
      }),
      RUNS,
    )
  })

  test('whoever bears the rates: clearing ends empty, and the seller bears all, half or nothing of the difference', () => {
    const bearers = fc.constantFrom<FxBearer>('platform', 'seller', 'shared')
    fc.assert(
      fc.property(sales('separate', true), cuts, bearers, (sale, { weights, costs, order }, bearer) => {
        const refunds = cut(sale.charged, weights).map((part, index) =>
          returned(`re_${index}`, part, -(costs[index] ?? 0n)),
        )
        const known = mixed(refunds, order)
        const tellings = [[], ...known.map((_, index) => known.slice(0, index + 1))]
        const { recorded, books } = settleThrough(
          sale,
          tellings.map((some) => ({ refunds: some, fee: null })),
          bearer,
        )

        const left = (code: string) => books.get(code) ?? 0n
        const cost = refunds.reduce((sum, { cashMinor }) => sum - (cashMinor ?? 0n), 0n)
        const difference = cost - sale.settled
        expect([left('refund_clearing') + cost, left('fx_clearing')]).toEqual([0n, 0n])
        expect(left('fx_gain_loss') + left('seller_payable')).toBe(difference)
        expect(left('seller_payable')).toBe(-shareOf(recorded))
        if (bearer === 'platform') expect(left('seller_payable')).toBe(0n)
        // What is too small to take anything of the sale back takes nothing from its seller either.
        const isSplit = refunds.every(({ id }) =>
          recorded.some(({ sourceLineId, grossMinor }) => sourceLineId === id && grossMinor !== 0n),
        )
        if (bearer === 'seller' && isSplit) expect(left('fx_gain_loss')).toBe(0n)
      }),
      RUNS,
    )
  })

  test('a part of them leaves the same, told one by one or all at once', () => {
    fc.assert(
      fc.property(sales('separate', false), cuts, fc.nat(5), (sale, { weights, order }, count) => {
        const refunds = cut(sale.charged, weights)
          .slice(0, count)
          .map((part, index) => returned(`re_${index}`, part, null))
        const known = mixed(refunds, order)
        const step = settleThrough(
          sale,
          [[], ...known.map((_, index) => known.slice(0, index + 1))].map((some) => ({ refunds: some, fee: null })),
        )
        const once = settleThrough(sale, [{ refunds, fee: null }])

        expect(shareOf(step.recorded)).toBe(shareOf(once.recorded))
        expect([...step.books].filter(([, minor]) => minor !== 0n).toSorted()).toEqual(
          [...once.books].filter(([, minor]) => minor !== 0n).toSorted(),
        )
      }),
      RUNS,
    )
  })
})

describe('disputes and refunds that fail', () => {
  const turn = fc.record({
    kind: fc.constantFrom('re', 'du'),
    weight: fc.bigInt(1n, 50n),
    isUndone: fc.boolean(),
    order: fc.nat(),
  })

  test('in any sequence leave in clearing only what the bank still holds, and the seller what was not taken back', () => {
    fc.assert(
      fc.property(sales('separate', false), fc.array(turn, { maxLength: 5 }), (sale, turns) => {
        const parts = cut(sale.charged, [...turns.map(({ weight }) => weight), 1n])
        const state = (upTo: number) =>
          turns.flatMap(({ kind, isUndone }, index) => {
            if (index > upTo) return []
            const status = isUndone && index + 1 <= upTo ? 'canceled' : 'succeeded'
            return [returned(`${kind}_${index}`, parts[index] ?? 0n, null, status)]
          })
        const tellings = [-1, ...turns.map((_, index) => index), turns.length].map((upTo) => ({
          refunds: state(upTo),
          fee: null,
        }))
        const { recorded, books } = settleThrough(sale, tellings)

        const gone = (kind: string) =>
          turns.reduce((sum, one, index) => (one.kind === kind && !one.isUndone ? sum + (parts[index] ?? 0n) : sum), 0n)
        expect((books.get('refund_clearing') ?? 0n) + gone('re')).toBe(0n)
        expect((books.get('disputed_funds') ?? 0n) + gone('du')).toBe(0n)
        const once = settleThrough(sale, [{ refunds: state(turns.length), fee: null }])
        expect(shareOf(recorded)).toBe(shareOf(once.recorded))
      }),
      RUNS,
    )
  })
})

describe('application fees', () => {
  const feeOf = (amountMinor: bigint, parts: readonly bigint[]): FeeFact => ({
    id: 'fee_1',
    amountMinor,
    currency: 'USD',
    backing: { id: 'txn_fee', amountMinor, feeMinor: 0n, currency: 'USD', createdAt: new Date(0) },
    refunds: parts.map((part, index) => returned(`fr_${index}`, part, null)),
  })

  test('returned in any parts leave clearing empty where the fee is right, and the variance where it is not', () => {
    fc.assert(
      fc.property(
        sales('destination', false),
        fc.bigInt(-50n, 50n),
        cuts,
        fc.nat(6),
        (sale, off, { weights }, count) => {
          const right = sale.settled - sale.share
          const amount = right + off
          fc.pre(right > 0n && amount > 0n)
          const parts = cut(amount, weights)
          const tellings = [[], ...parts.map((_, index) => parts.slice(0, index + 1))].slice(0, count + 1)
          const { books } = settleThrough(
            sale,
            tellings.map((some) => ({ refunds: [], fee: feeOf(amount, some) })),
          )

          const given = (tellings.at(-1) ?? []).reduce((sum, part) => sum + part, 0n)
          const left = (books.get('application_fee_clearing') ?? 0n) - amount + given
          if (given === amount) expect(left).toBe(0n)
          if (off === 0n) expect(left).toBe(0n)
          if (given === 0n) expect(left).toBe(-off)
        },
      ),
      RUNS,
    )
  })
})
