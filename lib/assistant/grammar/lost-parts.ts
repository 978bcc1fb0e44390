import { isTimeDimension } from '#lib/analytics/dimensions.ts'
import { metricOf } from '#lib/analytics/metrics.ts'
import { daysBetween } from '#lib/analytics/period/calendar.ts'
import type { Found } from './found.ts'

/** As many rows as an answer has. */
const ALL_ROWS = 100

/** Who had it in each of them, and not how much of it. */
const HAD_EACH =
  / (?:that|who|which|with|having) (?:(?:have|had|has|got|saw|made) )?(?:(?:any|some|an?) )?m:\w+ (?:in )?(?:each|every)(?: single)? d:(?:day|week|month) /

/** "Who had refunds every month": in each of them, and not in one. */
const isInEach = ({ conditions, splits }: Found, text: string): boolean =>
  (conditions.length > 0 || HAD_EACH.test(text)) &&
  splits.length > 1 &&
  splits.some(isTimeDimension) &&
  / (?:each|every) d:(?:day|week|month) /.test(text)

/** "Monthly volume of the top 5 sellers": five sellers, and not five rows. */
const isTopOfRows = ({ ranking, splits }: Found): boolean =>
  ranking !== null &&
  ranking.count !== null &&
  ranking.count < ALL_ROWS &&
  splits.length > 1 &&
  splits.some(isTimeDimension)

/** Rows that moved in every month of days that hold several: one comparison tells nothing of it. */
const isEachOfMany = ({ conditions, ranking, splits, times }: Found): boolean => {
  const time = splits.find(isTimeDimension)
  const hasMoved = conditions.some(({ of }) => of.startsWith('change')) || (ranking !== null && ranking.of !== 'value')
  return (
    hasMoved &&
    time !== undefined &&
    splits.length > 1 &&
    times.said !== null &&
    daysBetween(times.said.period.from, times.said.period.until) > (time === 'day' ? 1 : time === 'week' ? 7 : 31)
  )
}

/** "Which month had the biggest drop": from the month before it, which no comparison of ours is. */
const isMonthMoved = ({ ranking, splits, times }: Found): boolean =>
  ranking !== null && splits.length > 0 && splits.every(isTimeDimension) && times.comparison !== null

const isWhole = ({ splits, hasTrend, wantsShare, conditions, ranking }: Found): boolean =>
  splits.length === 0 && !hasTrend && !wantsShare && conditions.length === 0 && ranking === null

/** Why days that were said, one by one, cannot be what the rows show; null where they are. `text` is the marked sentence. */
export function partLost(found: Found, text: string): string | null {
  if (isEachOfMany(found) || isMonthMoved(found))
    return 'I compare one period with the one before it, and not every part of a longer one with the part before.'
  if (isInEach(found, text))
    return 'I tell who had it in all of those days together, and not who had it in each part of them. Ask by month.'
  if (/ average /.test(text) && found.metrics.some((id) => metricOf(id).isAdditive))
    return 'I have sums, counts and rates, and not what they are on average. Ask for the figures by day, week or month.'
  if (/ (?:broken down|break down|split|breakdown|grouped|itemi[sz]ed) /.test(text) && isWhole(found))
    return 'By what shall I split it? Say by country, by seller or by month, for example.'
  return isTopOfRows(found)
    ? 'I rank the rows of one split: not the first of them day by day or month by month. Ask for the one, then the other.'
    : null
}
