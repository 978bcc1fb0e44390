type Metadata = Readonly<Record<string, string>>

/** What every mirrored object carries. */
type Kept = {
  /** The account it lives on: the platform's own or a connected one. */
  readonly account: string
  readonly id: string
  /** A lower bound of how new it is: the event's instant, or the instant it was asked for. */
  readonly asOf: Date
  /** The object as Stripe sent it. */
  readonly raw: string
}

type Created = Kept & { readonly createdAt: Date }

type FeeDetail = {
  readonly type: string
  /** Minor units as text: it is stored as JSON. */
  readonly amountMinor: string
  readonly currency: string
  readonly application: string
  readonly description: string
}

export type BalanceTransactionRow = Created & {
  readonly type: string
  readonly reportingCategory: string
  readonly amountMinor: bigint
  readonly feeMinor: bigint
  readonly netMinor: bigint
  readonly currency: string
  readonly balanceType: string
  readonly sourceId: string
  readonly feeDetails: readonly FeeDetail[]
  readonly exchangeRate: string
  readonly availableOn: Date
}

export type ChargeRow = Created & {
  readonly status: string
  readonly paid: boolean
  readonly amountMinor: bigint
  readonly refundedMinor: bigint
  readonly currency: string
  readonly disputed: boolean
  readonly customerId: string
  readonly paymentIntentId: string
  readonly balanceTransactionId: string
  readonly transferGroup: string
  readonly sourceTransferId: string
  readonly destination: string
  /** `tr_…` that Stripe made of a destination charge; empty otherwise. */
  readonly transferId: string
  readonly onBehalfOf: string
  readonly applicationFeeId: string
  readonly metadata: Metadata
}

export type RefundRow = Created & {
  readonly status: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly chargeId: string
  readonly balanceTransactionId: string
  readonly failureBalanceTransactionId: string
  readonly transferReversalId: string
  readonly reason: string
  readonly metadata: Metadata
}

export type TransferRow = Created & {
  readonly amountMinor: bigint
  readonly reversedMinor: bigint
  readonly currency: string
  readonly destination: string
  readonly destinationPaymentId: string
  readonly sourceTransactionId: string
  readonly transferGroup: string
  readonly balanceTransactionId: string
  readonly metadata: Metadata
}

export type TransferReversalRow = Created & {
  readonly amountMinor: bigint
  readonly currency: string
  readonly transferId: string
  readonly sourceRefundId: string
  readonly balanceTransactionId: string
  readonly metadata: Metadata
}

export type PayoutRow = Created & {
  readonly status: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly automatic: boolean
  readonly method: string
  readonly arrivalAt: Date
  readonly reconciliationStatus: string
  readonly balanceTransactionId: string
  readonly failureBalanceTransactionId: string
  readonly failureCode: string
  readonly traceId: string
  readonly traceStatus: string
  readonly destinationId: string
  readonly originalPayoutId: string
  readonly reversedById: string
}

export type PaymentIntentRow = Created & {
  readonly status: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly latestChargeId: string
  readonly customerId: string
  readonly transferGroup: string
  readonly metadata: Metadata
}

export type InvoiceRow = Created & {
  readonly number: string
  readonly status: string
  readonly customerId: string
  readonly currency: string
  readonly totalMinor: bigint
  readonly amountPaidMinor: bigint
  readonly amountRemainingMinor: bigint
  readonly taxMinor: bigint
  readonly billingReason: string
  readonly metadata: Metadata
  readonly paidAt: Date | null
}

export type InvoiceLineRow = Kept & {
  readonly invoiceId: string
  readonly position: number
  readonly description: string
  readonly amountMinor: bigint
  readonly discountMinor: bigint
  readonly taxMinor: bigint
  readonly currency: string
  readonly quantity: string
  readonly metadata: Metadata
}

export type InvoicePaymentRow = Kept & {
  readonly invoiceId: string
  readonly status: string
  readonly amountPaidMinor: bigint
  readonly currency: string
  readonly paymentIntentId: string
  readonly chargeId: string
}

