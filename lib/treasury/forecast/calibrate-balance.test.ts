import { expect, test } from 'vitest'
import { addDays } from '#lib/entities/accounting-day.ts'
import { calibrated } from './calibrate-balance.ts'
import { type Ground, makeForecast } from './make-forecast.ts'
import type { FlowRow } from './read-history.ts'
import { balancesBefore, type Moved } from './read-standing.ts'

const TODAY = '2026-11-20'
const DAYS = 170
const HORIZON = 40

test('a balance of which every day is like the last keeps its interval', () => {
  const { plain, made } = forecastOf(() => 5_000n)
  expect(made.days).toEqual(plain.days)
})

test('one that strays as a whole gets an interval as wide as it strayed, the same to both sides', () => {
  // Months that go up and months that go down: what a day is off from the day before does not show it.
  const { plain, made } = forecastOf((index) => (Math.floor(index / 35) % 2 === 0 ? 9_000n : -8_000n))
  const width = (days: typeof made.days) => {
    const last = days.filter(({ kind }) => kind === 'available').at(-1)
    return (last?.highMinor ?? 0n) - (last?.lowMinor ?? 0n)
  }
  expect(width(made.days)).toBeGreaterThan(width(plain.days))
  for (const { kind, lowMinor, meanMinor, highMinor } of made.days)
    if (kind === 'available') expect(highMinor - meanMinor).toBe(meanMinor - lowMinor)
  const flows = (days: typeof made.days) => days.filter(({ kind }) => kind !== 'available')
  expect(flows(made.days)).toEqual(flows(plain.days))
})

function forecastOf(minorOf: (index: number) => bigint) {
  const days = Array.from({ length: DAYS }, (_, index) => ({
    day: addDays(TODAY, index - DAYS),
    minor: minorOf(index),
  }))
  const rows: FlowRow[] = days.map(({ day, minor }) => ({
    currency: 'USD',
    day,
    kind: 'sales',
    minor,
    lagged: 0n,
    weight: minor < 0n ? -minor : minor,
  }))
  const moved: Moved[] = days.map(({ day, minor }) => ({ madeOn: day, landsOn: day, minor }))
  const availableMinor = days.reduce((sum, { minor }) => sum + minor, 0n)
  const standing = { availableMinor, landing: new Map(), waitingMinor: 0n, pastMinor: balancesBefore(TODAY, moved) }
  const ground: Ground = { rows, today: TODAY, horizon: HORIZON, standing }
  const plain = makeForecast(ground)
  if (plain === null) throw new Error('There is a past.')
  return { plain, made: calibrated(plain, ground, moved) }
}
