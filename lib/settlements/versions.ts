import { divideHalfAway } from '#lib/money/allocate.ts'
import { formatMoney } from '#lib/money/format.ts'
import { isEffective, type RefundFact } from './facts.ts'
import { proportion } from './proportion.ts'
import type { SplitLine } from './split.ts'

export type LineKind = 'collected' | 'refund' | 'correction'
export type VersionLine = SplitLine & { readonly kind: LineKind }

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
}

/**
 * The versions still to be written so that the recorded lines say what the facts say.
 *
 * Version 1 is what was collected, then one per refund in the order they were made. The sum over all versions depends
 * on the facts alone: after refunds of R of A, exactly R/A of every share is gone, however R came about. A line that
 * was split once keeps its split; only what was not assigned yet is assigned later, by a correction.
 */
export function missingVersions({ desired, refunds, chargedMinor, currency, recorded }: Known): Version[] {
  const versions: Version[] = []
  const write = (kind: LineKind, refund: RefundFact | null, lines: readonly SplitLine[]) => {
    const version = (recorded.at(-1)?.version ?? 0) + versions.length + 1
    versions.push({ version, kind, refund, lines: lines.map((line) => ({ ...line, kind })) })
  }

  const before = originals(recorded)
  const after = before.length === 0 ? [...desired] : before.map((line) => frozen(line, desired))
  if (before.length === 0) write('collected', null, after)
  const assigned = deltas(after, before).filter((line) => !isZero(line))
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
    const trace = refundTrace(refund, kind, currency, returned, chargedMinor)
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
  ])
  const gross = lines.reduce((sum, line) => sum + line.grossMinor, 0n)
  const parts = proportion(charged === 0n ? 0n : divideHalfAway(gross * returned, charged), weights)
  return lines.map((line, index) => {
    const [sellerMinor = 0n, commissionMinor = 0n, taxMinor = 0n, unassigned = 0n] = parts.slice(
      index * 4,
      index * 4 + 4,
    )
    const grossMinor = sellerMinor + commissionMinor + taxMinor + unassigned
    return { ...line, grossMinor, sellerMinor, commissionMinor, taxMinor, sellerFeeMinor: 0n }
  })
}

/** The part of a line nobody has been named for: it is still buyer funds. */
export function unassignedMinor(line: SplitLine): bigint {
  return line.grossMinor - line.sellerMinor - line.sellerFeeMinor - line.commissionMinor - line.taxMinor
}

/** What every line number was split into, without refunds. */
function originals(recorded: readonly RecordedLine[]): SplitLine[] {
  const firsts = recorded.filter((line) => line.kind === 'collected')
  return firsts.map((first) =>
    recorded
      .filter((line) => line.lineNo === first.lineNo && line.sourceLineId === first.sourceLineId && line !== first)
      .reduce<SplitLine>((sum, line) => ({ ...plus(sum, line), ...assignment(line) }), first),
  )
}

const isOriginal = (line: RecordedLine, recorded: readonly RecordedLine[]) =>
  recorded.some(
    (first) => first.kind === 'collected' && first.lineNo === line.lineNo && first.sourceLineId === line.sourceLineId,
  )

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

/** A split stands; a line that was unassigned takes what the facts now say. */
function frozen(line: SplitLine, desired: readonly SplitLine[]): SplitLine {
  if (line.contractVersionId !== '') return line
  const now = desired.find((candidate) => candidate.sourceLineId === line.sourceLineId)
  return now === undefined || now.grossMinor !== line.grossMinor ? line : { ...now, lineNo: line.lineNo }
}

/** `to − from`, line by line; both list the same line numbers, or `from` none. */
function deltas(to: readonly SplitLine[], from: readonly SplitLine[]): SplitLine[] {
  return to.map((line) => {
    const earlier = from.find((candidate) => candidate.lineNo === line.lineNo)
    return earlier === undefined ? line : { ...plus(line, negated(earlier)), ...assignment(line) }
  })
}

/** What recorded refunds fall short of, once lines were assigned after them. */
function residual(recorded: readonly RecordedLine[], gone: readonly SplitLine[]): SplitLine[] {
  const refunded = recorded.filter((line) => !isOriginal(line, recorded))
  return gone
    .map((line) => refunded.filter(({ lineNo }) => lineNo === line.lineNo).reduce<SplitLine>(plus, line))
    .map(negated)
    .filter((line) => !isZero(line) && refunded.length > 0)
}

const assignment = ({ sellerId, category, lineType, contractVersionId, ruleId, trace }: SplitLine) => ({
  sellerId,
  category,
  lineType,
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
  }
}

function isZero(line: SplitLine): boolean {
  return [line.grossMinor, line.taxMinor, line.commissionMinor, line.sellerFeeMinor, line.sellerMinor].every(
    (minor) => minor === 0n,
  )
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

function refundTrace(refund: RefundFact, kind: LineKind, currency: string, returned: bigint, charged: bigint): string {
  const amount = (minor: bigint) => formatMoney({ minor, currency })
  const what =
    kind === 'refund'
      ? `Refund ${refund.id} of ${amount(refund.amountMinor)}`
      : `Refund ${refund.id} did not reach the buyer`
  return `${what}: ${amount(returned)} of ${amount(charged)} returned in all, every share gives back its part.`
}
