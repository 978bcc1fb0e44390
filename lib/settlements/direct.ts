import { divideHalfAway } from '#lib/money/allocate.ts'
import type { CheckedLine } from './checks.ts'
import type { FeeFact } from './facts.ts'
import type { SplitLine } from './split.ts'

/**
 * What a direct charge leaves in the platform's books: the seller charged the buyer on an account of its own, so of every split
 * line only the platform's part remains, in the currency the fee reached the balance in. The rest is volume.
 */
export function keepPlatformPart(sales: readonly CheckedLine[], fee: FeeFact): CheckedLine[] {
  const received = fee.backing?.amountMinor ?? fee.amountMinor
  const convert = (minor: bigint) => (fee.amountMinor === 0n ? 0n : divideHalfAway(minor * received, fee.amountMinor))
  return sales.map((sale) => ({
    ...sale,
    lines: sale.lines.map((line) =>
      line.contractVersionId === '' ? { ...line, grossMinor: received } : platformPart(line, sale.seller?.id, convert),
    ),
  }))
}

function platformPart(line: SplitLine, sellerId: string | undefined, convert: (minor: bigint) => bigint): SplitLine {
  const sellerMinor = line.sellerId === sellerId ? 0n : convert(line.sellerMinor)
  const commissionMinor = convert(line.commissionMinor)
  const taxMinor = convert(line.taxMinor)
  return {
    ...line,
    sellerMinor,
    commissionMinor,
    taxMinor,
    sellerFeeMinor: 0n,
    promotionMinor: 0n,
    grossMinor: sellerMinor + commissionMinor + taxMinor,
    trace: `${line.trace} The seller charged the buyer itself: only the platform's part is in these books.`,
  }
}
