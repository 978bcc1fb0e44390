// Rotated windows: the sides of a comparison take turns within one run, so that a busy machine slows all of them.

export type Measurement = {
  readonly name: string
  /** How many times as fast as the other side; null when there was no other side to measure. */
  readonly ratio: number | null
  /** What the ratio must reach. */
  readonly atLeast: number
  /** The two rates in words, or why nothing was measured. */
  readonly detail: string
}

/** The median rate of each side. Each call of a side is one window and tells what came through per second. */
export async function medianRates(sides: readonly (() => Promise<number>)[], windows: number): Promise<number[]> {
  const rates = sides.map((): number[] => [])
  for (let window = 0; window < windows; window += 1) {
    for (let turn = 0; turn < sides.length; turn += 1) {
      const index = (turn + window) % sides.length
      const rate = await sides[index]?.()
      if (rate !== undefined) rates[index]?.push(rate)
    }
  }
  return rates.map((found) => found.toSorted((left, right) => left - right)[Math.floor(found.length / 2)] ?? 0)
}

/** A comparison of two rates, in the words of what is counted. */
export function compared(
  { name, atLeast, unit }: { readonly name: string; readonly atLeast: number; readonly unit: string },
  ours: number | undefined,
  theirs: number | undefined,
): Measurement {
  const words = (rate: number | undefined) => `${Math.round(rate ?? 0).toLocaleString('en')} ${unit}/s`
  return { name, ratio: (ours ?? 0) / (theirs ?? 1), atLeast, detail: `${words(ours)} against ${words(theirs)}` }
}
