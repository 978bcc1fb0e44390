import { dateAfter } from './calendar.ts'
import type { Filled } from './fill-missing.ts'
import type { SeriesForecast, SeriesQuestion } from './forecast-series.ts'

/** Quantiles of Student's t at 95 %, by degrees of freedom from 1; later ones are near the normal's 1.645. */
const T_95 = [6.31, 2.92, 2.35, 2.13, 2.02, 1.94, 1.89, 1.86, 1.83, 1.81]
const NORMAL_95 = 1.645

/**
 * What can honestly be said of a series too short or too empty for a back-test: its mean, or per place in the season once there are two
 * of each, with the interval of a mean of so few (Student's t), and the reason.
 */
export function forecastShort(question: SeriesQuestion, { y, isSeen, missing }: Filled): SeriesForecast {
  const { startsOn, horizon, season, step = 'day', level } = question
  const known = y.length - missing
  if (known === 0)
    return { model: 'none', points: [], running: [], backtest: null, reason: 'There is no value to forecast from.' }
  const isSeasonal = known >= 2 * season && season > 1
  const places = isSeasonal ? season : 1
  const means = meansOf(y, isSeen, places)
  let squares = 0
  for (let index = 0; index < y.length; index += 1)
    if (isSeen[index] === 1) squares += ((y[index] as number) - (means[index % places] as number)) ** 2
  const freedom = known - places
  const mean = y.reduce((sum, value) => sum + Math.abs(value), 0) / y.length
  const deviation = freedom > 0 ? Math.sqrt(squares / freedom) : mean
  const wide = ((T_95[Math.max(0, freedom - 1)] ?? NORMAL_95) * normalAt(level)) / NORMAL_95
  const reach = deviation * wide * Math.sqrt(1 + places / known)
  const isAbove = y.every((value) => value >= 0)
  const points = Array.from({ length: horizon }, (_, index) => {
    const middle = means[(y.length + index) % places] as number
    const low = middle - reach
    return {
      date: dateAfter(startsOn, y.length + index, step),
      mean: middle,
      low: isAbove ? Math.max(0, low) : low,
      high: middle + reach,
    }
  })
  let sum = 0
  const running = points.map((point, index) => {
    sum += point.mean
    const far = reach * Math.sqrt(index + 1)
    return { date: point.date, mean: sum, low: sum - far, high: sum + far }
  })
  const unit = step === 'day' ? 'days' : 'months'
  const what = isSeasonal ? `the mean of each of ${season} ${unit}` : 'the mean'
  return {
    model: 'mean',
    points,
    running: question.running === true ? running : [],
    backtest: null,
    reason: `${known} known ${unit}${missing > 0 ? ` of ${y.length}` : ''} are too few to test a model on, or all are zero: ${what}, with the spread seen so far.`,
  }
}

function meansOf(y: Float64Array, isSeen: Uint8Array, places: number): Float64Array {
  const sums = new Float64Array(places)
  const counts = new Int32Array(places)
  let [sum, count] = [0, 0]
  for (let index = 0; index < y.length; index += 1) {
    if (isSeen[index] !== 1) continue
    const place = index % places
    sums[place] = (sums[place] as number) + (y[index] as number)
    counts[place] = (counts[place] as number) + 1
    sum += y[index] as number
    count += 1
  }
  return sums.map((total, place) => ((counts[place] as number) === 0 ? sum / count : total / (counts[place] as number)))
}

/** How many deviations the middle `level` of a normal distribution reaches (Abramowitz and Stegun 26.2.23). */
function normalAt(level: number): number {
  const t = Math.sqrt(-2 * Math.log((1 - level) / 2))
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)
}
