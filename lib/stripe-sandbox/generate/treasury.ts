import { DAY, HOUR } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import { fundsIn } from '../money/ledger.ts'
import { holdInReserve } from '../objects/reserve-hold.ts'
import { createTopup } from '../objects/topup.ts'
import type { Step } from './agenda.ts'
import type { BankBook } from './bank-book.ts'
import type { Plan } from './plan.ts'

const TOPUP_DAYS_AGO = [300, 161, 26]
const TOPUP = { amount: 250_000, currency: 'usd' as const }

/** A few times a year the marketplace tops its balance up, and the bank says so on the same day. */
export function topupSteps(world: World, plan: Plan, book: BankBook): Step[] {
  return TOPUP_DAYS_AGO.map((daysAgo) => plan.end - daysAgo * DAY + 10 * HOUR)
    .filter((at) => at > plan.start + DAY)
    .map((at) => ({
      at,
      act: () => {
        createTopup(world, world.platform, {
          ...TOPUP,
          description: 'Top-up',
          metadata: {},
          statementDescriptor: null,
          transferGroup: null,
        })
        const line = { at, endToEnd: null, amount: -TOPUP.amount, text: 'STRIPE TOP-UP', counterparty: 'Stripe' }
        book.book(TOPUP.currency, line)
      },
    }))
}

const HELD_DAYS_AGO = [148, 91, 24, 16, 5]
const HELD_PERCENT = 20
const HELD_MINIMUM = 1000
const HELD_FOR_DAYS = 21

/** Where Stripe sees a risk, it holds a part of what is available for some weeks. */
export function reserveSteps(world: World, plan: Plan, account: string, currency: string): Step[] {
  return HELD_DAYS_AGO.map((daysAgo) => plan.end - daysAgo * DAY + 13 * HOUR)
    .filter((at) => at > plan.start + DAY)
    .map((at) => ({
      at,
      act: () => {
        const amount = Math.floor((fundsIn(world, account, currency).available * HELD_PERCENT) / 100)
        if (amount >= HELD_MINIMUM) holdInReserve(world, account, { amount, currency, releaseAfterDays: HELD_FOR_DAYS })
      },
    }))
}
