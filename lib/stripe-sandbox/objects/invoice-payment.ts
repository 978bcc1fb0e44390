import { unapplyBalance } from '../billing/customer-balance.ts'
import { dunningOf } from '../billing/dunning.ts'
import { followInvoice, isRetried } from '../billing/follow-invoice.ts'
import { DAY } from '../core/clock.ts'
import { Failure, refused } from '../core/failure.ts'
import type { InvoicePaymentRow, InvoiceRow, Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { openInvoice } from './invoice.ts'
import { methodFor, routingOf } from './invoice-routing.ts'
import { attemptPayment, cancelPaymentIntent, createPaymentIntent, declined } from './payment-intent.ts'
import { routedFields } from './routing.ts'

/** Closes the draft and asks for payment. What costs nothing is paid at once. */
export function finalizeInvoice(world: World, account: string, draft: InvoiceRow): InvoiceRow {
  if (draft.status !== 'draft') {
    throw refused(
      'invoice_not_editable',
      `This invoice is already finalized, you can't re-finalize a non-draft invoice.`,
    )
  }
  const invoice = openInvoice(world, account, draft)
  if (invoice.next_payment_attempt !== null) {
    schedule(world, invoice.next_payment_attempt, 'invoice', account, invoice.id)
  }
  if (invoice.due_date !== null) schedule(world, invoice.due_date, 'invoice_overdue', account, invoice.id)
  recordEvent(world, account, 'invoice.finalized', 'invoice', invoice)
  if (invoice.amount_due === 0) return recordPaid(world, account, invoice, { amount_remaining: 0 })
  const intent = createPaymentIntent(world, account, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: invoice.customer,
    description: `Payment for Invoice ${invoice.number}`,
    metadata: {},
    transferGroup: null,
    captureMethod: 'automatic',
    paymentMethod: null,
    routing: routingOf(invoice),
  })
  world.store.insert('invoice_payment', account, {
    id: world.ids.next('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: world.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  })
  return invoice
}

/** Finalises and collects at once; what fails is in the answer, and on record. */
export function collectNow(world: World, account: string, invoice: InvoiceRow): Collected {
  const open = invoice.status === 'draft' ? finalizeInvoice(world, account, invoice) : invoice
  return open.status === 'open' ? collectOrFail(world, account, open) : { invoice: open }
}

/** Collects now. A decline throws card_declined, and the failed attempt stays on record. */
export function payInvoice(world: World, account: string, invoice: InvoiceRow, methodId?: string): InvoiceRow {
  const open = requireOpen(world, account, invoice)
  if (open.status === 'paid') return open
  const outcome = collect(world, account, open, methodId)
  if (outcome.failure) throw outcome.failure
  return outcome.invoice
}

/** The buyer paid elsewhere: nothing is collected here, and no charge exists. */
export function payOutOfBand(world: World, account: string, invoice: InvoiceRow): InvoiceRow {
  const open = requireOpen(world, account, invoice)
  if (open.status === 'paid') return open
  closePayment(world, account, open)
  return recordPaid(world, account, open, {
    amount_paid: open.amount_due,
    amount_paid_off_stripe: open.amount_due,
    amount_remaining: 0,
  })
}

export function voidInvoice(world: World, account: string, invoice: InvoiceRow): InvoiceRow {
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw refused(
      'invoice_not_editable',
      `You can only void open or uncollectible invoices; this one is ${invoice.status}.`,
    )
  }
  closePayment(world, account, invoice)
  const voided = world.store.update('invoice', invoice, {
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...invoice.status_transitions, voided_at: world.now() },
  })
  unapplyBalance(world, account, voided)
  recordEvent(world, account, 'invoice.voided', 'invoice', voided)
  followInvoice(world, account, voided, 'settled')
  return voided
}

export function markUncollectible(world: World, account: string, invoice: InvoiceRow): InvoiceRow {
  if (invoice.status !== 'open') {
    throw refused(
      'invoice_not_editable',
      `Only open invoices can be marked uncollectible; this one is ${invoice.status}.`,
    )
  }
  const marked = world.store.update('invoice', invoice, {
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: world.now() },
  })
  recordEvent(world, account, 'invoice.marked_uncollectible', 'invoice', marked)
  followInvoice(world, account, marked, 'settled')
  return marked
}

