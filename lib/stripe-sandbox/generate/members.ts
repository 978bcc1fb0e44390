import { plusIntervals } from '../billing/period.ts'
import { DAY, HOUR } from '../core/clock.ts'
import { Dice } from '../core/random.ts'
import { demandFor } from './demand.ts'
import type { OrderLine } from './order.ts'
import { lineFrom, type Plan } from './plan.ts'
import type { SellerPart } from './seller-part.ts'

/** What becomes of a subscription by the end of the history. */
export type MemberFate =
  | 'active'
  | 'past_due'
  | 'trialing'
  | 'leaving'
  | 'weekly'
  | 'left'
  | 'unpaid'
  | 'given_up'
  | 'collection_paused'
  | 'paused'
  | 'incomplete'
  | 'expired'
  | 'yearly'

/** A subscription as planned. Its line is what one period costs. */
export type Member = {
  number: number
  fate: MemberFate
  start: number
  interval: 'week' | 'month' | 'year'
  currency: SellerPart['currency']
  line: OrderLine & { seller: string }
}

type Weighted = { fate: MemberFate; weight: number }

/** Each state once, the plainest first, and then mostly subscriptions that simply go on. */
const FIRST: readonly MemberFate[] = [
  'active',
  'past_due',
  'trialing',
  'leaving',
  'weekly',
  'left',
  'unpaid',
  'given_up',
  'collection_paused',
  'paused',
  'incomplete',
  'expired',
  'yearly',
]
const THEN: readonly [Weighted, ...Weighted[]] = [
  { fate: 'active', weight: 60 },
  { fate: 'weekly', weight: 5 },
  { fate: 'yearly', weight: 5 },
  { fate: 'left', weight: 9 },
  { fate: 'past_due', weight: 4 },
  { fate: 'given_up', weight: 4 },
  { fate: 'trialing', weight: 4 },
  { fate: 'leaving', weight: 4 },
  { fate: 'expired', weight: 2 },
  { fate: 'collection_paused', weight: 2 },
  { fate: 'unpaid', weight: 1 },
]

/** Who subscribes to what, from which seller and when: sellers are chosen as orders choose theirs. */
export function planMembers(plan: Plan): Member[] {
  const dice = new Dice(plan.seed * 10_061 + 17)
  return Array.from({ length: plan.members }, (_, index) => planMember(plan, dice, index)).filter(
    (member) => member !== null,
  )
}

function planMember(plan: Plan, dice: Dice, index: number): Member | null {
  const fate = FIRST[index] ?? dice.weighted(THEN).fate
  const interval = fate === 'weekly' ? 'week' : fate === 'yearly' ? 'year' : 'month'
  const start = startOf(plan, dice, fate)
  const [first, ...others] = plan.sellers
    .filter(({ pattern, restrictedDaysAgo, leftDaysAgo }) => !pattern && !restrictedDaysAgo && !leftDaysAgo)
    .map((seller) => ({ seller, weight: demandFor(seller, start, plan) }))
    .filter(({ weight }) => weight > 0)
  if (first === undefined || start < plan.start) return null
  const { seller } = dice.weighted([first, ...others])
  const line = { ...lineFrom(plan, dice, start, seller), seller: seller.key, bps: null }
  return { number: index + 1, fate, start, interval, currency: seller.currency, line }
}

/** When it began, by day, so that nothing that falls due later does so at night, when nobody pays the sellers. */
function startOf({ start, end }: Plan, dice: Dice, fate: MemberFate): number {
  const hour = dice.between(7 * HOUR, 19 * HOUR)
  const months = Math.max(1, Math.floor((end - start) / (31 * DAY)) - 1)
  const daysAgo = (low: number, high: number) => Math.floor(end / DAY) * DAY - dice.between(low, high) * DAY + hour
  const renewedDaysAgo = (low: number, high: number) =>
    plusIntervals(daysAgo(low, high), { interval: 'month', count: 1 }, -dice.between(1, months))
  if (fate === 'trialing') return daysAgo(2, 9)
  if (fate === 'paused') return daysAgo(10, 25)
  if (fate === 'incomplete') return end - dice.between(2 * HOUR, 20 * HOUR)
  if (fate === 'expired') return daysAgo(3, 28)
  if (fate === 'past_due') return renewedDaysAgo(2, 4)
  if (fate === 'unpaid' || fate === 'given_up') return renewedDaysAgo(17, 22)
  const history = Math.floor((end - start) / DAY)
  return daysAgo(Math.min(33, history - 3), history - 2)
}
