import type { Stripe } from 'stripe'
import type { Metadata, Wire } from './wire.ts'

/** Fields whose name begins with an underscore are the sandbox's own and never leave it. */
export type BalanceTransactionRow = Omit<Wire<Stripe.BalanceTransaction>, 'status'> & { _payout: string | null }
/** `_routing` is where a subscription sends its money, until a payment intent bears it. */
export type InvoiceRow = Omit<Wire<Stripe.Invoice>, 'lines' | 'payments'> & { _routing?: SubscriptionRouting }
type SubscriptionRouting = {
  feePercent: number | null
  destination: string | null
  amountPercent: number | null
  onBehalfOf: string | null
}
export type SubscriptionRow = Omit<Wire<Stripe.Subscription>, 'items'>
/** `_cost` is what `_span` seconds of it cost in minor units, after discounts; nothing while it is free. */
export type SubscriptionItemRow = Wire<Stripe.SubscriptionItem> & {
  _cost: number
  _span: number
  _billed: BilledBy | null
}
/** The invoice line that charged the period an item is in. */
export type BilledBy = { invoice: string; line: string }
export type InvoicePaymentRow = Wire<Stripe.InvoicePayment>
export type TransferRow = Omit<Wire<Stripe.Transfer>, 'reversals'>
export type ApplicationFeeRow = Omit<Wire<Stripe.ApplicationFee>, 'refunds'>
/** Its balance transactions are looked up when it is shown. */
export type DisputeRow = Omit<Wire<Stripe.Dispute>, 'balance_transactions'> & { _transactions: string[] }
export type AccountRow = Omit<Wire<Stripe.Account>, 'external_accounts'> & {
  created: number
  /** What automatic payouts leave in the balance, by currency. */
  _minimum_balance?: Readonly<Record<string, number>>
}
export type BankAccountRow = Wire<Stripe.BankAccount> & { created: number }
/** What follows a payment by a test card: nothing, or one of Stripe's documented mishaps. */
export type Aftermath =
  | 'fraudulent'
  | 'product_not_received'
  | 'inquiry'
  | 'fraud_warning'
  | 'review'
  | 'refund_fails'
  | 'refund_pending'
  | 'debit_fails'
  | 'debit_returned'
  | null
export type PaymentMethodRow = Wire<Stripe.PaymentMethod> & { _decline: string | null; _aftermath: Aftermath }
export type InvoiceItemRow = Omit<Wire<Stripe.InvoiceItem>, 'tax_rates' | 'discounts'> & {
  created: number
  tax_rates: Wire<Stripe.TaxRate>[]
  discounts: string[]
}
/** `_taxRates` are the line's own; without them the invoice's apply. */
export type LineRow = Wire<Stripe.InvoiceLineItem> & { created: number; _taxRates?: string[] }
export type CreditNoteRow = Omit<Wire<Stripe.CreditNote>, 'lines'>
type CreditNoteLineRow = Wire<Stripe.CreditNoteLineItem> & { created: number; _note: string }
export type CouponRow = Wire<Stripe.Coupon>
/** The coupon is kept as it was: deleting it later changes nothing. */
export type DiscountRow = Wire<Stripe.Discount> & { created: number; _coupon: CouponRow }
/** Where the money goes besides the account that charges, until a payment intent bears it. */
type CheckoutRouting = {
  applicationFee: number | null
  destination: string | null
  transferAmount: number | null
  onBehalfOf: string | null
}
/** Its lines are shown when they are asked for; `_intent` is what its payment intent will bear. */
export type CheckoutSessionRow = Omit<Wire<Stripe.Checkout.Session>, 'line_items'> & {
  _intent: { description: string | null; metadata: Metadata; transferGroup: string | null; routing: CheckoutRouting }
  _subscription?: CheckoutSubscription | null
}
/** What a session subscribes to, besides its lines. */
type CheckoutSubscription = {
  metadata: Metadata
  description: string | null
  trialEnd: number | null
  trialDays: number | null
  feePercent: number | null
  transfer: { destination: string; amountPercent: number | null } | null
  taxRates: string[]
  discounts: { coupon?: string | undefined; promotionCode?: string | undefined }[]
}
/** Its lines are those of a checkout that names it; `_lines` is what they sell. */
export type QuoteRow = Omit<Wire<Stripe.Quote>, 'line_items'> & {
  _lines: { price: string; quantity: number; taxRates: string[] }[]
  _coupons: string[]
  _daysUntilDue: number | null
}
export type CheckoutLineRow = Wire<Stripe.LineItem> & { created: number; _session: string }
export type PaymentLinkRow = Omit<Wire<Stripe.PaymentLink>, 'line_items'> & {
  created: number
  _lines: { price: string; quantity: number }[]
}
export type WebhookEndpointRow = Omit<Wire<Stripe.WebhookEndpoint>, 'secret'> & { _secret: string; _connect: boolean }

