import { daysBetween } from '#lib/analytics/period/calendar.ts'
import type { Said } from './lex.ts'

const ON =
  / (?:(?:the )?(?<unit>day|week|month|quarter) (?:on|over|after|by|to) \k<unit>|(?<short>dod|wow|mom|qoq))(?= )/g
const SHORT: Readonly<Record<string, string>> = { dod: 'day', wow: 'week', mom: 'month', qoq: 'quarter' }
const LONGEST: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, quarter: 92 }

/** "Month on month": one against the one before it, or each of several, by the days that are named. */
export const markUnits = (text: string): string =>
  text.replace(ON, (found: string, unit?: string, short?: string) =>
    / (?:by|to) /.test(found) ? found : ` u:${unit ?? SHORT[short ?? ''] ?? ''}`,
  )

const EACH_OF =
  / (?:(?:for|in|on|over|across|during) )?(?:each|every)(?: single)?(?: one)?(?: of)?(?: the| these| those)? p:(?<index>\d+)(?= )/g
/** "The last three months each". */
const EACH_BEHIND =
  / p:(?<index>\d+)(?: ,)? (?:each|apiece|individually|separately|one by one)(?= (?:$|,|by|for|please|thanks))/g
const UNIT_OF = /\b(day|week|month)s$/

const COUNTED = / (?:the )?u:(\d+):(\w+)(?= )/g
const SHORTEST: Readonly<Record<string, number>> = { day: 1, week: 7, month: 28, quarter: 89, year: 365 }

/** "The 30 days before": as long as what they are compared with. */
function isAsLong({ period: { from, until } }: Said, count: number, unit: string): boolean {
  const days = daysBetween(from, until)
  return days >= count * (SHORTEST[unit] ?? 0) && days <= count * (LONGEST[unit] ?? 366)
}

/** A split that the days themselves say: "each of the last 7 days", "month on month" over half a year. */
export function splitsOfDays(text: string, periods: readonly Said[]): string {
  const withUnit = (found: string, index: string) => {
    const unit = UNIT_OF.exec(periods[Number(index)]?.words ?? '')?.[1]
    return unit === undefined ? found : ` in p:${index} each ${unit}`
  }
  const each = text.replace(EACH_OF, withUnit).replace(EACH_BEHIND, withUnit)
  const counted = each.replace(COUNTED, (found: string, count: string, unit: string) =>
    periods.length === 0 || periods.some((said) => isAsLong(said, Number(count), unit)) ? ' c:prev' : found,
  )
  return counted.replace(/ (?:the )?u:([a-z]+)(?= )/g, (found: string, unit: string) => {
    // Without days, the month before last is what is compared: no week and no day of it was named.
    if (periods.length === 0) return unit === 'month' ? ' c:prev' : found
    const longest = Math.max(0, ...periods.map(({ period }) => daysBetween(period.from, period.until)))
    if (longest <= (LONGEST[unit] ?? 0)) return isShorter(unit, periods) ? found : ' c:prev'
    return unit === 'quarter' ? found : ` by ${unit}`
  })
}

/** "Yesterday, month on month": no month was named. */
const isShorter = (unit: string, periods: readonly Said[]): boolean =>
  periods.some(({ period: { from, until } }) => {
    const days = daysBetween(from, until)
    if (unit === 'month') return days < 28 && !from.endsWith('-01')
    if (unit === 'quarter') return days < 89 && !/-(?:01|04|07|10)-01$/.test(from)
    return unit === 'week' && days < 7 && new Date(`${from}T00:00:00Z`).getUTCDay() !== 1
  })

const STEPS = [
  / (?:each|every)(?: single)?(?: one)?(?: of)?(?: the| these| those)? p:\d/,
  / u:\w/,
  / same (?:[du]:)?(?:day|week|month) /,
  / p:\d+(?: ,)? (?:each|apiece) (?:$|,|by |for )/,
  / (?:each|every) (?:other|others|second|third|alternate|\d+|couple of|few|two|three|four|five|six|seven|ten) (?:[du]:)?(?:day|week|month|quarter|year)s? /,
  / (?:in a row|consecutive|straight|consecutively|running) /,
]

/** Why steps that were said are read by nothing; null where there are none. `text` is the marked sentence. */
export function stepLost(text: string): string | null {
  if (STEPS.some((pattern) => pattern.test(text)))
    return 'I split named days by day, week and month: not by quarters, by several of them or by runs of them. Name the days, and one of those.'
  return / both(?: (?:in|of|the))* p:\d/.test(text)
    ? 'I tell what was in both together, and not what was in each of them. Ask by month, or for the one and then the other.'
    : null
}