/** Scheduled work: a draft whose hour is over finalises itself; an open invoice is collected or tried again. */
export function advanceInvoice(world: World, account: string, id: string): void {
  const invoice = world.store.find('invoice', account, id)
  if (!invoice?.auto_advance) return
  const due = invoice.status === 'draft' ? invoice.automatically_finalizes_at : invoice.next_payment_attempt
  if (due === null || due > world.now()) return
  const open = invoice.status === 'draft' ? finalizeOrSay(world, account, invoice) : invoice
  if (open.status === 'open' && open.collection_method === 'charge_automatically') collectOrFail(world, account, open)
}

/** Nobody is there to be refused: a draft that cannot be finalised stays one, and says why. */
export function finalizeOrSay(world: World, account: string, draft: InvoiceRow): InvoiceRow {
  try {
    return world.attempt(() => finalizeInvoice(world, account, draft))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { type, code, message } = error.spec
    const failed = world.store.update('invoice', draft, {
      auto_advance: false,
      automatically_finalizes_at: null,
      last_finalization_error: { type, message, ...(code && { code }) },
    })
    recordEvent(world, account, 'invoice.finalization_failed', 'invoice', failed)
    return failed
  }
}

/** Scheduled work: an invoice that was sent and not paid by its day is overdue, and its subscription late. */
export function passDueDate(world: World, account: string, id: string): void {
  const invoice = world.store.find('invoice', account, id)
  if (invoice?.status !== 'open' || invoice.due_date === null || invoice.due_date > world.now()) return
  recordEvent(world, account, 'invoice.overdue', 'invoice', invoice)
  followInvoice(world, account, invoice, 'failed')
}

function requireOpen(world: World, account: string, invoice: InvoiceRow): InvoiceRow {
  if (invoice.status === 'draft') return finalizeInvoice(world, account, invoice)
  if (invoice.status === 'open' || invoice.status === 'uncollectible') return invoice
  if (invoice.status === 'paid') throw refused('invoice_already_paid', 'Invoice is already paid')
  throw refused('invoice_not_editable', `This invoice can't be paid: it is ${invoice.status}.`)
}

type Collected = { invoice: InvoiceRow; failure?: Failure }

/** Nobody is there to be told that there is nothing to pay with: it counts as an attempt that failed. */
function collectOrFail(world: World, account: string, invoice: InvoiceRow): Collected {
  const outcome = collect(world, account, invoice)
  const isUntold = outcome.failure !== undefined && outcome.invoice === invoice
  return isUntold ? { ...outcome, invoice: recordFailed(world, account, invoice) } : outcome
}

function collect(world: World, account: string, invoice: InvoiceRow, methodId?: string): Collected {
  const payment = paymentOf(world, account, invoice.id)
  const intent = world.require('payment_intent', account, payment?.payment.payment_intent ?? '')
  const wanted = methodId ?? methodFor(world, account, invoice)
  if (!payment || !wanted) return { invoice, failure: noPaymentMethod() }
  const attempt = attemptPayment(world, account, intent, wanted)
  if (attempt.decline) {
    const failed = recordFailed(world, account, invoice)
    return { invoice: failed, failure: declined(world, account, attempt.intent, attempt.decline) }
  }
  // A bank debit is decided days later: until then the invoice stays open.
  if (attempt.intent.status === 'processing') {
    return { invoice: world.store.update('invoice', invoice, { attempted: true, next_payment_attempt: null }) }
  }
  return { invoice: recordCollected(world, account, invoice, payment) }
}

/** A bank has decided about the debit that an invoice was to be paid by. */
export function concludeDebit(world: World, account: string, charge: string): void {
  const { payment_intent } = world.require('charge', account, charge)
  const [payment] = world.store.all('invoice_payment', account, { payment_intent: payment_intent ?? '' })
  const invoice = world.store.find('invoice', account, String(payment?.invoice))
  if (!payment || invoice?.status !== 'open') return
  const { status } = world.require('payment_intent', account, payment_intent ?? '')
  if (status === 'succeeded') recordCollected(world, account, invoice, payment)
  else recordFailed(world, account, invoice)
}

