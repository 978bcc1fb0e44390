import { DAY } from '../core/clock.ts'
import { invalid } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { finishJob, forgetJobs, type Job, type JobKind, nextJob, schedule } from '../jobs/schedule.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { plusIntervals } from './period.ts'
import { cadenceOf, itemsOf } from './subscription-item.ts'
import { endSubscription, isOver } from './subscription-state.ts'

type ClockRow = Rows['test_clock']

/** A clock of its own for some customers, which stands still until it is advanced (docs.stripe.com/billing/testing/test-clocks). */
export function createTestClock(world: World, account: string, frozenTime: number, name: string | null): ClockRow {
  const clock = world.store.insert('test_clock', account, {
    id: world.ids.next('clock'),
    object: 'test_helpers.test_clock',
    created: world.now(),
    deletes_after: world.now() + 30 * DAY,
    frozen_time: frozenTime,
    livemode: false,
    name,
    status: 'ready',
    status_details: {},
    _target: frozenTime,
  })
  recordEvent(world, account, 'test_helpers.test_clock.created', 'test_clock', clock)
  return clock
}

/** Begins to advance it; what falls due on the way is done before the sandbox answers its next request. */
export function advanceTestClock(world: World, account: string, clock: ClockRow, to: number): ClockRow {
  if (clock.status !== 'ready') throw invalid(`The test clock is ${clock.status}.`, undefined, 'test_clock_not_ready')
  if (to <= clock.frozen_time) throw invalid('The test clock can only be advanced to a later time.', 'frozen_time')
  const latest = latestOf(world, account, clock)
  if (to > latest)
    throw invalid(
      'Test clocks can be advanced by at most two intervals of the shortest subscription at once, or two years without one.',
      'frozen_time',
    )
  const advancing = world.store.update('test_clock', clock, { status: 'advancing', _target: to })
  recordEvent(world, account, 'test_helpers.test_clock.advancing', 'test_clock', advancing)
  schedule(world, world.now(), 'test_clock', account, clock.id)
  return advancing
}

function latestOf(world: World, account: string, { id, frozen_time }: ClockRow): number {
  const ends = subscriptionsOf(world, account, id)
    .flatMap((subscription) => itemsOf(world, account, subscription.id))
    .map((item) => plusIntervals(frozen_time, cadenceOf(item.price), 2))
  return Math.min(plusIntervals(frozen_time, { interval: 'year', count: 2 }, 1), ...ends)
}

const subscriptionsOf = (world: World, account: string, test_clock: string) =>
  world.store.all('subscription', account, { test_clock }).filter((subscription) => !isOver(subscription))

type Jobs = Readonly<Record<JobKind, (world: World, job: Job) => void>>

/** Scheduled work: does everything that falls due on the clock, each at its own instant, and says that it is ready. */
export function finishAdvance(world: World, account: string, id: string, jobs: Jobs): void {
  const clock = world.store.find('test_clock', account, id)
  if (clock?.status !== 'advancing') return
  for (let job = nextJob(world, clock._target, id); job; job = nextJob(world, clock._target, id)) {
    const current = job
    world.within(id, current.due, () => {
      finishJob(world, current)
      jobs[current.kind](world, current)
    })
  }
  const ready = world.store.update('test_clock', clock, { frozen_time: clock._target, status: 'ready' })
  recordEvent(world, account, 'test_helpers.test_clock.ready', 'test_clock', ready)
}

/** Ends the clock, and what its customers had subscribed to. */
export function deleteTestClock(world: World, account: string, clock: ClockRow): void {
  forgetJobs(world, clock.id)
  world.within(clock.id, clock.frozen_time, () => {
    for (const subscription of subscriptionsOf(world, account, clock.id))
      endSubscription(world, account, subscription, 'cancellation_requested')
  })
  world.store.remove('test_clock', clock.id)
  recordEvent(world, account, 'test_helpers.test_clock.deleted', 'test_clock', clock)
}
