import type { WireMoney } from '#lib/money/money.ts'

/** How finely a chart is drawn: parts of its largest amount. Far below a pixel. */
const PARTS = 10_000n

/**
 * Places amounts of one currency on a scale of whole parts of the largest one, so that a chart draws
 * integers and no amount ever becomes a fraction. For drawing only: words and tables show the amounts.
 */
export function plotAmounts(amounts: readonly WireMoney[]): number[] {
  return partsOf(amounts.map((amount) => BigInt(amount.minor)))
}

/** The same for decimal text ("3.25", "-0.4"), however many places each has; nothing stays nothing. */
export function plotDecimals(values: readonly (string | null)[]): (number | null)[] {
  const placed = values.flatMap((value, at) => (value !== null && DECIMAL.test(value) ? [{ value, at }] : []))
  const places = Math.max(0, ...placed.map(({ value }) => value.split('.')[1]?.length ?? 0))
  const parts = partsOf(
    placed.map(({ value }) => {
      const [whole = '', fraction = ''] = value.split('.')
      return BigInt(whole + fraction.padEnd(places, '0'))
    }),
  )
  const byPlace = new Map(placed.map(({ at }, index) => [at, parts[index] ?? 0]))
  return values.map((_, at) => byPlace.get(at) ?? null)
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/

function partsOf(minors: readonly bigint[]): number[] {
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
