import { invalid } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { Aftermath, PaymentMethodRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type TestCard = { brand: string; last4: string; country: string; decline?: string; aftermath?: Aftermath }

/** Stripe's documented test payment methods, as far as the sandbox tells them apart. */
const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  pm_card_visa: { brand: 'visa', last4: '4242', country: 'US' },
  pm_card_visa_debit: { brand: 'visa', last4: '5556', country: 'US' },
  pm_card_mastercard: { brand: 'mastercard', last4: '4444', country: 'US' },
  pm_card_amex: { brand: 'amex', last4: '8431', country: 'US' },
  pm_card_de: { brand: 'visa', last4: '0016', country: 'DE' },
  pm_card_jp: { brand: 'jcb', last4: '0505', country: 'JP' },
  pm_card_chargeDeclined: { brand: 'visa', last4: '0002', country: 'US', decline: 'generic_decline' },
  pm_card_chargeDeclinedInsufficientFunds: {
    brand: 'visa',
    last4: '9995',
    country: 'US',
    decline: 'insufficient_funds',
  },
  pm_card_createDispute: { brand: 'visa', last4: '0259', country: 'US', aftermath: 'fraudulent' },
  pm_card_createDisputeProductNotReceived: {
    brand: 'visa',
    last4: '2685',
    country: 'US',
    aftermath: 'product_not_received',
  },
  pm_card_createDisputeInquiry: { brand: 'visa', last4: '1976', country: 'US', aftermath: 'inquiry' },
  pm_card_createIssuerFraudRecord: { brand: 'visa', last4: '5423', country: 'US', aftermath: 'fraud_warning' },
  pm_card_refundFail: { brand: 'visa', last4: '5126', country: 'US', aftermath: 'refund_fails' },
  pm_card_pendingRefund: { brand: 'visa', last4: '7726', country: 'US', aftermath: 'refund_pending' },
  pm_card_riskLevelElevated: { brand: 'visa', last4: '9235', country: 'US', aftermath: 'review' },
  pm_card_chargeCustomerFail: { brand: 'visa', last4: '0341', country: 'US', decline: 'generic_decline' },
}

type TestBank = { type: 'us_bank_account' | 'sepa_debit'; last4: string; aftermath: Aftermath }

/** Bank accounts that pay, that turn out empty, and whose owner says days later that nothing was agreed. */
const TEST_BANKS: Readonly<Record<string, TestBank>> = {
  pm_usBankAccount_success: { type: 'us_bank_account', last4: '6789', aftermath: null },
  pm_usBankAccount_insufficientFunds: { type: 'us_bank_account', last4: '2222', aftermath: 'debit_fails' },
  pm_usBankAccount_dispute: { type: 'us_bank_account', last4: '2227', aftermath: 'debit_returned' },
  pm_sepaDebit_success: { type: 'sepa_debit', last4: '3000', aftermath: null },
  pm_sepaDebit_fails: { type: 'sepa_debit', last4: '3002', aftermath: 'debit_fails' },
  pm_sepaDebit_dispute: { type: 'sepa_debit', last4: '3013', aftermath: 'debit_returned' },
}

/** Finds a payment method, or makes one from a test token such as `pm_card_visa`. */
export function resolvePaymentMethod(
  world: World,
  account: string,
  id: string,
  customer: string | null,
): PaymentMethodRow {
  const card = TEST_CARDS[id]
  const bank = TEST_BANKS[id]
  if (card) return createPaymentMethod(world, account, cardOf(card), customer)
  if (bank) return createPaymentMethod(world, account, bankOf(bank), customer)
  return world.require('payment_method', account, id, 'payment_method', 400)
}

type Particulars = Pick<
  PaymentMethodRow,
  'type' | 'card' | 'us_bank_account' | 'sepa_debit' | '_decline' | '_aftermath'
>

const cardOf = ({ brand, country, last4, decline, aftermath = null }: TestCard): Particulars => ({
  type: 'card',
  card: {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country,
    display_brand: brand,
    exp_month: 8,
    exp_year: 2031,
    fingerprint: letters(`card:${last4}`, 16),
    funding: 'credit',
    generated_from: null,
    last4,
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  },
  _decline: decline ?? null,
  _aftermath: aftermath,
})

function bankOf({ type, last4, aftermath }: TestBank): Particulars {
  const own = { fingerprint: letters(`bank:${last4}`, 16), last4 }
  if (type === 'sepa_debit') {
    const sepa = { ...own, bank_code: '37040044', branch_code: '', country: 'DE', generated_from: null }
    return { type, sepa_debit: sepa, _decline: null, _aftermath: aftermath }
  }
  return {
    type,
    us_bank_account: {
      ...own,
      account_holder_type: 'company',
      account_type: 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: null,
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: '110000000',
      status_details: null,
    },
    _decline: null,
    _aftermath: aftermath,
  }
}

function createPaymentMethod(
  world: World,
  account: string,
  particulars: Particulars,
  customer: string | null,
): PaymentMethodRow {
  const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }
  return world.store.insert('payment_method', account, {
    id: world.ids.next('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address, email: null, name: null, phone: null, tax_id: null },
    created: world.now(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    ...particulars,
  })
}

/** Ties the payment method to a customer so that invoices can charge it. */
export function attachPaymentMethod(world: World, account: string, id: string, customer: string): PaymentMethodRow {
  world.require('customer', account, customer, 'customer', 400)
  const method = resolvePaymentMethod(world, account, id, null)
  if (method.customer !== null && method.customer !== customer) {
    throw invalid('The payment method you provided has already been attached to a customer.')
  }
  const attached = world.store.update('payment_method', method, { customer })
  recordEvent(world, account, 'payment_method.attached', 'payment_method', attached)
  return attached
}
