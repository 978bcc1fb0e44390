import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RefundFact } from './facts.ts'
import type { SplitLine } from './split.ts'
import { aRefund } from './testing.ts'
import { missingVersions, type RecordedLine } from './versions.ts'

const CHARGED = 10_000n

const aSplit = (overrides: Partial<SplitLine> = {}): SplitLine => ({
  lineNo: 1,
  sourceLineId: 'il_1',
  description: 'Vase',
  sellerId: 'sel_1',
  category: '',
  lineType: '',
  grossMinor: 10_000n,
  taxMinor: 0n,
  commissionMinor: 2_000n,
  sellerFeeMinor: 0n,
  sellerMinor: 8_000n,
  promotionMinor: 0n,
  sellerTaxMinor: 0n,
  tierLabel: '',
  onRefund: 'in_proportion',
  contractVersionId: 'ctv_1',
  ruleId: 'cru_1',
  trace: '',
  ...overrides,
})

const twoSellers = [
  aSplit({ grossMinor: 6_667n, commissionMinor: 1_333n, sellerMinor: 5_334n }),
  aSplit({
    lineNo: 2,
    sourceLineId: 'il_2',
    sellerId: 'sel_2',
    grossMinor: 3_333n,
    commissionMinor: 500n,
    sellerFeeMinor: 107n,
    sellerMinor: 2_726n,
  }),
]
const unassigned = aSplit({ sellerId: '', commissionMinor: 0n, sellerMinor: 0n, contractVersionId: '', ruleId: '' })

/** Settles as the use-case does: every run writes what is missing. */
function run(
  recorded: RecordedLine[],
  desired: readonly SplitLine[],
  refunds: readonly RefundFact[],
  chargedMinor = CHARGED,
): RecordedLine[] {
  const versions = missingVersions({ desired, refunds, chargedMinor, currency: 'USD', recorded })
  return [...recorded, ...versions.flatMap(({ version, lines }) => lines.map((line) => ({ ...line, version })))]
}

const amounts = ({ grossMinor, sellerMinor, commissionMinor, sellerFeeMinor, taxMinor }: SplitLine) => [
  grossMinor,
  sellerMinor,
  commissionMinor,
  sellerFeeMinor,
  taxMinor,
]

/** What every line came to over all versions. */
const totals = (recorded: readonly RecordedLine[]) =>
  [...new Set(recorded.map(({ lineNo }) => lineNo))].toSorted().map((lineNo) =>
    recorded
      .filter((line) => line.lineNo === lineNo)
      .map(amounts)
      .reduce((sum, next) => sum.map((minor, index) => minor + (next[index] ?? 0n))),
  )

const refundsOf = (parts: readonly bigint[]) =>
  parts.map((amountMinor, index) =>
    aRefund({ id: `re_${index}`, amountMinor, createdAt: new Date(Date.UTC(2026, 10, 12, 0, index)) }),
  )

