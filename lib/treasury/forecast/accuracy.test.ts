import { expect, test } from 'vitest'
import { type Accuracy, accuracyBy, type Compared, driftOf } from './accuracy-model.ts'
import type { FlowKind } from './kinds-model.ts'

const one = (day: string, mean: bigint, actual: bigint, over: Partial<Compared> = {}): Compared => ({
  madeOn: '2026-11-01',
  isReplay: false,
  kind: 'sales',
  day,
  mean,
  low: mean - 100n,
  high: mean + 100n,
  actual,
  naive: 0n,
  ...over,
})

test('errors are told in usual changes from week to week, and a kind counts with what it moves', () => {
  const compared = [
    one('2026-11-02', 1_000n, 1_050n),
    one('2026-11-03', 1_000n, 700n),
    one('2026-11-02', -10n, -10n, { kind: 'refunds' }),
  ]
  const units = new Map<FlowKind, bigint>([
    ['sales', 200_000n],
    ['refunds', 10_000n],
  ])
  const [forecast] = accuracyBy('madeOn', compared, units)
  expect(forecast).toMatchObject({ key: '2026-11-01', days: 2, coveragePerMille: 667 })
  expect(forecast?.masePerMille).toBe(Math.floor((350 * 1000) / 410))
  expect(accuracyBy('kind', compared, units).map(({ key, masePerMille }) => [key, masePerMille])).toEqual([
    ['sales', 875],
    ['refunds', 0],
  ])
})

test('drift is an interval that holds too little, or half as much error again', () => {
  const steady: Accuracy = {
    key: '',
    isReplay: true,
    days: 28,
    masePerMille: 700,
    naivePerMille: 1000,
    coveragePerMille: 900,
  }
  const series = (over: Partial<Accuracy>) => [...Array(8).fill(steady), ...Array(4).fill({ ...steady, ...over })]
  expect(driftOf(series({})).state).toBe('none')
  expect(driftOf(series({ coveragePerMille: 700 })).state).toBe('drifting')
  expect(driftOf(series({ masePerMille: 1100 })).sentence).toContain('57 % more')
  expect(driftOf([steady]).state).toBe('unknown')
})
