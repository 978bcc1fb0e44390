import { createSubscription } from '../billing/create-subscription.ts'
import { activeOf, endDiscount, redeemAll } from '../billing/discount.ts'
import { endingFields } from '../billing/ending.ts'
import { finishSubscription } from '../billing/finish-subscription.ts'
import { changeSubscription, isOver } from '../billing/subscription-state.ts'
import { resumeSubscription, updateSubscription } from '../billing/update-subscription.ts'
import { missing } from '../core/failure.ts'
import type { SubscriptionRow } from '../core/kinds.ts'
import {
  boolean,
  choice,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  object,
  type Parsed,
  required,
  text,
  unsettable,
} from '../http/params.ts'
import { type Call, CREATED, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'
import { searchRoute } from '../http/search.ts'
import {
  CHANGED_ITEM,
  COMMON,
  DISCOUNTS,
  discountsWanted,
  extrasOf,
  fieldsOf,
  itemChange,
  subscriptionOf,
  trialEndOf,
} from './subscription-params.ts'

const STATUSES = [
  'active',
  'all',
  'canceled',
  'ended',
  'incomplete',
  'incomplete_expired',
  'past_due',
  'paused',
  'trialing',
  'unpaid',
] as const

const DETAILS = {
  comment: text,
  feedback: choice(
    'customer_service',
    'low_quality',
    'missing_features',
    'other',
    'switched_service',
    'too_complex',
    'too_expensive',
    'unused',
  ),
}

/** Recurring sales (docs.stripe.com/api/subscriptions). */
export const subscriptionRoutes: Route[] = [
  route(
    'POST',
    '/v1/subscriptions',
    {
      ...COMMON,
      billing_cycle_anchor: integer,
      customer: required(text),
      items: required(
        listOf(
          object({ price: required(text), quantity: integer, metadata, discounts: DISCOUNTS, tax_rates: listOf(text) }),
        ),
      ),
      trial_period_days: integer,
    },
    (call) => {
      const { world, account, params } = call
      const subscription = createSubscription(world, account, {
        customer: params.customer,
        items: params.items.map((item) => ({
          price: item.price,
          quantity: item.quantity ?? 1,
          metadata: mergeMetadata({}, item.metadata),
          discounts: discountsWanted(item.discounts),
          taxRates: item.tax_rates ?? [],
        })),
        extras: extrasOf(params),
        metadata: mergeMetadata({}, params.metadata),
        trialEnd: trialEndOf(call, params, params.items[0]?.price),
        billingCycleAnchor: params.billing_cycle_anchor ?? null,
        prorates: params.proration_behavior !== 'none',
        paymentBehavior: params.payment_behavior ?? 'allow_incomplete',
        cancelAtPeriodEnd: params.cancel_at_period_end ?? false,
        discounts: discountsWanted(params.discounts),
        fields: fieldsOf(world, account, params, null),
      })
      return reply(call, 'subscription', subscription)
    },
  ),
  listRoute(
    '/v1/subscriptions',
    'subscription',
    {
      ...CREATED,
      collection_method: choice('charge_automatically', 'send_invoice'),
      customer: text,
      price: text,
      status: choice(...STATUSES),
      test_clock: text,
    },
    ({ world, account, params }) => ({
      where: { price: undefined, status: statusesOf(String(params.status ?? '')) },
      condition: [
        params.test_clock === undefined && params.customer === undefined ? 'by_test_clock IS NULL' : 'TRUE',
        params.price === undefined
          ? 'TRUE'
          : `id IN (SELECT by_subscription FROM subscription_item WHERE by_price = '${world.require('price', account, String(params.price), 'price', 400).id}')`,
      ].join(' AND '),
    }),
  ),
  searchRoute('/v1/subscriptions/search', 'subscription'),
  getRoute('/v1/subscriptions/:id', 'subscription'),
  route(
    'POST',
    '/v1/subscriptions/:id',
    {
      ...COMMON,
      billing_cycle_anchor: choice('now', 'unchanged'),
      cancellation_details: object(DETAILS),
      items: listOf(object(CHANGED_ITEM)),
      pause_collection: unsettable(
        object({ behavior: required(choice('keep_as_draft', 'mark_uncollectible', 'void')), resumes_at: integer }),
      ),
      proration_date: integer,
    },
    (call) => {
      const { world, account, params } = call
      const subscription = subscriptionOf(call)
      const changed = updateSubscription(world, account, subscription, {
        items: (params.items ?? []).map(itemChange),
        extras: extrasOf(params),
        proration: params.proration_behavior ?? 'create_prorations',
        prorationDate: params.proration_date ?? null,
        resetsAnchor: params.billing_cycle_anchor === 'now',
        trialEnd: params.trial_end === undefined ? null : trialEndOf(call, params, undefined),
        paymentBehavior: params.payment_behavior ?? 'allow_incomplete',
        fields: {
          ...fieldsOf(world, account, params, subscription),
          ...ending(call, subscription),
          ...(params.discounts !== undefined && { discounts: rediscounted(call, subscription) }),
          ...(params.pause_collection !== undefined && {
            pause_collection: params.pause_collection && {
              behavior: params.pause_collection.behavior,
              resumes_at: params.pause_collection.resumes_at ?? null,
            },
          }),
        },
      })
      return reply(call, 'subscription', changed)
    },
  ),
  route(
    'DELETE',
    '/v1/subscriptions/:id',
    { cancellation_details: object(DETAILS), invoice_now: boolean, prorate: boolean },
    (call) => {
      const { world, account, params } = call
      const found = subscriptionOf(call)
      if (isOver(found)) throw missing('subscription', found.id)
      const subscription = world.store.update('subscription', found, detailsOf(found, params.cancellation_details))
      const canceled = finishSubscription(world, account, subscription, {
        credits: params.prorate ?? false,
        invoices: params.invoice_now ?? false,
        reason: 'cancellation_requested',
      })
      return reply(call, 'subscription', canceled)
    },
  ),
  route('DELETE', '/v1/subscriptions/:id/discount', {}, (call) => {
    const { world, account } = call
    const subscription = subscriptionOf(call)
    for (const discount of activeOf(world, account, subscription.discounts)) endDiscount(world, account, discount)
    changeSubscription(world, account, subscription, { discounts: [] })
    return { object: 'discount', deleted: true }
  }),
  route('POST', '/v1/subscriptions/:id/resume', { billing_cycle_anchor: choice('now') }, (call) =>
    reply(call, 'subscription', resumeSubscription(call.world, call.account, subscriptionOf(call))),
  ),
]

/** Without a status, everything that is not over. */
function statusesOf(status: string): string[] | string | undefined {
  if (status === 'all') return undefined
  if (status === 'ended') return ['canceled', 'incomplete_expired']
  return status === '' ? STATUSES.filter((one) => one !== 'canceled' && one !== 'incomplete_expired') : status
}

/** The discounts that take the place of those there were; the ones that were not named again end. */
function rediscounted(
  { world, account, params }: Call<Parsed<{ discounts: typeof DISCOUNTS }>>,
  { id, customer, currency, discounts }: SubscriptionRow,
): string[] {
  const owner = { customer: String(customer), currency, subscription: id }
  const next = redeemAll(world, account, discountsWanted(params.discounts), owner)
  for (const discount of activeOf(world, account, discounts))
    if (!next.includes(discount.id)) endDiscount(world, account, discount)
  return next
}

type Ending = { cancel_at_period_end?: boolean | undefined; cancellation_details?: Parsed<typeof DETAILS> | undefined }

/** Ends with the longest period that is going, or no longer does. */
function ending({ world, account, params }: Call<Ending>, subscription: SubscriptionRow): Partial<SubscriptionRow> {
  const details = detailsOf(subscription, params.cancellation_details)
  return { ...details, ...endingFields(world, account, subscription, params.cancel_at_period_end) }
}

function detailsOf(subscription: SubscriptionRow, given: Ending['cancellation_details']): Partial<SubscriptionRow> {
  if (given === undefined) return {}
  const known = subscription.cancellation_details
  return {
    cancellation_details: {
      comment: given.comment ?? known?.comment ?? null,
      feedback: given.feedback ?? known?.feedback ?? null,
      feedback_option: null,
      reason: known?.reason ?? null,
    },
  }
}
