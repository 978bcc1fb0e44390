const DAY_MS = 86_400_000

/**
 * How many days lie between two days (both excluded) on which banks settle nothing: weekends everywhere, and the closing days of
 * the euro's (TARGET) and the dollar's (Federal Reserve) settlement systems. Days are `2026-11-20`.
 */
export function idleBankDays(from: string, to: string, currency: string): number {
  let count = 0
  for (let at = Date.parse(from) + DAY_MS; at < Date.parse(to); at += DAY_MS) {
    if (isIdle(new Date(at), currency)) count += 1
  }
  return count
}

function isIdle(day: Date, currency: string): boolean {
  if ([0, 6].includes(day.getUTCDay())) return true
  if (currency === 'EUR') return isTargetHoliday(day)
  return currency === 'USD' && isFederalHoliday(day)
}

/** ecb.europa.eu/paym/target: New Year, Good Friday, Easter Monday, 1 May, 25 and 26 December. */
function isTargetHoliday(day: Date): boolean {
  if (['01-01', '05-01', '12-25', '12-26'].includes(monthDay(day))) return true
  const easter = easterOf(day.getUTCFullYear())
  return [easter - 2 * DAY_MS, easter + DAY_MS].includes(day.getTime())
}

/** federalreserve.gov/aboutthefed/k8.htm: what falls on a Sunday is kept on Monday. */
function isFederalHoliday(day: Date): boolean {
  const fixed = ['01-01', '06-19', '07-04', '11-11', '12-25']
  if (fixed.includes(monthDay(day))) return true
  if (day.getUTCDay() === 1 && fixed.includes(monthDay(new Date(day.getTime() - DAY_MS)))) return true
  const week = Math.ceil(day.getUTCDate() / 7)
  const isLastMonday = day.getUTCDay() === 1 && day.getUTCDate() > 24
  switch (day.getUTCMonth() + 1) {
    case 1:
    case 2:
      return day.getUTCDay() === 1 && week === 3
    case 5:
      return isLastMonday
    case 9:
      return day.getUTCDay() === 1 && week === 1
    case 10:
      return day.getUTCDay() === 1 && week === 2
    case 11:
      return day.getUTCDay() === 4 && week === 4
    default:
      return false
  }
}

const monthDay = (day: Date): string => day.toISOString().slice(5, 10)

/** Easter Sunday of a year, midnight UTC, by the Gregorian computus. */
function easterOf(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const skipped = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25)
  const raw = (skipped + 19 * golden + 15) % 30
  const moon = raw - Math.floor(raw / 28) * (1 - Math.floor(29 / (raw + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7
  const offset = moon - weekday
  const month = 3 + Math.floor((offset + 40) / 44)
  return Date.UTC(year, month - 1, offset + 28 - 31 * Math.floor(month / 4))
}
