import { forecastSeries } from './forecast-series.ts'

export type Accuracy = {
  /** Mean absolute scaled errors over the origins, and of seasonal naive from the same. */
  readonly mase: number
  readonly maseNaive: number
  readonly inside: number
  readonly count: number
}

type Question = {
  readonly values: readonly number[]
  readonly startsOn: string
  readonly step: 'day' | 'month'
  readonly season: number
  readonly horizon: number
  /** How many values are known at each origin. */
  readonly origins: readonly number[]
}

const LEVEL = 0.9

/** What whole forecasts, choice of the model included, made from the past alone come to against what then happened. */
export function accuracyOf({ values, season, horizon, origins, startsOn, step }: Question): Accuracy {
  const sum = { mase: 0, maseNaive: 0, inside: 0, count: 0 }
  for (const origin of origins) {
    const past = values.slice(0, origin)
    const { points } = forecastSeries({ values: past, startsOn, step, season, horizon, level: LEVEL })
    const unit = meanOf(past.slice(season).map((value, index) => Math.abs(value - (past[index] ?? 0))))
    for (const [ahead, { mean, low, high }] of points.entries()) {
      const actual = values[origin + ahead] ?? 0
      sum.mase += Math.abs(actual - mean) / unit
      sum.maseNaive += Math.abs(actual - (past[origin - season + (ahead % season)] ?? 0)) / unit
      sum.inside += actual >= low && actual <= high ? 1 : 0
      sum.count += 1
    }
  }
  return { ...sum, mase: sum.mase / sum.count, maseNaive: sum.maseNaive / sum.count }
}

/** Several series as one: the mean of their errors, and the interval's share of all that came. */
export function together(all: readonly Accuracy[]): {
  mase: number
  maseNaive: number
  ratio: number
  coverage: number
} {
  const mase = meanOf(all.map((one) => one.mase))
  const maseNaive = meanOf(all.map((one) => one.maseNaive))
  const count = all.reduce((sum, one) => sum + one.count, 0)
  const inside = all.reduce((sum, one) => sum + one.inside, 0)
  return { mase, maseNaive, ratio: mase / maseNaive, coverage: inside / count }
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
