import type { FxBearer } from '#lib/contracts/model.ts'
import { divideHalfAway } from '#lib/money/allocate.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { FeeFact, RefundFact } from './facts.ts'
import { feeReturned } from './pattern.ts'
import { proportion } from './proportion.ts'
import type { SplitLine } from './split.ts'
import { isOriginal, type RecordedLine, type Version } from './versions.ts'

/** Lines that move no share: they go around the split of what was sold and refunded. */
export const isSide = ({ kind }: Pick<RecordedLine, 'kind'>): boolean => kind === 'fee' || kind === 'fx'

/** What the platform keeps of what was collected, before refunds: what a right application fee comes to. Minor units. */
export function expectedFee(lines: readonly RecordedLine[], sellerId: string): bigint | null {
  const sold = lines.filter((line) => !isSide(line) && isOriginal(line, lines))
  if (sold.length === 0 || sold.some(({ contractVersionId }) => contractVersionId === '')) return null
  const gross = sold.reduce((sum, line) => sum + line.grossMinor + line.promotionMinor, 0n)
  const own = sold.reduce((sum, line) => (line.sellerId === sellerId ? sum + line.sellerMinor : sum), 0n)
  return gross - own
}

type FeeKnown = {
  readonly fee: FeeFact
  /** The seller of the destination charge. */
  readonly sellerId: string
  readonly currency: string
  readonly lines: readonly RecordedLine[]
  readonly version: number
}

/**
 * The version that accounts for the application fee of a destination charge: Stripe transferred everything to the seller and
 * took the fee back, so the contract's part of it is still the seller's. What the fee is more or less than the contract's stays
 * in clearing, and is the variance. Depends on the totals alone: any partition of fee refunds ends equal. Null: nothing to write.
 */
export function feeVersion({ fee, sellerId, currency, lines, version }: FeeKnown): Version | null {
  const expected = expectedFee(lines, sellerId)
  if (expected === null || fee.amountMinor === 0n || fee.backing?.currency !== currency) return null
  const left = divideHalfAway(expected * (fee.amountMinor - feeReturned(fee)), fee.amountMinor)
  const change = left - sumOf(lines, (line) => line.applicationFeeMinor ?? 0n)
  if (change === 0n) return null
  const amount = formatMoney({ minor: left, currency })
  const trace = `Stripe took application fee ${fee.id} out of what it had transferred: ${amount} of it is the platform's by contract.`
  return {
    version,
    kind: 'fee',
    refund: null,
    lines: [
      {
        ...sideLine(lines, fee.id),
        sellerId,
        description: 'Application fee',
        kind: 'fee',
        applicationFeeMinor: change,
        trace,
      },
    ],
  }
}

type FxKnown = {
  readonly refunds: readonly RefundFact[]
  readonly currency: string
  /** Who bears differences, by contract version; the platform where a version is not named. */
  readonly bearers: ReadonlyMap<string, FxBearer>
  readonly lines: readonly RecordedLine[]
  readonly version: number
}

/**
 * The versions that take out of clearing what a refund or dispute cost more or less than its part of the charge, because Stripe
 * converts at the rate of the day. Each sold line bears its part of the difference: its contract says whether the platform gains or
 * loses it, the seller, or both by half. Tiers never do.
 */
export function fxVersions({ refunds, currency, bearers, lines, version }: FxKnown): Version[] {
  const versions: Version[] = []
  for (const refund of refunds) {
    const { cashMinor = null } = refund
    if (cashMinor === null) continue
    const own = lines.filter(({ sourceLineId }) => sourceLineId === refund.id)
    const split = sumOf(own, ({ grossMinor }) => grossMinor)
    const shared = borneBy(own, cashMinor - split, bearers)
    if (shared.length === 0) continue
    const [cost, part] = [-cashMinor, -split].map((minor) => formatMoney({ minor, currency }))
    const trace = `${refund.id} cost ${cost} at the rate of its day; its part of the charge was ${part}.`
    versions.push({
      version: version + versions.length,
      kind: 'fx',
      refund,
      lines: shared.map((line) => ({ ...line, description: 'Difference of rates', kind: 'fx', trace })),
    })
  }
  return versions
}

/**
 * The lines that bring a refund's difference to `total`: one for every part of the sale whose seller bears something of it, and one for
 * the rest. What is booked of it already counts, so that what follows later ends where all at once would have.
 */
function borneBy(own: readonly RecordedLine[], total: bigint, bearers: FxKnown['bearers']): SideLine[] {
  const booked = own.filter(isSide)
  const taken = own.filter(({ kind }) => kind === 'refund')
  const refunded = taken.filter(({ version }) => version === taken[0]?.version)
  const weights = refunded.map(({ grossMinor }) => grossMinor)
  const parts = sumOf(weights, (weight) => weight) === 0n ? [] : proportion(total, weights)
  const sellers = refunded.flatMap((line, index): SideLine[] => {
    const bearer = line.tierLabel === '' ? (bearers.get(line.contractVersionId) ?? 'platform') : 'platform'
    if (bearer === 'platform') return []
    const part = parts[index] ?? 0n
    const before = booked.filter(({ lineNo, sellerId }) => lineNo === line.lineNo && sellerId === line.sellerId)
    const fxMinor = part - sumOf(before, (one) => one.fxMinor ?? 0n)
    const sellerMinor =
      (bearer === 'seller' ? part : divideHalfAway(part, 2n)) - sumOf(before, (one) => one.sellerMinor)
    if (fxMinor === 0n && sellerMinor === 0n) return []
    return [{ ...sideLine([line], line.sourceLineId), ...ofLine(line), sellerMinor, fxMinor }]
  })
  const rest = total - sumOf([...booked, ...sellers], (one) => one.fxMinor ?? 0n)
  if (rest === 0n) return sellers
  const [first] = own
  const lineNo = sellers.length === 0 ? 1 : PLATFORM_LINE
  return [
    ...sellers,
    {
      ...sideLine(own, first?.sourceLineId ?? ''),
      contractVersionId: first?.contractVersionId ?? '',
      fxMinor: rest,
      lineNo,
    },
  ]
}

