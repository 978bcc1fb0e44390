import type { Rule } from './model.ts'

/** Where a sale stands in what its seller sold in a month: net of refunds, minor units of the buyer's currency. */
export type Volume = {
  /** Sold in the month before this sale. */
  readonly beforeMinor: bigint
  /** This sale, all lines of the seller. */
  readonly ownMinor: bigint
  /** The whole month as far as it is known, this sale included. */
  readonly monthMinor: bigint
}

/** Basis points as a fraction: exact where a sale lies on both sides of a step. */
export type Rate = { readonly bps: bigint; readonly of: bigint }

/** The first sale of a month, for examples. */
export const firstOfMonth = (ownMinor: bigint): Volume => ({ beforeMinor: 0n, ownMinor, monthMinor: ownMinor })

/**
 * The percentage of a rule for a sale. On a marginal scale the sale pays, for each part of it between two steps, that part's percentage;
 * on a whole-volume scale all sales of the month pay the percentage that the month reached. A sale of which nothing is left (refunded
 * in full) is rated where it stood.
 */
export function rateOf(rule: Pick<Rule, 'scale' | 'steps' | 'percentBps'>, volume: Volume | null): Rate {
  if (rule.scale === 'none' || volume === null) return { bps: BigInt(rule.percentBps), of: 1n }
  const { beforeMinor, ownMinor, monthMinor } = volume
  if (rule.scale === 'whole') return { bps: bpsAbove(rule, monthMinor - 1n), of: 1n }
  if (ownMinor <= 0n) return { bps: bpsAbove(rule, beforeMinor), of: 1n }
  const end = beforeMinor + ownMinor
  const inside = rule.steps.map(({ overMinor }) => overMinor).filter((over) => over > beforeMinor && over < end)
  const starts = [beforeMinor, ...inside]
  const bps = starts.reduce((sum, from, at) => sum + ((starts[at + 1] ?? end) - from) * bpsAbove(rule, from), 0n)
  return { bps, of: ownMinor }
}

/** The percentage of the unit that comes after an amount sold. */
function bpsAbove({ steps, percentBps }: Pick<Rule, 'steps' | 'percentBps'>, minor: bigint): bigint {
  const step = steps.findLast(({ overMinor }) => overMinor <= minor)
  return BigInt(step?.percentBps ?? percentBps)
}
