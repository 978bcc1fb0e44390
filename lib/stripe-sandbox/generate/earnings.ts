import { DAY, HOUR } from '../core/clock.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { fundsOf } from '../money/ledger.ts'
import { createManualPayout } from '../objects/payout.ts'
import type { Plan } from './plan.ts'

/** Monday and Wednesday, so that the money arrives on a day on which banks book. */
const PAYOUT_WEEKDAYS = new Set([1, 3])
const FIRST_PAYOUT_AFTER = 5 * DAY
const PAYOUT_MINIMUM = 5000

/** When the marketplace paid itself before go-live: twice a week. After it, money moves through the gate only. */
export function payoutTimes({ start, goLive }: Plan): number[] {
  const times: number[] = []
  for (let at = start + FIRST_PAYOUT_AFTER + 8 * HOUR; at < goLive; at += DAY) {
    if (PAYOUT_WEEKDAYS.has(new Date(at * 1000).getUTCDay())) times.push(at)
  }
  return times
}

export type Payouts = readonly [Rows['payout'], ...Rows['payout'][]]

/**
 * Pays the platform half of what is available in each currency: every share of a seller has left by then, and the rest
 * covers refunds to come. `isSplit` says whether a currency leaves in two payouts on the same day.
 */
export function payPlatform(world: World, isSplit: (currency: string) => boolean): Payouts[] {
  return fundsOf(world, world.platform).flatMap(({ currency, available }) => {
    const amount = Math.floor(available / 200) * 100
    if (amount < PAYOUT_MINIMUM) return []
    const pay = (part: number) =>
      createManualPayout(world, world.platform, { amount: part, currency, description: 'Earnings', metadata: {} })
    const second = isSplit(currency) ? Math.floor(amount / 300) * 100 : 0
    return [second === 0 ? [pay(amount)] : [pay(amount - second), pay(second)]]
  })
}

/** A seller on the manual schedule takes out what is available, now and then. */
export function cashOut(world: World, account: string): void {
  for (const { currency, available } of fundsOf(world, account)) {
    if (available < PAYOUT_MINIMUM) continue
    createManualPayout(world, account, { amount: available, currency, description: 'Cash out', metadata: {} })
  }
}

const CASH_OUT_EVERY = 19 * DAY

/** When sellers on the manual schedule take their money out. */
export function cashOutTimes({ start, end }: Plan, index: number): number[] {
  const times: number[] = []
  for (let at = start + ((index % 7) + 6) * DAY + 11 * HOUR; at < end - 3 * DAY; at += CASH_OUT_EVERY) times.push(at)
  return times
}