type SideLine = SplitLine & { readonly fxMinor: bigint }

const ofLine = ({ lineNo, sellerId, contractVersionId, category, lineType }: RecordedLine) => ({
  lineNo,
  sellerId,
  contractVersionId,
  category,
  lineType,
})

/** Converting a fee and converting the sale it is a part of can end a minor unit apart: that is no other fee. */
export const isRounding = ({ fee, currency }: Pick<FeeKnown, 'fee' | 'currency'>, off: bigint): boolean =>
  fee.currency !== currency && off >= -1n && off <= 1n

/**
 * The versions that take out of clearing what rates did to an application fee: what giving it back cost more or less than its
 * part of the fee, because Stripe converts at the rate of the day, and the unit that rounding twice may leave. They depend on the
 * totals alone: any partition ends equal.
 */
export function feeFxVersions(known: FeeKnown): Version[] {
  const { fee, sellerId, currency, lines, version } = known
  const { backing, amountMinor } = fee
  const expected = expectedFee(lines, sellerId)
  if (expected === null || amountMinor === 0n || backing?.currency !== currency) return []
  const money = (minor: bigint) => formatMoney({ minor, currency })
  const differences: { of: RefundFact; change: bigint; trace: string }[] = []
  const differ = (of: RefundFact, wanted: bigint, trace: string) => {
    const booked = sumOf(
      lines.filter(({ sourceLineId, kind }) => sourceLineId === of.id && kind === 'fx'),
      (line) => line.fxMinor ?? 0n,
    )
    if (wanted !== booked) differences.push({ of, change: wanted - booked, trace })
  }
  let returned = 0n
  let left = backing.amountMinor
  for (const refund of fee.refunds.filter(({ balanceTransactionId }) => balanceTransactionId !== '')) {
    returned += refund.amountMinor
    const part = divideHalfAway(backing.amountMinor * (amountMinor - returned), amountMinor) - left
    left += part
    const { cashMinor = null } = refund
    if (cashMinor === null) continue
    const cost = `${refund.id} gave back ${money(-cashMinor)} at the rate of its day`
    differ(refund, cashMinor - part, `${cost}; its part of the application fee was ${money(-part)}.`)
  }
  if (isRounding(known, backing.amountMinor - expected)) {
    const own = divideHalfAway(expected * (amountMinor - returned), amountMinor)
    const of = { ...NO_REFUND, id: fee.id, createdAt: backing.createdAt }
    differ(
      of,
      left - own,
      `Application fee ${fee.id} was converted by itself, the sale as a whole: a unit of rounding.`,
    )
  }
  return differences.map(({ of, change, trace }, index) => ({
    version: version + index,
    kind: 'fx',
    refund: of,
    lines: [{ ...sideLine(lines, of.id), description: 'Difference of rates', kind: 'fx', fxMinor: change, trace }],
  }))
}

/** Takes back what side lines moved, each against the account it came out of. */
export function undoneSides(recorded: readonly RecordedLine[], version: number, trace: string): Version[] {
  const bySource = Map.groupBy(
    recorded.filter(isSide),
    ({ kind, sourceLineId, sellerId }) => `${kind} ${sourceLineId} ${sellerId}`,
  )
  return [...bySource.values()].flatMap((lines, index) => {
    const [first] = lines
    if (first === undefined) return []
    const applicationFeeMinor = -sumOf(lines, (line) => line.applicationFeeMinor ?? 0n)
    const fxMinor = -sumOf(lines, (line) => line.fxMinor ?? 0n)
    const sellerMinor = -sumOf(lines, (line) => line.sellerMinor)
    const refund = first.kind === 'fx' ? { ...NO_REFUND, id: first.sourceLineId } : null
    return [
      {
        version: version + index,
        kind: first.kind,
        refund,
        lines: [{ ...first, applicationFeeMinor, fxMinor, sellerMinor, trace }],
      },
    ]
  })
}

/** Numbered apart from the lines of sellers. */
const PLATFORM_LINE = 1_000_000

export const NO_REFUND = {
  status: '',
  chargeId: '',
  amountMinor: 0n,
  balanceTransactionId: '',
  createdAt: new Date(0),
}

function sideLine(lines: readonly RecordedLine[], sourceLineId: string): SplitLine {
  const first = lines.find((line) => isOriginal(line, lines))
  return {
    lineNo: 1,
    sourceLineId,
    description: '',
    sellerId: '',
    category: '',
    lineType: '',
    tierLabel: '',
    grossMinor: 0n,
    taxMinor: 0n,
    commissionMinor: 0n,
    sellerFeeMinor: 0n,
    sellerMinor: 0n,
    promotionMinor: 0n,
    sellerTaxMinor: 0n,
    onRefund: 'in_proportion',
    contractVersionId: first?.contractVersionId ?? '',
    ruleId: '',
    trace: '',
  }
}

const sumOf = <Line>(lines: readonly Line[], of: (line: Line) => bigint) =>
  lines.reduce((sum, line) => sum + of(line), 0n)
