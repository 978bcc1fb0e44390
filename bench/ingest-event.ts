// The deliveries of the ingest comparison: charge.succeeded events of 3 KB, each with ids of its own, signed by Stripe's SDK.
import Stripe from 'stripe'

/** What the event is padded to, in bytes: in the charge's metadata, where platforms keep what is theirs. */
const BYTES = 3_072

export const SIGNING_SECRET = 'whsec_only_for_this_benchmark'

/** The event's text. Every number gives other ids, of the event and of the charge in it. */
export function eventText(number: number, nowSeconds: number): string {
  const bare = JSON.stringify(event(number, nowSeconds, ''))
  return JSON.stringify(event(number, nowSeconds, 'x'.repeat(BYTES - Buffer.byteLength(bare))))
}

export const signatureOf = (payload: string): string =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret: SIGNING_SECRET })

function event(number: number, created: number, note: string) {
  return {
    id: idOf('evt', number),
    object: 'event',
    api_version: Stripe.API_VERSION,
    created,
    data: { object: charge(number, created, note) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: idOf('req', number), idempotency_key: `order-${number}` },
    type: 'charge.succeeded',
  }
}

const idOf = (kind: string, number: number) => `${kind}_bench${number.toString().padStart(19, '0')}`

function charge(number: number, created: number, note: string) {
  const id = idOf('ch', number)
  return {
    id,
    object: 'charge',
    amount: 10_000,
    amount_captured: 10_000,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: idOf('txn', number),
    billing_details: {
      address: { city: 'Wien', country: 'AT', line1: 'Lindengasse 12', line2: null, postal_code: '1070', state: null },
      email: 'buyer@example.com',
      name: 'A Buyer',
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: 'TIEOUT BENCH',
    captured: true,
    created,
    currency: 'usd',
    customer: idOf('cus', number),
    description: 'Order with three lines',
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: {
      order_id: `order-${number}`,
      seller: 'acct_bench_seller',
      commission_bps: '2000',
      category: 'art',
      note,
    },
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 12,
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: true,
    payment_intent: idOf('pi', number),
    payment_method: idOf('pm', number),
    payment_method_details: { card: card(), type: 'card' },
    receipt_email: null,
    receipt_number: null,
    receipt_url: `https://pay.stripe.com/receipts/payment/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: `order-${number}`,
  }
}

function card() {
  return {
    amount_authorized: 10_000,
    authorization_code: '004173',
    brand: 'visa',
    checks: { address_line1_check: 'pass', address_postal_code_check: 'pass', cvc_check: 'pass' },
    country: 'AT',
    exp_month: 11,
    exp_year: 2031,
    extended_authorization: { status: 'disabled' },
    fingerprint: 'Xt5EWLLDS7FJjR1c',
    funding: 'credit',
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: '4242',
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: 'visa',
    network_token: { used: false },
    network_transaction_id: '756430019283744',
    overcapture: { maximum_amount_capturable: 10_000, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: null,
    wallet: null,
  }
}