describe('missingVersions', () => {
  test('writes what was collected once', () => {
    const recorded = run([], [aSplit()], [])

    expect(recorded.map(({ version, kind }) => [version, kind])).toEqual([[1, 'collected']])
    expect(run(recorded, [aSplit()], [])).toEqual(recorded)
  })

  test('takes 30.00 of 100.00 back pro rata', () => {
    const recorded = run(run([], [aSplit()], []), [aSplit()], [aRefund({ amountMinor: 3_000n })])

    expect(recorded.at(-1)).toMatchObject({
      version: 2,
      kind: 'refund',
      sourceLineId: 're_1',
      grossMinor: -3_000n,
      sellerMinor: -2_400n,
      commissionMinor: -600n,
    })
    expect(recorded.at(-1)?.trace).toBe(
      'Refund re_1 of 30.00 USD: 30.00 USD of 100.00 USD returned in all, every share gives back its part.',
    )
  })

  test("a full refund leaves the seller with Stripe's fee when the seller bears it", () => {
    const recorded = run([], [aSplit({ sellerFeeMinor: 320n, sellerMinor: 7_680n })], [aRefund()])

    expect(totals(recorded)).toEqual([[0n, -320n, 0n, 320n, 0n]])
  })

  test('gives back what a failed refund took', () => {
    const refund = aRefund({ amountMinor: 3_000n })
    const refunded = run([], [aSplit()], [refund])
    const failed = run(refunded, [aSplit()], [{ ...refund, status: 'failed' }])

    expect(failed.at(-1)).toMatchObject({ version: 3, kind: 'correction' })
    expect(totals(failed)).toEqual([[10_000n, 8_000n, 2_000n, 0n, 0n]])
    expect(run(failed, [aSplit()], [{ ...refund, status: 'failed' }])).toEqual(failed)
  })

  test('assigns a line once its seller is known, and keeps a split that was made', () => {
    const first = run([], [unassigned], [])
    const known = run(first, [aSplit()], [])
    const otherTerms = run(known, [aSplit({ commissionMinor: 3_000n, sellerMinor: 7_000n })], [])

    expect(known.at(-1)).toMatchObject({ kind: 'correction', sellerId: 'sel_1', grossMinor: 0n, sellerMinor: 8_000n })
    expect(otherTerms).toEqual(known)
  })

  test('any partition of a refund, in any order and any number of runs, ends equal', () => {
    const partition = fc.array(fc.bigInt(1n, 3_000n), { minLength: 1, maxLength: 6 })
    const order = fc.infiniteStream(fc.integer({ min: 0, max: 1_000 }))
    fc.assert(
      fc.property(partition, order, fc.boolean(), (parts, dice, isNewestFirst) => {
        const whole = parts.reduce((sum, part) => sum + part, 0n)
        fc.pre(whole <= CHARGED)
        const refunds = refundsOf(parts)
        const arriving = isNewestFirst ? refunds.toReversed() : refunds
        let recorded: RecordedLine[] = []
        let seen: RefundFact[] = []
        for (const refund of arriving) {
          seen = [...seen, refund]
          if ((dice.next().value ?? 0) % 2 === 0) recorded = run(recorded, twoSellers, seen)
        }
        recorded = run(run(recorded, twoSellers, refunds), twoSellers, refunds)

        expect(totals(recorded)).toEqual(totals(run([], twoSellers, refundsOf([whole]))))
        expect(Math.max(...recorded.map(({ version }) => version))).toBe(1 + parts.length)
      }),
    )
  })

  test('it does not matter when a seller becomes known or a refund fails', () => {
    const step = fc.constantFrom('account', 'refund', 'second', 'fails')
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['account', 'refund', 'second', 'fails'], { minLength: 4 }),
        fc.array(step, { maxLength: 3 }),
        (order, repeats) => {
          const facts = new Set<string>()
          let recorded: RecordedLine[] = []
          const world = () => {
            const first = aRefund({
              id: 're_1',
              amountMinor: 3_333n,
              status: facts.has('fails') ? 'failed' : 'succeeded',
            })
            const second = aRefund({ id: 're_2', amountMinor: 1_234n })
            const refunds = [
              ...(facts.has('refund') || facts.has('fails') ? [first] : []),
              ...(facts.has('second') ? [second] : []),
            ]
            recorded = run(recorded, [facts.has('account') ? aSplit() : unassigned], refunds)
          }
          world()
          for (const fact of [...order, ...repeats]) {
            facts.add(fact)
            world()
          }

          expect(totals(recorded)).toEqual(totals(run([], [aSplit()], [aRefund({ id: 're_2', amountMinor: 1_234n })])))
        },
      ),
    )
  })

  test('a full refund in parts leaves nothing anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, CHARGED - 1n), { maxLength: 5 }), (cuts) => {
        const points = [0n, ...cuts.toSorted((left, right) => (left < right ? -1 : 1)), CHARGED]
        const parts = points
          .slice(1)
          .map((point, index) => point - (points[index] ?? 0n))
          .filter((part) => part > 0n)
        const recorded = run([], [aSplit()], refundsOf(parts))

        expect(totals(recorded)).toEqual([[0n, 0n, 0n, 0n, 0n]])
      }),
    )
  })

  const refundsOfHalf = () => [aRefund({ amountMinor: CHARGED / 2n })]
  const partsOf = (line: Partial<SplitLine>) =>
    run([], [aSplit(line)], refundsOfHalf())
      .filter(({ kind }) => kind === 'refund')
      .map(({ sellerMinor, commissionMinor, promotionMinor }) => [sellerMinor, commissionMinor, promotionMinor])

  test.each<[SplitLine['onRefund'], bigint[]]>([
    ['in_proportion', [-4_000n, -1_000n, 0n]],
    ['in_full', [-3_000n, -2_000n, 0n]],
    ['kept', [-5_000n, 0n, 0n]],
  ])('a half refund gives commission back %s', (onRefund, gone) => {
    expect(partsOf({ onRefund })).toEqual([gone])
  })

  test('a refund takes back its part of a discount the platform paid for', () => {
    const discounted = { grossMinor: 9_000n, promotionMinor: 1_000n }
    expect(partsOf(discounted)).toEqual([[-4_000n, -1_000n, -500n]])
  })

  test('tiers give back their part, and a full refund leaves nothing with them', () => {
    const own = aSplit({ grossMinor: 9_500n, commissionMinor: 1_500n })
    const lead = aSplit({
      lineNo: 10_001,
      sellerId: 'sel_lead',
      tierLabel: 'Lead',
      grossMinor: 500n,
      sellerMinor: 500n,
      commissionMinor: 0n,
    })
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, CHARGED - 1n), { maxLength: 4 }), (cuts) => {
        const points = [0n, ...cuts.toSorted((left, right) => (left < right ? -1 : 1)), CHARGED]
        const parts = points.slice(1).map((point, index) => point - (points[index] ?? 0n))
        const recorded = run([], [own, lead], refundsOf(parts.filter((part) => part > 0n)))
        expect(recorded.reduce((sum, line) => sum + line.sellerMinor, 0n)).toBe(0n)
        expect(recorded.reduce((sum, line) => sum + line.grossMinor, 0n)).toBe(0n)
      }),
    )
  })

  test('a line that was unassigned becomes a seller’s and its tiers’, whatever was refunded meanwhile', () => {
    const own = aSplit({ grossMinor: 9_500n, commissionMinor: 1_500n })
    const lead = aSplit({
      lineNo: 10_001,
      sellerId: 'sel_lead',
      tierLabel: 'Lead',
      grossMinor: 500n,
      sellerMinor: 500n,
      commissionMinor: 0n,
    })
    const late = run(run(run([], [unassigned], []), [unassigned], refundsOfHalf()), [own, lead], refundsOfHalf())
    const sums = (sellerId: string) =>
      late.filter((line) => line.sellerId === sellerId).reduce((sum, line) => sum + line.sellerMinor, 0n)

    expect([sums('sel_1'), sums('sel_lead')]).toEqual([4_000n, 250n])
    expect(run(late, [own, lead], refundsOfHalf())).toEqual(late)
  })

  test('a back-dated contract splits anew, refunds included, and only when it is asked to', () => {
    const recorded = run([], [aSplit()], refundsOfHalf())
    const cheaper = aSplit({ commissionMinor: 1_000n, sellerMinor: 9_000n, contractVersionId: 'ctv_2' })
    expect(run(recorded, [cheaper], refundsOfHalf())).toEqual(recorded)

    const versions = missingVersions({
      desired: [cheaper],
      refunds: refundsOfHalf(),
      chargedMinor: CHARGED,
      currency: 'USD',
      recorded,
      splitAnew: new Set(['ctv_2']),
    })
    const lines = [...recorded, ...versions.flatMap((version) => version.lines)]
    expect(lines.reduce((sum, line) => sum + line.sellerMinor, 0n)).toBe(4_500n)
  })

  test('terms that divide alike and earn at another time leave a correction of nothing that says when', () => {
    const known = { refunds: [], chargedMinor: CHARGED, currency: 'USD', splitAnew: new Set(['ctv_2']) }
    const [first] = missingVersions({ ...known, desired: [aSplit()], recorded: [] })
    const recorded = (first?.lines ?? []).map((line) => ({ ...line, version: 1 }))
    const earned = { from: '2026-11-10', until: '2026-11-19' }
    const desired = [aSplit({ contractVersionId: 'ctv_2', earned })]
    const [correction, ...more] = missingVersions({ ...known, desired, recorded })
    expect(more).toEqual([])
    expect(correction).toMatchObject({ kind: 'correction', lines: [{ grossMinor: 0n, commissionMinor: 0n, earned }] })
    const after = [...recorded, ...(correction?.lines ?? []).map((line) => ({ ...line, version: 2 }))]
    expect(missingVersions({ ...known, desired, recorded: after })).toEqual([])
  })
})
