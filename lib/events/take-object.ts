import { mapAccount } from '#lib/providers/stripe/map-account.ts'
import {
  balanceTransactionsOf,
  linesWithin,
  mapCustomer,
  mapInvoice,
  mapInvoicePayment,
  mapObject,
  mapPaymentIntent,
} from '#lib/providers/stripe/map-billing.ts'
import {
  mapApplicationFee,
  mapCheckoutSession,
  mapDispute,
  mapFeeRefund,
  mapTopup,
} from '#lib/providers/stripe/map-connect.ts'
import {
  mapBalanceTransaction,
  mapCharge,
  mapPayout,
  mapRefund,
  mapTransfer,
  mapTransferReversal,
  type Seen,
} from '#lib/providers/stripe/map-money.ts'
import type { AccountRow, MirrorKind, TransferReversalRow } from '#lib/providers/stripe/rows.ts'
import { idIn, nestedList, ownId, type Wire } from '#lib/providers/stripe/wire.ts'
import type { MirrorBatch } from './mirror.ts'

/** Something that has to be known before an object makes sense. */
export type Need = {
  readonly what:
    | 'application_fee'
    | 'balance_transaction'
    | 'charge'
    | 'payment_intent'
    | 'invoice'
    | 'refund'
    | 'transfer'
    | 'lines'
    | 'reversals'
    | 'fee_refunds'
    | 'sessions_of_intent'
    | 'transfer_of_charge'
    | 'transactions_of'
    | 'charge_again'
    | 'payments_of_invoice'
    | 'payments_of_intent'
  readonly account: string
  readonly id: string
  /** Left out when Stripe does not show it to us: a seller may have cut the connection. */
  readonly isOptional?: true
}

/** What was learned: rows to mirror, accounts, and what is still missing. */
export type Gathered = { readonly batch: MirrorBatch; readonly accounts: AccountRow[]; readonly needs: Need[] }

export const nothingYet = (): Gathered => ({ batch: {}, accounts: [], needs: [] })

type Taker = (into: Gathered, wire: Wire, seen: Seen, platform: string) => void

function keep<Kind extends MirrorKind>(into: Gathered, kind: Kind, row: NonNullable<MirrorBatch[Kind]>[number]): void {
  const rows = (into.batch[kind] ?? []) as (typeof row)[]
  rows.push(row)
  Object.assign(into.batch, { [kind]: rows })
}

function need(into: Gathered, what: Need['what'], account: string, ...ids: readonly string[]): void {
  for (const id of ids) if (id !== '') into.needs.push({ what, account, id })
}

/** The seller's side of a transfer. No event tells of it, so the platform's side brings it. */
function needOfSeller(into: Gathered, what: 'charge' | 'refund', account: string, id: string): void {
  if (id !== '' && account !== '') into.needs.push({ what, account, id, isOptional: true })
}