/** Platform money set aside for a connected account's negative balance, or given back when negative. */
export type ReserveTransactionRow = Wire<Stripe.ReserveTransaction> & { created: number; _account: string }
/** Platform money that clears a connected account's negative balance. */
type CollectionRow = Wire<Stripe.ConnectCollectionTransfer> & { created: number }

/** An event as stored: its object is a snapshot in wire form, and `pending_webhooks` is counted when it is shown. */
export type EventRow = {
  id: string
  object: 'event'
  account?: string
  api_version: string
  created: number
  data: { object: object; previous_attributes?: object }
  livemode: boolean
  request: { id: string | null; idempotency_key: string | null }
  type: Stripe.Event['type']
}

export type Rows = {
  account: AccountRow
  bank_account: BankAccountRow
  customer: Wire<Stripe.Customer>
  product: Wire<Stripe.Product>
  price: Wire<Stripe.Price>
  payment_method: PaymentMethodRow
  payment_intent: Wire<Stripe.PaymentIntent>
  charge: Wire<Stripe.Charge>
  refund: Wire<Stripe.Refund>
  balance_transaction: BalanceTransactionRow
  transfer: TransferRow
  transfer_reversal: Wire<Stripe.TransferReversal>
  dispute: DisputeRow
  early_fraud_warning: Wire<Stripe.Radar.EarlyFraudWarning>
  review: Wire<Stripe.Review>
  application_fee: ApplicationFeeRow
  fee_refund: Wire<Stripe.FeeRefund>
  payout: Wire<Stripe.Payout>
  topup: Wire<Stripe.Topup>
  reserve_hold: Wire<Stripe.Reserve.Hold>
  reserve_release: Wire<Stripe.Reserve.Release>
  reserve_transaction: ReserveTransactionRow
  connect_collection_transfer: CollectionRow
  quote: QuoteRow
  tax_id: Wire<Stripe.TaxId>
  setup_intent: Wire<Stripe.SetupIntent>
  portal_session: Wire<Stripe.BillingPortal.Session>
  subscription_schedule: Wire<Stripe.SubscriptionSchedule>
  test_clock: Wire<Stripe.TestHelpers.TestClock> & { _target: number }
  credit_note: CreditNoteRow
  credit_note_line: CreditNoteLineRow
  coupon: CouponRow
  promotion_code: Wire<Stripe.PromotionCode>
  discount: DiscountRow
  tax_rate: Wire<Stripe.TaxRate>
  customer_balance_transaction: Wire<Stripe.CustomerBalanceTransaction>
  subscription: SubscriptionRow
  subscription_item: SubscriptionItemRow
  invoice: InvoiceRow
  invoiceitem: InvoiceItemRow
  line_item: LineRow
  invoice_payment: InvoicePaymentRow
  checkout_session: CheckoutSessionRow
  checkout_line: CheckoutLineRow
  payment_link: PaymentLinkRow
  stored_file: Wire<Stripe.File>
  report_run: Wire<Stripe.Reporting.ReportRun>
  event: EventRow
  webhook_endpoint: WebhookEndpointRow
}

export type Kind = keyof Rows

type KindSpec = {
  prefixes: readonly string[]
  /** What Stripe calls one of them in "No such …". */
  noun: string
  /** Fields that lists may filter by, and where they stand in the stored object. Each gets an index. */
  filters: Readonly<Record<string, string>>
}

const direct = (...names: string[]) => Object.fromEntries(names.map((name) => [name, `$.${name}`]))

