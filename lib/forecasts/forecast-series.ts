import { backTest, originsOf, type Test, type Tested } from './back-test.ts'
import { calendarOf, dateAfter, type Step } from './calendar.ts'
import { type Band, conformalBand, type Residuals } from './conformal.ts'
import { effectsOf } from './effects.ts'
import { type Filled, fillMissing } from './fill-missing.ts'
import type { Model, ModelName } from './model.ts'
import { forecastShort } from './short-series.ts'

export type SeriesQuestion = {
  /** Oldest first, one per step; null where nothing is known. */
  readonly values: readonly (number | null)[]
  /** The date of the first value, as 2026-11-20. */
  readonly startsOn: string
  /** How many steps to look ahead. */
  readonly horizon: number
  /** After how many steps the pattern comes again: 7 for days of a week, 12 for months of a year, 1 for none. */
  readonly season: number
  /** What share of what comes the interval shall hold: 0.9. */
  readonly level: number
  readonly step?: Step
  /** Days that trade differently, past and to come, beside those every calendar knows. */
  readonly holidays?: readonly string[]
  /** Whether running totals are wanted too: how much comes until a day has an interval of its own. */
  readonly running?: boolean
}

export type ForecastPoint = {
  readonly date: string
  readonly mean: number
  readonly low: number
  readonly high: number
}

export type SeriesForecast = {
  readonly model: ModelName
  readonly points: readonly ForecastPoint[]
  /** What comes from the first day ahead up to each: empty unless asked for. */
  readonly running: readonly ForecastPoint[]
  /**
   * From rolling origins that the model was not fitted on: mean absolute scaled errors (Hyndman and Koehler 2006) of the model and of
   * seasonal naive, and what share of the later half fell into intervals made from the earlier half. Null when there was too little.
   */
  readonly backtest: { readonly mase: number; readonly maseNaive: number; readonly coverage: number } | null
  /** Why this model, in words. */
  readonly reason: string
}

const ORIGINS_MIN = 10
const SPARSE_SHARE = 0.4
const TINY = 1e-12
/** Of its mean: a series that stands still may move again. */
const SCALE_MIN = 0.1

/** What comes next in a series, with an interval, by the model that would have done best on its own past. */
export function forecastSeries(question: SeriesQuestion): SeriesForecast {
  const { values, season, horizon } = question
  const filled = fillMissing(values, season)
  const steps = Math.min(horizon, Math.max(1, Math.floor(values.length / 4)))
  const origins = originsOf(values.length, season, steps)
  const size = sizeOf(filled)
  if (origins.length < ORIGINS_MIN || values.length - filled.missing < values.length / 2 || size === 0)
    return forecastShort(question, filled)
  const y = filled.y.map((value) => value / size)
  const isSparse = shareOfZeros(filled) >= SPARSE_SHARE
  const plain = { y, target: y, factors: null, isSeen: filled.isSeen, season, origins, steps, isSparse }
  const test = backTest(plain)
  if (test === null) return forecastShort(question, filled)
  const withEffects = isSparse ? null : testWithEffects(question, plain)
  const isAdjusted = withEffects !== null && withEffects.best.loss < test.best.loss
  const { best } = isAdjusted ? withEffects : test
  const factors = isAdjusted ? effectsFor(question, y, values.length) : null
  const mean = ahead(best, adjusted(y, factors), season, horizon)
  if (factors !== null)
    for (let step = 0; step < horizon; step += 1)
      mean[step] = (mean[step] as number) * (factors[values.length + step] as number)
  const residuals = residualsOf(plain, best)
  const rows = origins.length
  const band = conformalBand(residuals, { from: 0, until: rows, level: question.level, horizon })
  const scale = scaleAt(y, values.length, season)
  const isAbove = y.every((value) => value >= 0)
  const points = pointsOf(question, mean, band, scale, size, isAbove)
  return {
    model: best.name,
    points,
    running: question.running === true ? runningOf(question, points, residuals, scale * size) : [],
    backtest: measuresOf(filled, y, season, test, best, residuals, question.level),
    reason: reasonOf(best, test, { isSparse, isAdjusted, missing: filled.missing, rows, steps, horizon }),
  }
}

