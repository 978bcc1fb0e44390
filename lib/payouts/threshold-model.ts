import { exponentOf } from '#lib/money/currency.ts'

/** How far a payout may be from what our books expected before somebody has to look. It must be farther than both. */
export type Threshold = {
  /** Minor units of its currency. */
  readonly absoluteMinor: bigint
  /** Thousandths of the payout. */
  readonly perMille: number
}

/** Until somebody changes it: one whole unit of the currency, and one per mille of the payout. */
export const defaultThreshold = (currency: string): Threshold => ({
  absoluteMinor: 10n ** BigInt(exponentOf(currency)),
  perMille: 1,
})

/** The threshold of one payout, minor units. A remainder of the lines themselves has none: every cent differs. */
export function thresholdMinor({ absoluteMinor, perMille }: Threshold, payoutMinor: bigint): bigint {
  const relative = (magnitude(payoutMinor) * BigInt(perMille)) / 1_000n
  return absoluteMinor > relative ? absoluteMinor : relative
}

type Compared = { readonly payoutMinor: bigint; readonly expectedMinor: bigint }

/** Whether a payout differs from its expectation by more than its threshold. */
export const isOverThreshold = (threshold: Threshold, { payoutMinor, expectedMinor }: Compared): boolean =>
  magnitude(payoutMinor - expectedMinor) > thresholdMinor(threshold, payoutMinor)

const magnitude = (minor: bigint) => (minor < 0n ? -minor : minor)
