import type { ListQuery } from '#lib/providers/stripe/fetch.ts'

/** A list of Stripe's that is swept by the creation of what it holds. */
export type SweptList = {
  readonly kind: string
  /** Type of the objects it holds. */
  readonly type: string
  readonly path: string
  readonly query?: ListQuery
  /** Counts as empty where Stripe does not offer it to the account. */
  readonly isOptional?: true
}

/**
 * The platform's lists, in an order in which nothing is mistaken for something else on the first load: invoices with their
 * payments before charges, transfers before the sales they paid for, balance transactions last of the money.
 */
export const PLATFORM_LISTS: readonly SweptList[] = [
  { kind: 'account', type: 'account', path: 'accounts' },
  { kind: 'customer', type: 'customer', path: 'customers' },
  { kind: 'transfer', type: 'transfer', path: 'transfers' },
  { kind: 'payment_intent', type: 'payment_intent', path: 'payment_intents' },
  { kind: 'invoice', type: 'invoice', path: 'invoices', query: { expand: ['data.payments'] } },
  {
    kind: 'checkout.session',
    type: 'checkout.session',
    path: 'checkout/sessions',
    query: { expand: ['data.line_items'] },
    isOptional: true,
  },
  { kind: 'application_fee', type: 'application_fee', path: 'application_fees', isOptional: true },
  { kind: 'dispute', type: 'dispute', path: 'disputes', isOptional: true },
  { kind: 'topup', type: 'topup', path: 'topups', isOptional: true },
  {
    kind: 'radar.early_fraud_warning',
    type: 'radar.early_fraud_warning',
    path: 'radar/early_fraud_warnings',
    isOptional: true,
  },
  { kind: 'refund', type: 'refund', path: 'refunds' },
  { kind: 'charge', type: 'charge', path: 'charges' },
  { kind: 'payout', type: 'payout', path: 'payouts' },
  { kind: 'balance_transaction', type: 'balance_transaction', path: 'balance_transactions' },
]

/** A seller's account: its money, with what caused it. */
export const SELLER_LISTS: readonly SweptList[] = [
  { kind: 'payment_intent', type: 'payment_intent', path: 'payment_intents' },
  { kind: 'dispute', type: 'dispute', path: 'disputes', isOptional: true },
  { kind: 'refund', type: 'refund', path: 'refunds' },
  { kind: 'charge', type: 'charge', path: 'charges' },
  { kind: 'payout', type: 'payout', path: 'payouts' },
  { kind: 'balance_transaction', type: 'balance_transaction', path: 'balance_transactions' },
]

/** What is kept as Stripe says it, until rooms that understand it follow: read with the past, and by events afterwards. */
export const KEPT_LISTS: readonly SweptList[] = [
  { kind: 'product', type: 'product', path: 'products', isOptional: true },
  { kind: 'price', type: 'price', path: 'prices', isOptional: true },
  { kind: 'subscription', type: 'subscription', path: 'subscriptions', query: { status: 'all' }, isOptional: true },
  { kind: 'credit_note', type: 'credit_note', path: 'credit_notes', isOptional: true },
  {
    kind: 'radar.early_fraud_warning',
    type: 'radar.early_fraud_warning',
    path: 'radar/early_fraud_warnings',
    isOptional: true,
  },
]

/** Later sweeps ask for the cause of each balance transaction, too: it heals what a lost event would have said. */
export const WITH_SOURCE: ListQuery = { expand: ['data.source'] }
