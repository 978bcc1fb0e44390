import { DAY, dayStart } from '../core/clock.ts'

const SETTLEMENT_DAYS = 2

/** Midnight UTC, two days on: when a card payment made now can be used. */
export const availableOn = (now: number): number => dayStart(now) + SETTLEMENT_DAYS * DAY
