import { bestOf } from './fit-by-grid.ts'
import type { Model } from './model.ts'

const ALPHAS = [[0.02], [0.06], [0.14], [0.3], [0.5], [0.7], [0.9]]
const TINY = 1e-9

/**
 * Theta (Assimakopoulos and Nikolopoulos 2000) in the form of Hyndman and Billah (2003): the season taken out, simple smoothing plus
 * half the slope of the straight line through all that is known at the origin. Parameters: alpha, whether the season is a share of the
 * level (1) or an amount (0), and its indices.
 */
export const THETA: Model = {
  name: 'theta',
  fit(y, end, season) {
    if (end < Math.max(2 * season, 6)) return null
    const parameters = new Float64Array(2 + season)
    parameters[1] = seasonInto(y, end, season, parameters.subarray(2))
    const flat = flattened(y, end, season, parameters)
    parameters[0] = bestOf(ALPHAS, [1.5], (at) => smoothingLoss(flat, end, at[0] as number))[0] as number
    return parameters
  },
  project({ y, season, parameters, origins, steps, out }) {
    const alpha = parameters[0] as number
    const end = origins[origins.length - 1] as number
    const flat = flattened(y, end, season, parameters)
    let level = flat[0] as number
    let [known, sum, sumByTime] = [0, 0, 0]
    for (let row = 0; row < origins.length; row += 1) {
      const origin = origins[row] as number
      for (; known < origin; known += 1) {
        const value = flat[known] as number
        level += alpha * (value - level)
        sum += value
        sumByTime += value * known
      }
      const slope = (sumByTime - (sum * (origin - 1)) / 2) / ((origin * (origin * origin - 1)) / 12)
      const settled = (1 - (1 - alpha) ** origin) / alpha
      for (let step = 0; step < steps; step += 1) {
        const expected = level + (slope / 2) * (step + settled)
        const index = parameters[2 + ((origin + step) % season)] as number
        out[row * steps + step] = parameters[1] === 1 ? expected * index : expected + index
      }
    }
  },
}

/** Classical decomposition: indices against the centred moving average, as shares when all values are above zero. Returns 1 for shares. */
function seasonInto(y: Float64Array, end: number, season: number, indices: Float64Array): number {
  let isShare = 1
  for (let index = 0; index < end; index += 1) if ((y[index] as number) <= 0) isShare = 0
  if (season === 1) {
    indices[0] = isShare
    return isShare
  }
  const counts = new Int32Array(season)
  const half = season >> 1
  for (let index = half; index + half < end; index += 1) {
    let sum = 0
    for (let near = index - half; near <= index + half; near += 1) sum += y[near] as number
    if (season % 2 === 0) sum -= ((y[index - half] as number) + (y[index + half] as number)) / 2
    const usual = sum / season
    const value = y[index] as number
    const place = index % season
    indices[place] = (indices[place] as number) + (isShare === 1 ? value / Math.max(usual, TINY) : value - usual)
    counts[place] = (counts[place] as number) + 1
  }
  let sum = 0
  for (let place = 0; place < season; place += 1) {
    const count = counts[place] as number
    indices[place] = count === 0 ? isShare : (indices[place] as number) / count
    sum += indices[place] as number
  }
  const mean = sum / season
  for (let place = 0; place < season; place += 1) {
    const index = indices[place] as number
    indices[place] = isShare === 1 ? index / Math.max(mean, TINY) : index - mean
  }
  return isShare
}

function flattened(y: Float64Array, end: number, season: number, parameters: Float64Array): Float64Array {
  const flat = new Float64Array(end)
  const isShare = parameters[1] === 1
  for (let index = 0, place = 0; index < end; index += 1) {
    const factor = parameters[2 + place] as number
    flat[index] = isShare ? (y[index] as number) / Math.max(factor, TINY) : (y[index] as number) - factor
    place = place + 1 === season ? 0 : place + 1
  }
  return flat
}

function smoothingLoss(flat: Float64Array, end: number, alpha: number): number {
  let level = flat[0] as number
  let sum = 0
  for (let index = 1; index < end; index += 1) {
    const error = (flat[index] as number) - level
    level += alpha * error
    sum += error < 0 ? -error : error
  }
  return sum
}
