import { applicationOf } from '../core/application.ts'
import { processingFee } from '../core/currency.ts'
import { letters } from '../core/ids.ts'
import type { PaymentMethodRow, Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { alike, settle } from '../money/exchange.ts'
import { type FeeDetail, post } from '../money/ledger.ts'
import { availableOn } from '../money/settles.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { expectAftermath } from './aftermath.ts'
import { createApplicationFee } from './application-fee.ts'
import { blankCharge, cardDetails, outcomeOf } from './charge-row.ts'
import { passOn } from './pass-on.ts'

type ChargeRow = Rows['charge']

export type NewCharge = {
  amount: number
  currency: string
  customer: string | null
  description: string | null
  metadata: Metadata
  method: PaymentMethodRow
  paymentIntent: string | null
  transferGroup: string | null
  captured: boolean
  routed?: Pick<ChargeRow, 'application_fee_amount' | 'on_behalf_of'> & {
    transfer_data: Rows['payment_intent']['transfer_data']
  }
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
    application: account === world.platform ? null : applicationOf(world),
    ...routedOf(input),
  })
  expectAftermath(world, account, id, input.method._aftermath)
  return input.captured ? captureCharge(world, account, charge, input.amount) : charge
}

/** Takes the money: posts the charge and its fees, pending until it settles, and passes on what is for others. */
export function captureCharge(world: World, account: string, charge: ChargeRow, amount: number): ChargeRow {
  const isDirect = account !== world.platform
  const settles = availableOn(world.now())
  const settled = settle(world, account, amount, charge.currency)
  const ours = processingFee(settled.amount, settled.currency)
  const isPaidByUs = isDirect && paysOurFee(world, account) === 'application'
  const applicationFee = Math.min(charge.application_fee_amount ?? 0, amount)
  const fees: FeeDetail[] = []
  if (!isPaidByUs) fees.push({ amount: ours, type: 'stripe_fee', description: 'Stripe processing fees' })
  if (isDirect && applicationFee > 0) {
    fees.push({ amount: alike(settled, applicationFee), type: 'application_fee', description: 'Application fee' })
  }
  const posted = post(world, account, {
    type: 'charge',
    category: 'charge',
    ...settled,
    source: charge.id,
    availableOn: settles,
    description: charge.description,
    fees,
  })
  const captured = world.store.update('charge', charge, {
    amount_captured: amount,
    balance_transaction: posted.id,
    captured: true,
    receipt_url: `https://pay.stripe.com/receipts/payment/${letters(charge.id, 40)}`,
  })
  if (isPaidByUs) billFee(world, charge.id, ours, settled.currency)
  if (charge.transfer_data) return passOn(world, captured, amount)
  if (!isDirect || applicationFee === 0) return captured
  const fee = createApplicationFee(world, {
    amount: applicationFee,
    currency: charge.currency,
    account,
    charge: charge.id,
    originating: null,
    availableOn: settles,
  })
  return world.store.update('charge', captured, { application_fee: fee.id })
}

/** Who pays Stripe for the account's own charges: itself, unless the platform agreed to (`controller.fees.payer`). */
function paysOurFee(world: World, account: string): string {
  return world.store.find('account', world.platform, account)?.controller?.fees?.payer ?? 'account'
}

/** The platform's part of a direct charge that it pays Stripe for. */
function billFee(world: World, charge: string, amount: number, currency: string): void {
  post(world, world.platform, {
    type: 'stripe_fee',
    category: 'fee',
    ...settle(world, world.platform, -amount, currency),
    source: charge,
    description: `Stripe processing fees for ${charge}`,
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

function routedOf({ routed }: NewCharge): Partial<ChargeRow> {
  if (!routed) return {}
  const { transfer_data } = routed
  return {
    application_fee_amount: routed.application_fee_amount,
    on_behalf_of: routed.on_behalf_of,
    transfer_data: transfer_data
      ? { amount: transfer_data.amount ?? null, destination: transfer_data.destination }
      : null,
  }
}
