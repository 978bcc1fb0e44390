import { DAMPED, DAMPED_MULTIPLICATIVE, SMOOTHING } from './exponential-smoothing.ts'
import { CROSTON, TSB } from './intermittent.ts'
import type { Model, ModelName } from './model.ts'
import { SEASONAL_NAIVE } from './seasonal-naive.ts'
import { THETA } from './theta.ts'

const SMOOTH: readonly Model[] = [SMOOTHING, DAMPED, DAMPED_MULTIPLICATIVE, THETA]
const SPARSE: readonly Model[] = [SMOOTHING, CROSTON, TSB]
const ORIGINS_MAX = 120
/** The mean of several is kept unless one of them is clearly better: which one is best by a little is mostly chance. */
const CLEARLY = 0.97

export type Tested = {
  readonly name: ModelName
  /** The models whose mean it is; one unless it is an ensemble. */
  readonly parts: readonly Model[]
  /** Row by row, per origin. */
  readonly forecast: Float64Array
  /** Mean absolute error. */
  readonly error: number
  /** What was compared: the mean absolute error, or the root of the squared one of an intermittent series. */
  readonly loss: number
}

export type Test = { readonly best: Tested; readonly naive: Tested | null }

export type Trial = {
  /** What models see, and what they are scored against: the same, unless effects of days were taken out. */
  readonly y: Float64Array
  readonly target: Float64Array
  readonly factors: Float64Array | null
  readonly isSeen: Uint8Array
  readonly season: number
  readonly origins: Int32Array
  readonly steps: number
  readonly isSparse: boolean
}

/** Every value of the later part is an origin, up to a limit; models are fitted before the first one. */
export function originsOf(count: number, season: number, steps: number): Int32Array {
  const least = Math.max(2 * season + 2, Math.floor(0.4 * count), 6)
  const first = Math.max(least, count - steps - ORIGINS_MAX + 1)
  return Int32Array.from({ length: Math.max(0, count - steps - first + 1) }, (_, index) => first + index)
}

/** Tries every model that applies from every origin, and chooses. Null when none applies. */
export function backTest(trial: Trial): Test | null {
  const models = trial.isSparse ? SPARSE : SMOOTH
  const tested = models.map((model) => tryModel(trial, model)).filter((one) => one !== null)
  const naive = tryModel(trial, SEASONAL_NAIVE)
  const [first] = tested
  if (first === undefined) return naive === null ? null : { best: naive, naive }
  const all = tested.length > 1 ? [...tested, meanOf(trial, tested)] : tested
  const best = [...all, ...(naive === null ? [] : [naive])].reduce((least, one) =>
    one.loss < least.loss ? one : least,
  )
  const mean = all.at(-1) ?? best
  return { best: mean.loss * CLEARLY <= best.loss ? mean : best, naive }
}

function tryModel(trial: Trial, model: Model): Tested | null {
  const { y, season, origins, steps } = trial
  const fittedTo = origins[0] as number
  const parameters = model.fit(y, fittedTo, season)
  if (parameters === null) return null
  const forecast = new Float64Array(origins.length * steps)
  model.project({ y, season, parameters, fittedTo, origins, steps, out: forecast })
  if (trial.factors !== null) putBack(trial, trial.factors, forecast)
  return scored(trial, model.name, [model], forecast)
}

function putBack({ origins, steps }: Trial, factors: Float64Array, forecast: Float64Array): void {
  for (let row = 0; row < origins.length; row += 1)
    for (let step = 0; step < steps; step += 1) {
      const place = row * steps + step
      forecast[place] = (forecast[place] as number) * (factors[(origins[row] as number) + step] as number)
    }
}

function meanOf(trial: Trial, tested: readonly Tested[]): Tested {
  const forecast = new Float64Array(trial.origins.length * trial.steps)
  for (const one of tested)
    for (let place = 0; place < forecast.length; place += 1)
      forecast[place] = (forecast[place] as number) + (one.forecast[place] as number) / tested.length
  const parts = tested.flatMap(({ parts }) => parts)
  return scored(trial, 'ensemble', parts, forecast)
}

function scored(trial: Trial, name: ModelName, parts: readonly Model[], forecast: Float64Array): Tested {
  const { target, isSeen, origins, steps, isSparse } = trial
  let [sum, squares, count] = [0, 0, 0]
  for (let row = 0; row < origins.length; row += 1) {
    const origin = origins[row] as number
    for (let step = 0; step < steps; step += 1) {
      if (isSeen[origin + step] !== 1) continue
      const error = (target[origin + step] as number) - (forecast[row * steps + step] as number)
      sum += error < 0 ? -error : error
      squares += error * error
      count += 1
    }
  }
  const error = count === 0 ? 0 : sum / count
  return { name, parts, forecast, error, loss: isSparse ? Math.sqrt(squares / Math.max(1, count)) : error }
}
