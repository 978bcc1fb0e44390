import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecastSeries, type SeriesQuestion } from './forecast-series.ts'

const ASKED = { startsOn: '2026-01-01', horizon: 28, season: 7, level: 0.9 } satisfies Omit<SeriesQuestion, 'values'>
const NEARLY = 1e-6
const amount = fc.integer({ min: 0, max: 1_000_000 })
const series = fc.array(fc.oneof({ weight: 5, arbitrary: amount }, { weight: 1, arbitrary: fc.constant(null) }), {
  maxLength: 160,
})

describe('whatever the series', () => {
  test('every point is a number, and the interval holds its middle', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { points, reason, backtest } = forecastSeries({ ...ASKED, values })
        expect(reason).not.toBe('')
        expect(points.length).toBe(values.some((value) => value !== null) ? ASKED.horizon : 0)
        const odd = points.filter(
          ({ mean, low, high }) => !(low >= 0 && low <= mean && mean <= high && high < Infinity),
        )
        expect(odd).toEqual([])
        for (const figure of Object.values(backtest ?? {})) expect(Number.isFinite(figure)).toBe(true)
      }),
      { numRuns: 200, seed: 1, endOnFailure: true },
    )
  })

  test('twice the values are twice the forecast, in another currency’s minor units too', () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 40, maxLength: 120 }),
        fc.constantFrom(0.001, 2, 1000),
        (values, times) => {
          const plain = forecastSeries({ ...ASKED, values })
          const scaled = forecastSeries({ ...ASKED, values: values.map((value) => value * times) })
          expect(scaled.model).toBe(plain.model)
          const off = plain.points.map(({ mean, high }, index) => {
            const { mean: itsMean = 0, high: itsHigh = 0 } = scaled.points[index] ?? {}
            return Math.max(Math.abs(itsMean - mean * times), Math.abs(itsHigh - high * times)) / (1 + high * times)
          })
          expect(Math.max(...off)).toBeLessThan(NEARLY)
        },
      ),
      { numRuns: 60, seed: 1, endOnFailure: true },
    )
  })

  test('a longer look ahead does not change the nearer days of a long series', () => {
    const values = noisy(400)
    const near = forecastSeries({ ...ASKED, values, horizon: 28 })
    const far = forecastSeries({ ...ASKED, values, horizon: 56 })
    expect(far.points.slice(0, 28).map(({ date }) => date)).toEqual(near.points.map(({ date }) => date))
  })
})

describe('known shapes', () => {
  test('a constant series is forecast as that constant', () => {
    const { points } = forecastSeries({ ...ASKED, values: Array.from({ length: 120 }, () => 500) })
    for (const { mean, low, high } of points) {
      expect(mean).toBeCloseTo(500, 6)
      expect(high - low).toBeLessThan(1)
    }
  })

  test('a week that always comes again is found', () => {
    const week = [10, 20, 30, 40, 50, 60, 70]
    const { points } = forecastSeries({
      ...ASKED,
      values: Array.from({ length: 140 }, (_, index) => week[index % 7] ?? 0),
    })
    for (const [index, { mean }] of points.entries()) expect(mean).toBeCloseTo(week[index % 7] ?? 0, 1)
  })

  test('a seller with few sales gets a model for such, never below zero', () => {
    const draw = seeded(5)
    const values = Array.from({ length: 300 }, () => (draw() < 0.15 ? Math.floor(1000 + 4000 * draw()) : 0))
    const { model, reason, points } = forecastSeries({ ...ASKED, values })
    expect(['croston', 'tsb', 'ensemble', 'exponential smoothing']).toContain(model)
    expect(reason).toContain('intermittent')
    expect(Math.min(...points.map(({ low }) => low))).toBe(0)
    const total = points.reduce((sum, { mean }) => sum + mean, 0)
    expect(total / 28).toBeGreaterThan(250)
    expect(total / 28).toBeLessThan(800)
  })

  test('a dead series stays dead', () => {
    const values = Array.from({ length: 300 }, (_, index) => (index < 40 ? 1000 : 0))
    const { points } = forecastSeries({ ...ASKED, values })
    expect(Math.max(...points.map(({ mean }) => mean))).toBeLessThan(20)
  })

  test('month ends that sell three times as much are expected to do so again', () => {
    const draw = seeded(3)
    const values = Array.from({ length: 394 }, (_, index) => {
      const isLast = new Date(Date.UTC(2026, 0, 2 + index)).getUTCDate() === 1
      return Math.round((isLast ? 3000 : 1000) * (0.9 + 0.2 * draw()))
    })
    const { points, reason } = forecastSeries({ ...ASKED, values })
    expect(reason).toContain('month ends')
    const [last, usual] = [
      points.find(({ date }) => date === '2027-01-31'),
      points.find(({ date }) => date === '2027-02-10'),
    ]
    expect((last?.mean ?? 0) / (usual?.mean ?? 1)).toBeGreaterThan(2)
  })

  test('after two years the time of year counts', () => {
    const draw = seeded(9)
    const values = Array.from({ length: 1130 }, (_, index) =>
      Math.round(1000 * (1 + 0.6 * Math.sin((2 * Math.PI * index) / 365.25)) * (0.9 + 0.2 * draw())),
    )
    const { reason, points } = forecastSeries({ ...ASKED, values, horizon: 60 })
    expect(reason).toContain('time of year')
    expect(points.at(-1)?.mean ?? 0).toBeGreaterThan(points[0]?.mean ?? Number.POSITIVE_INFINITY)
  })
})

describe('too little to go by', () => {
  test.each([
    [[], 'none', 'no value'],
    [[5], 'mean', '1 known days'],
    [[5, null, 7], 'mean', '2 known days of 3'],
    [Array.from({ length: 16 }, (_, index) => index), 'mean', 'mean of each of 7 days'],
    [Array.from({ length: 200 }, () => 0), 'mean', 'all are zero'],
  ])('says so: %j', (values, model, words) => {
    const forecast = forecastSeries({ ...ASKED, values })
    expect(forecast.model).toBe(model)
    expect(forecast.backtest).toBeNull()
    expect(forecast.reason).toContain(words)
  })

  test('gaps are bridged, counted and not scored', () => {
    const values = noisy(200).map((value, index) => (index % 11 === 0 ? null : value))
    const { reason, backtest } = forecastSeries({ ...ASKED, values })
    expect(reason).toContain('19 missing values')
    expect(backtest?.mase).toBeLessThan(1)
  })
})

function noisy(days: number): number[] {
  const draw = seeded(1)
  return Array.from(
    { length: days },
    (_, index) => 1000 * (1 + 0.3 * Math.sin((2 * Math.PI * index) / 7)) * (0.8 + 0.4 * draw()),
  )
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
