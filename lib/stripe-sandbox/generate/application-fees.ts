import { shareOf, termsFor } from './contract.ts'
import { type Order, onlySeller, totalOf } from './order.ts'
import { partOf, type Stage } from './stage.ts'

/** A fee that somebody set wrong: so many points of the sale too little, or too much where little is agreed. */
const MISTAKE_BPS = 400

/** The fee that the contract gives the platform of the order's only line, and the one that was set on the payment. */
export function applicationFeesOf(stage: Stage, order: Order): { agreed: number; set: number } {
  const seller = onlySeller(order)
  const [line] = order.lines
  if (seller === null || !line) return { agreed: 0, set: 0 }
  const total = totalOf(order)
  const { bps } = termsFor(partOf(stage, seller), line.category, order.at, stage.end)
  const agreed = total - shareOf(total, bps)
  if (order.discrepancy !== 'wrong_application_fee') return { agreed, set: agreed }
  return { agreed, set: total - shareOf(total, bps + (bps > MISTAKE_BPS * 3 ? -MISTAKE_BPS : MISTAKE_BPS)) }
}
