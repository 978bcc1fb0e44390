import { exponentOf } from '#lib/money/currency.ts'

/**
 * How far a payout may be from what our books expected before somebody has to look: one whole unit of its currency, and one per
 * mille of the payout. It must be farther than both. A remainder of the lines themselves has no threshold: every cent differs.
 */
const ABSOLUTE_UNITS = 1n
const PER_MILLE = 1n

type Compared = { readonly currency: string; readonly payoutMinor: bigint }

/** The threshold of a payout in minor units of its currency. */
export function thresholdOf({ currency, payoutMinor }: Compared): bigint {
  const absolute = ABSOLUTE_UNITS * 10n ** BigInt(exponentOf(currency))
  const relative = (magnitude(payoutMinor) * PER_MILLE) / 1_000n
  return absolute > relative ? absolute : relative
}

/** Whether a payout differs from its expectation by more than its threshold. */
export const isOverThreshold = (payout: Compared, expectedMinor: bigint): boolean =>
  magnitude(payout.payoutMinor - expectedMinor) > thresholdOf(payout)

const magnitude = (minor: bigint) => (minor < 0n ? -minor : minor)
