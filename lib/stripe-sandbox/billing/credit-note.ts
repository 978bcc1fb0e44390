import { displayAmount } from '../core/currency.ts'
import { invalid, refused } from '../core/failure.ts'
import type { CreditNoteRow, InvoiceRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { lowerDue } from '../objects/invoice-payment.ts'
import { createRefund } from '../objects/refund.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { type CreditedLine, creditLines, sumsOf, type WantedCredit } from './credit-note-lines.ts'
import { moveBalance } from './customer-balance.ts'

export type NewCreditNote = {
  invoice: string
  lines: readonly WantedCredit[]
  /** Where what was paid goes back to; what was not paid yet is simply no longer due. */
  refundAmount: number
  creditAmount: number
  outOfBandAmount: number
  refunds: readonly { refund: string; amount: number | null }[]
  reason: CreditNoteRow['reason']
  memo: string | null
  metadata: Metadata
}

/** Takes back part of a finalised invoice: before it is paid it lowers what is due, afterwards money or credit goes back. */
export function createCreditNote(world: World, account: string, input: NewCreditNote): CreditNoteRow {
  const invoice = world.require('invoice', account, input.invoice, 'invoice', 400)
  if (invoice.status !== 'open' && invoice.status !== 'paid')
    throw refused(
      'invoice_not_editable',
      `You cannot create a credit note for an invoice that is ${invoice.status}.`,
      'invoice',
    )
  const lines = creditLines(world, account, invoice, input.lines)
  const sums = sumsOf(lines)
  if (sums.total < 1) throw invalid('The credit note amount must be greater than 0.', 'amount')
  const id = world.ids.next('cn')
  const pre = invoice.status === 'open' ? sums.total : 0
  check(world, account, invoice, input, sums.total)
  const note = world.store.insert('credit_note', account, {
    ...blankNote(world, account, id, invoice),
    amount: sums.total,
    discount_amount: sums.discount,
    discount_amounts: sums.discounts,
    memo: input.memo,
    metadata: input.metadata,
    out_of_band_amount: input.outOfBandAmount || null,
    post_payment_amount: sums.total - pre,
    pre_payment_amount: pre,
    pretax_credit_amounts: sums.discounts.map((one) => ({ ...one, type: 'discount' })),
    reason: input.reason,
    subtotal: sums.subtotal,
    subtotal_excluding_tax: sums.subtotal - sums.contained,
    total: sums.total,
    total_excluding_tax: sums.total - sums.added - sums.contained,
    total_taxes: sums.taxes,
    type: pre > 0 ? 'pre_payment' : 'post_payment',
  })
  for (const line of lines) insertLine(world, account, id, line)
  const settled = pre > 0 ? note : giveBack(world, account, invoice, note, input)
  recordEvent(world, account, 'credit_note.created', 'credit_note', settled)
  if (pre > 0) lowerDue(world, account, invoice, pre)
  else {
    const changes = { post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + sums.total }
    const changed = world.store.update('invoice', invoice, changes)
    recordEvent(world, account, 'invoice.updated', 'invoice', changed, {
      post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount,
    })
  }
  return settled
}

/** Refuses more than there is to credit, and money going back to nowhere, or for nothing. */
function check(world: World, account: string, invoice: InvoiceRow, input: NewCreditNote, total: number): void {
  const linked = input.refunds.reduce(
    (sum, { refund, amount }) => sum + (amount ?? world.require('refund', account, refund, 'refunds', 400).amount),
    0,
  )
  const back = input.refundAmount + input.creditAmount + input.outOfBandAmount + linked
  const isOpen = invoice.status === 'open'
  const left = isOpen
    ? invoice.amount_remaining
    : invoice.total - invoice.pre_payment_credit_notes_amount - invoice.post_payment_credit_notes_amount
  if (total > left)
    throw invalid(
      `The sum of credit notes cannot be more than the invoice: ${displayAmount(left, invoice.currency)} can still be credited.`,
      'amount',
    )
  if (isOpen && back > 0)
    throw invalid('Nothing was paid yet: a credit note for an open invoice lowers what is due.', 'refund_amount')
  if (!isOpen && back !== total)
    throw invalid(
      `The sum of credit amount, refund amount and out of band amount (${back}) must equal the credit note amount (${total}).`,
      'refund_amount',
    )
}

function giveBack(
  world: World,
  account: string,
  invoice: InvoiceRow,
  note: CreditNoteRow,
  { creditAmount, refundAmount, refunds }: NewCreditNote,
): CreditNoteRow {
  const made =
    refundAmount > 0 ? [{ refund: refundOf(world, account, invoice, refundAmount), amount: refundAmount }] : []
  const linked = refunds.map(({ refund, amount }) => ({
    refund,
    amount: amount ?? world.require('refund', account, refund, 'refunds', 400).amount,
  }))
  const transaction =
    creditAmount > 0
      ? moveBalance(world, account, world.require('customer', account, invoice.customer ?? ''), {
          amount: -creditAmount,
          currency: invoice.currency,
          type: 'credit_note',
          invoice: invoice.id,
          creditNote: note.id,
        })
      : null
  return world.store.update('credit_note', note, {
    customer_balance_transaction: transaction?.id ?? null,
    refunds: [...made, ...linked].map(({ refund, amount }) => ({
      amount_refunded: amount,
      payment_record_refund: null,
      refund,
      type: 'refund',
    })),
  })
}

function refundOf(world: World, account: string, invoice: InvoiceRow, amount: number): string {
  const payment = world.store.all('invoice_payment', account, { invoice: invoice.id, status: 'paid' })[0]
  const intent = world.store.find('payment_intent', account, payment?.payment.payment_intent ?? '')
  const charge = world.store.find('charge', account, intent?.latest_charge ?? '')
  if (!charge) throw invalid('The invoice was not paid by a charge that could be refunded.', 'refund_amount')
  return createRefund(world, account, charge, { amount, reason: null, metadata: {}, reverseTransfer: false }).id
}

function insertLine(world: World, account: string, note: string, line: CreditedLine): void {
  world.store.insert('credit_note_line', account, {
    id: world.ids.next('cnli'),
    object: 'credit_note_line_item',
    amount: line.amount,
    created: world.now(),
    description: line.description,
    discount_amount: line.discounts.reduce((sum, { amount }) => sum + amount, 0),
    discount_amounts: line.discounts,
    ...(line.of !== null && { invoice_line_item: line.of }),
    livemode: false,
    metadata: line.metadata,
    pretax_credit_amounts: line.discounts.map((one) => ({ ...one, type: 'discount' })),
    quantity: line.quantity,
    tax_rates: [],
    taxes: line.taxes,
    type: line.of === null ? 'custom_line_item' : 'invoice_line_item',
    unit_amount: line.unitAmount,
    unit_amount_decimal: line.unitAmount === null ? null : String(line.unitAmount),
    _note: note,
  })
}

function blankNote(world: World, account: string, id: string, invoice: InvoiceRow): CreditNoteRow {
  const sequence = world.store.all('credit_note', account, { invoice: invoice.id }).length + 1
  return {
    id,
    object: 'credit_note',
    amount: 0,
    amount_shipping: 0,
    created: world.now(),
    currency: invoice.currency,
    customer: String(invoice.customer),
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: 0,
    discount_amounts: [],
    effective_at: world.now(),
    invoice: invoice.id,
    livemode: false,
    memo: null,
    metadata: {},
    number: `${invoice.number}-CN-${String(sequence).padStart(2, '0')}`,
    out_of_band_amount: null,
    pdf: `https://pay.stripe.com/credit_notes/${account}/${id}/pdf`,
    post_payment_amount: 0,
    pre_payment_amount: 0,
    pretax_credit_amounts: [],
    reason: null,
    refunds: [],
    shipping_cost: null,
    status: 'issued',
    subtotal: 0,
    subtotal_excluding_tax: 0,
    total: 0,
    total_excluding_tax: 0,
    total_taxes: [],
    type: 'pre_payment',
    voided_at: null,
  }
}

/** Takes back a credit note of an invoice that is still open: what it took off is due again. */
export function voidCreditNote(world: World, account: string, note: CreditNoteRow): CreditNoteRow {
  const invoice = world.require('invoice', account, String(note.invoice))
  if (note.status !== 'issued' || invoice.status !== 'open')
    throw invalid('You can only void a credit note that is issued for an open invoice.')
  const voided = world.store.update('credit_note', note, { status: 'void', voided_at: world.now() })
  recordEvent(world, account, 'credit_note.voided', 'credit_note', voided)
  lowerDue(world, account, invoice, -note.pre_payment_amount)
  return voided
}
