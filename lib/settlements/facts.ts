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
  /** The account it lives on: the platform's, or a seller's for direct charges. */
  readonly account: string
  /** Account that Stripe transfers a destination charge to; empty otherwise. */
  readonly destination: string
  readonly onBehalfOf: string
  /** `tr_…` that Stripe made of a destination charge; empty otherwise. */
  readonly transferId: string
  readonly applicationFeeId: string
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
  /** When a bank debit's money is available, the day it is expected not to fail any more; null for every other method. */
  readonly debitAvailableAt?: Date | null
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
  /**
   * What its balance transactions moved, settlement currency, signed; null while it is not decided, not all is known, or no
   * conversion took place.
   */
  readonly cashMinor?: bigint | null
}

/** What the platform took of a direct or destination charge. */
export type FeeFact = {
  readonly id: string
  /** Currency of the charge. */
  readonly amountMinor: bigint
  readonly currency: string
  /** What of it reached the platform's balance; null while that is not known. */
  readonly backing: Backing | null
  readonly refunds: readonly RefundFact[]
}

/** A dispute that was not decided yet, with or without money. */
export type OpenDispute = { readonly id: string; readonly chargeId: string; readonly tookMoney: boolean }

/** What the buyer saw on a checkout page. */
export type SessionFact = {
  readonly id: string
  readonly metadata: Metadata
  readonly lines: readonly {
    readonly id: string
    readonly description: string
    readonly amountMinor: bigint
    readonly discountMinor: bigint
    readonly taxMinor: bigint
    readonly metadata: Metadata
  }[]
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
  /** Refunds, lost disputes, and for direct charges the parts of the fee given back: what the platform no longer has. */
  readonly refunds: readonly RefundFact[]
  readonly fee: FeeFact | null
  readonly openDisputes: readonly OpenDispute[]
  /** Disputes the mirror knows, decided or not; `disputed` on a charge stays set for ever. */
  readonly disputeCount: number
  readonly session: SessionFact | null
}

/** Clearing account that holds what was taken back, by the id of what took it: `du_` and `dp_` disputes, `fee_` and `fr_` application fees. */
export function sourceAccountOf(id: string): 'refund_clearing' | 'disputed_funds' | 'application_fee_clearing' {
  if (/^(du|dp)_/.test(id)) return 'disputed_funds'
  return /^(fr|fee)_/.test(id) ? 'application_fee_clearing' : 'refund_clearing'
}

/** A refund counts while its money has left the balance and Stripe has not given it back. */
export function isEffective(refund: RefundFact): boolean {
  return refund.balanceTransactionId !== '' && refund.status !== 'failed' && refund.status !== 'canceled'
}

/** The facts as they would be after a refund, or after a dispute was lost. */
export function supposing(facts: Facts, supposed: RefundFact | undefined): Facts {
  if (supposed === undefined) return facts
  return {
    ...facts,
    refunds: [...facts.refunds.filter(({ id }) => id !== supposed.id), supposed],
    openDisputes: facts.openDisputes.filter(({ id }) => id !== supposed.id),
  }
}
