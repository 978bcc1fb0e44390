import { DAY } from '../core/clock.ts'
import { invalid, refused } from '../core/failure.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule as expect } from '../jobs/schedule.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { advanceSchedule, applyPhase } from './advance-schedule.ts'
import { finishSubscription } from './finish-subscription.ts'
import { blankSchedule, type Phase, phasesFrom, type ScheduleRow, type WantedPhase } from './schedule-row.ts'
import { itemsOf } from './subscription-item.ts'
import { changeSubscription, isOver } from './subscription-state.ts'

type NewSchedule = {
  customer: string
  start: number
  phases: readonly WantedPhase[]
  endBehavior: 'release' | 'cancel'
  metadata: Metadata
}

/** Plans what a customer will be subscribed to, phase by phase; the first begins now or later. */
export function createSchedule(world: World, account: string, input: NewSchedule): ScheduleRow {
  const customer = world.require('customer', account, input.customer, 'customer', 400)
  const phases = phasesFrom(world, account, Math.max(input.start, world.now()), input.phases)
  const made = world.store.insert('subscription_schedule', account, {
    ...blankSchedule(world, account, customer.id, phases),
    end_behavior: input.endBehavior,
    metadata: input.metadata,
  })
  recordEvent(world, account, 'subscription_schedule.created', 'subscription_schedule', made)
  expectPhases(world, account, made)
  advanceSchedule(world, account, made.id)
  return world.require('subscription_schedule', account, made.id)
}

/** Puts a subscription that is going on a schedule, whose first phase is what it is now, until its period ends. */
export function scheduleSubscription(world: World, account: string, id: string): ScheduleRow {
  const subscription = world.require('subscription', account, id, 'from_subscription', 400)
  if (isOver(subscription) || subscription.schedule !== null)
    throw invalid('This subscription is over, or has a schedule already.', 'from_subscription')
  const items = itemsOf(world, account, id)
  const start = Math.min(...items.map((item) => item.current_period_start))
  const end = Math.max(...items.map((item) => item.current_period_end))
  const [phase] = phasesFrom(world, account, start, [
    {
      items: items.map(({ price, quantity = 1, metadata }) => ({ price: price.id, quantity, metadata })),
      extras: [],
      endDate: end,
      lasts: null,
      startsCycle: false,
      proration: 'create_prorations',
      collectionMethod: null,
      daysUntilDue: null,
      defaultPaymentMethod: null,
      description: null,
      coupons: [],
      taxRates: [],
      metadata: {},
      isTrial: false,
      trialEnd: subscription.status === 'trialing' ? subscription.trial_end : null,
    },
  ])
  const phases: Phase[] = phase === undefined ? [] : [phase]
  const made = world.store.insert('subscription_schedule', account, {
    ...blankSchedule(world, account, String(subscription.customer), phases),
    current_phase: { start_date: start, end_date: end },
    status: 'active',
    subscription: id,
  })
  changeSubscription(world, account, subscription, { schedule: made.id })
  recordEvent(world, account, 'subscription_schedule.created', 'subscription_schedule', made)
  expectPhases(world, account, made)
  return made
}

type Change = {
  phases: readonly WantedPhase[] | null
  start: number | null
  endBehavior: 'release' | 'cancel' | null
  proration: 'create_prorations' | 'always_invoice' | 'none'
  metadata: Metadata
}

/** Plans anew. The phase that is going takes effect at once. */
export function updateSchedule(world: World, account: string, row: ScheduleRow, change: Change): ScheduleRow {
  requirePending(row)
  const start = change.start ?? row.phases[0]?.start_date ?? world.now()
  const phases = change.phases === null ? row.phases : phasesFrom(world, account, start, change.phases)
  const current = phases.find((phase) => phase.start_date <= world.now() && phase.end_date > world.now())
  if (row.status === 'active' && current === undefined)
    throw invalid('The phases must contain the one that is going now.', 'phases')
  const changed = world.store.update('subscription_schedule', row, {
    end_behavior: change.endBehavior ?? row.end_behavior,
    metadata: change.metadata,
    phases,
    ...(row.status === 'active' &&
      current && { current_phase: { start_date: current.start_date, end_date: current.end_date } }),
  })
  recordEvent(world, account, 'subscription_schedule.updated', 'subscription_schedule', changed)
  expectPhases(world, account, changed)
  if (row.status === 'active' && current !== undefined && change.phases !== null)
    applyPhase(world, account, changed, {
      ...current,
      proration_behavior: change.proration,
      billing_cycle_anchor: null,
    })
  return world.require('subscription_schedule', account, row.id)
}

/** Ends the plan and the subscription with it. */
export function cancelSchedule(
  world: World,
  account: string,
  row: ScheduleRow,
  how: { invoices: boolean; credits: boolean },
): ScheduleRow {
  requirePending(row)
  const subscription =
    row.subscription === null ? undefined : world.store.find('subscription', account, String(row.subscription))
  if (subscription !== undefined && !isOver(subscription)) {
    finishSubscription(world, account, subscription, { ...how, reason: 'cancellation_requested' })
    return world.require('subscription_schedule', account, row.id)
  }
  const canceled = world.store.update('subscription_schedule', row, { status: 'canceled', canceled_at: world.now() })
  recordEvent(world, account, 'subscription_schedule.canceled', 'subscription_schedule', canceled)
  return canceled
}

/** Ends the plan; the subscription goes on as it is. */
export function releaseSchedule(world: World, account: string, row: ScheduleRow): ScheduleRow {
  requirePending(row)
  const released = world.store.update('subscription_schedule', row, {
    current_phase: null,
    released_at: world.now(),
    released_subscription: row.subscription === null ? null : String(row.subscription),
    status: 'released',
    subscription: null,
  })
  const subscription =
    row.subscription === null ? undefined : world.store.find('subscription', account, String(row.subscription))
  if (subscription !== undefined) changeSubscription(world, account, subscription, { schedule: null, cancel_at: null })
  recordEvent(world, account, 'subscription_schedule.released', 'subscription_schedule', released)
  return released
}

function requirePending({ status }: ScheduleRow): void {
  if (status !== 'active' && status !== 'not_started')
    throw refused('subscription_schedule_not_editable', `The subscription schedule is ${status}.`)
}

function expectPhases(world: World, account: string, { id, phases }: ScheduleRow): void {
  for (const phase of phases) {
    for (const due of [phase.start_date, phase.end_date])
      if (due > world.now()) expect(world, due, 'subscription_schedule', account, id)
  }
  const last = phases.at(-1)?.end_date ?? 0
  if (last - 7 * DAY > world.now())
    expect(world, last - 7 * DAY, 'subscription_schedule', account, `${id}:expiring:${last}`)
}
