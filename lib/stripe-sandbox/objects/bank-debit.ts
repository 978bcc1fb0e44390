import { DAY } from '../core/clock.ts'
import { invalid } from '../core/failure.ts'
import type { PaymentMethodRow, Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { settle } from '../money/exchange.ts'
import { post } from '../money/ledger.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import type { NewCharge } from './charge.ts'
import { blankCharge, debitDetails } from './charge-row.ts'

type ChargeRow = Rows['charge']

/** What a bank debit costs, in which currency it can be made, and after how many days the bank has decided. */
const DEBITS: Readonly<Record<string, { currency: string; decidedAfter: number; fee: (amount: number) => number }>> = {
  us_bank_account: {
    currency: 'usd',
    decidedAfter: 4 * DAY,
    fee: (amount) => Math.min(Math.floor((amount * 8 + 500) / 1000), 500),
  },
  sepa_debit: { currency: 'eur', decidedAfter: 5 * DAY, fee: () => 35 },
}
/** Days after a debit went through on which the buyer's bank may still take it back. */
const RETURNED_AFTER = 10 * DAY

export const isBankDebit = (method: PaymentMethodRow): boolean => method.type in DEBITS

/**
 * Debits a bank account. The payment is pending until the bank has decided, and so is its money: it counts, but not as available
 * (docs.stripe.com/reports/balance-transaction-types, payment and payment_failure_refund).
 */
export function debitBank(world: World, account: string, input: NewCharge): ChargeRow {
  const { method, amount, currency } = input
  const terms = DEBITS[method.type]
  if (terms?.currency !== currency) {
    throw invalid(`The payment method type ${method.type} cannot be used with ${currency}.`, 'payment_method')
  }
  if (input.routed?.transfer_data || input.routed?.application_fee_amount || !input.captured) {
    throw invalid('The sandbox makes bank debits of whole payments on one account only.', 'payment_method')
  }
  const id = world.ids.next('py')
  const decided = world.now() + terms.decidedAfter
  const settled = settle(world, account, amount, currency)
  const posted = post(world, account, {
    type: 'payment',
    category: 'charge',
    ...settled,
    source: id,
    availableOn: decided,
    description: input.description,
    fees: [{ amount: terms.fee(settled.amount), type: 'stripe_fee', description: 'Stripe processing fees' }],
  })
  schedule(world, decided, 'debit_decided', account, id)
  return world.store.insert('charge', account, {
    ...blankCharge(world, id, amount, currency),
    amount_captured: amount,
    balance_transaction: posted.id,
    customer: input.customer,
    description: input.description,
    metadata: input.metadata,
    paid: false,
    payment_intent: input.paymentIntent,
    payment_method: method.id,
    payment_method_details: debitDetails(method),
    status: 'pending',
    transfer_group: input.transferGroup,
  })
}

/** The bank has decided: the money is there, or it never comes. */
export function decideDebit(world: World, account: string, id: string): void {
  const charge = world.require('charge', account, id)
  const intent = world.require('payment_intent', account, charge.payment_intent ?? '')
  const method = world.require('payment_method', account, charge.payment_method ?? '')
  if (charge.status !== 'pending') return
  if (method._aftermath === 'debit_fails') failDebit(world, account, charge, intent)
  else clearDebit(world, account, charge, intent)
  if (method._aftermath === 'debit_returned') schedule(world, world.now() + RETURNED_AFTER, 'aftermath', account, id)
}

function clearDebit(world: World, account: string, charge: ChargeRow, intent: Rows['payment_intent']): void {
  const cleared = world.store.update('charge', charge, { paid: true, status: 'succeeded' })
  const paid = world.store.update('payment_intent', intent, { amount_received: intent.amount, status: 'succeeded' })
  recordEvent(world, account, 'payment_intent.succeeded', 'payment_intent', paid)
  recordEvent(world, account, 'charge.succeeded', 'charge', cleared)
}

function failDebit(world: World, account: string, charge: ChargeRow, intent: Rows['payment_intent']): void {
  const posted = world.require('balance_transaction', account, String(charge.balance_transaction))
  const back = post(world, account, {
    type: 'payment_failure_refund',
    category: 'charge_failure',
    amount: -posted.amount,
    currency: posted.currency,
    exchangeRate: posted.exchange_rate,
    source: charge.id,
    availableOn: posted.available_on,
    fees: [{ amount: -posted.fee, type: 'stripe_fee', description: 'Stripe processing fees returned' }],
  })
  const failure = { failure_code: 'insufficient_funds', failure_message: 'The account does not hold enough money.' }
  const failed = world.store.update('charge', charge, {
    ...failure,
    failure_balance_transaction: back.id,
    status: 'failed',
  })
  const open = world.store.update('payment_intent', intent, {
    last_payment_error: {
      type: 'invalid_request_error',
      code: 'payment_intent_payment_attempt_failed',
      message: failure.failure_message,
      charge: charge.id,
    },
    payment_method: null,
    status: 'requires_payment_method',
  })
  recordEvent(world, account, 'charge.failed', 'charge', failed)
  recordEvent(world, account, 'payment_intent.payment_failed', 'payment_intent', open)
}
