import { applicationOf } from '../core/application.ts'
import { displayAmount, isChargeable, isCurrency, MAXIMUM_AMOUNT, minimumCharge } from '../core/currency.ts'
import { Failure, invalid, refused } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { PaymentMethodRow, Rows } from '../core/kinds.ts'
import { show } from '../core/render.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { debitBank, isBankDebit } from './bank-debit.ts'
import { captureCharge, createCharge, createFailedCharge } from './charge.ts'
import { resolvePaymentMethod } from './payment-method.ts'
import { checkRouting, NO_ROUTING, type Routing, routedFields } from './routing.ts'

type IntentRow = Rows['payment_intent']

type NewIntent = {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Metadata
  transferGroup: string | null
  captureMethod: 'automatic' | 'manual'
  paymentMethod: string | null
  routing?: Routing
}

export function createPaymentIntent(world: World, account: string, input: NewIntent): IntentRow {
  checkAmount(input.amount, input.currency)
  if (input.routing) checkRouting(world, account, input.amount, input.currency, input.routing)
  if (input.customer !== null) world.require('customer', account, input.customer, 'customer', 400)
  const method = input.paymentMethod && resolvePaymentMethod(world, account, input.paymentMethod, input.customer)
  const id = world.ids.next('pi')
  const intent = world.store.insert('payment_intent', account, {
    ...blankIntent(world, id, input),
    ...routedFields(input.routing ?? NO_ROUTING),
    application: account === world.platform ? null : applicationOf(world),
    payment_method: method ? method.id : null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
  })
  recordEvent(world, account, 'payment_intent.created', 'payment_intent', intent)
  return intent
}

/** Refuses amounts that no card network takes. */
function checkAmount(amount: number, currency: string): void {
  if (!isCurrency(currency)) throw invalid(`Invalid currency: ${currency}`, 'currency')
  const minimum = minimumCharge(currency)
  if (amount < minimum) {
    throw invalid(`Amount must be at least ${displayAmount(minimum, currency)}`, 'amount', 'amount_too_small')
  }
  if (amount > MAXIMUM_AMOUNT) {
    throw invalid(
      `Amount must be no more than ${displayAmount(MAXIMUM_AMOUNT, currency)}`,
      'amount',
      'amount_too_large',
    )
  }
  if (!isChargeable(amount, currency)) throw notInTens(currency)
}

/** What is said to an amount of a three-decimal currency that is not a multiple of ten. */
export const notInTens = (currency: string): Failure =>
  invalid(
    `Invalid amount: amounts in ${currency.toUpperCase()} must be rounded to the nearest ten (the last digit must be 0).`,
    'amount',
    'parameter_invalid_integer',
  )

/** Attempts the payment. A decline throws card_declined, and what it wrote stays. */
export function confirmPaymentIntent(world: World, account: string, intent: IntentRow, methodId?: string): IntentRow {
  const attempt = attemptPayment(world, account, intent, methodId)
  if (attempt.decline) throw declined(world, account, attempt.intent, attempt.decline)
  return attempt.intent
}

type Attempt = { intent: IntentRow; decline: PaymentMethodRow | null }

/** The attempt itself, with its events; the caller decides what a decline means. */
export function attemptPayment(world: World, account: string, intent: IntentRow, methodId?: string): Attempt {
  if (!['requires_payment_method', 'requires_confirmation'].includes(intent.status)) {
    throw unexpectedState(world, account, intent, 'confirm')
  }
  const wanted = methodId ?? intent.payment_method
  if (wanted === null) {
    throw invalid(
      'You cannot confirm this PaymentIntent because it is missing a payment method.',
      'payment_method',
      'payment_intent_unexpected_state',
    )
  }
  const method = resolvePaymentMethod(world, account, wanted, intent.customer)
  const input = {
    amount: intent.amount,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    metadata: intent.metadata,
    method,
    paymentIntent: intent.id,
    transferGroup: intent.transfer_group,
    routed: {
      application_fee_amount: intent.application_fee_amount,
      on_behalf_of: intent.on_behalf_of,
      transfer_data: intent.transfer_data,
    },
    captured: intent.capture_method !== 'manual',
  }
  if (method._decline !== null) {
    const charge = createFailedCharge(world, account, input, method._decline)
    return { intent: recordDecline(world, account, intent, method, charge.id), decline: method }
  }
  if (isBankDebit(method))
    return { intent: awaitBank(world, account, intent, debitBank(world, account, input)), decline: null }
  const charge = createCharge(world, account, input)
  if (!charge.captured) return { intent: holdForCapture(world, account, intent, charge), decline: null }
  const paid = world.store.update('payment_intent', intent, {
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: method.id,
    status: 'succeeded',
  })
  recordEvent(world, account, 'payment_intent.succeeded', 'payment_intent', paid)
  recordEvent(world, account, 'charge.succeeded', 'charge', charge)
  return { intent: paid, decline: null }
}

