import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, daysBetween, startOf } from './calendar.ts'
import { comparedWith, spell } from './period.ts'
import { readPeriod } from './read-period.ts'

const now = { today: '2026-11-21', fiscalStartsMonth: 4 }
const days = (words: string) => {
  const period = readPeriod(words, now)
  return period === null ? null : spell(period.from, period.until)
}

describe('readPeriod', () => {
  test.each([
    ['today', '2026-11-21'],
    ['yesterday', '2026-11-20'],
    ['last quarter', '2026-07-01 to 2026-09-30'],
    ['Last month', '2026-10-01 to 2026-10-31'],
    ['last week', '2026-11-09 to 2026-11-15'],
    ['last year', '2025-01-01 to 2025-12-31'],
    ['the week before last', '2026-11-02 to 2026-11-08'],
    ['this month', '2026-11-01 to 2026-11-21'],
    ['month to date', '2026-11-01 to 2026-11-21'],
    ['ytd', '2026-01-01 to 2026-11-21'],
    ['this quarter so far', '2026-10-01 to 2026-11-21'],
    ['last 30 days', '2026-10-23 to 2026-11-21'],
    ['past three months', '2026-08-01 to 2026-10-31'],
    ['in the last 12 months', '2025-11-01 to 2026-10-31'],
    ['March', '2026-03-01 to 2026-03-31'],
    ['in december', '2025-12-01 to 2025-12-31'],
    ['november', '2026-11-01 to 2026-11-21'],
    ['last november', '2025-11-01 to 2025-11-30'],
    ['Sept 2025', '2025-09-01 to 2025-09-30'],
    ['march last year', '2025-03-01 to 2025-03-31'],
    ['2026-03', '2026-03-01 to 2026-03-31'],
    ['Q3', '2026-07-01 to 2026-09-30'],
    ['Q3 2025', '2025-07-01 to 2025-09-30'],
    ['2025 Q3', '2025-07-01 to 2025-09-30'],
    ['q1 last year', '2025-01-01 to 2025-03-31'],
    ['the second quarter of 2026', '2026-04-01 to 2026-06-30'],
    ['H1 2026', '2026-01-01 to 2026-06-30'],
    ['2025', '2025-01-01 to 2025-12-31'],
    ['fiscal year 2026', '2025-04-01 to 2026-03-31'],
    ['FY26', '2025-04-01 to 2026-03-31'],
    ['last fiscal quarter', '2026-07-01 to 2026-09-30'],
    ['FY2026 Q2', '2025-07-01 to 2025-09-30'],
    ['this fiscal year', '2026-04-01 to 2026-11-21'],
    ['since March', '2026-03-01 to 2026-11-21'],
    ['since 2026-05-05', '2026-05-05 to 2026-11-21'],
    ['since January until today', '2026-01-01 to 2026-11-21'],
    ['between January and March 2026', '2026-01-01 to 2026-03-31'],
    ['from 5 March 2026 to 2026-04-01', '2026-03-05 to 2026-04-01'],
    ['march to june', '2026-03-01 to 2026-06-30'],
    ['2026-01-01..2026-03-31', '2026-01-01 to 2026-03-31'],
    ['all time', '2000-01-01 to 2026-11-21'],
  ])('%s is %s', (words, expected) => expect(days(words)).toBe(expected))

  test.each([
    '',
    'foo',
    '3/4/2026',
    '2026-02-30',
    'last 0 days',
    'the good old days',
    'march 40',
    'since next year',
    '2026-03-31..2026-01-01',
  ])('%j means no days', (words) => expect(days(words)).toBeNull())

  test('never throws, and never goes backwards', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (words) => {
        const period = readPeriod(words, now)
        if (period !== null) expect(period.from < period.until).toBe(true)
      }),
    )
  })
})

describe('comparedWith', () => {
  test.each([
    ['last quarter', '2026-04-01 to 2026-06-30', '2025-07-01 to 2025-09-30'],
    ['this month', '2026-10-01 to 2026-10-21', '2025-11-01 to 2025-11-21'],
    ['quarter to date', '2026-07-01 to 2026-08-21', '2025-10-01 to 2025-11-21'],
    ['last 30 days', '2026-09-23 to 2026-10-22', '2025-10-23 to 2025-11-21'],
    ['Feb 2026', '2026-01-01 to 2026-01-31', '2025-02-01 to 2025-02-28'],
    ['last week', '2026-11-02 to 2026-11-08', '2025-11-09 to 2025-11-15'],
  ])('%s is compared with %s, or %s a year earlier', (words, before, year) => {
    const period = readPeriod(words, now)
    if (period === null) throw new Error(words)
    expect(comparedWith(period, 'previous_period').label).toBe(before)
    expect(comparedWith(period, 'same_period_last_year').label).toBe(year)
  })
})

test('days and months are counted like a calendar', () => {
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
  expect(startOf('quarter', '2026-02-14', 4)).toBe('2026-01-01')
  expect(daysBetween('2026-02-27', addDays('2026-02-27', 400))).toBe(400)
})
