import { DAY } from '../core/clock.ts'
import type { SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { scheduleOnce } from '../jobs/schedule.ts'
import { itemsOf } from './subscription-item.ts'

/** How long before a renewal its invoice is foretold. */
const FORETOLD = 7 * DAY
const TRIAL_WARNING = 3 * DAY

/** Puts on the schedule what its items' periods, its end and a pause make fall due next; what is late by then does nothing. */
export function expectPeriodEnd(world: World, account: string, subscription: SubscriptionRow): void {
  const ends = new Set(itemsOf(world, account, subscription.id).map((item) => item.current_period_end))
  for (const end of [...ends].sort((left, right) => left - right)) {
    scheduleOnce(world, end, 'subscription', account, subscription.id)
    if (end - FORETOLD > world.now())
      scheduleOnce(world, end - FORETOLD, 'upcoming', account, `${subscription.id}:${end}`)
  }
  for (const due of [subscription.cancel_at, subscription.pause_collection?.resumes_at ?? null]) {
    if (due !== null && !ends.has(due)) scheduleOnce(world, due, 'subscription', account, subscription.id)
  }
}

/** A trial's end is foretold three days before, or at once when it is shorter. */
export function expectTrialEnd(world: World, account: string, { id, status, trial_end }: SubscriptionRow): void {
  if (status !== 'trialing' || trial_end === null) return
  scheduleOnce(world, Math.max(world.now(), trial_end - TRIAL_WARNING), 'trial_will_end', account, id)
}
