import { endingFields } from '../billing/ending.ts'
import { previewInvoice } from '../billing/preview.ts'
import type { World } from '../core/world.ts'
import {
  boolean,
  choice,
  currency,
  integer,
  integerOr,
  listOf,
  mergeMetadata,
  metadata,
  object,
  type Parsed,
  text,
} from '../http/params.ts'
import { type Call, type Route, route } from '../http/route.ts'
import {
  CHANGED_ITEM,
  DISCOUNTS,
  discountsWanted,
  fieldsOf,
  itemChange,
  PRORATION,
  trialEndOf,
} from './subscription-params.ts'

const DETAILS = {
  billing_cycle_anchor: integerOr('now', 'unchanged'),
  cancel_at: integerOr(''),
  cancel_at_period_end: boolean,
  cancel_now: boolean,
  default_tax_rates: listOf(text),
  items: listOf(object(CHANGED_ITEM)),
  metadata,
  proration_behavior: PRORATION,
  proration_date: integer,
  trial_end: integerOr('now'),
}

const PREVIEW = {
  currency,
  customer: text,
  discounts: DISCOUNTS,
  invoice_items: listOf(
    object({ amount: integer, currency, description: text, metadata, price: text, quantity: integer }),
  ),
  preview_mode: choice('next', 'recurring'),
  subscription: text,
  subscription_details: object(DETAILS),
}

/** What an invoice would be, before it is (docs.stripe.com/api/invoices/create_preview). */
export const previewRoutes: Route[] = [
  route('POST', '/v1/invoices/create_preview', PREVIEW, (call) => {
    const { world, account, params } = call
    const details = params.subscription_details
    const { subscription = null } = params
    return previewInvoice(world, account, {
      customer: params.customer ?? null,
      subscription,
      change: subscription === null || details === undefined ? null : changeOf(call, details, subscription),
      made: subscription !== null || !details?.items?.length ? null : newOf(call, details),
      cancelsNow: details?.cancel_now ?? false,
      prorates: details?.proration_behavior !== 'none',
      discounts: params.discounts === undefined ? null : discountsWanted(params.discounts),
      extras: (params.invoice_items ?? []).map((item) => extraOf(world, account, item, params.currency)),
      currency: params.currency ?? null,
    })
  }),
]

type Details = Parsed<typeof DETAILS>

function changeOf(call: Call<unknown>, details: Details, id: string) {
  const { world, account } = call
  const subscription = world.require('subscription', account, id, 'subscription', 400)
  return {
    items: (details.items ?? []).map(itemChange),
    extras: [],
    proration: details.proration_behavior ?? 'create_prorations',
    prorationDate: details.proration_date ?? null,
    resetsAnchor: details.billing_cycle_anchor === 'now',
    trialEnd: details.trial_end === undefined ? null : trialEndOf(call, details, undefined),
    paymentBehavior: 'default_incomplete' as const,
    fields: {
      ...fieldsOf(world, account, details, subscription),
      ...endingFields(world, account, subscription, details.cancel_at_period_end),
    },
  }
}

function newOf(call: Call<unknown>, details: Details) {
  const { world, account } = call
  const anchor = details.billing_cycle_anchor
  return {
    items: (details.items ?? []).map((item) => ({
      price: item.price ?? '',
      quantity: item.quantity ?? 1,
      metadata: mergeMetadata({}, item.metadata),
    })),
    extras: [],
    metadata: mergeMetadata({}, details.metadata),
    trialEnd: trialEndOf(call, details, undefined),
    billingCycleAnchor: typeof anchor === 'number' ? anchor : null,
    prorates: details.proration_behavior !== 'none',
    paymentBehavior: 'default_incomplete' as const,
    cancelAtPeriodEnd: details.cancel_at_period_end ?? false,
    fields: fieldsOf(world, account, details, null),
  }
}

type Item = NonNullable<Parsed<typeof PREVIEW>['invoice_items']>[number]

function extraOf(world: World, account: string, item: Item, home: string | undefined) {
  const price = item.price === undefined ? null : world.require('price', account, item.price, 'price', 400)
  return {
    amount: price === null ? (item.amount ?? 0) : (price.unit_amount ?? 0) * (item.quantity ?? 1),
    currency: price?.currency ?? item.currency ?? home ?? 'usd',
    description: item.description ?? null,
    metadata: mergeMetadata({}, item.metadata),
  }
}
