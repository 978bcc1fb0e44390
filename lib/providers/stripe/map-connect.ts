import { createdAt, keptAs, type Seen } from './map-money.ts'
import type { ApplicationFeeRefundRow, ApplicationFeeRow, CheckoutSessionRow, DisputeRow, TopupRow } from './rows.ts'
import {
  currency,
  idIn,
  inner,
  instant,
  items,
  metadata,
  minor,
  minorOrZero,
  nestedList,
  text,
  type Wire,
} from './wire.ts'

export function mapApplicationFee(wire: Wire, seen: Seen): ApplicationFeeRow {
  return {
    ...keptAs(wire, seen),
    amountMinor: minor(wire, 'amount'),
    refundedMinor: minorOrZero(wire, 'amount_refunded'),
    currency: currency(wire),
    sellerAccount: idIn(wire, 'account'),
    chargeId: idIn(wire, 'charge'),
    originatingChargeId: idIn(wire, 'originating_transaction'),
    balanceTransactionId: idIn(wire, 'balance_transaction'),
    createdAt: createdAt(wire),
  }
}

export function mapFeeRefund(wire: Wire, seen: Seen): ApplicationFeeRefundRow {
  return {
    ...keptAs(wire, seen),
    amountMinor: minor(wire, 'amount'),
    currency: currency(wire),
    feeId: idIn(wire, 'fee'),
    balanceTransactionId: idIn(wire, 'balance_transaction'),
    metadata: metadata(wire),
    createdAt: createdAt(wire),
  }
}

export function mapDispute(wire: Wire, seen: Seen): DisputeRow {
  return {
    ...keptAs(wire, seen),
    amountMinor: minor(wire, 'amount'),
    currency: currency(wire),
    status: text(wire, 'status'),
    reason: text(wire, 'reason'),
    chargeId: idIn(wire, 'charge'),
    paymentIntentId: idIn(wire, 'payment_intent'),
    balanceTransactionIds: items(wire, 'balance_transactions')
      .map((transaction) => text(transaction, 'id'))
      .filter((id) => id !== ''),
    dueAt: instant(inner(wire, 'evidence_details'), 'due_by'),
    metadata: metadata(wire),
    createdAt: createdAt(wire),
  }
}

/** A checkout session. Its lines are there only when they were asked for. */
export function mapCheckoutSession(wire: Wire, seen: Seen): CheckoutSessionRow {
  const isPriced = text(wire, 'currency') !== ''
  return {
    ...keptAs(wire, seen),
    mode: text(wire, 'mode'),
    status: text(wire, 'status'),
    paymentStatus: text(wire, 'payment_status'),
    amountMinor: minorOrZero(wire, 'amount_total'),
    currency: isPriced ? currency(wire) : '',
    customerId: idIn(wire, 'customer'),
    paymentIntentId: idIn(wire, 'payment_intent'),
    invoiceId: idIn(wire, 'invoice'),
    paymentLinkId: idIn(wire, 'payment_link'),
    metadata: metadata(wire),
    lines: (nestedList(wire, 'line_items')?.data ?? []).map((line) => ({
      id: text(line, 'id'),
      description: text(line, 'description'),
      amountMinor: minorOrZero(line, 'amount_total').toString(),
      discountMinor: minorOrZero(line, 'amount_discount').toString(),
      taxMinor: minorOrZero(line, 'amount_tax').toString(),
      metadata: { ...metadata(inner(inner(line, 'price'), 'product')), ...metadata(line) },
    })),
    createdAt: createdAt(wire),
  }
}

export function mapTopup(wire: Wire, seen: Seen): TopupRow {
  return {
    ...keptAs(wire, seen),
    amountMinor: minor(wire, 'amount'),
    currency: currency(wire),
    status: text(wire, 'status'),
    balanceTransactionId: idIn(wire, 'balance_transaction'),
    failureCode: text(wire, 'failure_code'),
    expectedAt: instant(wire, 'expected_availability_date'),
    metadata: metadata(wire),
    createdAt: createdAt(wire),
  }
}