/** What the platform takes of a seller's charge. Lives on the platform's account. */
export type ApplicationFeeRow = Created & {
  readonly amountMinor: bigint
  readonly refundedMinor: bigint
  readonly currency: string
  /** `acct_…` it was taken from. */
  readonly sellerAccount: string
  /** On the seller's account: `ch_…` of a direct charge, `py_…` of a destination charge. */
  readonly chargeId: string
  /** On the platform's account, for destination charges; empty for direct ones. */
  readonly originatingChargeId: string
  readonly balanceTransactionId: string
}

/** Part of an application fee that went back to the seller. */
export type ApplicationFeeRefundRow = Created & {
  readonly amountMinor: bigint
  readonly currency: string
  readonly feeId: string
  readonly balanceTransactionId: string
  readonly metadata: Metadata
}

export type DisputeRow = Created & {
  /** Presentment currency of the charge. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly status: string
  readonly reason: string
  readonly chargeId: string
  readonly paymentIntentId: string
  readonly balanceTransactionIds: readonly string[]
  readonly dueAt: Date | null
  readonly metadata: Metadata
}

type CheckoutLine = {
  readonly id: string
  readonly description: string
  /** Minor units as text: they are stored as JSON. What the buyer paid, tax included, discount taken off. */
  readonly amountMinor: string
  readonly discountMinor: string
  readonly taxMinor: string
  readonly metadata: Metadata
}

export type CheckoutSessionRow = Created & {
  readonly mode: string
  readonly status: string
  readonly paymentStatus: string
  readonly amountMinor: bigint
  /** Empty while nothing is to be paid. */
  readonly currency: string
  readonly customerId: string
  readonly paymentIntentId: string
  readonly invoiceId: string
  readonly paymentLinkId: string
  readonly metadata: Metadata
  readonly lines: readonly CheckoutLine[]
}

export type TopupRow = Created & {
  readonly amountMinor: bigint
  readonly currency: string
  readonly status: string
  readonly balanceTransactionId: string
  readonly failureCode: string
  readonly expectedAt: Date | null
  readonly metadata: Metadata
}

export type CustomerRow = Created & { readonly name: string; readonly email: string }

/** Any other object that is kept as it came. */
export type ObjectRow = Kept & { readonly type: string }

/** A connected account with what decides whether it can be paid. */
export type AccountRow = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly defaultCurrency: string
  readonly chargesEnabled: boolean
  readonly payoutsEnabled: boolean
  /** Transfers capability: active | inactive | pending | none */
  readonly transfersStatus: string
  readonly disabledReason: string
  /** `application` or `stripe`: who bears what the account falls below zero; empty where Stripe does not say. */
  readonly lossesPayer: string
  /** Who pays Stripe's fees of the account's own charges; empty where Stripe does not say. */
  readonly feesPayer: string
  /** Where it is paid out to; null when Stripe did not say (a key without the right, another kind of account). */
  readonly banks: readonly BankRow[] | null
  readonly createdAt: Date
  readonly asOf: Date
}

/** A bank account or card an account is paid out to. The same bank account has one fingerprint on every account. */
export type BankRow = {
  readonly id: string
  readonly fingerprint: string
  readonly last4: string
  readonly currency: string
}

/** The mirror: one row type per kind of object. */
export type MirrorRows = {
  readonly balance_transaction: BalanceTransactionRow
  readonly customer: CustomerRow
  readonly payment_intent: PaymentIntentRow
  readonly invoice: InvoiceRow
  readonly invoice_line: InvoiceLineRow
  readonly invoice_payment: InvoicePaymentRow
  readonly charge: ChargeRow
  readonly refund: RefundRow
  readonly transfer: TransferRow
  readonly transfer_reversal: TransferReversalRow
  readonly payout: PayoutRow
  readonly application_fee: ApplicationFeeRow
  readonly fee_refund: ApplicationFeeRefundRow
  readonly dispute: DisputeRow
  readonly 'checkout.session': CheckoutSessionRow
  readonly topup: TopupRow
  readonly object: ObjectRow
}

export type MirrorKind = keyof MirrorRows
