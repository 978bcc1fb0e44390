import type { Stripe } from 'stripe'
import { letters } from '../core/ids.ts'
import type { PaymentMethodRow, Rows } from '../core/kinds.ts'
import type { Wire } from '../core/wire.ts'
import type { World } from '../core/world.ts'

type ChargeRow = Rows['charge']

/** A charge that says nothing yet but its amount. */
export function blankCharge(world: World, id: string, amount: number, currency: string): ChargeRow {
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

/** The bank account as a charge shows it. */
export function debitDetails(method: PaymentMethodRow): ChargeRow['payment_method_details'] {
  const { us_bank_account: ach, sepa_debit: sepa } = method
  if (sepa) {
    const { bank_code, branch_code, country, fingerprint, last4 } = sepa
    return { type: 'sepa_debit', sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null } }
  }
  if (!ach) return { type: method.type }
  const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = ach
  const shown = { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number }
  return { type: 'us_bank_account', us_bank_account: { ...shown, payment_reference: null } }
}

/** What the network said: approved, or declined with a code. */
export function outcomeOf(declineCode: string | null): Wire<Stripe.Charge.Outcome> {
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

/** The card as a charge shows it. */
export function cardDetails(method: PaymentMethodRow, amount: number): ChargeRow['payment_method_details'] {
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