function awaitBank(world: World, account: string, intent: IntentRow, charge: Rows['charge']): IntentRow {
  const waiting = world.store.update('payment_intent', intent, {
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
    payment_method_types: [charge.payment_method_details?.type ?? ''],
    status: 'processing',
  })
  recordEvent(world, account, 'payment_intent.processing', 'payment_intent', waiting)
  recordEvent(world, account, 'charge.pending', 'charge', charge)
  return waiting
}

function holdForCapture(world: World, account: string, intent: IntentRow, charge: Rows['charge']): IntentRow {
  const held = world.store.update('payment_intent', intent, {
    amount_capturable: intent.amount,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
    status: 'requires_capture',
  })
  recordEvent(world, account, 'charge.succeeded', 'charge', charge)
  recordEvent(world, account, 'payment_intent.amount_capturable_updated', 'payment_intent', held)
  return held
}

export function capturePaymentIntent(world: World, account: string, intent: IntentRow, amount?: number): IntentRow {
  if (intent.status !== 'requires_capture' || intent.latest_charge === null) {
    throw unexpectedState(world, account, intent, 'capture')
  }
  const captured = amount ?? intent.amount_capturable
  if (captured < 1 || captured > intent.amount_capturable) {
    throw refused(
      'amount_too_large',
      'The amount to capture must be between 1 and what is capturable.',
      'amount_to_capture',
    )
  }
  const held = world.require('charge', account, intent.latest_charge)
  const charge = captureCharge(world, account, held, captured)
  const paid = world.store.update('payment_intent', intent, {
    amount_capturable: 0,
    amount_received: captured,
    status: 'succeeded',
  })
  recordEvent(world, account, 'charge.captured', 'charge', charge)
  recordEvent(world, account, 'payment_intent.succeeded', 'payment_intent', paid)
  return paid
}

export function cancelPaymentIntent(
  world: World,
  account: string,
  intent: IntentRow,
  reason: IntentRow['cancellation_reason'],
): IntentRow {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_capture'].includes(intent.status)) {
    throw unexpectedState(world, account, intent, 'cancel')
  }
  const canceled = world.store.update('payment_intent', intent, {
    amount_capturable: 0,
    canceled_at: world.now(),
    cancellation_reason: reason,
    status: 'canceled',
  })
  recordEvent(world, account, 'payment_intent.canceled', 'payment_intent', canceled)
  return canceled
}

function recordDecline(
  world: World,
  account: string,
  intent: IntentRow,
  method: PaymentMethodRow,
  charge: string,
): IntentRow {
  const failed = world.store.update('payment_intent', intent, {
    last_payment_error: {
      type: 'card_error',
      code: 'card_declined',
      decline_code: method._decline ?? 'generic_decline',
      message: 'Your card was declined.',
      charge,
    },
    latest_charge: charge,
    payment_method: null,
    status: 'requires_payment_method',
  })
  recordEvent(world, account, 'payment_intent.payment_failed', 'payment_intent', failed)
  return failed
}

export function declined(world: World, account: string, intent: IntentRow, method: PaymentMethodRow): Failure {
  const failedCharge = intent.latest_charge
  return new Failure({
    status: 402,
    type: 'card_error',
    code: 'card_declined',
    message: 'Your card was declined.',
    commits: true,
    extra: {
      decline_code: method._decline ?? 'generic_decline',
      ...(failedCharge !== null && { charge: failedCharge }),
      payment_intent: show(world, account, 'payment_intent', intent),
    },
  })
}

function unexpectedState(world: World, account: string, intent: IntentRow, act: string): Failure {
  return new Failure({
    status: 400,
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${act} this PaymentIntent because it has a status of ${intent.status}.`,
    extra: { payment_intent: show(world, account, 'payment_intent', intent) },
    remembered: true,
  })
}

function blankIntent(world: World, id: string, input: NewIntent): IntentRow {
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.captureMethod,
    client_secret: `${id}_secret_${letters(`${id}:secret`, 24)}`,
    confirmation_method: 'automatic',
    created: world.now(),
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    description: input.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: input.transferGroup,
  }
}
