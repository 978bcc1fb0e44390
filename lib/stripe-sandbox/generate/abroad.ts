import type { Dice } from '../core/random.ts'
import { NOTHING_AFTER, planAfterSale } from './after-sale.ts'
import { exactStep, termsFor } from './contract.ts'
import type { Order } from './order.ts'
import { type Plan, planRefund } from './plan.ts'
import type { Pattern, Presented, SellerPart } from './seller-part.ts'
import { type Leaning, refundChance } from './tendencies.ts'

/** What buyers abroad pay in: the platform has no bank for pounds, and a seller in the US none for euros. */
const PAID_IN: Readonly<Record<Pattern, Presented>> = { separate: 'gbp', destination: 'gbp', direct: 'eur' }
/** Prices abroad: so many hundredths of the one in US dollars, which no rate of the day changes. */
const PRICED_AT: Readonly<Partial<Record<Presented, number>>> = { gbp: 80, eur: 93 }

/**
 * Some sales in US dollars are to buyers abroad, who pay in their own currency: what reaches the balance then depends on the
 * day, and so does what goes back. The other dice leave all other sales what they are.
 */
export function perhapsAbroad(plan: Plan, dice: Dice, order: Order, seller: SellerPart, leaning: Leaning): Order {
  const { share, refundPerMille, disputedShare } = plan.abroad
  if (!dice.chance(share) || seller.currency !== 'usd' || order.currency !== 'usd') return order
  const currency = PAID_IN[order.pattern]
  const lines = order.lines.map((line) => {
    const step = exactStep(termsFor(seller, line.category, order.at, plan.end).bps)
    const amount = Math.floor((line.amount * (PRICED_AT[currency] ?? 100)) / 100)
    return { ...line, amount: amount - (amount % step) + step }
  })
  const moved: Order = { ...order, currency, lines, isAbroad: true, refund: null }
  const refund = planRefund(plan, dice, moved, seller, refundChance(leaning, refundPerMille))
  const afterSale = planAfterSale(dice, disputedShare * leaning.disputes, plan.hasTendencies)
  return { ...moved, refund, afterSale: refund || order.fate !== 'paid' ? NOTHING_AFTER : afterSale }
}
