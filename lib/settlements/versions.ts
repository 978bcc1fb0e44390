import { divideHalfAway } from '#lib/money/allocate.ts'
import { isEffective, type RefundFact } from './facts.ts'
import { proportion } from './proportion.ts'
import { refundTrace } from './refund-trace.ts'
import type { SplitLine } from './split.ts'

/** fee: an application fee given back by the seller · fx: a difference of rates. Neither moves a share. */
export type LineKind = 'collected' | 'refund' | 'correction' | 'fee' | 'fx'
export type VersionLine = SplitLine & {
  readonly kind: LineKind
  readonly applicationFeeMinor?: bigint
  readonly fxMinor?: bigint
  /** Of the commission: what is not earned yet. */
  readonly deferredMinor?: bigint
}

/** A version: lines that came together, about one fact. Immutable once written. */
export type Version = {
  readonly version: number
  readonly kind: LineKind
  /** The refund it is about; null when it is about what was collected. */
  readonly refund: RefundFact | null
  readonly lines: readonly VersionLine[]
}

export type RecordedLine = VersionLine & { readonly version: number }

type Known = {
  readonly desired: readonly SplitLine[]
  readonly refunds: readonly RefundFact[]
  /** What buyers paid in all, presentment currency: the whole that refunds are fractions of. */
  readonly chargedMinor: bigint
  readonly currency: string
  readonly recorded: readonly RecordedLine[]
  /** Back-dated contract versions: they split anew what was split before they were known. */
  readonly splitAnew?: ReadonlySet<string>
  /** Highest version written so far, where `recorded` leaves lines out. */
  readonly lastVersion?: number
}

/**
 * The versions still to be written so that the recorded lines say what the facts say.
 *
 * Version 1 is what was collected, then one per refund in the order they were made. The sum over all versions depends
 * on the facts alone: after refunds of R of A, exactly R/A of every share is gone, however R came about. A line that
 * was split once keeps its split; only what was not assigned yet is assigned later, by a correction, and what a back-dated
 * contract splits anew.
 */
export function missingVersions(known: Known): Version[] {
  const { desired, refunds, chargedMinor, currency, recorded, splitAnew = new Set() } = known
  const versions: Version[] = []
  const write = (kind: LineKind, refund: RefundFact | null, lines: readonly SplitLine[]) => {
    const version = (known.lastVersion ?? recorded.at(-1)?.version ?? 0) + versions.length + 1
    versions.push({ version, kind, refund, lines: lines.map((line) => ({ ...line, kind })) })
  }

  const before = originals(recorded)
  const after = before.length === 0 ? inLineOrder(desired) : frozen(before, desired, splitAnew)
  if (before.length === 0) write('collected', null, after)
  const assigned = deltas(after, before).filter((line) => !isZero(line) || isRescheduled(line, before))
  if (before.length > 0 && assigned.length > 0) write('correction', null, assigned)

  const counted = recordedRefunds(recorded)
  let returned = [...counted.values()].reduce(
    (sum, refund) => sum + (refunds.find(({ id }) => id === refund)?.amountMinor ?? 0n),
    0n,
  )
  let gone = refundedParts(after, returned, chargedMinor)
  const step = (kind: LineKind, refund: RefundFact, change: bigint) => {
    returned += change
    const next = refundedParts(after, returned, chargedMinor)
    const trace = refundTrace(refund, kind === 'refund', currency, returned, chargedMinor)
    const lines = deltas(gone, next).map((line) => ({ ...line, sourceLineId: refund.id, trace }))
    write(kind, refund, nonZeroOrFirst(lines))
    gone = next
  }

  const late = residual(recorded, gone)
  const [latest] = [...counted].toReversed()
  if (late.length > 0 && latest !== undefined) {
    write(
      'correction',
      null,
      late.map((line) => ({ ...line, sourceLineId: latest, trace: 'Refunds made before the line was assigned.' })),
    )
  }
  for (const refund of inOrder(refunds)) {
    if (isEffective(refund) && !counted.has(refund.id)) step('refund', refund, refund.amountMinor)
    if (!isEffective(refund) && counted.has(refund.id)) step('correction', refund, -refund.amountMinor)
  }
  return versions
}

/**
 * What is gone of every line after `returned` of `charged` went back to the buyer, as positive parts.
 * A function of the total alone, which is why any partition of refunds ends equal; nothing left at the end.
 */
