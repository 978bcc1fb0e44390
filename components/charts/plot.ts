import type { WireMoney } from '#lib/money/money.ts'

/** How finely a chart is drawn: parts of its largest amount. Far below a pixel. */
const PARTS = 10_000n

/**
 * Places amounts of one currency on a scale of whole parts of the largest one, so that a chart draws
 * integers and no amount ever becomes a fraction. For drawing only: words and tables show the amounts.
 */
export function plotAmounts(amounts: readonly WireMoney[]): number[] {
  const minors = amounts.map((amount) => BigInt(amount.minor))
  const { high: largest } = extentOf([...minors, ...minors.map((minor) => -minor)])
  if (largest === 0n) return minors.map(() => 0)
  return minors.map((minor) => Number.parseInt(((minor * PARTS) / largest).toString(), 10))
}

/** The lowest and the highest of some amounts and zero. */
export function extentOf(minors: readonly bigint[]): { readonly low: bigint; readonly high: bigint } {
  let low = 0n
  let high = 0n
  for (const minor of minors) {
    if (minor < low) low = minor
    if (minor > high) high = minor
  }
  return { low, high }
}
