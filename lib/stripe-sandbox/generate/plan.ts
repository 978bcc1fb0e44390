import { DAY, HOUR } from '../core/clock.ts'
import { Dice } from '../core/random.ts'
import { perhapsAbroad } from './abroad.ts'
import { NOTHING_AFTER, planAfterSale } from './after-sale.ts'
import { exactStep, termsFor } from './contract.ts'
import { demandFor, weekdayFactor } from './demand.ts'
import type { Dealer } from './discrepancy.ts'
import { goodsOf } from './goods.ts'
import { type Fate, type Order, type OrderLine, totalOf } from './order.ts'
import type { Size } from './scale.ts'
import { DEFAULT_TERMS, MINOR_UNITS, type SellerPart } from './seller-part.ts'
import { type Leaning, refundChance, Tendencies } from './tendencies.ts'

export type Plan = Size & { seed: number; start: number; end: number; goLive: number; discrepancies: boolean }

const QUIET_BEFORE_GO_LIVE = 4 * HOUR
const REFUND_WINDOW = 44 * HOUR
const FIRST_NUMBER = 10_001
const MISTAKE_BPS = 500

/** Plans the everyday orders one day at a time, so that a year of them is never held at once. */
export class Planner {
  readonly tendencies: Tendencies
  private readonly plan: Plan
  private readonly dealer: Dealer
  private readonly usual: number
  private readonly parts: ReadonlyMap<string, SellerPart>
  private number = FIRST_NUMBER

  constructor(plan: Plan, dealer: Dealer) {
    this.plan = plan
    this.dealer = dealer
    this.tendencies = new Tendencies(plan)
    this.parts = new Map(plan.sellers.map((part) => [part.key, part]))
    this.usual = plan.sellers.reduce((sum, seller) => sum + seller.weight, 0)
  }

  /** The orders of the day that begins at that midnight, in the order of time. Each day has dice of its own. */
  ordersOf(midnight: number): Order[] {
    const { plan } = this
    const dice = new Dice(plan.seed * 10_007 + Math.floor(midnight / DAY))
    const other = new Dice(plan.seed * 10_037 + Math.floor(midnight / DAY))
    const orders = plan.sellers
      .filter((seller) => opensOn(plan, seller, midnight))
      .map((seller) => this.opening(dice, openHour(dice, midnight), seller))
    const [first, ...others] = plan.sellers
      .map((seller) => ({ seller, weight: this.demand(seller, midnight + 12 * HOUR) }))
      .filter(({ weight }) => weight > 0)
    if (first) {
      const demand = others.reduce((sum, { weight }) => sum + weight, first.weight) / this.usual
      const wanted = plan.perDay * weekdayFactor(midnight) * demand
      const count = Math.floor(wanted) + (dice.chance(wanted % 1) ? 1 : 0)
      const open = [first, ...others] as const
      for (let index = 0; index < count; index += 1) {
        const at = openHour(dice, midnight)
        const { seller } = dice.weighted(open)
        if (!isOpenTime(plan, at)) continue
        const leaning = this.tendencies.of(seller, at)
        orders.push(perhapsAbroad(plan, other, planOrder(plan, dice, at, seller, leaning), seller, leaning))
      }
    }
    return orders.toSorted((a, b) => a.at - b.at).map((order) => this.finished(order))
  }

  private demand(seller: SellerPart, at: number): number {
    return demandFor(seller, at, this.plan) * this.tendencies.of(seller, at).volume
  }

  private opening(dice: Dice, at: number, seller: SellerPart): Order {
    return { ...planOrder(this.plan, dice, at, seller, this.tendencies.of(seller, at)), fate: 'paid' }
  }

  private finished(order: Order): Order {
    const discrepancy = this.dealer.deal(order)
    const id = `ORD-${this.number}`
    this.number += 1
    const lines = discrepancy === 'wrong_commission' ? this.mistaken(order) : order.lines
    return { ...order, id, discrepancy, lines }
  }

  /** Five points less than agreed, or more where that would leave too little. */
  private mistaken({ lines, at }: Order): OrderLine[] {
    return lines.map((line) => {
      const part = this.parts.get(line.seller ?? '')
      const { bps } = part ? termsFor(part, line.category, at, this.plan.end) : DEFAULT_TERMS
      return { ...line, bps: bps + (bps > MISTAKE_BPS * 2 ? -MISTAKE_BPS : MISTAKE_BPS) }
    })
  }
}

const openHour = (dice: Dice, midnight: number) => midnight + dice.between(7 * HOUR, 20 * HOUR)

