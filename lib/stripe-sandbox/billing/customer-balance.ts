import { minimumCharge } from '../core/currency.ts'
import { invalid } from '../core/failure.ts'
import type { InvoiceRow, Rows } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'

type CustomerRow = Rows['customer']
type TransactionRow = Rows['customer_balance_transaction']

type NewTransaction = {
  amount: number
  currency: string
  type: TransactionRow['type']
  description?: string | null
  metadata?: Metadata
  invoice?: string | null
  creditNote?: string | null
}

/** Moves a customer's balance: negative is owed to the customer, positive by the customer (minor units). */
export function moveBalance(
  world: World,
  account: string,
  customer: CustomerRow,
  input: NewTransaction,
): TransactionRow {
  if (customer.currency != null && customer.currency !== input.currency)
    throw invalid(`The customer's currency is ${customer.currency}; the balance is of that currency only.`, 'currency')
  const balance = customer.balance + input.amount
  const changed = world.store.update('customer', customer, { balance, currency: input.currency })
  const transaction = world.store.insert('customer_balance_transaction', account, {
    id: world.ids.next('cbtxn'),
    object: 'customer_balance_transaction',
    amount: input.amount,
    checkout_session: null,
    created: world.now(),
    credit_note: input.creditNote ?? null,
    currency: input.currency,
    customer: customer.id,
    customer_account: null,
    description: input.description ?? null,
    ending_balance: balance,
    invoice: input.invoice ?? null,
    livemode: false,
    metadata: input.metadata ?? {},
    type: input.type,
  })
  recordEvent(world, account, 'customer.updated', 'customer', changed, { balance: customer.balance })
  return transaction
}

/**
 * What an invoice asks for once the customer's balance is taken into account: credit lowers it, debt and earlier small
 * amounts raise it; what is too small to be charged waits in the balance.
 */
export function balanceEffect(
  customer: CustomerRow,
  { total, currency, pre_payment_credit_notes_amount: credited }: InvoiceRow,
) {
  const isSame = customer.currency == null || customer.currency === currency
  const starting = isSame ? customer.balance : 0
  const owed = total - credited + starting
  const due = total < 0 ? 0 : Math.max(owed, 0)
  const isTooSmall = due > 0 && due < minimumCharge(currency) && isSame
  return {
    due: isTooSmall ? 0 : due,
    starting,
    ending: isTooSmall || due === 0 ? owed : 0,
    type: isTooSmall ? ('invoice_too_small' as const) : ('applied_to_invoice' as const),
  }
}

/** Applies the balance to an invoice that is being finalised. */
export function applyBalance(world: World, account: string, invoice: InvoiceRow): Partial<InvoiceRow> {
  const customer = world.require('customer', account, invoice.customer ?? '')
  const { due, starting, ending, type } = balanceEffect(customer, invoice)
  if (ending !== starting) {
    const amount = ending - starting
    moveBalance(world, account, customer, { amount, currency: invoice.currency, type, invoice: invoice.id })
  }
  return { amount_due: due, amount_remaining: due, starting_balance: starting, ending_balance: ending }
}

/** Gives back what a voided invoice had taken from the balance, or put into it. */
export function unapplyBalance(world: World, account: string, invoice: InvoiceRow): void {
  const amount = invoice.starting_balance - (invoice.ending_balance ?? invoice.starting_balance)
  if (amount === 0) return
  const customer = world.require('customer', account, invoice.customer ?? '')
  moveBalance(world, account, customer, {
    amount,
    currency: invoice.currency,
    type: 'unapplied_from_invoice',
    invoice: invoice.id,
  })
}
