import { expect, test } from 'vitest'
import { addDays } from '#lib/entities/accounting-day.ts'
import { nextPayoutDay } from './payout-rhythm.ts'

const TODAY = '2026-11-20'
const made = (days: readonly string[], onTheWay: number) =>
  days.map((madeOn) => ({ madeOn, arrivesOn: addDays(madeOn, onTheWay) }))

test('every working day, once a week, once a month', () => {
  const daily = made(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'], 1)
  expect(nextPayoutDay(daily, TODAY)).toEqual({ madeOn: '2026-11-21', arrivesOn: '2026-11-23' })
  const weekly = made(['2026-10-30', '2026-11-06', '2026-11-13'], 3)
  expect(nextPayoutDay(weekly, TODAY)).toEqual({ madeOn: '2026-11-27', arrivesOn: '2026-11-30' })
  const monthly = made(['2026-08-31', '2026-09-30', '2026-10-31'], 2)
  expect(nextPayoutDay(monthly, TODAY)).toEqual({ madeOn: '2026-11-30', arrivesOn: '2026-12-02' })
})

test('a bank that booked on a Sunday does so again; without a past nothing is said', () => {
  expect(nextPayoutDay(made(['2026-11-14', '2026-11-21'], 1), '2026-11-22')?.arrivesOn).toBe('2026-11-29')
  expect(nextPayoutDay([], TODAY)).toBeNull()
})
