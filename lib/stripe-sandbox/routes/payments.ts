import { invalid } from '../core/failure.ts'
import type { Rows } from '../core/kinds.ts'
import {
  boolean,
  choice,
  clearable,
  currency,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  object,
  required,
  text,
} from '../http/params.ts'
import { type Call, CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import {
  cancelPaymentIntent,
  capturePaymentIntent,
  confirmPaymentIntent,
  createPaymentIntent,
} from '../objects/payment-intent.ts'
import { createRefund } from '../objects/refund.ts'
import { cancelRefund } from '../objects/refund-pending.ts'
import type { Routing } from '../objects/routing.ts'
import { recordEvent } from '../webhooks/record-event.ts'

const ROUTING = {
  application_fee_amount: integer,
  on_behalf_of: text,
  transfer_data: object({ destination: required(text), amount: integer }),
}

type RoutingParams = {
  application_fee_amount?: number | undefined
  on_behalf_of?: string | undefined
  transfer_data?: { destination: string; amount: number | undefined } | undefined
}

const routingOf = (params: RoutingParams): Routing => ({
  applicationFee: params.application_fee_amount ?? null,
  destination: params.transfer_data?.destination ?? null,
  transferAmount: params.transfer_data?.amount ?? null,
  onBehalfOf: params.on_behalf_of ?? null,
})

const CONFIRM = { payment_method: text, return_url: text, off_session: boolean, receipt_email: text }

const intentOf = (call: Call<unknown>) => call.world.require('payment_intent', call.account, lastOf(call.ids), 'intent')

export const paymentRoutes: Route[] = [
  route(
    'POST',
    '/v1/payment_intents',
    {
      ...CONFIRM,
      amount: required(integer),
      currency: required(currency),
      automatic_payment_methods: object({ enabled: boolean, allow_redirects: choice('always', 'never') }),
      capture_method: choice('automatic', 'automatic_async', 'manual'),
      confirm: boolean,
      customer: text,
      description: text,
      metadata,
      payment_method_types: listOf(text),
      transfer_group: text,
      ...ROUTING,
    },
    (call) => {
      const { params } = call
      const intent = createPaymentIntent(call.world, call.account, {
        amount: params.amount,
        currency: params.currency,
        customer: params.customer ?? null,
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
        transferGroup: params.transfer_group ?? null,
        captureMethod: params.capture_method === 'manual' ? 'manual' : 'automatic',
        paymentMethod: params.payment_method ?? null,
        routing: routingOf(params),
      })
      const done = params.confirm ? confirmPaymentIntent(call.world, call.account, intent) : intent
      return reply(call, 'payment_intent', done)
    },
  ),
  getRoute('/v1/payment_intents/:id', 'payment_intent'),
  listRoute('/v1/payment_intents', 'payment_intent', { ...CREATED, customer: text }),
  route(
    'POST',
    '/v1/payment_intents/:id',
    { metadata, description: clearable, transfer_group: text, payment_method: text },
    (call) => {
      const { world, account, params } = call
      const intent = intentOf(call)
      const changed = world.store.update('payment_intent', intent, {
        metadata: mergeMetadata(intent.metadata, params.metadata),
        ...(params.description !== undefined && { description: params.description }),
        ...(params.transfer_group !== undefined && { transfer_group: params.transfer_group }),
      })
      return reply({ ...call, world, account }, 'payment_intent', changed)
    },
  ),
  route('POST', '/v1/payment_intents/:id/confirm', CONFIRM, (call) =>
    reply(
      call,
      'payment_intent',
      confirmPaymentIntent(call.world, call.account, intentOf(call), call.params.payment_method),
    ),
  ),
  route('POST', '/v1/payment_intents/:id/capture', { amount_to_capture: integer, metadata }, (call) =>
    reply(
      call,
      'payment_intent',
      capturePaymentIntent(call.world, call.account, intentOf(call), call.params.amount_to_capture),
    ),
  ),
  route(
    'POST',
    '/v1/payment_intents/:id/cancel',
    { cancellation_reason: choice('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer') },
    (call) =>
      reply(
        call,
        'payment_intent',
        cancelPaymentIntent(call.world, call.account, intentOf(call), call.params.cancellation_reason ?? null),
      ),
  ),

  getRoute('/v1/charges/:id', 'charge'),
  listRoute('/v1/charges', 'charge', { ...CREATED, customer: text, payment_intent: text, transfer_group: text }),
  route('POST', '/v1/charges/:id', { metadata, description: clearable, transfer_group: text }, (call) => {
    const { world, account, params } = call
    const charge = world.require('charge', account, lastOf(call.ids))
    const changed = world.store.update('charge', charge, {
      metadata: mergeMetadata(charge.metadata, params.metadata),
      ...(params.description !== undefined && { description: params.description }),
      ...(params.transfer_group !== undefined && { transfer_group: params.transfer_group }),
    })
    recordEvent(world, account, 'charge.updated', 'charge', changed, { metadata: charge.metadata })
    return reply(call, 'charge', changed)
  }),
  listRoute('/v1/charges/:id/refunds', 'refund', {}, (call) => ({
    where: { charge: call.world.require('charge', call.account, call.ids[0] ?? '').id },
  })),

  route(
    'POST',
    '/v1/refunds',
    {
      amount: integer,
      charge: text,
      payment_intent: text,
      metadata,
      reason: choice('duplicate', 'fraudulent', 'requested_by_customer'),
      reverse_transfer: boolean,
      refund_application_fee: boolean,
    },
    (call) => {
      const { params } = call
      const refund = createRefund(call.world, call.account, chargeToRefund(call), {
        amount: params.amount,
        reason: params.reason ?? null,
        metadata: mergeMetadata({}, params.metadata),
        reverseTransfer: params.reverse_transfer ?? false,
        refundApplicationFee: params.refund_application_fee ?? false,
      })
      return reply(call, 'refund', refund)
    },
  ),
  getRoute('/v1/refunds/:id', 'refund'),
  listRoute('/v1/refunds', 'refund', { ...CREATED, charge: text, payment_intent: text }),
  route('POST', '/v1/refunds/:id/cancel', {}, (call) => {
    const refund = call.world.require('refund', call.account, call.ids[0] ?? '')
    return reply(call, 'refund', cancelRefund(call.world, call.account, refund))
  }),
  route('POST', '/v1/refunds/:id', { metadata }, (call) => {
    const refund = call.world.require('refund', call.account, lastOf(call.ids))
    const changed = call.world.store.update('refund', refund, {
      metadata: mergeMetadata(refund.metadata ?? {}, call.params.metadata),
    })
    recordEvent(call.world, call.account, 'refund.updated', 'refund', changed, { metadata: refund.metadata })
    return reply(call, 'refund', changed)
  }),
]

function chargeToRefund(
  call: Call<{ charge?: string | undefined; payment_intent?: string | undefined }>,
): Rows['charge'] {
  const { world, account, params } = call
  if (params.charge !== undefined) return world.require('charge', account, params.charge, 'charge')
  if (params.payment_intent === undefined) {
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.')
  }
  const intent = world.require('payment_intent', account, params.payment_intent, 'payment_intent')
  if (intent.latest_charge === null) {
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, 'payment_intent')
  }
  return world.require('charge', account, intent.latest_charge, 'payment_intent')
}
