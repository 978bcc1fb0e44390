// Forecasts: how far they are off, against seasonal naive from the same rolling origins, and how long ten thousand series take. The
// series are the daily sales of twenty of the sandbox's histories, and those that every textbook works with.
import { forecastSeries } from '#lib/forecasts/forecast-series.ts'
import { type Accuracy, accuracyOf, together } from '#lib/forecasts/testing-accuracy.ts'
import { CLASSICAL, originsOfClassical } from '#lib/forecasts/testing-classical.ts'
import { salesOfSeed } from './forecast-sales.ts'
import type { Measurement } from './windows.ts'

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)
/** Sellers of one seed in so many: their series are looked at as well as the totals per currency. */
const SELLERS_OF_SEEDS = 5
const DAYS = 400
const HORIZON = 28
const ORIGINS = 6
const BETWEEN_ORIGINS = 14
const SERIES = 10_000
const SECONDS_MAX = 60
const RATIO_MAX = 0.9
const COVERAGE = [0.87, 0.93] as const
const SPARSE_SHARE = 0.4

export function benchForecasts(): Measurement[] {
  const groups = { totals: [] as Accuracy[], sellers: [] as Accuracy[], sparse: [] as Accuracy[] }
  const all: number[][] = []
  for (const seed of SEEDS)
    for (const { key, startsOn, values } of salesOfSeed(seed, DAYS)) {
      all.push(values)
      if (key.startsWith('seller') && seed % SELLERS_OF_SEEDS !== 0) continue
      const origins = Array.from({ length: ORIGINS }, (_, nth) => values.length - HORIZON - nth * BETWEEN_ORIGINS)
      if ((origins.at(-1) ?? 0) < 2 * BETWEEN_ORIGINS + HORIZON) continue
      const measured = accuracyOf({ values, startsOn, step: 'day', season: 7, horizon: HORIZON, origins })
      const zeros = values.filter((value) => value === 0).length / values.length
      const group = zeros >= SPARSE_SHARE ? 'sparse' : key.startsWith('seller') ? 'sellers' : 'totals'
      if (Number.isFinite(measured.mase)) groups[group].push(measured)
    }
  const classical = CLASSICAL.map((series) =>
    accuracyOf({ ...series, step: 'month', horizon: series.season, origins: originsOfClassical(series) }),
  )
  return [
    ...measurementsOf('daily sales per currency of 20 seeds', groups.totals),
    ...measurementsOf('sellers who sell on most days', groups.sellers),
    ...measurementsOf('sellers who sell now and then', groups.sparse),
    ...measurementsOf('classical series, a year ahead', classical),
    timeOf(all),
  ]
}

function measurementsOf(of: string, all: readonly Accuracy[]): Measurement[] {
  const { mase, maseNaive, ratio, coverage } = together(all)
  const [low, high] = COVERAGE
  return [
    {
      name: `${of}: seasonal naive’s error against ours`,
      ratio: 1 / ratio,
      atLeast: 1 / RATIO_MAX,
      detail: `${all.length} series, MASE ${mase.toFixed(3)} against ${maseNaive.toFixed(3)}: ${ratio.toFixed(3)}, at most ${RATIO_MAX}`,
    },
    {
      name: `${of}: 90 % interval`,
      ratio: coverage >= low && coverage <= high ? 1 : 0,
      atLeast: 1,
      detail: `holds ${(100 * coverage).toFixed(1)} %, 87 to 93 wanted`,
    },
  ]
}

/** Series of 400 days each, the later ones repeated from another day on, so that no two are the same. */
function timeOf(all: readonly number[][]): Measurement {
  const full = all.filter((values) => values.length === DAYS)
  const begun = process.cpuUsage()
  for (let nth = 0; nth < SERIES; nth += 1) {
    const values = full[nth % full.length] ?? []
    const turn = 7 * Math.floor(nth / full.length)
    const turned = [...values.slice(turn), ...values.slice(0, turn)]
    forecastSeries({ values: turned, startsOn: '2025-10-16', horizon: HORIZON, season: 7, level: 0.9 })
  }
  const { user, system } = process.cpuUsage(begun)
  const seconds = (user + system) / 1e6
  return {
    name: `${SERIES.toLocaleString('en')} series of ${DAYS} days within a minute of one core`,
    ratio: SECONDS_MAX / seconds,
    atLeast: 1,
    detail: `${seconds.toFixed(1)} s of processor time, choice of the model included`,
  }
}
