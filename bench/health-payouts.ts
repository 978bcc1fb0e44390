// A seller's payouts of a year, from what it earned: automatic on the days of its schedule, by hand where an episode says so.
import { Dice } from '#lib/stripe-sandbox/core/random.ts'
import type { Order } from '#lib/stripe-sandbox/generate/order.ts'
import type { Plan } from '#lib/stripe-sandbox/generate/plan.ts'
import type { SellerPart } from '#lib/stripe-sandbox/generate/seller-part.ts'
import type { Tendencies } from '#lib/stripe-sandbox/generate/tendencies.ts'
import type { PayoutFact } from './health-facts.ts'

const DAY = 86_400
const HOUR = 3600
const AVAILABLE_AFTER = 2 * DAY
const BY_HAND_EVERY = 19
const MINIMUM = 0n

/** What the platform has not passed on yet: after go-live nobody pays those whose charges are the platform's. */
export const isPaidByPlatform = ({ pattern, at }: Order, { goLive }: Plan): boolean =>
  pattern === 'separate' && at >= goLive

type Earned = readonly { readonly at: number; readonly amount: bigint }[]

export function payoutsOf(plan: Plan, tendencies: Tendencies, seller: SellerPart, earned: Earned): PayoutFact[] {
  const episodes = tendencies.episodes.filter((one) => one.seller === seller.key)
  const dice = new Dice(plan.seed * 10_099 + seller.key.length * 31 + (seller.key.codePointAt(0) ?? 0))
  const payouts: PayoutFact[] = []
  let left = 0n
  let next = 0
  for (let midnight = plan.start; midnight < plan.end; midnight += DAY) {
    const taken = episodes.find(
      (one) => takesOut(one.kind, one.isInnocent) && isSameDay(one.until - 30 * HOUR, midnight),
    )
    const isKept = episodes.some((one) => isKeptBack(one, midnight))
    for (; next < earned.length && (earned[next]?.at ?? 0) + AVAILABLE_AFTER < midnight; next += 1)
      left += earned[next]?.amount ?? 0n
    const isDue = taken !== undefined || (!isKept && isPayoutDay(seller, midnight, plan))
    if (!isDue || left <= MINIMUM) continue
    const changed = episodes.find((one) => one.kind.endsWith('bank') && one.from < midnight)
    const isFailed = dice.chance(tendencies.of(seller, midnight).failedPayouts)
    payouts.push({
      account: seller.key,
      status: isFailed ? 'failed' : 'paid',
      amount: left,
      currency: seller.currency.toUpperCase(),
      automatic: taken === undefined && seller.interval !== 'manual',
      method: taken !== undefined && !taken.isInnocent ? 'instant' : 'standard',
      destination: `ba_${seller.key}${changed ? '_2' : ''}`,
      created: taken === undefined ? midnight : taken.until - 30 * HOUR,
    })
    if (!isFailed) left = 0n
  }
  return payouts
}

const isSameDay = (at: number, midnight: number) => at >= midnight && at < midnight + DAY

const takesOut = (kind: string, isInnocent: boolean) => kind === 'cash_out' || (kind.endsWith('bank') && !isInnocent)

function isKeptBack({ kind, isInnocent, from, until, strength }: Tendencies['episodes'][number], at: number): boolean {
  if (!takesOut(kind, isInnocent)) return false
  const since = kind === 'cash_out' ? until - 30 * HOUR - strength * DAY : from + 7 * HOUR
  return at >= since && at < until + DAY
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

function isPayoutDay({ interval, weeklyAnchor }: SellerPart, midnight: number, { start }: Plan): boolean {
  if (interval === 'daily') return true
  if (interval === 'weekly') return WEEKDAYS[new Date(midnight * 1000).getUTCDay()] === weeklyAnchor
  return Math.floor((midnight - start) / DAY) % BY_HAND_EVERY === 7
}
