import type { InvoiceRow, SubscriptionRow } from '../core/kinds.ts'
import { show, showList } from '../core/render.ts'
import type { JsonObject } from '../core/wire.ts'
import type { World } from '../core/world.ts'
import { recordSnapshot } from '../webhooks/record-event.ts'
import { advanceSubscription } from './advance-subscription.ts'
import { balanceEffect } from './customer-balance.ts'
import { itemsOf } from './subscription-item.ts'
import { isOver } from './subscription-state.ts'

/** Scheduled work: a week before a subscription renews, its next invoice is shown as it would be. */
export function foretellInvoice(world: World, account: string, subject: string): void {
  if (world.now() < world.eventsFrom) return
  const [id = '', end = ''] = subject.split(':')
  const subscription = world.store.find('subscription', account, id)
  if (subscription === undefined || isOver(subscription) || subscription.status === 'paused') return
  const renews = itemsOf(world, account, id).some((item) => item.current_period_end === Number(end))
  const ends = subscription.cancel_at !== null && subscription.cancel_at <= Number(end)
  if (!renews || ends) return
  const upcoming = world.rehearse(() => renewal(world, account, subscription))
  if (upcoming !== null) recordSnapshot(world, account, 'invoice.upcoming', upcoming)
}

/** What the subscription's next invoice will be, made for real; the caller takes it back. */
export function renewal(world: World, account: string, subscription: SubscriptionRow): JsonObject | null {
  const ends = itemsOf(world, account, subscription.id).map((item) => item.current_period_end)
  const due = Math.min(...ends, subscription.cancel_at ?? Number.MAX_SAFE_INTEGER)
  return world.clock.at(due, () => {
    advanceSubscription(world, account, subscription.id)
    const after = world.require('subscription', account, subscription.id)
    if (after.latest_invoice === subscription.latest_invoice) return null
    return asUpcoming(world, account, String(after.latest_invoice), due)
  })
}

/** The invoice as one that is not there yet. */
export function asUpcoming(world: World, account: string, id: string, due: number): JsonObject {
  const invoice = world.require('invoice', account, id)
  const lines = showList(world, account, 'line_item', { invoice: id }, { limit: LINES }, `/v1/invoices/${id}/lines`)
  const shown = show(world, account, 'invoice', {
    ...invoice,
    ...(invoice.status === 'draft' && balanced(world, account, invoice)),
    auto_advance: invoice.collection_method === 'charge_automatically',
    automatically_finalizes_at: null,
    billing_reason: 'upcoming',
    hosted_invoice_url: null,
    invoice_pdf: null,
    next_payment_attempt: invoice.collection_method === 'charge_automatically' ? due + 3600 : null,
    number: null,
    status: 'draft',
  })
  return { ...shown, id: `upcoming_${id}`, lines }
}

/** All of them that one page can hold: nobody can ask for the next page of what is not there. */
const LINES = 100

/** A draft as it will ask for money once the customer's balance is applied. */
function balanced(world: World, account: string, invoice: InvoiceRow): Partial<InvoiceRow> {
  const customer = world.require('customer', account, invoice.customer ?? '')
  const { due, starting } = balanceEffect(customer, invoice)
  return { amount_due: due, amount_remaining: due, starting_balance: starting, ending_balance: null }
}