export const KINDS: Readonly<Record<Kind, KindSpec>> = {
  account: { prefixes: ['acct'], noun: 'account', filters: {} },
  bank_account: { prefixes: ['ba'], noun: 'external account', filters: { account_owner: '$.account' } },
  customer: { prefixes: ['cus'], noun: 'customer', filters: direct('email', 'test_clock') },
  product: { prefixes: ['prod'], noun: 'product', filters: direct('active') },
  price: { prefixes: ['price'], noun: 'price', filters: direct('product', 'active') },
  payment_method: { prefixes: ['pm'], noun: 'PaymentMethod', filters: direct('customer') },
  payment_intent: { prefixes: ['pi'], noun: 'payment_intent', filters: direct('customer') },
  charge: {
    prefixes: ['ch', 'py'],
    noun: 'charge',
    filters: direct('customer', 'payment_intent', 'transfer_group'),
  },
  refund: { prefixes: ['re', 'pyr'], noun: 'refund', filters: direct('charge', 'payment_intent') },
  balance_transaction: {
    prefixes: ['txn'],
    noun: 'balance transaction',
    filters: { ...direct('source', 'type', 'currency'), payout: '$._payout' },
  },
  transfer: {
    prefixes: ['tr'],
    noun: 'transfer',
    filters: direct('destination', 'transfer_group', 'source_transaction'),
  },
  transfer_reversal: { prefixes: ['trr'], noun: 'transfer reversal', filters: direct('transfer') },
  dispute: { prefixes: ['dp'], noun: 'dispute', filters: direct('charge', 'payment_intent') },
  early_fraud_warning: {
    prefixes: ['issfr'],
    noun: 'early fraud warning',
    filters: direct('charge', 'payment_intent'),
  },
  review: { prefixes: ['prv'], noun: 'review', filters: direct('charge') },
  application_fee: { prefixes: ['fee'], noun: 'application fee', filters: direct('charge') },
  fee_refund: { prefixes: ['fr'], noun: 'fee refund', filters: direct('fee') },
  payout: { prefixes: ['po'], noun: 'payout', filters: direct('status', 'destination', 'arrival_date') },
  topup: { prefixes: ['tu'], noun: 'top-up', filters: direct('status', 'amount') },
  reserve_hold: { prefixes: ['reshold'], noun: 'reserve hold', filters: {} },
  reserve_release: { prefixes: ['resrel'], noun: 'reserve release', filters: direct('reserve_hold') },
  reserve_transaction: {
    prefixes: ['rsv'],
    noun: 'reserve transaction',
    filters: { ...direct('currency'), connected: '$._account' },
  },
  connect_collection_transfer: { prefixes: ['cct'], noun: 'collection transfer', filters: direct('destination') },
  quote: { prefixes: ['qt'], noun: 'quote', filters: direct('customer', 'status', 'test_clock') },
  tax_id: { prefixes: ['txi'], noun: 'tax id', filters: direct('customer') },
  setup_intent: { prefixes: ['seti'], noun: 'setupintent', filters: direct('customer', 'payment_method') },
  portal_session: { prefixes: ['bps'], noun: 'billing portal session', filters: {} },
  subscription_schedule: {
    prefixes: ['sub_sched'],
    noun: 'subscription schedule',
    filters: direct('customer', 'status', 'subscription'),
  },
  test_clock: { prefixes: ['clock'], noun: 'test clock', filters: {} },
  credit_note: { prefixes: ['cn'], noun: 'credit note', filters: direct('invoice', 'customer') },
  credit_note_line: { prefixes: ['cnli'], noun: 'credit note line', filters: { note: '$._note' } },
  coupon: { prefixes: [], noun: 'coupon', filters: {} },
  promotion_code: {
    prefixes: ['promo'],
    noun: 'promotion code',
    filters: { ...direct('active', 'code', 'customer'), coupon: '$.promotion.coupon' },
  },
  discount: { prefixes: ['di'], noun: 'discount', filters: direct('subscription') },
  tax_rate: { prefixes: ['txr'], noun: 'tax rate', filters: direct('active', 'inclusive') },
  customer_balance_transaction: {
    prefixes: ['cbtxn'],
    noun: 'customer balance transaction',
    filters: direct('customer', 'invoice'),
  },
  subscription: {
    prefixes: ['sub'],
    noun: 'subscription',
    filters: direct('customer', 'status', 'collection_method', 'test_clock'),
  },
  subscription_item: {
    prefixes: ['si'],
    noun: 'subscription item',
    filters: { ...direct('subscription'), price: '$.price.id' },
  },
  invoice: {
    prefixes: ['in'],
    noun: 'invoice',
    filters: {
      ...direct('customer', 'status', 'collection_method'),
      subscription: '$.parent.subscription_details.subscription',
    },
  },
  invoiceitem: { prefixes: ['ii'], noun: 'invoiceitem', filters: direct('customer', 'invoice') },
  line_item: { prefixes: ['il'], noun: 'line item', filters: direct('invoice') },
  invoice_payment: {
    prefixes: ['inpay'],
    noun: 'invoice payment',
    filters: { ...direct('invoice', 'status'), payment_intent: '$.payment.payment_intent' },
  },
  checkout_session: {
    prefixes: ['cs'],
    noun: 'checkout.session',
    filters: direct('customer', 'payment_intent', 'status', 'subscription'),
  },
  payment_link: { prefixes: ['plink'], noun: 'payment_link', filters: direct('active') },
  checkout_line: { prefixes: ['li'], noun: 'item', filters: { session: '$._session' } },
  stored_file: { prefixes: ['file'], noun: 'file', filters: direct('purpose') },
  report_run: { prefixes: ['frr'], noun: 'report run', filters: {} },
  event: { prefixes: ['evt'], noun: 'event', filters: direct('type') },
  webhook_endpoint: { prefixes: ['we'], noun: 'webhook endpoint', filters: {} },
}

const BY_PREFIX = new Map<string, Kind>(
  (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    KINDS[kind].prefixes.map((prefix): [string, Kind] => [prefix, kind]),
  ),
)

/** The kind that an id belongs to, told by its prefix. */
export function kindOf(id: string): Kind | undefined {
  return BY_PREFIX.get(id.slice(0, id.lastIndexOf('_'))) ?? BY_PREFIX.get(id.slice(0, id.indexOf('_')))
}
