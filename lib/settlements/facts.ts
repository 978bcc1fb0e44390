export type SourceKind = 'invoice' | 'charge'
export type Source = { readonly kind: SourceKind; readonly id: string }
export type Metadata = Readonly<Record<string, string>>

/** What the platform received for one payment, as its immutable balance transaction says. */
export type Backing = {
  readonly id: string
  readonly amountMinor: bigint
  /** Stripe's own fee; application fees left out. */
  readonly feeMinor: bigint
  readonly currency: string
  readonly createdAt: Date
}

export type ChargeFact = {
  readonly id: string
  readonly status: string
  /** What the buyer saw, in presentment currency. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly disputed: boolean
  readonly customerId: string
  readonly paymentIntentId: string
  readonly transferGroup: string
  readonly metadata: Metadata
  readonly backing: Backing | null
}

export type InvoiceFact = {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly customerId: string
  readonly currency: string
  readonly totalMinor: bigint
  readonly amountPaidMinor: bigint
  readonly amountRemainingMinor: bigint
  readonly billingReason: string
  readonly metadata: Metadata
  readonly createdAt: Date
  readonly paidAt: Date | null
}

export type InvoiceLineFact = {
  readonly id: string
  readonly description: string
  readonly amountMinor: bigint
  readonly discountMinor: bigint
  readonly taxMinor: bigint
  readonly metadata: Metadata
}

export type RefundFact = {
  readonly id: string
  readonly status: string
  readonly chargeId: string
  /** Presentment currency of the charge. */
  readonly amountMinor: bigint
  readonly balanceTransactionId: string
  readonly createdAt: Date
}

/** Everything the mirror knows about one source. */
export type Facts = {
  readonly source: Source
  readonly invoice: InvoiceFact | null
  readonly invoiceLines: readonly InvoiceLineFact[]
  /** Payments of the invoice that Stripe calls paid. */
  readonly paymentCount: number
  readonly charges: readonly ChargeFact[]
  /** Metadata of the payment intents and charges, later ones behind earlier ones. */
  readonly paymentMetadata: readonly Metadata[]
  readonly refunds: readonly RefundFact[]
}

/** A refund counts while its money has left the balance and Stripe has not given it back. */
export function isEffective(refund: RefundFact): boolean {
  return refund.balanceTransactionId !== '' && refund.status !== 'failed' && refund.status !== 'canceled'
}
