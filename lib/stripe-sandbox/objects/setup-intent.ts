import { applicationOf } from '../core/application.ts'
import { Failure, invalid } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { PaymentMethodRow, Rows } from '../core/kinds.ts'
import { show } from '../core/render.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { attachPaymentMethod, resolvePaymentMethod } from './payment-method.ts'

type SetupRow = Rows['setup_intent']

type NewSetup = {
  customer: string | null
  paymentMethod: string | null
  usage: 'off_session' | 'on_session'
  description: string | null
  metadata: Metadata
}

/** Keeps a payment method for later, without a payment (docs.stripe.com/api/setup_intents). */
export function createSetupIntent(world: World, account: string, input: NewSetup): SetupRow {
  if (input.customer !== null) world.require('customer', account, input.customer, 'customer', 400)
  const method = input.paymentMethod && resolvePaymentMethod(world, account, input.paymentMethod, null)
  const id = world.ids.next('seti')
  const intent = world.store.insert('setup_intent', account, {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: account === world.platform ? null : applicationOf(world),
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${letters(`${id}:secret`, 24)}`,
    created: world.now(),
    customer: input.customer,
    customer_account: null,
    description: input.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: input.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: method ? method.id : null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
    usage: input.usage,
  })
  recordEvent(world, account, 'setup_intent.created', 'setup_intent', intent)
  return intent
}

/** A card that is declined at once; one that only fails when it is charged later can be kept. */
const isRefused = ({ _decline, card }: PaymentMethodRow): boolean => _decline !== null && card?.last4 !== '0341'

/** Tries the payment method, and ties it to the customer. A decline throws card_declined, and is kept. */
export function confirmSetupIntent(world: World, account: string, intent: SetupRow, given?: string): SetupRow {
  const wanted = given ?? intent.payment_method
  if (!['requires_payment_method', 'requires_confirmation'].includes(intent.status) || wanted === null)
    throw invalid(
      `You cannot confirm this SetupIntent because it has a status of ${intent.status}, or no payment method.`,
      'payment_method',
      'setup_intent_unexpected_state',
    )
  const method = resolvePaymentMethod(world, account, String(wanted), null)
  if (isRefused(method)) throw failed(world, account, intent, method)
  const kept =
    intent.customer === null ? method : attachPaymentMethod(world, account, method.id, String(intent.customer))
  const done = world.store.update('setup_intent', intent, {
    last_setup_error: null,
    payment_method: kept.id,
    payment_method_types: [kept.type],
    status: 'succeeded',
  })
  recordEvent(world, account, 'setup_intent.succeeded', 'setup_intent', done)
  return done
}

function failed(world: World, account: string, intent: SetupRow, method: PaymentMethodRow): Failure {
  const decline_code = method._decline ?? 'generic_decline'
  const row = world.store.update('setup_intent', intent, {
    last_setup_error: { type: 'card_error', code: 'card_declined', decline_code, message: 'Your card was declined.' },
    payment_method: null,
    status: 'requires_payment_method',
  })
  recordEvent(world, account, 'setup_intent.setup_failed', 'setup_intent', row)
  return new Failure({
    status: 402,
    type: 'card_error',
    code: 'card_declined',
    message: 'Your card was declined.',
    commits: true,
    extra: { decline_code, setup_intent: show(world, account, 'setup_intent', row) },
  })
}

export function cancelSetupIntent(world: World, account: string, intent: SetupRow): SetupRow {
  if (intent.status === 'succeeded' || intent.status === 'canceled')
    throw invalid(
      `You cannot cancel this SetupIntent because it has a status of ${intent.status}.`,
      undefined,
      'setup_intent_unexpected_state',
    )
  const canceled = world.store.update('setup_intent', intent, { status: 'canceled' })
  recordEvent(world, account, 'setup_intent.canceled', 'setup_intent', canceled)
  return canceled
}
