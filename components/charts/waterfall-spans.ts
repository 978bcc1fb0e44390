import type { WireMoney } from '#lib/money/money.ts'

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
    const amount = BigInt(step.amount.minor)
    const from = step.kind === 'total' ? 0n : reached
    reached = from + amount
    return { low: from < reached ? from : reached, high: from < reached ? reached : from }
  })
  const lowest = ends.reduce((least, end) => (end.low < least ? end.low : least), 0n)
  const highest = ends.reduce((most, end) => (end.high > most ? end.high : most), 0n)
  const width = highest - lowest
  if (width === 0n) return ends.map(() => ({ from: 0, width: 0 }))
  const part = (minor: bigint) => Number.parseInt(((minor * PARTS) / width).toString(), 10)
  return ends.map((end) => ({ from: part(end.low - lowest), width: part(end.high - end.low) }))
}