function recordCollected(
  world: World,
  account: string,
  invoice: InvoiceRow,
  payment: Rows['invoice_payment'],
): InvoiceRow {
  const paidPayment = world.store.update('invoice_payment', payment, {
    amount_paid: invoice.amount_due,
    status: 'paid',
    status_transitions: { canceled_at: null, paid_at: world.now() },
  })
  recordEvent(world, account, 'invoice_payment.paid', 'invoice_payment', paidPayment)
  const attempts = invoice.attempt_count + 1
  const changes = { amount_paid: invoice.amount_due, amount_remaining: 0, attempt_count: attempts, attempted: true }
  return recordPaid(world, account, invoice, changes)
}

function recordPaid(world: World, account: string, invoice: InvoiceRow, changes: Partial<InvoiceRow>): InvoiceRow {
  const paid = world.store.update('invoice', invoice, {
    ...changes,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: world.now() },
  })
  recordEvent(world, account, 'invoice.paid', 'invoice', paid)
  recordEvent(world, account, 'invoice.payment_succeeded', 'invoice', paid)
  recordEvent(world, account, 'invoice.updated', 'invoice', paid, {
    status: invoice.status,
    amount_paid: invoice.amount_paid,
  })
  followInvoice(world, account, paid, 'settled')
  return paid
}

function recordFailed(world: World, account: string, invoice: InvoiceRow): InvoiceRow {
  const gap = isRetried(world, account, invoice) ? dunningOf(world).retryDays[invoice.attempt_count] : undefined
  const next = gap === undefined ? null : world.now() + gap * DAY
  const failed = world.store.update('invoice', invoice, {
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
    next_payment_attempt: next,
  })
  if (next !== null) schedule(world, next, 'invoice', account, invoice.id)
  recordEvent(world, account, 'invoice.payment_failed', 'invoice', failed)
  recordEvent(world, account, 'invoice.updated', 'invoice', failed, { attempt_count: invoice.attempt_count })
  followInvoice(world, account, failed, next === null ? 'given_up' : 'failed')
  return failed
}

function closePayment(world: World, account: string, invoice: InvoiceRow): void {
  const payment = paymentOf(world, account, invoice.id)
  if (!payment) return
  const intent = world.require('payment_intent', account, payment.payment.payment_intent ?? '')
  cancelPaymentIntent(world, account, intent, null)
  world.store.update('invoice_payment', payment, {
    status: 'canceled',
    status_transitions: { canceled_at: world.now(), paid_at: null },
  })
}

/** A credit note lowers what an open invoice asks for, or raises it again; what asks for nothing any more is paid. */
export function lowerDue(world: World, account: string, invoice: InvoiceRow, by: number): InvoiceRow {
  const due = invoice.amount_due - by
  const payment = paymentOf(world, account, invoice.id)
  if (due === 0) closePayment(world, account, invoice)
  else if (payment) {
    const intent = world.require('payment_intent', account, payment.payment.payment_intent ?? '')
    const routed = routedFields(routingOf({ ...invoice, amount_due: due }))
    world.store.update('payment_intent', intent, { amount: due, ...routed })
    world.store.update('invoice_payment', payment, { amount_requested: due })
  }
  const credited = invoice.pre_payment_credit_notes_amount
  const changes = { amount_due: due, amount_remaining: due, pre_payment_credit_notes_amount: credited + by }
  if (due === 0) return recordPaid(world, account, invoice, changes)
  const changed = world.store.update('invoice', invoice, changes)
  recordEvent(world, account, 'invoice.updated', 'invoice', changed, {
    amount_due: invoice.amount_due,
    amount_remaining: invoice.amount_remaining,
    pre_payment_credit_notes_amount: credited,
  })
  return changed
}

function paymentOf(world: World, account: string, invoice: string): InvoicePaymentRow | undefined {
  return world.store.all('invoice_payment', account, { invoice }).find(({ status }) => status === 'open')
}

const noPaymentMethod = () =>
  new Failure({
    status: 400,
    type: 'invalid_request_error',
    code: 'resource_missing',
    message:
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method.',
    remembered: true,
  })