/** No order straddles go-live, and none is too late to be seen through. */
const isOpenTime = ({ goLive, end }: Plan, at: number) =>
  (at < goLive - QUIET_BEFORE_GO_LIVE || at >= goLive) && at < end - 2 * HOUR

/** Every seller sells on its first day in the history, so that its first sale lies as far back as it joined. */
function opensOn({ start, end }: Plan, { joinedDaysAgo }: SellerPart, midnight: number): boolean {
  const opened = Math.max(end - (joinedDaysAgo - 1) * DAY, start)
  return midnight <= opened && opened < midnight + DAY
}

function planOrder(plan: Plan, dice: Dice, at: number, seller: SellerPart, leaning: Leaning): Order {
  const { pattern = 'separate' } = seller
  const isInvoice = pattern === 'separate' && dice.chance(0.72)
  const lines = [lineFrom(plan, dice, at, seller, leaning.price)]
  while (isInvoice && lines.length < 3 && dice.chance(0.35)) lines.push(lineFrom(plan, dice, at, seller, leaning.price))
  const order: Order = {
    id: '',
    at,
    kind: isInvoice ? 'invoice' : 'intent',
    pattern,
    currency: seller.currency,
    buyer: dice.between(0, plan.buyers - 1),
    lines,
    fate: fateOf(dice, isInvoice),
    sellerOnOrder: dice.chance(0.2),
    refund: null,
    afterSale: NOTHING_AFTER,
    planted: null,
    discrepancy: null,
  }
  const refund = planRefund(plan, dice, order, seller, refundChance(leaning, seller.refundPerMille))
  const afterSale = planAfterSale(dice, plan.disputedShare * leaning.disputes, plan.hasTendencies)
  return { ...order, refund, afterSale: refund || order.fate !== 'paid' ? NOTHING_AFTER : afterSale }
}

/** Something that the seller sells, at a price of its kind. */
export function lineFrom(plan: Plan, dice: Dice, at: number, seller: SellerPart, times = 1): OrderLine {
  const category = dice.pick(seller.categories)
  const { bps } = termsFor(seller, category, at, plan.end)
  return {
    seller: seller.key,
    amount: priceOf(dice, seller, exactStep(bps), times),
    category,
    description: dice.pick(goodsOf(category)),
    bps: dice.chance(0.85) ? bps : null,
  }
}

/** Stripe takes three-decimal amounts in tens only; every price is a multiple of that, and of what its commission divides. */
const SMALLEST_STEP = 10

/** A price of the seller's kind, in minor units, that its commission divides without a remainder. */
function priceOf(dice: Dice, seller: SellerPart, exact: number, times: number): number {
  const step = exact % SMALLEST_STEP === 0 || seller.currency !== 'kwd' ? exact : exact * SMALLEST_STEP
  const [low, high] = seller.price
  const units = MINOR_UNITS[seller.currency]
  const amount = Math.floor(dice.between(low * units, high * units) * times)
  return amount - (amount % step) + step
}

function fateOf(dice: Dice, isInvoice: boolean): Fate {
  if (dice.chance(0.02)) return 'declined'
  if (!isInvoice) return 'paid'
  if (dice.chance(0.01)) return 'void'
  return dice.chance(0.015) ? 'unpaid' : 'paid'
}

/** Refunds come while the money is still pending, so that the seller's share can be taken back in full. */
export function planRefund(plan: Plan, dice: Dice, order: Order, seller: SellerPart, chance: number): Order['refund'] {
  const isRefunded = dice.chance(chance)
  const afterSeconds = dice.between(14 * HOUR, 26 * HOUR)
  const isPartial = dice.chance(0.3)
  const fails = dice.chance(plan.returnedShare)
  if (!isRefunded || order.fate !== 'paid') return null
  const crossesGoLive = order.at < plan.goLive && order.at + REFUND_WINDOW >= plan.goLive
  if (crossesGoLive || order.at + REFUND_WINDOW >= plan.end) return null
  const total = totalOf(order)
  const isSimple = order.lines.length === 1 && !seller.terms.some((terms) => terms.bearer === 'seller')
  return { afterSeconds, amount: isPartial && isSimple && total % 2 === 0 ? halfOf(total, seller) : null, fails }
}

/** About half, in steps that the commission divides. */
function halfOf(total: number, seller: SellerPart): number | null {
  const step = Math.max(100, ...seller.terms.map((terms) => exactStep(terms.bps)))
  const half = Math.floor(total / 2)
  return half - (half % step) || null
}
