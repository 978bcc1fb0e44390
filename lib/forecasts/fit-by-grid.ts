const ROUNDS = 2
const LIMIT = 0.995

/**
 * The parameters with the least loss: the best of a coarse grid, then each parameter in turn multiplied and divided by its step, with
 * steps that shrink. A step of 1 leaves its parameter. Parameters stay between 0 and 0.995.
 */
export function bestOf(
  grid: readonly (readonly number[])[],
  steps: readonly number[],
  loss: (at: ArrayLike<number>) => number,
): Float64Array {
  const best = Float64Array.from(grid[0] ?? [])
  let least = Number.POSITIVE_INFINITY
  for (const at of grid) {
    const found = loss(at)
    if (found < least) {
      least = found
      best.set(at)
    }
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let place = 0; place < best.length; place += 1) {
      const step = (steps[place] ?? 1) ** (1 / (round + 1))
      if (step === 1) continue
      const before = best[place] as number
      for (const tried of [before * step, before / step]) {
        const kept = best[place] as number
        best[place] = Math.min(tried, LIMIT)
        const found = loss(best)
        if (found < least) least = found
        else best[place] = kept
      }
    }
  }
  return best
}
