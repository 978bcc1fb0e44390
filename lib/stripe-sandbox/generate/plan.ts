import { DAY, dayStart, HOUR } from '../core/clock.ts'
import type { Dice } from '../core/random.ts'
import type { SellerPart } from './cast.ts'
import { exactStep, termsFor } from './contract.ts'
import { type Fate, type Order, type OrderLine, totalOf } from './order.ts'

export type Plan = {
  start: number
  end: number
  goLive: number
  perDay: number
  buyers: number
  sellers: readonly SellerPart[]
}

const WEEKDAY_RHYTHM = [0.95, 0.7, 0.65, 1.15, 1.1, 1.05, 1.05]
const QUIET_BEFORE_GO_LIVE = 4 * HOUR
const REFUND_WINDOW = 44 * HOUR
const GOODS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  outdoor: ['Trail pack 38 l', 'Ridge tent, 2 persons', 'Down jacket', 'Camp stove', 'Longboard 9 ft'],
  apparel: ['Merino base layer', 'Rain shell', 'Wool socks, 3 pairs'],
  home: ['Linen throw', 'Hand-blown lamp', 'Tea bowl', 'Serving plate'],
  tools: ['Drehmomentschlüssel', 'Hobel No. 4', 'Stechbeitel, Satz', 'Zwingen, 4 Stück'],
  beauty: ['Face oil', 'Clay mask', 'Lavender soap, 6 bars'],
  art: ['Letterpress print', 'Risograph poster', 'Raku vase'],
  food: ['House blend, 1 kg', 'Single origin, 500 g', 'Office subscription box'],
  furniture: ['Beistelltisch Eiche', 'Bücherregal', 'Esszimmerstuhl'],
  electronics: ['Bookshelf speakers', 'Turntable', 'Headphone amplifier'],
  jewelry: ['Copper ring', 'Feather earrings', 'Signet ring'],
  toys: ['Wooden train', 'Marble run', 'Puzzle, 500 pieces'],
}

/** The everyday orders: rhythm of the week, slow growth, each seller by its weight. Sorted by time, numbered in order. */
export function planOrders(plan: Plan, dice: Dice): Order[] {
  const orders: Order[] = []
  const days = Math.floor((plan.end - plan.start) / DAY)
  for (let day = 0; day < days; day += 1) {
    const midnight = dayStart(plan.start) + day * DAY
    const rhythm = WEEKDAY_RHYTHM[Math.floor(midnight / DAY) % 7] ?? 1
    const growth = 0.8 + (0.4 * day) / days
    const wanted = plan.perDay * rhythm * growth
    const count = Math.floor(wanted) + (dice.chance(wanted % 1) ? 1 : 0)
    const opening = day === 0 ? plan.sellers.filter((seller) => isEstablished(plan, seller)) : []
    for (const seller of opening) orders.push(openingOrder(plan, dice, openHour(dice, midnight), seller))
    for (let index = opening.length; index < count; index += 1) {
      const at = openHour(dice, midnight)
      const seller = pickSeller(plan, dice, at)
      if (seller && isOpenTime(plan, at)) orders.push(planOrder(plan, dice, at, seller))
    }
  }
  return orders.toSorted((a, b) => a.at - b.at).map((order, index) => ({ ...order, id: `ORD-${10_001 + index}` }))
}

const openHour = (dice: Dice, midnight: number) => midnight + dice.between(7 * HOUR, 20 * HOUR)

/** No order straddles go-live, and none is too late to be seen through. */
const isOpenTime = ({ goLive, end }: Plan, at: number) =>
  (at < goLive - QUIET_BEFORE_GO_LIVE || at >= goLive) && at < end - 2 * HOUR

const isEstablished = (plan: Plan, seller: SellerPart) => plan.end - seller.joinedDaysAgo * DAY < plan.start

function pickSeller(plan: Plan, dice: Dice, at: number): SellerPart | undefined {
  const active = plan.sellers.filter((seller) => {
    const joined = plan.end - (seller.joinedDaysAgo - 1) * DAY
    const stopped = plan.end - ((seller.restrictedDaysAgo ?? -1) + 1) * DAY
    return at >= joined && at < stopped
  })
  const [first, ...rest] = active
  return first && dice.weighted([first, ...rest])
}

/** Every seller that is no newcomer sells on the first day, so that its first sale lies far enough back. */
const openingOrder = (plan: Plan, dice: Dice, at: number, seller: SellerPart): Order => ({
  ...planOrder(plan, dice, at, seller),
  fate: 'paid',
})

function planOrder(plan: Plan, dice: Dice, at: number, seller: SellerPart): Order {
  const isInvoice = dice.chance(0.72)
  const lines = [lineFrom(plan, dice, at, seller)]
  while (isInvoice && lines.length < 3 && dice.chance(0.35)) lines.push(lineFrom(plan, dice, at, seller))
  const order: Order = {
    id: '',
    at,
    kind: isInvoice ? 'invoice' : 'intent',
    currency: seller.currency,
    buyer: dice.between(0, plan.buyers - 1),
    lines,
    fate: fateOf(dice, isInvoice),
    sellerOnOrder: dice.chance(0.2),
    refund: null,
    planted: null,
  }
  return { ...order, refund: planRefund(plan, dice, order, seller) }
}

function lineFrom(plan: Plan, dice: Dice, at: number, seller: SellerPart): OrderLine {
  const category = dice.pick(seller.categories)
  const { bps } = termsFor(seller, category, at, plan.end)
  const goods = GOODS[category] ?? ['Item']
  return {
    seller: seller.key,
    amount: priceOf(dice, seller, exactStep(bps)),
    category,
    description: dice.pick(goods),
    bps: dice.chance(0.85) ? bps : null,
  }
}

/** A price of the seller's kind, in minor units, that its commission divides without a remainder. */
function priceOf(dice: Dice, seller: SellerPart, step: number): number {
  const [low, high] = seller.price
  const units = seller.currency === 'jpy' ? 1 : 100
  const amount = dice.between(low * units, high * units)
  return amount - (amount % step) + step
}

function fateOf(dice: Dice, isInvoice: boolean): Fate {
  if (dice.chance(0.02)) return 'declined'
  if (!isInvoice) return 'paid'
  if (dice.chance(0.01)) return 'void'
  return dice.chance(0.015) ? 'unpaid' : 'paid'
}

/** Refunds come while the money is still pending, so that the seller's share can be taken back in full. */
function planRefund(plan: Plan, dice: Dice, order: Order, seller: SellerPart): Order['refund'] {
  const isRefunded = dice.chance(seller.refundPerMille / 1000)
  const afterSeconds = dice.between(14 * HOUR, 26 * HOUR)
  const isPartial = dice.chance(0.3)
  if (!isRefunded || order.fate !== 'paid') return null
  const crossesGoLive = order.at < plan.goLive && order.at + REFUND_WINDOW >= plan.goLive
  if (crossesGoLive || order.at + REFUND_WINDOW >= plan.end) return null
  const total = totalOf(order)
  const isSimple = order.lines.length === 1 && !seller.terms.some((terms) => terms.bearer === 'seller')
  return { afterSeconds, amount: isPartial && isSimple && total % 2 === 0 ? halfOf(total, seller) : null }
}

/** About half, in steps that the commission divides. */
function halfOf(total: number, seller: SellerPart): number | null {
  const step = Math.max(100, ...seller.terms.map((terms) => exactStep(terms.bps)))
  const half = Math.floor(total / 2)
  return half - (half % step) || null
}
