// What a year of the sandbox's marketplace comes to for the health of sellers, from its plan alone: no object is made. Payouts are
// what is available on the days of a seller's schedule; episodes keep money back and take it out as the played history does.

import { Dealer } from '#lib/stripe-sandbox/generate/discrepancy.ts'
import { type Order, totalOf } from '#lib/stripe-sandbox/generate/order.ts'
import { type Plan, Planner } from '#lib/stripe-sandbox/generate/plan.ts'
import { sizeOf } from '#lib/stripe-sandbox/generate/scale.ts'
import { isPaidByPlatform, payoutsOf } from './health-payouts.ts'

const DAY = 86_400
export const END = Date.parse('2026-11-20T00:00:00Z') / 1000
/** Pounds in US dollars, where buyers abroad pay in them: near enough to add sales up. */
const POUND_PERCENT = 128n

export type SellerDay = {
  readonly seller: string
  readonly day: string
  readonly currency: string
  gross: bigint
  refund: bigint
  orders: number
  disputes: number
  payouts: number
  failures: number
}
export type PayoutFact = {
  readonly account: string
  readonly status: string
  readonly amount: bigint
  readonly currency: string
  readonly automatic: boolean
  readonly method: string
  readonly destination: string
  readonly created: number
}
export type BankFact = { readonly account: string; readonly id: string; readonly fingerprint: string }
export type Truth = {
  readonly kind: string
  readonly isInnocent: boolean
  readonly seller: string
  readonly partner: string | null
  readonly from: number
  readonly until: number
}
export type Facts = {
  readonly sellers: readonly { readonly account: string; readonly currency: string; readonly created: number }[]
  readonly days: readonly SellerDay[]
  readonly payouts: readonly PayoutFact[]
  readonly banks: readonly BankFact[]
  readonly truth: readonly Truth[]
}

export const dayOf = (at: number): string => new Date(at * 1000).toISOString().slice(0, 10)

/** The year of a seed: every seller's days, payouts and bank accounts, and what nobody outside knows. */
export function factsOf(seed: number): Facts {
  const size = sizeOf('demo')
  const plan: Plan = {
    ...size,
    seed,
    start: END - size.days * DAY,
    end: END,
    goLive: END - 14 * DAY,
    discrepancies: false,
  }
  const planner = new Planner(plan, new Dealer(plan))
  const days = new Map<string, SellerDay>()
  const on = (seller: string, at: number, currency: string): SellerDay => {
    const key = `${seller} ${dayOf(at)} ${currency}`
    const known = days.get(key)
    if (known) return known
    const made = {
      seller,
      day: dayOf(at),
      currency,
      gross: 0n,
      refund: 0n,
      orders: 0,
      disputes: 0,
      payouts: 0,
      failures: 0,
    }
    days.set(key, made)
    return made
  }
  const earned = new Map<string, { at: number; amount: bigint }[]>()
  for (let day = 0; day < size.days; day += 1)
    for (const order of planner.ordersOf(plan.start + day * DAY)) {
      if (order.fate !== 'paid') continue
      const seller = order.lines[0]?.seller ?? ''
      count(order, seller, on)
      if (isPaidByPlatform(order, plan)) continue
      const own = earned.get(seller) ?? []
      own.push({
        at: order.at,
        amount:
          inDollars(totalOf(order), order) -
          inDollars(order.refund ? (order.refund.amount ?? totalOf(order)) : 0, order),
      })
      earned.set(seller, own)
    }
  const payouts = plan.sellers.flatMap((seller) =>
    payoutsOf(plan, planner.tendencies, seller, earned.get(seller.key) ?? []),
  )
  for (const { account, created, currency, status } of payouts) {
    const day = on(account, created, currency)
    if (status === 'failed') day.failures += 1
    else day.payouts += 1
  }
  const { episodes } = planner.tendencies
  return {
    sellers: plan.sellers.map(({ key, currency, joinedDaysAgo }) => ({
      account: key,
      currency: currency.toUpperCase(),
      created: END - joinedDaysAgo * DAY,
    })),
    days: [...days.values()],
    payouts,
    banks: plan.sellers.map(({ key }) => {
      const changed = episodes.find(
        ({ seller, kind }) => seller === key && (kind === 'new_bank' || kind === 'shared_bank'),
      )
      const id = changed ? `ba_${key}_2` : `ba_${key}`
      return { account: key, id, fingerprint: changed?.partner ? `ba_${changed.partner}` : id }
    }),
    truth: episodes,
  }
}

const inDollars = (minor: number, { currency }: Order): bigint =>
  currency === 'gbp' ? (BigInt(minor) * POUND_PERCENT) / 100n : BigInt(minor)

function count(order: Order, seller: string, on: (seller: string, at: number, currency: string) => SellerDay): void {
  const currency = (order.currency === 'gbp' ? 'usd' : order.currency).toUpperCase()
  const sold = on(seller, order.at, currency)
  sold.gross += inDollars(totalOf(order), order)
  sold.orders += 1
  const { refund, afterSale } = order
  if (refund && !refund.fails)
    on(seller, order.at + refund.afterSeconds, currency).refund += inDollars(refund.amount ?? totalOf(order), order)
  const at = order.at + (afterSale.dispute?.after ?? 0)
  if (afterSale.dispute?.form === 'dispute' && at < END) on(seller, at, currency).disputes += 1
}
