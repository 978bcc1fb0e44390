import type { WireMoney } from '#lib/money/money.ts'
import { extentOf } from './plot.ts'

export type WaterfallStep = {
  readonly label: string
  /** Signed as it counts: a fee is negative. A total says what stands there, it is not added. */
  readonly amount: WireMoney
  readonly kind: 'change' | 'total' | 'remainder'
  /** The lines behind the bar. */
  readonly href?: string | undefined
}

/** Where a bar lies, in whole parts of the widest sum. */
export type Span = { readonly from: number; readonly width: number }

const PARTS = 1_000n

/** Lays the steps end to end: each change begins where the one before it ended, totals begin at zero. */
export function waterfallSpans(steps: readonly WaterfallStep[]): Span[] {
  let reached = 0n
  const ends = steps.map((step) => {
    const from = step.kind === 'total' ? 0n : reached
    reached = from + BigInt(step.amount.minor)
    return { from, to: reached }
  })
  const { low, high } = extentOf(ends.flatMap((end) => [end.from, end.to]))
  const width = high - low
  if (width === 0n) return ends.map(() => ({ from: 0, width: 0 }))
  const part = (minor: bigint) => Number.parseInt(((minor * PARTS) / width).toString(), 10)
  return ends.map(({ from, to }) => {
    const { low: left, high: right } = from < to ? { low: from, high: to } : { low: to, high: from }
    return { from: part(left - low), width: part(right - left) }
  })
}