export function refundedParts(lines: readonly SplitLine[], returned: bigint, charged: bigint): SplitLine[] {
  const weights = lines.flatMap((line) => [
    line.sellerMinor + line.sellerFeeMinor,
    line.commissionMinor,
    line.taxMinor,
    unassignedMinor(line),
    -line.promotionMinor,
  ])
  const gross = lines.reduce((sum, line) => sum + line.grossMinor, 0n)
  const parts = proportion(charged === 0n ? 0n : divideHalfAway(gross * returned, charged), weights)
  return lines.map((line, index) => {
    const own = parts.slice(index * 5, index * 5 + 5)
    const [share = 0n, commission = 0n, taxMinor = 0n, unassigned = 0n, promotion = 0n] = own
    const commissionMinor = commissionGone(line, share, commission)
    return {
      ...line,
      grossMinor: share + commission + taxMinor + unassigned + promotion,
      sellerMinor: share + commission - commissionMinor,
      commissionMinor,
      taxMinor,
      sellerFeeMinor: 0n,
      promotionMinor: -promotion,
      sellerTaxMinor: charged === 0n ? 0n : divideHalfAway(line.sellerTaxMinor * returned, charged),
    }
  })
}

/** How much commission is given back when seller and platform together give back `share + commission`. */
function commissionGone({ onRefund, commissionMinor }: SplitLine, share: bigint, commission: bigint): bigint {
  if (onRefund === 'kept') return 0n
  const both = share + commission
  if (onRefund === 'in_proportion' || both >= 0n !== commissionMinor >= 0n) return commission
  return (both < 0n ? -both : both) < (commissionMinor < 0n ? -commissionMinor : commissionMinor)
    ? both
    : commissionMinor
}

/** The part of a line nobody has been named for: it is still buyer funds. */
export function unassignedMinor(line: SplitLine): bigint {
  return (
    line.grossMinor +
    line.promotionMinor -
    line.sellerMinor -
    line.sellerFeeMinor -
    line.commissionMinor -
    line.taxMinor
  )
}

/** What every line number was split into, without refunds. */
function originals(recorded: readonly RecordedLine[]): SplitLine[] {
  const sums = new Map<number, SplitLine>()
  for (const line of recorded.filter((one) => isOriginal(one, recorded))) {
    const sum = sums.get(line.lineNo)
    sums.set(line.lineNo, sum === undefined ? line : { ...plus(sum, line), ...assignment(line) })
  }
  return inLineOrder([...sums.values()])
}

/** Whether a line says what was sold and not what a refund took back. */
export function isOriginal(line: RecordedLine, recorded: readonly RecordedLine[]): boolean {
  return recorded.some(({ kind, sourceLineId }) => kind === 'collected' && sourceLineId === line.sourceLineId)
}

const inLineOrder = <T extends SplitLine>(lines: readonly T[]) =>
  lines.toSorted((left, right) => left.lineNo - right.lineNo)

/** Refunds that the recorded versions count: written, and not taken back since. */
function recordedRefunds(recorded: readonly RecordedLine[]): Set<string> {
  const sums = new Map<string, bigint>()
  const isTakenBack = new Set<string>()
  for (const line of recorded) {
    if (isOriginal(line, recorded)) continue
    sums.set(line.sourceLineId, (sums.get(line.sourceLineId) ?? 0n) + line.grossMinor)
    if (line.kind === 'correction') isTakenBack.add(line.sourceLineId)
  }
  return new Set(
    [...sums].filter(([id, gross]) => gross < 0n || (gross === 0n && !isTakenBack.has(id))).map(([id]) => id),
  )
}

/** A split stands; a sold line that was unassigned, or is split anew, takes what the facts now say. */
function frozen(
  before: readonly SplitLine[],
  desired: readonly SplitLine[],
  splitAnew: ReadonlySet<string>,
): SplitLine[] {
  const sold = Map.groupBy(before, ({ sourceLineId }) => sourceLineId)
  const gross = (lines: readonly SplitLine[]) => lines.reduce((sum, line) => sum + line.grossMinor, 0n)
  const after = [...sold].flatMap(([sourceLineId, lines]) => {
    const now = desired.filter((line) => line.sourceLineId === sourceLineId)
    const [was = '', is = ''] = [lines[0]?.contractVersionId, now[0]?.contractVersionId]
    const isTaken = was === '' || (was !== is && splitAnew.has(is)) || (was === is && isCountedAnew(lines, now))
    return isTaken && now.length > 0 && gross(now) === gross(lines) ? now : lines
  })
  return inLineOrder(after)
}

