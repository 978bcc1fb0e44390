import type { World } from '../core/world.ts'

/** What is done with a subscription when its invoice was tried for the last time. */
export const LAST_RESORTS = ['cancel', 'unpaid', 'past_due'] as const
type Dunning = { retryDays: readonly number[]; lastResort: (typeof LAST_RESORTS)[number] }

const DEFAULT: Dunning = { retryDays: [3, 5, 7], lastResort: 'cancel' }

/** When a failed invoice is tried again, in days after the attempt before, and what then; Stripe keeps this in its Dashboard. */
export function dunningOf(world: World): Dunning {
  const stored = world.store.meta.text('dunning')
  return stored === undefined ? DEFAULT : { ...DEFAULT, ...(JSON.parse(stored) as Partial<Dunning>) }
}

/** Changes what is given; attempts that are on the schedule already stay there. */
export function setDunning(world: World, wanted: Partial<Dunning>): Dunning {
  const next = { ...dunningOf(world), ...wanted }
  world.store.meta.set('dunning', JSON.stringify(next))
  return next
}
