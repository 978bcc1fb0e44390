import type { Stripe } from 'stripe'
import { DAY, dayStart } from '../core/clock.ts'
import { processingFee } from '../core/currency.ts'
import { letters } from '../core/ids.ts'
import type { PaymentMethodRow, Rows } from '../core/kinds.ts'
import type { Metadata, Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type ChargeRow = Rows['charge']

const SETTLEMENT_DAYS = 2

/** Midnight UTC, two days on: when a card payment made now can be used. */
export const availableOn = (now: number): number => dayStart(now) + SETTLEMENT_DAYS * DAY

type NewCharge = {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Metadata
  method: PaymentMethodRow
  paymentIntent: string | null
  transferGroup: string | null
  captured: boolean
}

/** Charges a card. An uncaptured charge moves no money until `captureCharge`. */
export function createCharge(world: World, account: string, input: NewCharge): ChargeRow {
  const id = world.ids.next('ch')
  const charge = world.store.insert('charge', account, {
    ...blankCharge(world, id, input.amount, input.currency),
    captured: false,
    customer: input.customer,
    description: input.description,
    metadata: input.metadata,
    outcome: outcomeOf(null),
    payment_intent: input.paymentIntent,
    payment_method: input.method.id,
    payment_method_details: cardDetails(input.method, input.amount),
    transfer_group: input.transferGroup,
  })
  return input.captured ? captureCharge(world, account, charge, input.amount) : charge
}

/** Takes the money: posts the charge and the fee, pending until it settles. */
export function captureCharge(world: World, account: string, charge: ChargeRow, amount: number): ChargeRow {
  const fee = processingFee(amount, charge.currency)
  const posted = post(world, account, {
    type: 'charge',
    category: 'charge',
    amount,
    currency: charge.currency,
    source: charge.id,
    availableOn: availableOn(world.now()),
    description: charge.description,
    fees: [{ amount: fee, type: 'stripe_fee', description: 'Stripe processing fees' }],
  })
  return world.store.update('charge', charge, {
    amount_captured: amount,
    balance_transaction: posted.id,
    captured: true,
    receipt_url: `https://pay.stripe.com/receipts/payment/${letters(charge.id, 40)}`,
  })
}

/** A declined attempt: a charge that failed and moved nothing. */
export function createFailedCharge(world: World, account: string, input: NewCharge, declineCode: string): ChargeRow {
  const charge = world.store.insert('charge', account, {
    ...blankCharge(world, world.ids.next('ch'), input.amount, input.currency),
    captured: false,
    customer: input.customer,
    description: input.description,
    failure_code: 'card_declined',
    failure_message: 'Your card was declined.',
    metadata: input.metadata,
    outcome: outcomeOf(declineCode),
    paid: false,
    payment_intent: input.paymentIntent,
    payment_method: input.method.id,
    payment_method_details: cardDetails(input.method, input.amount),
    status: 'failed',
    transfer_group: input.transferGroup,
  })
  recordEvent(world, account, 'charge.failed', 'charge', charge)
  return charge
}

/** What a transfer looks like on the seller's side: a payment from the platform. */
export function createTransferPayment(
  world: World,
  account: string,
  input: { amount: number; currency: string; transfer: string; transferGroup: string | null; availableOn: number },
): ChargeRow {
  const id = world.ids.next('py')
  const posted = post(world, account, {
    type: 'payment',
    category: 'charge',
    amount: input.amount,
    currency: input.currency,
    source: id,
    availableOn: input.availableOn,
  })
  return world.store.insert('charge', account, {
    ...blankCharge(world, id, input.amount, input.currency),
    amount_captured: input.amount,
    balance_transaction: posted.id,
    payment_method_details: { type: 'stripe_account', stripe_account: {} },
    source_transfer: input.transfer,
    transfer_group: input.transferGroup,
  })
}

function blankCharge(world: World, id: string, amount: number, currency: string): ChargeRow {
  const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }
  return {
    id,
    object: 'charge',
    amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: true,
    created: world.now(),
    currency,
    customer: null,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  }
}

function outcomeOf(declineCode: string | null): Wire<Stripe.Charge.Outcome> {
  const declined = declineCode !== null
  return {
    advice_code: declined ? 'try_again_later' : null,
    network_advice_code: null,
    network_decline_code: declined ? '05' : null,
    network_status: declined ? 'declined_by_network' : 'approved_by_network',
    reason: declineCode,
    risk_level: 'normal',
    risk_score: 12,
    seller_message: declined ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
    type: declined ? 'issuer_declined' : 'authorized',
  }
}

function cardDetails(method: PaymentMethodRow, amount: number): ChargeRow['payment_method_details'] {
  const { card } = method
  if (!card) return { type: method.type }
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: letters(`${method.id}:network`, 15),
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}
