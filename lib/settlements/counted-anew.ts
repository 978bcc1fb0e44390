import type { CheckedLine } from './checks.ts'
import { type Facts, isEffective } from './facts.ts'
import { type Counted, leftOf } from './month-volume.ts'
import type { RecordedLine, Version } from './versions.ts'

/** The months that the lines of a sale are a part of, each seller's once. */
export function countedOf(checked: readonly CheckedLine[]): Counted[] {
  return [...new Set(checked.flatMap(({ counted = null }) => counted ?? []))]
}

/** What each seller sold here, in the buyer's currency, less what went back: counts for the month, by seller. */
export function volumesOf(
  checked: readonly CheckedLine[],
  { refunds }: Facts,
  whole: bigint,
): ReadonlyMap<string, bigint> {
  const returned = refunds.filter(isEffective).reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const gross = new Map<string, bigint>()
  for (const { seller, sold } of checked)
    if (seller !== null) gross.set(seller.id, (gross.get(seller.id) ?? 0n) + sold.grossMinor)
  return new Map([...gross].map(([sellerId, minor]) => [sellerId, leftOf(minor, returned, whole)]))
}

/** By how much a new count of the month changes each payee's share of what was split before. */
export function countedAnew(
  recorded: readonly RecordedLine[],
  versions: readonly Version[],
  checked: readonly CheckedLine[],
): ReadonlyMap<string, bigint> {
  const changes = new Map<string, bigint>()
  if (countedOf(checked).length === 0) return changes
  const terms = new Set(recorded.map(({ contractVersionId }) => contractVersionId))
  for (const { kind, refund, lines } of versions) {
    if (kind !== 'correction' || refund !== null) continue
    for (const line of lines.filter(({ contractVersionId }) => terms.has(contractVersionId)))
      changes.set(line.sellerId, (changes.get(line.sellerId) ?? 0n) + line.sellerMinor)
  }
  return changes
}