type Plain = Parameters<typeof backTest>[0]

function testWithEffects(question: SeriesQuestion, plain: Plain): Test | null {
  const factors = effectsFor(question, plain.y, plain.origins[0] as number)
  return factors === null ? null : backTest({ ...plain, y: adjusted(plain.y, factors), factors })
}

function effectsFor(
  { values, startsOn, horizon, season, step = 'day', holidays = [] }: SeriesQuestion,
  y: Float64Array,
  end: number,
) {
  if (step !== 'day') return null
  return effectsOf(y, end, season, calendarOf(startsOn, values.length + horizon, holidays))
}

const adjusted = (y: Float64Array, factors: Float64Array | null) =>
  factors === null ? y : y.map((value, index) => value / (factors[index] as number))

/** The forecast from the last value, of models fitted on all of them. */
function ahead({ parts }: Tested, y: Float64Array, season: number, horizon: number): Float64Array {
  const origins = Int32Array.of(y.length)
  const mean = new Float64Array(horizon)
  const out = new Float64Array(horizon)
  let count = 0
  for (const model of parts) {
    if (!projectFrom(model, y, season, origins, horizon, out)) continue
    count += 1
    for (let step = 0; step < horizon; step += 1) mean[step] = (mean[step] as number) + (out[step] as number)
  }
  if (count === 0) throw new Error('A model that was tested does not apply to the whole series.')
  for (let step = 0; step < horizon; step += 1) mean[step] = (mean[step] as number) / count
  return mean
}

function projectFrom(
  model: Model,
  y: Float64Array,
  season: number,
  origins: Int32Array,
  steps: number,
  out: Float64Array,
): boolean {
  const parameters = model.fit(y, y.length, season)
  if (parameters === null) return false
  model.project({ y, season, parameters, fittedTo: y.length, origins, steps, out })
  return true
}

function residualsOf({ y, isSeen, origins, steps, season }: Plain, { forecast }: Tested): Residuals {
  const actual = new Float64Array(origins.length * steps)
  const seen = new Uint8Array(actual.length)
  const scales = new Float64Array(origins.length)
  for (let row = 0; row < origins.length; row += 1) {
    const origin = origins[row] as number
    scales[row] = scaleAt(y, origin, season)
    for (let step = 0; step < steps; step += 1) {
      actual[row * steps + step] = y[origin + step] as number
      seen[row * steps + step] = isSeen[origin + step] as number
    }
  }
  return { actual, forecast, scales, steps, isSeen: seen }
}

/** How much a series moves around a point: it grows with the root of its size, as a sum of many sales does. */
function scaleAt(y: Float64Array, origin: number, season: number): number {
  const window = Math.min(origin, season <= 7 ? 28 : season)
  let sum = 0
  for (let index = origin - window; index < origin; index += 1) sum += Math.abs(y[index] as number)
  return Math.sqrt(Math.max(sum / window, SCALE_MIN))
}

function pointsOf(
  { values, startsOn, horizon, step = 'day' }: SeriesQuestion,
  mean: Float64Array,
  band: Band,
  scale: number,
  size: number,
  isAbove: boolean,
): ForecastPoint[] {
  const least = isAbove ? 0 : Number.NEGATIVE_INFINITY
  return Array.from({ length: horizon }, (_, index) => {
    const middle = Math.max(least, mean[index] as number)
    return {
      date: dateAfter(startsOn, values.length + index, step),
      mean: middle * size,
      low: Math.max(least, middle + (band.low[index] as number) * scale) * size,
      high: (middle + (band.high[index] as number) * scale) * size,
    }
  })
}

/**
 * The same with everything summed up from the origin on, residuals too: days that were too low together stay so in the sum. Sums spread with
 * the root of their days, so residuals are measured in it before steps are taken together.
 */
