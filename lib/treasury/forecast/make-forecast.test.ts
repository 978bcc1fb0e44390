import { describe, expect, test } from 'vitest'
import { addDays } from '#lib/entities/accounting-day.ts'
import type { FlowKind, KindModel } from './kinds-model.ts'
import { makeForecast } from './make-forecast.ts'
import { balanceDays, sumFlows } from './read-forecast.ts'
import type { FlowRow } from './read-history.ts'
import { expectedRenewals } from './renewals.ts'
import { AS_IT_IS } from './what-if-model.ts'

const TODAY = '2026-11-20'
const FROM = '2026-07-13'
const DAYS = 130

const rows = [...flow('sales', 10_000n, 2n), ...flow('transfers', -8_000n, 0n), ...flow('refunds', -500n, 0n)]
const standing = {
  availableMinor: 50_000n,
  landing: new Map([['2026-11-21', 7_000n]]),
  waitingMinor: 0n,
  pastMinor: new Map<string, bigint>(),
}

describe('a balance of which every day is like the last', () => {
  const made = makeForecast({ rows, today: TODAY, horizon: 30, standing })
  const models = made?.models ?? []
  const days = balanceDays({ models }, cells(), AS_IT_IS)

  test('is forecast to the unit, with money that lands when it lands', () => {
    const [first, second, third] = days
    expect(first).toMatchObject({ day: '2026-11-21', landedMinor: 7_000n, availableMinor: 50_000n + 7_000n - 8_500n })
    // The first sales ahead are made tomorrow and land two days later.
    expect(second?.availableMinor).toBe(48_500n - 8_500n)
    expect(third?.availableMinor).toBe(48_500n - 2n * 8_500n + 10_000n)
    expect(days).toHaveLength(30)
  })

  test('every day is the one before it, what landed and its flows', () => {
    let before = standing.availableMinor
    for (const { availableMinor, landedMinor, flows, lowMinor, highMinor } of days) {
      const sum = Object.values(flows).reduce((total, minor) => total + minor, 0n)
      expect(availableMinor).toBe(before + landedMinor + sum)
      expect(lowMinor <= availableMinor && availableMinor <= highMinor).toBe(true)
      before = availableMinor
    }
  })

  test('twice the refunds and a seller gone change what they would', () => {
    const seller = { sellerId: 'sel_1', name: 'Large', perMille: 400 }
    const doubled = balanceDays({ models }, cells(), { leaving: null, refundsPerMille: 2000 })
    expect(doubled.at(-1)?.availableMinor).toBe((days.at(-1)?.availableMinor ?? 0n) - 30n * 500n)
    const without = sumFlows(balanceDays({ models }, cells(), { leaving: seller, refundsPerMille: 1000 }))
    for (const { kind, minor } of sumFlows(days))
      expect(without.find((one) => one.kind === kind)?.minor).toBe((minor * 600n) / 1000n)
  })

  function cells() {
    return (made?.days ?? []).map(({ kind, day, meanMinor, lowMinor, highMinor }) => ({
      kind,
      day,
      mean: meanMinor,
      low: lowMinor,
      high: highMinor,
    }))
  }
})

test('transfers at the gate leave tomorrow, and what payouts to the bank keep level stays so', () => {
  const uneven = flow('payouts', -1_500n, 0n).map((row, index) => ({
    ...row,
    minor: -1_000n - BigInt((index * 7_919) % 1_000),
  }))
  const swept = [...rows, ...uneven]
  const pastMinor = new Map(
    Array.from({ length: DAYS }, (_, index) => [addDays(FROM, index), 50_000n + BigInt(index % 7) * 10n]),
  )
  const made = makeForecast({
    rows: swept,
    today: TODAY,
    horizon: 30,
    standing: { ...standing, waitingMinor: 900n, pastMinor },
  })
  const of = (kind: string) => made?.days.filter((day) => day.kind === kind) ?? []
  expect(of('scheduled')).toMatchObject([{ day: '2026-11-21', meanMinor: -900n }])
  let before = standing.availableMinor
  for (const { day, flows, landedMinor, scheduledMinor, evenedMinor, availableMinor } of balanceDays(
    { models: made?.models ?? [] },
    (made?.days ?? []).map(({ meanMinor, lowMinor, highMinor, ...one }) => ({
      ...one,
      mean: meanMinor,
      low: lowMinor,
      high: highMinor,
    })),
    AS_IT_IS,
  )) {
    const sum = Object.values(flows).reduce((total, minor) => total + minor, landedMinor + scheduledMinor + evenedMinor)
    expect([day, availableMinor]).toEqual([day, before + sum])
    before = availableMinor
  }
  expect(of('evened').length).toBeGreaterThan(0)
})

test('subscriptions say what renews, on the last day of months that are shorter, times what gets paid', () => {
  const days = Array.from({ length: 90 }, (_, index) => addDays(TODAY, index + 1))
  const monthly = { currency: 'USD', dueOn: '2026-11-30', interval: 'month', every: 1, minor: 1_000n } as const
  const expected = expectedRenewals([monthly], 900n, days)
  const due = days.filter((_, index) => expected[index] !== 0n)
  expect(due).toEqual(['2026-11-30', '2026-12-30', '2027-01-30'])
  expect(expected.reduce((sum, minor) => sum + minor, 0n)).toBe(2_700n)
  const ends = { ...monthly, dueOn: '2026-12-31' }
  expect(days.filter((_, index) => expectedRenewals([ends], undefined, days)[index] !== 0n)).toEqual([
    '2026-12-31',
    '2027-01-31',
  ])
})

test('without a past there is no forecast', () => {
  expect(makeForecast({ rows: [], today: TODAY })).toBeNull()
})

test('a kind says which model it has, and why', () => {
  const renewals = Array.from({ length: 90 }, () => 5n)
  const models: readonly KindModel[] = makeForecast({ rows, today: TODAY, renewals })?.models ?? []
  expect(models.find(({ kind }) => kind === 'renewals')?.model).toBe('subscriptions')
  expect(models.find(({ kind }) => kind === 'sales')).toMatchObject({ lagDays: 2 })
  for (const { reason } of models) expect(reason).not.toBe('')
})

function flow(kind: FlowKind, minor: bigint, lag: bigint): FlowRow[] {
  const weight = minor < 0n ? -minor : minor
  return Array.from({ length: DAYS }, (_, index) => ({
    currency: 'USD',
    day: addDays(FROM, index),
    kind,
    minor,
    lagged: weight * lag,
    weight,
  }))
}
