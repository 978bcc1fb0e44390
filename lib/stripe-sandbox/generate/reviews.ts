import { HOUR } from '../core/clock.ts'
import { approveReview, openReview } from '../objects/review.ts'
import type { Step } from './agenda.ts'
import type { Order } from './order.ts'
import { chargeOf, homeOf, type Stage } from './stage.ts'

const REVIEWED_ONE_IN = 4

/** Radar asks about some payments from abroad; somebody looks at most of them on the next day. */
export function reviewSteps(stage: Stage, order: Order, paidAt: number): Step[] {
  const number = Number(order.id.slice('ORD-'.length))
  if (!order.isAbroad || number % REVIEWED_ONE_IN !== 0) return []
  const { world } = stage
  const home = homeOf(stage, order)
  const open = () => {
    const charge = chargeOf(stage, order)
    if (charge) openReview(world, home, charge)
  }
  const approve = () => {
    const review = world.store.find('review', home, String(chargeOf(stage, order)?.review))
    if (review?.open) approveReview(world, home, review)
  }
  const steps = [{ at: paidAt + 120, act: open }]
  return number % (2 * REVIEWED_ONE_IN) === 0 ? [...steps, { at: paidAt + 22 * HOUR, act: approve }] : steps
}