/** How each kind of object enters the mirror, and what it brings with it. Balance transactions come only by asking for them. */
const TAKERS: Readonly<Record<string, Taker>> = {
  balance_transaction: (into, wire, seen) => keep(into, 'balance_transaction', mapBalanceTransaction(wire, seen)),

  charge: (into, wire, seen, platform) => {
    const row = mapCharge(wire, seen)
    keep(into, 'charge', row)
    need(into, 'balance_transaction', seen.account, row.balanceTransactionId, idIn(wire, 'failure_balance_transaction'))
    // A charge does not say which invoice it pays; without that it would be taken for a sale of its own.
    if (row.status === 'succeeded' && seen.account === platform) {
      need(into, 'payments_of_intent', seen.account, row.paymentIntentId)
      need(into, 'transfer', seen.account, row.transferId)
    }
    // The fee of a seller's charge lives on the platform.
    need(into, 'application_fee', platform, row.applicationFeeId)
  },

  refund: (into, wire, seen) => {
    const row = mapRefund(wire, seen)
    keep(into, 'refund', row)
    need(into, 'balance_transaction', seen.account, row.balanceTransactionId, row.failureBalanceTransactionId)
    need(into, 'charge', seen.account, row.chargeId)
    // The reversal that Stripe made along is found on the transfer, and the transfer on the charge.
    if (row.transferReversalId !== '') need(into, 'transfer_of_charge', seen.account, row.chargeId)
  },

  transfer: (into, wire, seen) => {
    const row = mapTransfer(wire, seen)
    keep(into, 'transfer', row)
    need(into, 'balance_transaction', seen.account, row.balanceTransactionId)
    needOfSeller(into, 'charge', row.destination, row.destinationPaymentId)
    const reversals = nestedList(wire, 'reversals')
    if (reversals?.hasMore) need(into, 'reversals', seen.account, row.id)
    for (const reversal of reversals?.data ?? []) {
      takeReversal(into, reversal, seen)
      needOfSeller(into, 'refund', row.destination, idIn(reversal, 'destination_payment_refund'))
    }
  },

  transfer_reversal: (into, wire, seen) => {
    const row = takeReversal(into, wire, seen)
    need(into, 'transfer', seen.account, row.transferId)
  },

  payout: (into, wire, seen) => {
    const row = mapPayout(wire, seen)
    keep(into, 'payout', row)
    need(into, 'balance_transaction', seen.account, row.balanceTransactionId, row.failureBalanceTransactionId)
  },

  payment_intent: (into, wire, seen) => {
    const row = mapPaymentIntent(wire, seen)
    keep(into, 'payment_intent', row)
    if (row.status === 'succeeded') need(into, 'charge', seen.account, row.latestChargeId)
  },

  invoice: (into, wire, seen, platform) => {
    const row = mapInvoice(wire, seen)
    keep(into, 'invoice', row)
    const { lines, hasMore } = linesWithin(wire, seen)
    for (const line of lines) keep(into, 'invoice_line', line)
    if (row.status !== 'paid' && row.amountPaidMinor === 0n) return
    if (hasMore) need(into, 'lines', seen.account, row.id)
    const payments = nestedList(wire, 'payments')
    if (payments === null || payments.hasMore) need(into, 'payments_of_invoice', seen.account, row.id)
    for (const payment of payments?.data ?? []) TAKERS.invoice_payment?.(into, payment, seen, platform)
  },

  invoice_payment: (into, wire, seen) => {
    const row = mapInvoicePayment(wire, seen)
    keep(into, 'invoice_payment', row)
    if (row.status !== 'paid') return
    need(into, 'payment_intent', seen.account, row.paymentIntentId)
    need(into, 'charge', seen.account, row.chargeId)
    need(into, 'invoice', seen.account, row.invoiceId)
  },

  application_fee: (into, wire, seen) => {
    const row = mapApplicationFee(wire, seen)
    keep(into, 'application_fee', row)
    need(into, 'balance_transaction', seen.account, row.balanceTransactionId)
    needOfSeller(into, 'charge', row.sellerAccount, row.chargeId)
    const refunds = nestedList(wire, 'refunds')
    if (refunds?.hasMore) need(into, 'fee_refunds', seen.account, row.id)
    for (const refund of refunds?.data ?? []) takeFeeRefund(into, refund, seen)
    // What the seller got back is a transaction that no object of the seller's names.
    if (row.refundedMinor > 0n && row.sellerAccount !== '')
      into.needs.push({ what: 'transactions_of', account: row.sellerAccount, id: row.chargeId, isOptional: true })
  },

  fee_refund: (into, wire, seen) => takeFeeRefund(into, wire, seen),

  dispute: (into, wire, seen) => {
    const row = mapDispute(wire, seen)
    keep(into, 'dispute', row)
    need(into, 'balance_transaction', seen.account, ...row.balanceTransactionIds)
    // A fee for countering is no part of the dispute's own list.
    need(into, 'transactions_of', seen.account, row.id)
    // No event of the charge's own says that it is disputed.
    need(into, 'charge_again', seen.account, row.chargeId)
  },

  'checkout.session': (into, wire, seen) => {
    const row = mapCheckoutSession(wire, seen)
    keep(into, 'checkout.session', row)
    if (row.paymentStatus === 'paid') need(into, 'payment_intent', seen.account, row.paymentIntentId)
  },

  topup: (into, wire, seen) => {
    const row = mapTopup(wire, seen)
    keep(into, 'topup', row)
    need(into, 'balance_transaction', seen.account, row.balanceTransactionId)
    // What took it back again is named nowhere.
    if (row.status === 'reversed') need(into, 'transactions_of', seen.account, row.id)
  },

  customer: (into, wire, seen) => keep(into, 'customer', mapCustomer(wire, seen)),

  account: (into, wire, seen, platform) => {
    const account = mapAccount(wire, seen.asOf)
    keep(into, 'object', mapObject(wire, { ...seen, account: platform }))
    if (account.id !== platform) into.accounts.push(account)
  },
}

/** Kept as they come: rooms that understand them follow. */
const KEPT_AS_THEY_ARE = ['credit_note', 'price', 'product', 'radar.early_fraud_warning', 'review', 'subscription']

/** Whether nothing is kept of such an object but what it moved, which is found by the object alone. */
export const movesAlone = (type: string): boolean => type === 'reserve.hold' || type === 'reserve.release'

function takeReversal(into: Gathered, wire: Wire, seen: Seen): TransferReversalRow {
  const row = mapTransferReversal(wire, seen)
  keep(into, 'transfer_reversal', row)
  need(into, 'balance_transaction', seen.account, row.balanceTransactionId)
  return row
}

function takeFeeRefund(into: Gathered, wire: Wire, seen: Seen): void {
  const row = mapFeeRefund(wire, seen)
  keep(into, 'fee_refund', row)
  need(into, 'balance_transaction', seen.account, row.balanceTransactionId)
}

/** Under which kind the mirror holds an object of this type; null when it holds none of them. */
export function mirrorKindOf(type: string): MirrorKind | null {
  if (type === 'account' || KEPT_AS_THEY_ARE.includes(type)) return 'object'
  if (movesAlone(type)) return 'balance_transaction'
  return type in TAKERS ? (type as MirrorKind) : null
}

/** Takes one object in, as Stripe sent it. Refuses what cannot be read; types the mirror does not hold are left out. */
export function takeObject(into: Gathered, type: string, wire: Wire, seen: Seen, platform: string): void {
  const taker = TAKERS[type]
  if (taker !== undefined) taker(into, wire, seen, platform)
  else if (movesAlone(type)) need(into, 'transactions_of', seen.account, ownId(wire))
  else if (KEPT_AS_THEY_ARE.includes(type)) {
    keep(into, 'object', mapObject(wire, seen))
    need(into, 'balance_transaction', seen.account, ...balanceTransactionsOf(wire))
  }
}
