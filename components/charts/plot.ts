import type { WireMoney } from '#lib/money/money.ts'

/** How finely a chart is drawn: parts of its largest amount. Far below a pixel. */
const PARTS = 10_000n

/**
 * Places amounts of one currency on a scale of whole parts of the largest one, so that a chart draws
 * integers and no amount ever becomes a fraction. For drawing only: words and tables show the amounts.
 */
export function plotAmounts(amounts: readonly WireMoney[]): number[] {
  const minors = amounts.map((amount) => BigInt(amount.minor))
  const largest = minors.reduce((most, minor) => (magnitude(minor) > most ? magnitude(minor) : most), 0n)
  if (largest === 0n) return minors.map(() => 0)
  return minors.map((minor) => Number.parseInt(((minor * PARTS) / largest).toString(), 10))
}

function magnitude(minor: bigint): bigint {
  return minor < 0n ? -minor : minor
}
