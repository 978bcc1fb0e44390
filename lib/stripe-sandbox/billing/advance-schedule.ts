import type { SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { createSubscription } from './create-subscription.ts'
import { redeemAll } from './discount.ts'
import { finishSubscription } from './finish-subscription.ts'
import type { Phase, ScheduleRow } from './schedule-row.ts'
import type { ItemChange } from './subscription-change.ts'
import { itemsOf } from './subscription-item.ts'
import { changeSubscription, isOver } from './subscription-state.ts'
import { updateSubscription } from './update-subscription.ts'

/** Scheduled work: begins the phase that is due, or ends the schedule after its last. */
export function advanceSchedule(world: World, account: string, subject: string): void {
  const [id = '', isExpiring, last] = subject.split(':')
  const row = world.store.find('subscription_schedule', account, id)
  if (row === undefined || (row.status !== 'active' && row.status !== 'not_started')) return
  if (isExpiring !== undefined) {
    if (row.phases.at(-1)?.end_date === Number(last))
      recordEvent(world, account, 'subscription_schedule.expiring', 'subscription_schedule', row)
    return
  }
  const now = world.now()
  const phase = row.phases.find(({ start_date, end_date }) => start_date <= now && now < end_date)
  if (phase === undefined) {
    if (row.status === 'active' && (row.phases.at(-1)?.end_date ?? 0) <= now) finish(world, account, row)
    return
  }
  if (row.current_phase?.start_date === phase.start_date) return
  const current = { start_date: phase.start_date, end_date: phase.end_date }
  const going = world.store.update('subscription_schedule', row, { current_phase: current, status: 'active' })
  if (row.subscription === null) start(world, account, going, phase)
  else applyPhase(world, account, going, phase)
  const after = world.require('subscription_schedule', account, id)
  recordEvent(world, account, 'subscription_schedule.updated', 'subscription_schedule', after, {
    current_phase: row.current_phase,
    status: row.status,
  })
}

function start(world: World, account: string, row: ScheduleRow, phase: Phase): void {
  const subscription = createSubscription(world, account, {
    customer: String(row.customer),
    items: phase.items.map(({ price, quantity = 1, metadata }) => ({
      price: String(price),
      quantity,
      metadata: metadata ?? {},
    })),
    extras: extrasOf(phase),
    metadata: phase.metadata ?? {},
    trialEnd: phase.trial_end,
    billingCycleAnchor: null,
    prorates: true,
    paymentBehavior: 'allow_incomplete',
    cancelAtPeriodEnd: false,
    discounts: phase.discounts.map(({ coupon }) => ({ coupon: String(coupon) })),
    fields: { ...fieldsOf(phase), schedule: row.id, ...endOf(row) },
  })
  world.store.update('subscription_schedule', row, { subscription: subscription.id })
}

/** Makes the subscription what the phase says. */
export function applyPhase(world: World, account: string, row: ScheduleRow, phase: Phase): void {
  const subscription = world.require('subscription', account, String(row.subscription))
  if (isOver(subscription)) return
  const owner = {
    customer: String(subscription.customer),
    currency: subscription.currency,
    subscription: subscription.id,
  }
  const coupons = phase.discounts.map(({ coupon }) => ({ coupon: String(coupon) }))
  updateSubscription(world, account, subscription, {
    items: changesTo(phase, itemsOf(world, account, subscription.id)),
    extras: extrasOf(phase),
    proration:
      (['always_invoice', 'none'] as const).find((how) => how === phase.proration_behavior) ?? 'create_prorations',
    prorationDate: null,
    resetsAnchor: phase.billing_cycle_anchor === 'phase_start',
    trialEnd: phase.trial_end !== null && phase.trial_end > world.now() ? phase.trial_end : null,
    paymentBehavior: 'allow_incomplete',
    fields: {
      ...fieldsOf(phase),
      ...endOf(row),
      metadata: { ...subscription.metadata, ...phase.metadata },
      ...(coupons.length > 0 && { discounts: redeemAll(world, account, coupons, owner) }),
    },
  })
}

/** Items of the same price stay; then others are changed into what is wanted, in order, and the rest come or go. */
function changesTo(phase: Phase, current: readonly SubscriptionItemRow[]): ItemChange[] {
  const left = [...current]
  const take = (matches: (item: SubscriptionItemRow) => boolean) => {
    const at = left.findIndex(matches)
    return at === -1 ? undefined : left.splice(at, 1)[0]
  }
  const kept = phase.items.map((wanted) => ({ wanted, item: take(({ price }) => price.id === wanted.price) }))
  const made = kept.map(({ wanted, item }): ItemChange => {
    const changed = item ?? take(() => true)
    return {
      id: changed?.id ?? null,
      price: String(wanted.price),
      quantity: wanted.quantity ?? 1,
      metadata: () => wanted.metadata ?? {},
      deleted: false,
    }
  })
  const gone = left.map(({ id }): ItemChange => ({ id, price: null, quantity: null, metadata: null, deleted: true }))
  return [...made, ...gone]
}

const extrasOf = ({ add_invoice_items }: Phase) =>
  add_invoice_items.map(({ price, quantity }) => ({ price: String(price), quantity: quantity ?? 1 }))

/** A schedule that ends with its subscription says so on it. */
const endOf = ({ end_behavior, phases }: ScheduleRow): Partial<SubscriptionRow> =>
  end_behavior === 'cancel' ? { cancel_at: phases.at(-1)?.end_date ?? null } : {}

function fieldsOf(phase: Phase): Partial<SubscriptionRow> {
  const { collection_method, default_payment_method, default_tax_rates, description, invoice_settings } = phase
  return {
    ...(collection_method !== null && { collection_method }),
    ...(invoice_settings?.days_until_due != null && { days_until_due: invoice_settings.days_until_due }),
    ...(default_payment_method !== null && { default_payment_method }),
    ...(default_tax_rates?.length && { default_tax_rates }),
    ...(description !== null && { description }),
  }
}

/** After the last phase the subscription ends with its schedule, or goes on without one. */
function finish(world: World, account: string, row: ScheduleRow): void {
  const isCancel = row.end_behavior === 'cancel'
  const subscription = world.require('subscription', account, String(row.subscription))
  const done = world.store.update('subscription_schedule', row, {
    current_phase: null,
    ...(isCancel
      ? { completed_at: world.now(), status: 'completed' }
      : { released_at: world.now(), released_subscription: subscription.id, status: 'released', subscription: null }),
  })
  const type = isCancel ? 'subscription_schedule.completed' : 'subscription_schedule.released'
  recordEvent(world, account, type, 'subscription_schedule', done)
  if (!isCancel) changeSubscription(world, account, subscription, { schedule: null })
  else if (!isOver(subscription))
    finishSubscription(world, account, subscription, {
      credits: false,
      invoices: true,
      reason: 'cancellation_requested',
    })
}
