import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeeFact, RefundFact } from './facts.ts'
import { checkFee } from './fee-check.ts'
import { feeFxVersions, feeVersion } from './side-versions.ts'
import type { SplitLine } from './split.ts'
import type { RecordedLine } from './versions.ts'

const AT = new Date('2026-11-01T10:00:00Z')
const SOLD: SplitLine = {
  lineNo: 1,
  sourceLineId: 'ch_1',
  description: 'Payment',
  sellerId: 'sel_1',
  category: '',
  lineType: '',
  tierLabel: '',
  grossMinor: 12_700n,
  taxMinor: 0n,
  commissionMinor: 1_905n,
  sellerFeeMinor: 0n,
  sellerMinor: 10_795n,
  promotionMinor: 0n,
  sellerTaxMinor: 0n,
  onRefund: 'in_proportion',
  contractVersionId: 'cv_1',
  ruleId: '',
  trace: '',
}

const givenBack = (id: string, amountMinor: bigint, cashMinor: bigint): RefundFact => ({
  id,
  status: 'succeeded',
  chargeId: 'ch_1',
  amountMinor,
  balanceTransactionId: `txn_${id}`,
  createdAt: AT,
  cashMinor,
})

const feeOf = (refunds: readonly RefundFact[]): FeeFact => ({
  id: 'fee_1',
  amountMinor: 1_500n,
  currency: 'GBP',
  backing: { id: 'txn_fee', amountMinor: 1_905n, feeMinor: 0n, currency: 'USD', createdAt: AT },
  refunds,
})

/** What settles the fee, told of one more refund at a time. */
function settled(refunds: readonly RefundFact[]): RecordedLine[] {
  const lines: RecordedLine[] = [{ ...SOLD, kind: 'collected', version: 1 }]
  for (let told = 0; told <= refunds.length; told += 1) {
    const known = { fee: feeOf(refunds.slice(0, told)), sellerId: 'sel_1', currency: 'USD', lines, version: told + 2 }
    const given = feeVersion(known)
    const versions = [...(given === null ? [] : [given]), ...feeFxVersions(known)]
    lines.push(...versions.flatMap(({ version, lines: own }) => own.map((line) => ({ ...line, version }))))
  }
  return lines
}

const sum = (lines: readonly RecordedLine[], of: (line: RecordedLine) => bigint) =>
  lines.reduce((total, line) => total + of(line), 0n)

test('an application fee given back at other rates leaves nothing in clearing, however it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt(1n, 90n), { minLength: 1, maxLength: 5 }),
      fc.bigInt(900n, 1_600n),
      (weights, rate) => {
        const whole = weights.reduce((left, right) => left + right, 0n)
        const cuts = weights.map((weight) => (1_500n * weight) / whole)
        cuts[0] = (cuts[0] ?? 0n) + 1_500n - cuts.reduce((left, right) => left + right, 0n)
        const refunds = cuts.map((part, index) => givenBack(`fr_${index}`, part, -((part * rate) / 1_000n)))
        const lines = settled(refunds)
        const cash = refunds.reduce((left, { cashMinor }) => left - (cashMinor ?? 0n), 0n)
        const clearing = -1_905n + cash + sum(lines, (line) => (line.applicationFeeMinor ?? 0n) + (line.fxMinor ?? 0n))
        expect(clearing).toBe(0n)
        expect(sum(lines, (line) => line.fxMinor ?? 0n)).toBe(1_905n - cash)
      },
    ),
  )
})

test('a fee that was rounded by itself is the contract’s fee, and the unit is a difference of rates', () => {
  for (const off of [-1n, 1n]) {
    const fee = {
      ...feeOf([]),
      backing: { id: 'txn_fee', amountMinor: 1_905n + off, feeMinor: 0n, currency: 'USD', createdAt: AT },
    }
    const lines: RecordedLine[] = [{ ...SOLD, kind: 'collected', version: 1 }]
    const known = { fee, sellerId: 'sel_1', currency: 'USD', lines, version: 2 }
    expect(checkFee({ ...known, pattern: 'destination' })).toMatchObject([{ passed: true }])
    expect(feeFxVersions(known)).toMatchObject([{ kind: 'fx', refund: { id: 'fee_1' }, lines: [{ fxMinor: off }] }])
    const same = { ...known, fee: { ...fee, currency: 'USD' } }
    expect(checkFee({ ...same, pattern: 'destination' })).toMatchObject([{ passed: false }])
    expect(feeFxVersions(same)).toEqual([])
  }
})

test('what Stripe did not convert has no difference of rates', () => {
  const refund: RefundFact = { ...givenBack('fr_1', 600n, 0n), cashMinor: null }
  expect(settled([refund]).filter(({ kind }) => kind === 'fx')).toEqual([])
})
