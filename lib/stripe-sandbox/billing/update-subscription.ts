import { Failure, invalid } from '../core/failure.ts'
import type { SubscriptionItemRow, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { collectNow, finalizeInvoice } from '../objects/invoice-payment.ts'
import { startPeriod } from './advance-subscription.ts'
import { addExtras, type NewSubscription, type PaymentBehavior } from './create-subscription.ts'
import { expectPeriodEnd, expectTrialEnd } from './expect.ts'
import { netCost } from './net-cost.ts'
import { periodAt } from './period.ts'
import { creditRest, debitRest } from './proration.ts'
import { type ItemChange, isOtherCadence, isOtherCost, type PlannedItem, planItems } from './subscription-change.ts'
import { type BilledItem, bill, hasPending } from './subscription-invoice.ts'
import { cadenceOf, insertItem, itemsOf } from './subscription-item.ts'
import { changeSubscription, isOver, shownItems } from './subscription-state.ts'

export type SubscriptionChange = {
  items: readonly ItemChange[]
  extras: NewSubscription['extras']
  proration: 'create_prorations' | 'always_invoice' | 'none'
  /** The instant from which seconds are counted; now without it. */
  prorationDate: number | null
  /** Whether the billing cycle begins anew. */
  resetsAnchor: boolean
  trialEnd: number | null
  paymentBehavior: PaymentBehavior
  fields: Partial<SubscriptionRow>
}

/** Changes what is subscribed to, or how. Costs of a changed item are divided to the second, unless they are not to be. */
export function updateSubscription(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  change: SubscriptionChange,
): SubscriptionRow {
  const { metadata, cancellation_details, ...others } = change.fields
  const isDeep = change.items.length + change.extras.length > 0 || change.resetsAnchor || change.trialEnd !== null
  if (isOver(subscription) && (isDeep || Object.keys(others).length > 0))
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.')
  const before = shownItems(world, account, subscription)
  const planned = planItems(world, account, subscription, change.items)
  const from = instantOf(world, change, planned)
  const prorates = change.proration !== 'none'
  const isTrialMoved = change.trialEnd !== null && change.trialEnd !== subscription.trial_end
  const resets = change.resetsAnchor || isTrialMoved || planned.some(isOtherCadence)
  addExtras(world, account, subscription, change.extras)
  if (prorates) creditOld(world, account, subscription, { planned, from, all: resets })
  const fields = resets ? { ...change.fields, ...resetFields(world, subscription, change) } : change.fields
  const next = { ...subscription, ...fields }
  const stretches = planned.flatMap((item) => store(world, account, next, { item, from, resets, prorates }) ?? [])
  const isBilled = resets && !(subscription.status === 'trialing' && next.status === 'trialing')
  const isAsked = change.proration === 'always_invoice' && isDeep && hasPending(world, account, subscription)
  if (!isBilled && !isAsked) {
    const changed = changeSubscription(world, account, subscription, fields, before)
    expectPeriodEnd(world, account, changed)
    expectTrialEnd(world, account, changed)
    return changed
  }
  const now = world.now()
  const billed = bill(world, account, subscription, {
    reason: 'subscription_update',
    period: { start: now, end: now },
    items: isBilled ? stretches : [],
    waits: false,
    changes: fields,
    before,
  })
  expectPeriodEnd(world, account, billed.subscription)
  expectTrialEnd(world, account, billed.subscription)
  if (billed.invoice.status === 'draft') collectBill(world, account, billed.invoice.id, change.paymentBehavior)
  return world.require('subscription', account, subscription.id)
}

/** When costs change: now, or an instant of the period that all its items are in. */
function instantOf(world: World, { prorationDate }: SubscriptionChange, planned: readonly PlannedItem[]): number {
  const from = prorationDate ?? world.now()
  const items = planned.flatMap(({ before }) => before ?? [])
  if (
    prorationDate !== null &&
    items.some((item) => from < item.current_period_start || from > item.current_period_end)
  )
    throw invalid(
      'Invalid timestamp: the proration date must be within the current period of the subscription.',
      'proration_date',
    )
  return from
}

/** What the new cycle makes of the subscription: it begins now, or with the end of a trial. */
function resetFields(world: World, subscription: SubscriptionRow, { trialEnd }: SubscriptionChange) {
  const now = world.now()
  if (trialEnd !== null && trialEnd > now)
    return {
      billing_cycle_anchor: trialEnd,
      status: 'trialing',
      trial_end: trialEnd,
      trial_start: subscription.status === 'trialing' ? subscription.trial_start : now,
    }
  if (subscription.status !== 'trialing') return { billing_cycle_anchor: now }
  return { billing_cycle_anchor: now, status: 'active', trial_end: now }
}

type Crediting = { planned: readonly PlannedItem[]; from: number; all: boolean }

function creditOld(
  world: World,
  account: string,
  subscription: SubscriptionRow,
  { planned, from, all }: Crediting,
): void {
  for (const item of planned) {
    if (item.before !== null && (all || isOtherCost(item))) creditRest(world, account, subscription, item.before, from)
  }
}

type Storing = { item: PlannedItem; from: number; resets: boolean; prorates: boolean }

/** Stores the item as planned; what it costs until its period ends is charged, or billed when the cycle begins anew. */
function store(
  world: World,
  account: string,
  next: SubscriptionRow,
  { item, from, resets, prorates }: Storing,
): BilledItem | null {
  const { before, after } = item
  if (after === null) {
    if (before !== null) world.store.remove('subscription_item', before.id)
    return null
  }
  const isTrial = next.status === 'trialing'
  const row =
    before === null ? added(world, account, next, after) : world.store.update('subscription_item', before, after)
  if (resets && !isTrial) return startPeriod(world, next, row, world.now())
  if (resets) return startTrial(world, next, row, before)
  if (!isOtherCost(item)) return null
  const natural = periodAt(next.billing_cycle_anchor, cadenceOf(after.price), row.current_period_end - 1)
  const costing = world.store.update('subscription_item', row, {
    _cost: isTrial ? 0 : netCost(world, account, next, row),
    _span: natural.end - natural.start,
    _billed: null,
  })
  if (prorates) debitRest(world, account, next, costing, from)
  return null
}

function added(world: World, account: string, next: SubscriptionRow, after: NonNullable<PlannedItem['after']>) {
  const now = world.now()
  const end = next.status === 'trialing' ? next.trial_end : null
  const period = { start: now, end: end ?? periodAt(next.billing_cycle_anchor, cadenceOf(after.price), now).end }
  return insertItem(world, account, next, { ...after, period })
}

function startTrial(
  world: World,
  next: SubscriptionRow,
  row: SubscriptionItemRow,
  before: SubscriptionItemRow | null,
): BilledItem {
  const isLonger = before !== null && before._cost === 0 && before.current_period_start === next.trial_start
  const period = { start: isLonger ? row.current_period_start : world.now(), end: next.trial_end ?? world.now() }
  const item = world.store.update('subscription_item', row, {
    current_period_start: period.start,
    current_period_end: period.end,
  })
  return { item, period, amount: 0, isTrial: true, isPart: false }
}

function collectBill(world: World, account: string, id: string, behavior: PaymentBehavior): void {
  const draft = world.require('invoice', account, id)
  if (draft.collection_method === 'send_invoice' || behavior === 'default_incomplete') {
    finalizeInvoice(world, account, draft)
    return
  }
  const { failure } = collectNow(world, account, world.store.update('invoice', draft, { auto_advance: true }))
  if (failure !== undefined && behavior === 'error_if_incomplete')
    throw new Failure({ ...failure.spec, status: 402, commits: false })
}

/** Begins again after a trial that ended with nothing to pay with. */
export function resumeSubscription(world: World, account: string, subscription: SubscriptionRow): SubscriptionRow {
  if (subscription.status !== 'paused')
    throw invalid('Only subscriptions with a status of paused can be resumed.', 'subscription')
  const now = world.now()
  const next = world.store.update('subscription', subscription, { billing_cycle_anchor: now, status: 'active' })
  const items = itemsOf(world, account, subscription.id).map((item) => startPeriod(world, next, item, now))
  const billed = bill(world, account, next, {
    reason: 'subscription_update',
    period: { start: now, end: now },
    items,
    waits: false,
    isResumed: true,
  })
  expectPeriodEnd(world, account, billed.subscription)
  if (billed.invoice.status === 'draft') collectBill(world, account, billed.invoice.id, 'allow_incomplete')
  return world.require('subscription', account, subscription.id)
}
