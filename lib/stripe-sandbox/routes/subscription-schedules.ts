import {
  cancelSchedule,
  createSchedule,
  releaseSchedule,
  scheduleSubscription,
  updateSchedule,
} from '../billing/create-schedule.ts'
import type { WantedPhase } from '../billing/schedule-row.ts'
import { invalid } from '../core/failure.ts'
import type { World } from '../core/world.ts'
import {
  boolean,
  choice,
  clearable,
  integer,
  integerOr,
  listOf,
  mergeMetadata,
  metadata,
  object,
  type Parsed,
  required,
  text,
} from '../http/params.ts'
import { type Call, CREATED, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'
import { DISCOUNTS, PRORATION } from './subscription-params.ts'

const PHASE = {
  add_invoice_items: listOf(object({ price: required(text), quantity: integer })),
  billing_cycle_anchor: choice('automatic', 'phase_start'),
  collection_method: choice('charge_automatically', 'send_invoice'),
  default_payment_method: text,
  default_tax_rates: listOf(text),
  description: clearable,
  discounts: DISCOUNTS,
  duration: object({ interval: required(choice('day', 'week', 'month', 'year')), interval_count: integer }),
  end_date: integerOr('now'),
  invoice_settings: object({ days_until_due: integer }),
  items: required(listOf(object({ price: required(text), quantity: integer, metadata }))),
  metadata,
  proration_behavior: PRORATION,
  start_date: integerOr('now'),
  trial: boolean,
  trial_end: integerOr('now'),
}

/** Subscriptions that are planned ahead, phase by phase (docs.stripe.com/api/subscription_schedules). */
export const scheduleRoutes: Route[] = [
  route(
    'POST',
    '/v1/subscription_schedules',
    {
      customer: text,
      end_behavior: choice('cancel', 'release'),
      from_subscription: text,
      metadata,
      phases: listOf(object(PHASE)),
      start_date: integerOr('now'),
    },
    (call) => {
      const { world, account, params } = call
      if (params.from_subscription !== undefined) {
        if (params.phases !== undefined)
          throw invalid('You cannot set `phases` if `from_subscription` is set.', 'phases')
        return reply(call, 'subscription_schedule', scheduleSubscription(world, account, params.from_subscription))
      }
      const made = createSchedule(world, account, {
        customer: params.customer ?? '',
        start: instantOf(world, params.start_date ?? 'now'),
        phases: (params.phases ?? []).map((phase) => phaseFrom(world, phase)),
        endBehavior: params.end_behavior ?? 'release',
        metadata: mergeMetadata({}, params.metadata),
      })
      return reply(call, 'subscription_schedule', made)
    },
  ),
  listRoute('/v1/subscription_schedules', 'subscription_schedule', { ...CREATED, customer: text }),
  getRoute('/v1/subscription_schedules/:id', 'subscription_schedule'),
  route(
    'POST',
    '/v1/subscription_schedules/:id',
    {
      end_behavior: choice('cancel', 'release'),
      metadata,
      phases: listOf(object(PHASE)),
      proration_behavior: PRORATION,
    },
    (call) => {
      const { world, account, params } = call
      const row = scheduleOf(call)
      const first = params.phases?.[0]?.start_date
      const changed = updateSchedule(world, account, row, {
        phases: params.phases?.map((phase) => phaseFrom(world, phase)) ?? null,
        start: first === undefined ? null : instantOf(world, first),
        endBehavior: params.end_behavior ?? null,
        proration: params.proration_behavior ?? 'create_prorations',
        metadata: mergeMetadata(row.metadata ?? {}, params.metadata),
      })
      return reply(call, 'subscription_schedule', changed)
    },
  ),
  route('POST', '/v1/subscription_schedules/:id/cancel', { invoice_now: boolean, prorate: boolean }, (call) => {
    const how = { invoices: call.params.invoice_now ?? true, credits: call.params.prorate ?? true }
    return reply(call, 'subscription_schedule', cancelSchedule(call.world, call.account, scheduleOf(call), how))
  }),
  route('POST', '/v1/subscription_schedules/:id/release', { preserve_cancel_date: boolean }, (call) =>
    reply(call, 'subscription_schedule', releaseSchedule(call.world, call.account, scheduleOf(call))),
  ),
]

const scheduleOf = ({ world, account, ids }: Call<unknown>) =>
  world.require('subscription_schedule', account, ids[0] ?? '')

const instantOf = (world: World, given: number | 'now'): number => (given === 'now' ? world.now() : given)

function phaseFrom(world: World, phase: Parsed<typeof PHASE>): WantedPhase {
  return {
    items: phase.items.map((item) => ({
      price: item.price,
      quantity: item.quantity ?? 1,
      metadata: mergeMetadata({}, item.metadata),
    })),
    extras: (phase.add_invoice_items ?? []).map(({ price, quantity = 1 }) => ({ price, quantity })),
    endDate: phase.end_date === undefined ? null : instantOf(world, phase.end_date),
    lasts: phase.duration ? { interval: phase.duration.interval, count: phase.duration.interval_count ?? 1 } : null,
    startsCycle: phase.billing_cycle_anchor === 'phase_start',
    proration: phase.proration_behavior ?? 'create_prorations',
    collectionMethod: phase.collection_method ?? null,
    daysUntilDue: phase.invoice_settings?.days_until_due ?? null,
    defaultPaymentMethod: phase.default_payment_method ?? null,
    description: phase.description ?? null,
    coupons: (phase.discounts ?? []).map(({ coupon }) => coupon ?? ''),
    taxRates: phase.default_tax_rates ?? [],
    metadata: mergeMetadata({}, phase.metadata),
    isTrial: phase.trial ?? false,
    trialEnd: phase.trial_end === undefined ? null : instantOf(world, phase.trial_end),
  }
}
