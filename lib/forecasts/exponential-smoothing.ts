import { bestOf } from './fit-by-grid.ts'
import type { Model, ModelName, Projection } from './model.ts'

// Parameters: share of an error that changes the level (alpha), of that the share that changes the trend (beta), the share of the
// rest that changes the season (gamma), and how much of the trend lasts from one step to the next (phi).
const ALPHAS = [0.02, 0.06, 0.14, 0.3, 0.55, 0.85]
const GAMMAS = [0.005, 0.06, 0.2, 0.5]
const TRENDS: readonly (readonly [beta: number, phi: number])[] = [
  [0.02, 0.9],
  [0.1, 0.97],
  [0.3, 0.9],
]
const NO_TREND = [[0, 0]] as const
const CYCLES_MAX = 4
const TINY = 1e-9
const SHARE_MIN = 0.02

type Kind = { readonly name: ModelName; readonly hasTrend: boolean; readonly isMultiplicative: boolean }

/** Season and level, as they change: additive error and season, no trend: ETS(A,N,A), or plain smoothing without a season. */
export const SMOOTHING = smoothing({ name: 'exponential smoothing', hasTrend: false, isMultiplicative: false })
/** Holt and Winters with a trend that fades (Gardner and McKenzie 1985): ETS(A,Ad,A). */
export const DAMPED = smoothing({ name: 'damped trend', hasTrend: true, isMultiplicative: false })
/** The same where the season is a share of the level: ETS(A,Ad,M). For series that are above zero throughout. */
export const DAMPED_MULTIPLICATIVE = smoothing({
  name: 'damped trend, multiplicative season',
  hasTrend: true,
  isMultiplicative: true,
})

/** What a pass through a series keeps: the season's indices are its first places, then level and trend. */
const state = new Float64Array(512)
const start = new Float64Array(512)

function smoothing({ name, hasTrend, isMultiplicative }: Kind): Model {
  const pass = isMultiplicative ? passMultiplicative : passAdditive
  const trends = hasTrend ? TRENDS : NO_TREND
  return {
    name,
    fit(y, end, season) {
      if (end < Math.max(2 * season, 4) || season + 2 > state.length) return null
      if (isMultiplicative && (season === 1 || !isWellAboveZero(y))) return null
      begin(y, end, season, isMultiplicative)
      const gammas = season === 1 ? [0] : GAMMAS
      const grid: number[][] = []
      for (const alpha of ALPHAS)
        for (const gamma of gammas) for (const [beta, phi] of trends) grid.push([alpha, gamma, beta, phi])
      const steps = [1.5, season === 1 ? 1 : 2, hasTrend ? 2 : 1, 1]
      return bestOf(grid, steps, (at) => pass(y, season, at, 0, end))
    },
    project({ y, season, parameters, fittedTo, origins, steps, out }: Projection) {
      begin(y, fittedTo, season, isMultiplicative)
      const phi = parameters[3] as number
      let known = 0
      pass(y, season, parameters, 0, 0)
      for (let row = 0; row < origins.length; row += 1) {
        const origin = origins[row] as number
        pass(y, season, parameters, known, origin)
        known = origin
        let level = state[season] as number
        let trend = state[season + 1] as number
        for (let step = 0; step < steps; step += 1) {
          trend *= phi
          level += trend
          const index = state[(origin + step) % season] as number
          out[row * steps + step] = isMultiplicative ? level * index : level + index
        }
      }
    },
  }
}

/** Sets the state that a pass from the first value starts with, from the first cycles. */
function begin(y: Float64Array, end: number, season: number, isMultiplicative: boolean): void {
  start.fill(0, 0, season + 2)
  const cycles = Math.max(1, Math.min(CYCLES_MAX, Math.floor(end / season)))
  const means = new Float64Array(cycles)
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    let sum = 0
    for (let place = 0; place < season; place += 1) sum += y[cycle * season + place] as number
    means[cycle] = sum / season
  }
  const slope = cycles > 1 ? ((means[cycles - 1] as number) - (means[0] as number)) / ((cycles - 1) * season) : 0
  for (let place = 0; place < season && season > 1; place += 1) {
    let sum = 0
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const usual = (means[cycle] as number) + slope * (place - (season - 1) / 2)
      const value = y[cycle * season + place] as number
      sum += isMultiplicative ? value / Math.max(usual, TINY) : value - usual
    }
    start[place] = sum / cycles
  }
  start[season] = (means[0] as number) - (slope * (season + 1)) / 2
  start[season + 1] = slope
}

/**
 * Follows the series from one value to another and returns the mean absolute error of one step; starting at 0 sets the state first. The
 * first cycles are those it started from, and do not count.
 */
function passAdditive(y: Float64Array, season: number, at: ArrayLike<number>, from: number, end: number): number {
  const [alpha, gamma, beta, phi] = [at[0] as number, at[1] as number, at[2] as number, at[3] as number]
  if (from === 0) state.set(start.subarray(0, season + 2))
  let level = state[season] as number
  let trend = phi === 0 ? 0 : (state[season + 1] as number)
  const [forTrend, forSeason] = [alpha * beta, gamma * (1 - alpha)]
  let place = from % season
  let sum = 0
  for (let index = from; index < end; index += 1) {
    trend *= phi
    const expected = level + trend
    const factor = state[place] as number
    const error = (y[index] as number) - expected - factor
    level = expected + alpha * error
    trend += forTrend * error
    state[place] = factor + forSeason * error
    place = place + 1 === season ? 0 : place + 1
    if (index >= season) sum += error < 0 ? -error : error
  }
  state[season] = level
  state[season + 1] = trend
  return sum
}

function passMultiplicative(y: Float64Array, season: number, at: ArrayLike<number>, from: number, end: number): number {
  const [alpha, gamma, beta, phi] = [at[0] as number, at[1] as number, at[2] as number, at[3] as number]
  if (from === 0) state.set(start.subarray(0, season + 2))
  let level = state[season] as number
  let trend = state[season + 1] as number
  const [forTrend, forSeason] = [alpha * beta, gamma * (1 - alpha)]
  let place = from % season
  let sum = 0
  for (let index = from; index < end; index += 1) {
    trend *= phi
    const expected = Math.max(level + trend, TINY)
    const factor = Math.max(state[place] as number, TINY)
    const error = (y[index] as number) - expected * factor
    level = expected + (alpha * error) / factor
    trend += (forTrend * error) / factor
    state[place] = factor + (forSeason * error) / expected
    place = place + 1 === season ? 0 : place + 1
    if (index >= season) sum += error < 0 ? -error : error
  }
  state[season] = level
  state[season + 1] = trend
  return sum
}

/** Shares of next to nothing mean nothing. All values are looked at: a model that fits the earlier part alone is of no use. */
function isWellAboveZero(y: Float64Array): boolean {
  let sum = 0
  for (let index = 0; index < y.length; index += 1) sum += Math.abs(y[index] as number)
  const least = (SHARE_MIN * sum) / y.length
  for (let index = 0; index < y.length; index += 1) if ((y[index] as number) <= least) return false
  return true
}