function runningOf(
  { level, horizon }: SeriesQuestion,
  points: readonly ForecastPoint[],
  residuals: Residuals,
  scale: number,
): ForecastPoint[] {
  const { steps, scales } = residuals
  const actual = summedUp(residuals.actual, steps)
  const forecast = summedUp(residuals.forecast, steps)
  const bounds = { from: 0, until: scales.length, level, horizon }
  const { low, high } = conformalBand({ ...residuals, actual, forecast }, bounds)
  let mean = 0
  return points.map((point, step) => {
    mean += point.mean
    // Past what could be tested the band itself grows with the root of the steps.
    const spread = scale * Math.sqrt(Math.min(step + 1, steps))
    return {
      date: point.date,
      mean,
      low: mean + (low[step] as number) * spread,
      high: mean + (high[step] as number) * spread,
    }
  })
}

function summedUp(rows: Float64Array, steps: number): Float64Array {
  const roots = new Float64Array(rows.length)
  let sum = 0
  for (let place = 0; place < rows.length; place += 1) {
    const step = place % steps
    sum = (step === 0 ? 0 : sum) + (rows[place] as number)
    roots[place] = sum / Math.sqrt(step + 1)
  }
  return roots
}

function measuresOf(
  { isSeen }: Filled,
  y: Float64Array,
  season: number,
  { naive }: Test,
  best: Tested,
  residuals: Residuals,
  level: number,
) {
  let [sum, count] = [0, 0]
  for (let index = season; index < y.length; index += 1) {
    if (isSeen[index] !== 1 || isSeen[index - season] !== 1) continue
    sum += Math.abs((y[index] as number) - (y[index - season] as number))
    count += 1
  }
  const unit = Math.max(sum / Math.max(1, count), TINY)
  return {
    mase: best.error / unit,
    maseNaive: (naive?.error ?? best.error) / unit,
    coverage: coverageOf(residuals, level),
  }
}

function coverageOf(residuals: Residuals, level: number): number {
  const { actual, forecast, scales, steps, isSeen } = residuals
  const rows = scales.length
  const half = rows >> 1
  const { low, high } = conformalBand(residuals, { from: 0, until: half, level, horizon: steps })
  let [inside, count] = [0, 0]
  for (let row = half; row < rows; row += 1)
    for (let step = 0; step < steps; step += 1) {
      const place = row * steps + step
      if (isSeen[place] !== 1) continue
      const off = ((actual[place] as number) - (forecast[place] as number)) / (scales[row] as number)
      count += 1
      if (off >= (low[step] as number) - TINY && off <= (high[step] as number) + TINY) inside += 1
    }
  return count === 0 ? level : inside / count
}

type Grounds = { isSparse: boolean; isAdjusted: boolean; missing: number; rows: number; steps: number; horizon: number }

function reasonOf(best: Tested, { naive }: Test, grounds: Grounds): string {
  const { isSparse, isAdjusted, missing, rows, steps, horizon } = grounds
  const measure = isSparse ? 'squared error' : 'absolute error'
  const share = naive === null || naive.loss === 0 ? null : Math.round((100 * best.loss) / naive.loss)
  return [
    `Least ${measure} from ${rows} rolling origins, ${steps} steps ahead${share === null ? '' : `: ${share} % of seasonal naive’s`}.`,
    isSparse ? 'Most values are zero: models for intermittent series were tried.' : '',
    isAdjusted ? 'Holidays, month ends or the time of year make a difference and are taken into account.' : '',
    missing > 0 ? `${missing} missing values were bridged and not scored.` : '',
    steps < horizon
      ? `Too short to test more than ${steps} steps: beyond, the interval grows with the root of the steps.`
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function sizeOf({ y, isSeen }: Filled): number {
  let [sum, count] = [0, 0]
  for (let index = 0; index < y.length; index += 1) {
    if (isSeen[index] !== 1) continue
    sum += Math.abs(y[index] as number)
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

function shareOfZeros({ y, isSeen }: Filled): number {
  let [zeros, count] = [0, 0]
  for (let index = 0; index < y.length; index += 1) {
    if (isSeen[index] !== 1) continue
    count += 1
    if (y[index] === 0) zeros += 1
  }
  return count === 0 ? 0 : zeros / count
}
