import type { InvoiceRow, SubscriptionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { finalizeOrSay, markUncollectible, voidInvoice } from '../objects/invoice-payment.ts'

/** What becomes of the invoice of a subscription whose collection is paused: a draft, given up, or void. */
export function settlePaused(
  world: World,
  account: string,
  { pause_collection }: SubscriptionRow,
  invoice: InvoiceRow,
): InvoiceRow {
  if (pause_collection === null || invoice.status !== 'draft') return invoice
  const draft = world.store.update('invoice', invoice, { auto_advance: false, automatically_finalizes_at: null })
  if (pause_collection.behavior === 'keep_as_draft') return draft
  const open = finalizeOrSay(world, account, draft)
  if (open.status !== 'open') return open
  return pause_collection.behavior === 'void'
    ? voidInvoice(world, account, open)
    : markUncollectible(world, account, open)
}
