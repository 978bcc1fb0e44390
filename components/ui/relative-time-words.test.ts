import { describe, expect, test } from 'vitest'
import { relativeTimeWords, utcWords } from './relative-time-words.ts'

const now = '2026-03-10T12:00:00.000Z'
const words = (at: string, timeZone = 'UTC') => relativeTimeWords({ at, now, timeZone })

describe('relativeTimeWords', () => {
  test.each([
    ['2026-03-10T11:59:30.000Z', 'just now'],
    ['2026-03-10T11:57:10.000Z', '2 min ago'],
    ['2026-03-10T09:00:00.000Z', '3 h ago'],
    ['2026-03-10T12:00:20.000Z', 'in a moment'],
    ['2026-03-10T14:30:00.000Z', 'in 2 h'],
  ])('%s is %s', (at, expected) => {
    expect(words(at)).toBe(expected)
  })

  test('names the day and the time of this year', () => {
    expect(words('2026-03-08T07:05:00.000Z')).toBe('8 Mar, 07:05')
  })

  test('names the year of another one', () => {
    expect(words('2025-12-31T07:05:00.000Z')).toBe('31 Dec 2025')
  })

  test('speaks in the zone it is given', () => {
    expect(words('2026-03-08T23:30:00.000Z', 'Europe/Berlin')).toBe('9 Mar, 00:30')
  })
})

test('utcWords keeps the seconds', () => {
  expect(utcWords('2026-03-08T07:05:09.123Z')).toBe('2026-03-08 07:05:09 UTC')
})
