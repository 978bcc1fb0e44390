import type { MirrorKind, MirrorRows } from '#lib/providers/stripe/rows.ts'

type ColumnType = 'text' | 'bigint' | 'integer' | 'boolean' | 'timestamptz' | 'jsonb'

/** Column name → where the row has it and what the database calls it. */
type Columns<Row> = Readonly<Record<string, readonly [keyof Row, ColumnType]>>

type Table<Row> = {
  readonly name: string
  readonly columns: Columns<Row>
  /** Never changes once said: a second telling is left out. */
  readonly isImmutable?: true
}

const KEPT = {
  account: ['account', 'text'],
  id: ['id', 'text'],
  as_of: ['asOf', 'timestamptz'],
  raw: ['raw', 'text'],
} as const

const CREATED = { ...KEPT, created_at: ['createdAt', 'timestamptz'] } as const
const AMOUNT = { amount_minor: ['amountMinor', 'bigint'], currency: ['currency', 'text'] } as const

/** How each kind of mirrored object is laid out. Written in this order, so that two writers take locks alike. */
export const MIRROR_TABLES: { readonly [Kind in MirrorKind]: Table<MirrorRows[Kind]> } = {
  balance_transaction: {
    name: 'balance_transaction',
    isImmutable: true,
    columns: {
      ...CREATED,
      ...AMOUNT,
      type: ['type', 'text'],
      reporting_category: ['reportingCategory', 'text'],
      fee_minor: ['feeMinor', 'bigint'],
      net_minor: ['netMinor', 'bigint'],
      balance_type: ['balanceType', 'text'],
      source_id: ['sourceId', 'text'],
      fee_details: ['feeDetails', 'jsonb'],
      exchange_rate: ['exchangeRate', 'text'],
      available_on: ['availableOn', 'timestamptz'],
    },
  },
  customer: { name: 'customer', columns: { ...CREATED, name: ['name', 'text'], email: ['email', 'text'] } },
  payment_intent: {
    name: 'payment_intent',
    columns: {
      ...CREATED,
      ...AMOUNT,
      status: ['status', 'text'],
      latest_charge_id: ['latestChargeId', 'text'],
      customer_id: ['customerId', 'text'],
      transfer_group: ['transferGroup', 'text'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  invoice: {
    name: 'invoice',
    columns: {
      ...CREATED,
      number: ['number', 'text'],
      status: ['status', 'text'],
      customer_id: ['customerId', 'text'],
      currency: ['currency', 'text'],
      total_minor: ['totalMinor', 'bigint'],
      amount_paid_minor: ['amountPaidMinor', 'bigint'],
      amount_remaining_minor: ['amountRemainingMinor', 'bigint'],
      tax_minor: ['taxMinor', 'bigint'],
      billing_reason: ['billingReason', 'text'],
      metadata: ['metadata', 'jsonb'],
      paid_at: ['paidAt', 'timestamptz'],
    },
  },
  invoice_line: {
    name: 'invoice_line',
    columns: {
      ...KEPT,
      ...AMOUNT,
      invoice_id: ['invoiceId', 'text'],
      position: ['position', 'integer'],
      description: ['description', 'text'],
      discount_minor: ['discountMinor', 'bigint'],
      tax_minor: ['taxMinor', 'bigint'],
      quantity: ['quantity', 'text'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  invoice_payment: {
    name: 'invoice_payment',
    columns: {
      ...KEPT,
      invoice_id: ['invoiceId', 'text'],
      status: ['status', 'text'],
      amount_paid_minor: ['amountPaidMinor', 'bigint'],
      currency: ['currency', 'text'],
      payment_intent_id: ['paymentIntentId', 'text'],
      charge_id: ['chargeId', 'text'],
    },
  },
  charge: {
    name: 'charge',
    columns: {
      ...CREATED,
      ...AMOUNT,
      status: ['status', 'text'],
      paid: ['paid', 'boolean'],
      refunded_minor: ['refundedMinor', 'bigint'],
      disputed: ['disputed', 'boolean'],
      customer_id: ['customerId', 'text'],
      payment_intent_id: ['paymentIntentId', 'text'],
      balance_transaction_id: ['balanceTransactionId', 'text'],
      transfer_group: ['transferGroup', 'text'],
      source_transfer_id: ['sourceTransferId', 'text'],
      destination: ['destination', 'text'],
      transfer_id: ['transferId', 'text'],
      on_behalf_of: ['onBehalfOf', 'text'],
      application_fee_id: ['applicationFeeId', 'text'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  refund: {
    name: 'refund',
    columns: {
      ...CREATED,
      ...AMOUNT,
      status: ['status', 'text'],
      charge_id: ['chargeId', 'text'],
      balance_transaction_id: ['balanceTransactionId', 'text'],
      failure_balance_transaction_id: ['failureBalanceTransactionId', 'text'],
      transfer_reversal_id: ['transferReversalId', 'text'],
      reason: ['reason', 'text'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  transfer: {
    name: 'transfer',
    columns: {
      ...CREATED,
      ...AMOUNT,
      reversed_minor: ['reversedMinor', 'bigint'],
      destination: ['destination', 'text'],
      destination_payment_id: ['destinationPaymentId', 'text'],
      source_transaction_id: ['sourceTransactionId', 'text'],
      transfer_group: ['transferGroup', 'text'],
      balance_transaction_id: ['balanceTransactionId', 'text'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  transfer_reversal: {
    name: 'transfer_reversal',
    columns: {
      ...CREATED,
      ...AMOUNT,
      transfer_id: ['transferId', 'text'],
      source_refund_id: ['sourceRefundId', 'text'],
      balance_transaction_id: ['balanceTransactionId', 'text'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  payout: {
    name: 'payout',
    columns: {
      ...CREATED,
      ...AMOUNT,
      status: ['status', 'text'],
      automatic: ['automatic', 'boolean'],
      method: ['method', 'text'],
      arrival_at: ['arrivalAt', 'timestamptz'],
      reconciliation_status: ['reconciliationStatus', 'text'],
      balance_transaction_id: ['balanceTransactionId', 'text'],
      failure_balance_transaction_id: ['failureBalanceTransactionId', 'text'],
      failure_code: ['failureCode', 'text'],
      trace_id: ['traceId', 'text'],
      trace_status: ['traceStatus', 'text'],
      destination_id: ['destinationId', 'text'],
      original_payout_id: ['originalPayoutId', 'text'],
      reversed_by_id: ['reversedById', 'text'],
    },
  },
  application_fee: {
    name: 'application_fee',
    columns: {
      ...CREATED,
      ...AMOUNT,
      refunded_minor: ['refundedMinor', 'bigint'],
      seller_account: ['sellerAccount', 'text'],
      charge_id: ['chargeId', 'text'],
      originating_charge_id: ['originatingChargeId', 'text'],
      balance_transaction_id: ['balanceTransactionId', 'text'],
    },
  },
  fee_refund: {
    name: 'application_fee_refund',
    columns: {
      ...CREATED,
      ...AMOUNT,
      fee_id: ['feeId', 'text'],
      balance_transaction_id: ['balanceTransactionId', 'text'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  dispute: {
    name: 'dispute',
    columns: {
      ...CREATED,
      ...AMOUNT,
      status: ['status', 'text'],
      reason: ['reason', 'text'],
      charge_id: ['chargeId', 'text'],
      payment_intent_id: ['paymentIntentId', 'text'],
      balance_transaction_ids: ['balanceTransactionIds', 'jsonb'],
      due_at: ['dueAt', 'timestamptz'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  'checkout.session': {
    name: 'checkout_session',
    columns: {
      ...CREATED,
      ...AMOUNT,
      mode: ['mode', 'text'],
      status: ['status', 'text'],
      payment_status: ['paymentStatus', 'text'],
      customer_id: ['customerId', 'text'],
      payment_intent_id: ['paymentIntentId', 'text'],
      invoice_id: ['invoiceId', 'text'],
      payment_link_id: ['paymentLinkId', 'text'],
      metadata: ['metadata', 'jsonb'],
      lines: ['lines', 'jsonb'],
    },
  },
  topup: {
    name: 'topup',
    columns: {
      ...CREATED,
      ...AMOUNT,
      status: ['status', 'text'],
      balance_transaction_id: ['balanceTransactionId', 'text'],
      failure_code: ['failureCode', 'text'],
      expected_at: ['expectedAt', 'timestamptz'],
      metadata: ['metadata', 'jsonb'],
    },
  },
  object: { name: 'mirror_object', columns: { ...KEPT, type: ['type', 'text'] } },
}
