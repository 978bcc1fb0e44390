import { applyBalance } from '../billing/customer-balance.ts'
import { DAY, HOUR } from '../core/clock.ts'
import { invalid } from '../core/failure.ts'
import { letters } from '../core/ids.ts'
import type { InvoiceRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { pullPendingItems } from './invoice-item.ts'

type NewInvoice = {
  customer: string
  currency: string | undefined
  collectionMethod: 'charge_automatically' | 'send_invoice'
  daysUntilDue: number | null
  autoAdvance: boolean
  defaultPaymentMethod: string | null
  description: string | null
  metadata: Metadata
  includePending: boolean
  /** What else it is to have: discounts, tax rates, automatic tax. */
  fields?: Partial<InvoiceRow>
}

const DRAFT_LASTS = HOUR
/** An invoice finalised by hand is collected this much later, unless someone pays it first. */
const COLLECTED_AFTER = HOUR

export function createInvoice(world: World, account: string, input: NewInvoice): InvoiceRow {
  const draft = draftInvoice(world, account, input)
  const invoice = input.includePending ? pullPendingItems(world, account, draft, null) : draft
  announceDraft(world, account, invoice)
  return invoice
}

/** Says that there is a draft, which finalises itself when it is to. */
export function announceDraft(world: World, account: string, invoice: InvoiceRow): void {
  if (invoice.automatically_finalizes_at !== null) {
    schedule(world, invoice.automatically_finalizes_at, 'invoice', account, invoice.id)
  }
  recordEvent(world, account, 'invoice.created', 'invoice', invoice)
}

/** Makes the draft itself, empty and unannounced. */
export function draftInvoice(world: World, account: string, input: NewInvoice): InvoiceRow {
  const customer = world.require('customer', account, input.customer, 'customer', 400)
  if (input.collectionMethod === 'send_invoice' && input.daysUntilDue === null) {
    throw invalid("If invoice is sent, then 'days_until_due' must be given.", 'days_until_due', 'parameter_missing')
  }
  return world.store.insert('invoice', account, {
    ...blankInvoice(world, account, input),
    ...input.fields,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: world.store
      .all('tax_id', account, { customer: customer.id })
      .map(({ type, value }) => ({ type, value })),
  })
}

/** Numbers the invoice and opens it for payment; the next of the customer's numbers is used up. */
export function openInvoice(world: World, account: string, invoice: InvoiceRow): InvoiceRow {
  const balanced = applyBalance(world, account, invoice)
  const customer = world.require('customer', account, invoice.customer ?? '')
  const sequence = customer.next_invoice_sequence ?? 1
  world.store.update('customer', customer, { next_invoice_sequence: sequence + 1 })
  const collects = invoice.auto_advance && invoice.collection_method === 'charge_automatically'
  const url = `https://invoice.stripe.com/i/${account}/test_${letters(`${invoice.id}:hosted`, 40)}`
  return world.store.update('invoice', invoice, {
    automatically_finalizes_at: null,
    effective_at: world.now(),
    ...balanced,
    hosted_invoice_url: url,
    invoice_pdf: `${url}/pdf`,
    next_payment_attempt: collects ? world.now() + COLLECTED_AFTER : null,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    status: 'open',
    status_transitions: { ...invoice.status_transitions, finalized_at: world.now() },
  })
}

function blankInvoice(world: World, account: string, input: NewInvoice): InvoiceRow {
  const seller = world.store.find('account', world.platform, account)
  const isAutomatic = input.collectionMethod === 'charge_automatically'
  const now = world.now()
  return {
    id: world.ids.next('in'),
    object: 'invoice',
    account_country: seller?.country ?? 'US',
    account_name: seller?.business_profile?.name ?? null,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: input.autoAdvance,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: input.autoAdvance ? now + DRAFT_LASTS : null,
    billing_reason: 'manual',
    collection_method: input.collectionMethod,
    created: now,
    currency: input.currency ?? seller?.default_currency ?? 'usd',
    custom_fields: null,
    customer: input.customer,
    customer_account: null,
    customer_address: null,
    customer_email: null,
    customer_name: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: input.defaultPaymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: input.description,
    discounts: [],
    due_date: isAutomatic || input.daysUntilDue === null ? null : now + input.daysUntilDue * DAY,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    livemode: false,
    metadata: input.metadata,
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: now,
    period_start: now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: world.testClock,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  }
}
