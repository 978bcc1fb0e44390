import type {
  BalanceTransactionRow,
  ChargeRow,
  PayoutRow,
  RefundRow,
  TransferReversalRow,
  TransferRow,
} from './rows.ts'
import {
  currency,
  flag,
  idIn,
  inner,
  instant,
  items,
  metadata,
  minor,
  minorOrZero,
  ownId,
  rawText,
  text,
  UnreadableWire,
  type Wire,
} from './wire.ts'

/** Where an object was seen, and how new that makes it. */
export type Seen = { readonly account: string; readonly asOf: Date }

/** What every row of an object with an id of its own begins with. */
export const keptAs = (wire: Wire, { account, asOf }: Seen) => ({ account, id: ownId(wire), asOf, raw: rawText(wire) })

/** The object's own instant; refuses without one. */
export function createdAt(wire: Wire): Date {
  const at = instant(wire, 'created')
  if (at === null) throw new UnreadableWire(wire, 'created', 'an instant in Unix seconds')
  return at
}

export function mapBalanceTransaction(wire: Wire, seen: Seen): BalanceTransactionRow {
  const at = createdAt(wire)
  const source = idIn(wire, 'source')
  return {
    ...keptAs({ ...wire, source: source === '' ? null : source }, seen),
    type: text(wire, 'type'),
    reportingCategory: text(wire, 'reporting_category'),
    amountMinor: minor(wire, 'amount'),
    feeMinor: minor(wire, 'fee'),
    netMinor: minor(wire, 'net'),
    currency: currency(wire),
    balanceType: text(wire, 'balance_type') || 'payments',
    sourceId: source,
    feeDetails: items(wire, 'fee_details').map((fee) => ({
      type: text(fee, 'type'),
      amountMinor: minor(fee, 'amount').toString(),
      currency: currency(fee),
      application: idIn(fee, 'application'),
      description: text(fee, 'description'),
    })),
    exchangeRate: text(wire, 'exchange_rate'),
    createdAt: at,
    availableOn: instant(wire, 'available_on') ?? at,
  }
}

export function mapCharge(wire: Wire, seen: Seen): ChargeRow {
  return {
    ...keptAs(wire, seen),
    status: text(wire, 'status'),
    paid: flag(wire, 'paid'),
    amountMinor: minor(wire, 'amount'),
    refundedMinor: minorOrZero(wire, 'amount_refunded'),
    currency: currency(wire),
    disputed: flag(wire, 'disputed'),
    customerId: idIn(wire, 'customer'),
    paymentIntentId: idIn(wire, 'payment_intent'),
    balanceTransactionId: idIn(wire, 'balance_transaction'),
    transferGroup: text(wire, 'transfer_group'),
    sourceTransferId: idIn(wire, 'source_transfer'),
    destination: idIn(inner(wire, 'transfer_data'), 'destination'),
    transferId: idIn(wire, 'transfer'),
    onBehalfOf: idIn(wire, 'on_behalf_of'),
    applicationFeeId: idIn(wire, 'application_fee'),
    metadata: metadata(wire),
    createdAt: createdAt(wire),
  }
}

export function mapRefund(wire: Wire, seen: Seen): RefundRow {
  return {
    ...keptAs(wire, seen),
    status: text(wire, 'status'),
    amountMinor: minor(wire, 'amount'),
    currency: currency(wire),
    chargeId: idIn(wire, 'charge'),
    balanceTransactionId: idIn(wire, 'balance_transaction'),
    failureBalanceTransactionId: idIn(wire, 'failure_balance_transaction'),
    transferReversalId: idIn(wire, 'transfer_reversal'),
    reason: text(wire, 'reason'),
    metadata: metadata(wire),
    createdAt: createdAt(wire),
  }
}

export function mapTransfer(wire: Wire, seen: Seen): TransferRow {
  return {
    ...keptAs(wire, seen),
    amountMinor: minor(wire, 'amount'),
    reversedMinor: minorOrZero(wire, 'amount_reversed'),
    currency: currency(wire),
    destination: idIn(wire, 'destination'),
    destinationPaymentId: idIn(wire, 'destination_payment'),
    sourceTransactionId: idIn(wire, 'source_transaction'),
    transferGroup: text(wire, 'transfer_group'),
    balanceTransactionId: idIn(wire, 'balance_transaction'),
    metadata: metadata(wire),
    createdAt: createdAt(wire),
  }
}

export function mapTransferReversal(wire: Wire, seen: Seen): TransferReversalRow {
  return {
    ...keptAs(wire, seen),
    amountMinor: minor(wire, 'amount'),
    currency: currency(wire),
    transferId: idIn(wire, 'transfer'),
    sourceRefundId: idIn(wire, 'source_refund'),
    balanceTransactionId: idIn(wire, 'balance_transaction'),
    metadata: metadata(wire),
    createdAt: createdAt(wire),
  }
}

export function mapPayout(wire: Wire, seen: Seen): PayoutRow {
  const at = createdAt(wire)
  return {
    ...keptAs(wire, seen),
    status: text(wire, 'status'),
    amountMinor: minor(wire, 'amount'),
    currency: currency(wire),
    automatic: flag(wire, 'automatic'),
    method: text(wire, 'method'),
    arrivalAt: instant(wire, 'arrival_date') ?? at,
    reconciliationStatus: text(wire, 'reconciliation_status'),
    balanceTransactionId: idIn(wire, 'balance_transaction'),
    failureBalanceTransactionId: idIn(wire, 'failure_balance_transaction'),
    failureCode: text(wire, 'failure_code'),
    traceId: text(inner(wire, 'trace_id'), 'value'),
    traceStatus: text(inner(wire, 'trace_id'), 'status'),
    destinationId: idIn(wire, 'destination'),
    originalPayoutId: idIn(wire, 'original_payout'),
    reversedById: idIn(wire, 'reversed_by'),
    createdAt: at,
  }
}