/** `to − from`, line by line; a line that only one of them has counts as nothing in the other. */
function deltas(to: readonly SplitLine[], from: readonly SplitLine[]): SplitLine[] {
  const gone = from.filter((earlier) => !to.some(({ lineNo }) => lineNo === earlier.lineNo))
  const changed = to.map((line) => {
    const earlier = from.find((candidate) => candidate.lineNo === line.lineNo)
    return earlier === undefined ? line : { ...plus(line, negated(earlier)), ...assignment(line) }
  })
  return inLineOrder([...changed, ...gone.map(negated)])
}

/** What recorded refunds fall short of, once lines were assigned after them. */
function residual(recorded: readonly RecordedLine[], gone: readonly SplitLine[]): SplitLine[] {
  const refunded = recorded.filter((line) => !isOriginal(line, recorded))
  const left = refunded.filter(({ lineNo }) => !gone.some((line) => line.lineNo === lineNo))
  const dropped = [...Map.groupBy(left, ({ lineNo }) => lineNo).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [rest.reduce<SplitLine>(plus, first)],
  )
  return [
    ...gone.map((line) => refunded.filter(({ lineNo }) => lineNo === line.lineNo).reduce<SplitLine>(plus, line)),
    ...dropped,
  ]
    .map(negated)
    .filter((line) => !isZero(line) && refunded.length > 0)
}

const assignment = ({
  sellerId,
  category,
  lineType,
  tierLabel,
  onRefund,
  earned = null,
  contractVersionId,
  ruleId,
  trace,
}: SplitLine) => ({
  sellerId,
  category,
  lineType,
  tierLabel,
  onRefund,
  earned,
  contractVersionId,
  ruleId,
  trace,
})

function plus(left: SplitLine, right: SplitLine): SplitLine {
  return {
    ...left,
    grossMinor: left.grossMinor + right.grossMinor,
    taxMinor: left.taxMinor + right.taxMinor,
    commissionMinor: left.commissionMinor + right.commissionMinor,
    sellerFeeMinor: left.sellerFeeMinor + right.sellerFeeMinor,
    sellerMinor: left.sellerMinor + right.sellerMinor,
    promotionMinor: left.promotionMinor + right.promotionMinor,
    sellerTaxMinor: left.sellerTaxMinor + right.sellerTaxMinor,
  }
}

function negated(line: SplitLine): SplitLine {
  return {
    ...line,
    grossMinor: -line.grossMinor,
    taxMinor: -line.taxMinor,
    commissionMinor: -line.commissionMinor,
    sellerFeeMinor: -line.sellerFeeMinor,
    sellerMinor: -line.sellerMinor,
    promotionMinor: -line.promotionMinor,
    sellerTaxMinor: -line.sellerTaxMinor,
  }
}

function isZero(line: SplitLine): boolean {
  const { grossMinor, taxMinor, commissionMinor, sellerFeeMinor, sellerMinor, promotionMinor, sellerTaxMinor } = line
  return [grossMinor, taxMinor, commissionMinor, sellerFeeMinor, sellerMinor, promotionMinor, sellerTaxMinor].every(
    (minor) => minor === 0n,
  )
}

/** The same terms, sellers and rules: only the percentage follows the month. */
function isCountedAnew(lines: readonly SplitLine[], now: readonly SplitLine[]): boolean {
  const key = ({ lineNo, sellerId, ruleId }: SplitLine) => `${lineNo} ${sellerId} ${ruleId}`
  const [was, is] = [lines, now].map((some) => some.map(key).toSorted().join())
  return was === is && now.every(({ isByVolume = false }) => isByVolume)
}

/** Split anew, a line may be divided as it was and earned at another time. */
function isRescheduled({ lineNo, earned }: SplitLine, before: readonly SplitLine[]): boolean {
  const was = before.find((line) => line.lineNo === lineNo)?.earned
  return earned?.from !== was?.from || earned?.until !== was?.until
}

/** A refund too small to move a unit still leaves one line, so that it counts as seen. */
function nonZeroOrFirst(lines: readonly SplitLine[]): SplitLine[] {
  const moving = lines.filter((line) => !isZero(line))
  return moving.length > 0 ? moving : lines.slice(0, 1)
}

function inOrder(refunds: readonly RefundFact[]): RefundFact[] {
  return refunds.toSorted(
    (left, right) => left.createdAt.getTime() - right.createdAt.getTime() || (left.id < right.id ? -1 : 1),
  )
}
