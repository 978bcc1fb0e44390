import { type SubscriptionChange, updateSubscription } from '../billing/update-subscription.ts'
import type { SubscriptionItemRow } from '../core/kinds.ts'
import { boolean, choice, integer, metadata, type Parsed, required, text } from '../http/params.ts'
import { type Call, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { type CHANGED_ITEM, itemChange, PRORATION } from './subscription-params.ts'

const HOW = {
  payment_behavior: choice('allow_incomplete', 'default_incomplete', 'error_if_incomplete'),
  proration_behavior: PRORATION,
  proration_date: integer,
}

/** Items of a subscription on their own (docs.stripe.com/api/subscription_items): each change is one of the subscription. */
export const subscriptionItemRoutes: Route[] = [
  route(
    'POST',
    '/v1/subscription_items',
    { ...HOW, subscription: required(text), price: required(text), quantity: integer, metadata },
    (call) => {
      const { subscription, ...params } = call.params
      const before = new Set(itemIds(call, subscription))
      change(call, subscription, { ...params, id: undefined, deleted: undefined })
      const made = itemIds(call, subscription).find((id) => !before.has(id)) ?? ''
      return reply(call, 'subscription_item', call.world.require('subscription_item', call.account, made))
    },
  ),
  listRoute('/v1/subscription_items', 'subscription_item', { subscription: required(text) }),
  getRoute('/v1/subscription_items/:id', 'subscription_item'),
  route('POST', '/v1/subscription_items/:id', { ...HOW, price: text, quantity: integer, metadata }, (call) => {
    const item = itemOf(call)
    change(call, item.subscription, { ...call.params, id: item.id, deleted: undefined })
    return reply(call, 'subscription_item', itemOf(call))
  }),
  route('DELETE', '/v1/subscription_items/:id', { ...HOW, clear_usage: boolean }, (call) => {
    const { id, subscription } = itemOf(call)
    const gone = { id, deleted: true, price: undefined, quantity: undefined, metadata: undefined }
    change(call, subscription, { ...call.params, ...gone })
    return { id, object: 'subscription_item', deleted: true }
  }),
]

const itemOf = (call: Call<unknown>): SubscriptionItemRow =>
  call.world.require('subscription_item', call.account, lastOf(call.ids))

const itemIds = ({ world, account }: Call<unknown>, subscription: string): string[] =>
  world.store.all('subscription_item', account, { subscription }).map(({ id }) => id)

function change(
  { world, account }: Call<unknown>,
  subscription: string,
  params: Parsed<typeof HOW> & Parsed<typeof CHANGED_ITEM>,
): void {
  const wanted: SubscriptionChange = {
    items: [itemChange(params)],
    extras: [],
    proration: params.proration_behavior ?? 'create_prorations',
    prorationDate: params.proration_date ?? null,
    resetsAnchor: false,
    trialEnd: null,
    paymentBehavior: params.payment_behavior ?? 'allow_incomplete',
    fields: {},
  }
  const row = world.require('subscription', account, subscription, 'subscription', 400)
  updateSubscription(world, account, row, wanted)
}
