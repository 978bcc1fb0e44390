import { createdAt, keptAs, type Seen } from './map-money.ts'
import type { CustomerRow, InvoiceLineRow, InvoicePaymentRow, InvoiceRow, ObjectRow, PaymentIntentRow } from './rows.ts'
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
  sum,
  text,
  type Wire,
} from './wire.ts'

export function mapPaymentIntent(wire: Wire, seen: Seen): PaymentIntentRow {
  return {
    ...keptAs(wire, seen),
    status: text(wire, 'status'),
    amountMinor: minor(wire, 'amount'),
    currency: currency(wire),
    latestChargeId: idIn(wire, 'latest_charge'),
    customerId: idIn(wire, 'customer'),
    transferGroup: text(wire, 'transfer_group'),
    metadata: metadata(wire),
    createdAt: createdAt(wire),
  }
}

/** An invoice says what its subscription's metadata says, unless it says otherwise itself. */
export function mapInvoice(wire: Wire, seen: Seen): InvoiceRow {
  const subscription = inner(inner(wire, 'parent'), 'subscription_details')
  return {
    ...keptAs(wire, seen),
    number: text(wire, 'number'),
    status: text(wire, 'status'),
    customerId: idIn(wire, 'customer'),
    currency: currency(wire),
    totalMinor: minor(wire, 'total'),
    amountPaidMinor: minorOrZero(wire, 'amount_paid'),
    amountRemainingMinor: minorOrZero(wire, 'amount_remaining'),
    taxMinor: sum(items(wire, 'total_taxes').map((tax) => minorOrZero(tax, 'amount'))),
    billingReason: text(wire, 'billing_reason'),
    metadata: { ...metadata(subscription), ...metadata(wire) },
    createdAt: createdAt(wire),
    paidAt: instant(inner(wire, 'status_transitions'), 'paid_at'),
  }
}

export function mapInvoiceLine(wire: Wire, seen: Seen & { invoiceId: string; position: number }): InvoiceLineRow {
  return {
    ...keptAs(wire, seen),
    invoiceId: seen.invoiceId,
    position: seen.position,
    description: text(wire, 'description'),
    amountMinor: minor(wire, 'amount'),
    discountMinor: sum(items(wire, 'discount_amounts').map((discount) => minorOrZero(discount, 'amount'))),
    taxMinor: sum(items(wire, 'taxes').map((tax) => minorOrZero(tax, 'amount'))),
    currency: currency(wire),
    quantity: text(wire, 'quantity_decimal') || text(wire, 'quantity'),
    metadata: metadata(wire),
  }
}

/** The lines an invoice carries with it, in order. */
export const linesWithin = (wire: Wire, seen: Seen): { lines: InvoiceLineRow[]; hasMore: boolean } => {
  const list = nestedList(wire, 'lines')
  const invoiceId = text(wire, 'id')
  const lines = (list?.data ?? []).map((line, position) => mapInvoiceLine(line, { ...seen, invoiceId, position }))
  return { lines, hasMore: list?.hasMore ?? false }
}

export function mapInvoicePayment(wire: Wire, seen: Seen): InvoicePaymentRow {
  const payment = inner(wire, 'payment')
  return {
    ...keptAs(wire, seen),
    invoiceId: idIn(wire, 'invoice'),
    status: text(wire, 'status'),
    amountPaidMinor: minorOrZero(wire, 'amount_paid'),
    currency: currency(wire),
    paymentIntentId: idIn(payment, 'payment_intent'),
    chargeId: idIn(payment, 'charge'),
  }
}

/** A buyer; one that was deleted has no name any more. */
export function mapCustomer(wire: Wire, seen: Seen): CustomerRow {
  return {
    ...keptAs(wire, seen),
    name: text(wire, 'name'),
    email: text(wire, 'email'),
    createdAt: instant(wire, 'created') ?? seen.asOf,
  }
}

export const mapObject = (wire: Wire, seen: Seen): ObjectRow => ({ ...keptAs(wire, seen), type: text(wire, 'object') })

/** The balance transactions that an object of any type names: a fee's one, a dispute's several. */
export const balanceTransactionsOf = (wire: Wire): string[] => [
  idIn(wire, 'balance_transaction'),
  ...items(wire, 'balance_transactions').map((transaction) => text(transaction, 'id')),
]
