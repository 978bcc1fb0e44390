import { boolean, choice, listOf, mergeMetadata, metadata, object, text } from '../http/params.ts'
import { type Call, CREATED, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'
import { cancelSetupIntent, confirmSetupIntent, createSetupIntent } from '../objects/setup-intent.ts'

const intentOf = ({ world, account, ids }: Call<unknown>) => world.require('setup_intent', account, ids[0] ?? '')

/** Payment methods that are kept for later (docs.stripe.com/api/setup_intents). */
export const setupIntentRoutes: Route[] = [
  route(
    'POST',
    '/v1/setup_intents',
    {
      automatic_payment_methods: object({ enabled: boolean, allow_redirects: text }),
      confirm: boolean,
      customer: text,
      description: text,
      metadata,
      payment_method: text,
      payment_method_types: listOf(text),
      return_url: text,
      usage: choice('off_session', 'on_session'),
    },
    (call) => {
      const { world, account, params } = call
      const intent = createSetupIntent(world, account, {
        customer: params.customer ?? null,
        paymentMethod: params.payment_method ?? null,
        usage: params.usage ?? 'off_session',
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
      })
      return reply(call, 'setup_intent', params.confirm ? confirmSetupIntent(world, account, intent) : intent)
    },
  ),
  listRoute('/v1/setup_intents', 'setup_intent', { ...CREATED, customer: text, payment_method: text }),
  getRoute('/v1/setup_intents/:id', 'setup_intent'),
  route('POST', '/v1/setup_intents/:id/confirm', { payment_method: text, return_url: text }, (call) =>
    reply(
      call,
      'setup_intent',
      confirmSetupIntent(call.world, call.account, intentOf(call), call.params.payment_method),
    ),
  ),
  route('POST', '/v1/setup_intents/:id/cancel', { cancellation_reason: text }, (call) =>
    reply(call, 'setup_intent', cancelSetupIntent(call.world, call.account, intentOf(call))),
  ),
]
