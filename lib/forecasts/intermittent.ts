import { bestOf } from './fit-by-grid.ts'
import type { Model } from './model.ts'

const SHARES = [0.03, 0.08, 0.18, 0.35]
const PAIRS = SHARES.flatMap((size) => SHARES.map((chance) => [size, chance]))

/**
 * Croston (1972) with the correction of Syntetos and Boylan (2005): size of what comes and interval between, each smoothed when
 * something comes. Parameter: how much the latest counts.
 */
export const CROSTON: Model = {
  name: 'croston',
  fit(y, end) {
    if (!hasSome(y, end)) return null
    return bestOf(
      SHARES.map((share) => [share]),
      [1],
      (at) => follow(y, end, at[0] as number, null),
    )
  },
  project({ y, parameters, origins, steps, out }) {
    const end = origins[origins.length - 1] as number
    const levels = new Float64Array(end + 1)
    follow(y, end, parameters[0] as number, levels)
    flat(levels, origins, steps, out)
  },
}

/** Teunter, Syntetos and Babai (2011): the chance of something is smoothed at every step, so a seller who stopped fades out. */
export const TSB: Model = {
  name: 'tsb',
  fit(y, end) {
    if (!hasSome(y, end)) return null
    return bestOf(PAIRS, [1, 1], (at) => followChance(y, end, at, null))
  },
  project({ y, parameters, origins, steps, out }) {
    const end = origins[origins.length - 1] as number
    const levels = new Float64Array(end + 1)
    followChance(y, end, parameters, levels)
    flat(levels, origins, steps, out)
  },
}

/** The squared error of one step: the absolute error of a series that is mostly zero is least for a forecast of nothing. */
function follow(y: Float64Array, end: number, share: number, levels: Float64Array | null): number {
  let size = meanSize(y, end)
  let interval = firstOf(end) / Math.max(1, countOf(y, firstOf(end)))
  let since = 1
  let sum = 0
  for (let index = 0; index < end; index += 1) {
    const level = ((1 - share / 2) * size) / interval
    if (levels !== null) levels[index] = level
    const value = y[index] as number
    sum += (value - level) * (value - level)
    if (value === 0) since += 1
    else {
      size += share * (value - size)
      interval += share * (since - interval)
      since = 1
    }
  }
  if (levels !== null) levels[end] = ((1 - share / 2) * size) / interval
  return sum
}

function followChance(y: Float64Array, end: number, at: ArrayLike<number>, levels: Float64Array | null): number {
  const [forSize, forChance] = [at[0] as number, at[1] as number]
  let size = meanSize(y, end)
  let chance = countOf(y, firstOf(end)) / firstOf(end)
  let sum = 0
  for (let index = 0; index < end; index += 1) {
    const level = size * chance
    if (levels !== null) levels[index] = level
    const value = y[index] as number
    sum += (value - level) * (value - level)
    if (value === 0) chance -= forChance * chance
    else {
      chance += forChance * (1 - chance)
      size += forSize * (value - size)
    }
  }
  if (levels !== null) levels[end] = size * chance
  return sum
}

/** Started from the first quarter alone, so that no later value shines back. */
const firstOf = (end: number) => Math.max(1, Math.min(end, Math.ceil(end / 4)))

function meanSize(y: Float64Array, end: number): number {
  let [sum, count] = [0, 0]
  const until = firstOf(end)
  for (let index = 0; index < end && (index < until || count === 0); index += 1) {
    const value = y[index] as number
    if (value === 0) continue
    sum += value
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

function countOf(y: Float64Array, end: number): number {
  let count = 0
  for (let index = 0; index < end; index += 1) if (y[index] !== 0) count += 1
  return count
}

const hasSome = (y: Float64Array, end: number) => countOf(y, end) > 0

function flat(levels: Float64Array, origins: Int32Array, steps: number, out: Float64Array): void {
  for (let row = 0; row < origins.length; row += 1)
    out.fill(levels[origins[row] as number] as number, row * steps, (row + 1) * steps)
}
