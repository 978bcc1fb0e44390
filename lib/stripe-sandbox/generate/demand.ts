import { DAY } from '../core/clock.ts'
import type { SellerPart } from './seller-part.ts'

/** Sunday first: orders come less at the weekend's end and more in the middle of the week. */
const WEEKDAYS = [0.85, 1.05, 1.15, 1.1, 1.05, 1.05, 0.75]
/** The epoch began on a Thursday. */
const EPOCH_WEEKDAY = 4

/** January first. */
const EVERYBODY = [0.82, 0.84, 0.93, 0.95, 0.98, 0.97, 0.93, 0.95, 1, 1.04, 1.32, 1.38]
const SUMMER = [0.6, 0.65, 0.85, 1.05, 1.25, 1.35, 1.3, 1.15, 0.95, 0.85, 0.95, 1.1]
const GIFTS = [0.65, 0.9, 0.75, 0.8, 0.95, 0.8, 0.75, 0.8, 0.9, 1.05, 1.7, 2.1]
const SEASONS: Readonly<Record<string, readonly number[]>> = {
  outdoor: SUMMER,
  garden: SUMMER,
  sports: SUMMER,
  toys: GIFTS,
  jewelry: GIFTS,
  beauty: GIFTS,
  books: GIFTS,
  food: EVERYBODY.map((factor) => (1 + factor) / 2),
}

/** How much of an average day's trade the weekday brings. */
export const weekdayFactor = (at: number): number => WEEKDAYS[(Math.floor(at / DAY) + EPOCH_WEEKDAY) % 7] ?? 1

export type Span = { start: number; end: number }

/** How much the seller sells at that time, in the units of its weight; nothing before it joined or after it stopped. */
export function demandFor(seller: SellerPart, at: number, span: Span): number {
  if (!isActive(seller, at, span.end)) return 0
  const season = SEASONS[seller.categories[0]] ?? EVERYBODY
  const month = new Date(at * 1000).getUTCMonth()
  return seller.weight * (season[month] ?? 1) * trendFactor(seller, (at - span.start) / (span.end - span.start))
}

/** Sellers sell from the day after they joined until the day before they were restricted or left. */
function isActive({ joinedDaysAgo, restrictedDaysAgo, leftDaysAgo }: SellerPart, at: number, end: number): boolean {
  const stops = Math.max(restrictedDaysAgo ?? -1, leftDaysAgo ?? -1)
  return at >= end - (joinedDaysAgo - 1) * DAY && at < end - (stops + 1) * DAY
}

function trendFactor({ trend = 'steady' }: SellerPart, passed: number): number {
  if (trend === 'growing') return 0.4 + 1.2 * passed
  return trend === 'fading' ? 1.5 - 1.25 * passed : 1
}
