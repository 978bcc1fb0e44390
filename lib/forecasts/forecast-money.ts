import { type ForecastPoint, forecastSeries, type SeriesForecast, type SeriesQuestion } from './forecast-series.ts'

export type MoneyQuestion = Omit<SeriesQuestion, 'values'> & {
  /** Minor units of one currency per step; null where nothing is known. */
  readonly amountsMinor: readonly (bigint | null)[]
}

export type MoneyPoint = {
  readonly date: string
  /** Minor units. */
  readonly meanMinor: bigint
  readonly lowMinor: bigint
  readonly highMinor: bigint
}

export type MoneyForecast = Omit<SeriesForecast, 'points' | 'running'> & {
  readonly points: readonly MoneyPoint[]
  readonly running: readonly MoneyPoint[]
}

/**
 * The same for amounts: this is the edge where money becomes a statistic and comes back, rounded to whole minor units. What comes out is
 * an estimate and never posted.
 */
export function forecastMoney({ amountsMinor, ...question }: MoneyQuestion): MoneyForecast {
  const values = amountsMinor.map((amount) => (amount === null ? null : Number(amount)))
  const { points, running, ...forecast } = forecastSeries({ ...question, values })
  return { ...forecast, points: points.map(toMinor), running: running.map(toMinor) }
}

const toMinor = ({ date, mean, low, high }: ForecastPoint): MoneyPoint => ({
  date,
  meanMinor: whole(mean),
  lowMinor: whole(low),
  highMinor: whole(high),
})

const whole = (amount: number) => BigInt(Math.round(amount))
