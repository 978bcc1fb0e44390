import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchPage } from '#lib/providers/stripe/fetch.ts'
import { readEnvelope } from '#lib/providers/stripe/verify-event.ts'
import type { InboxEntity } from './model.ts'
import { receiveEvent } from './receive-event.ts'
import { moveCursor, windowOf } from './sweep-cursor.ts'

type Listing = { readonly entity: InboxEntity; readonly account: string; readonly at: Date }

/**
 * Asks Stripe for the events that did not reach us since the last time and puts them into the inbox, where those that
 * arrived after all are had already. Stripe keeps events for 30 days. Returns how many were new.
 * Source: docs.stripe.com/webhooks/process-undelivered-events.
 */
export async function receiveUndelivered({ entity, account, at }: Listing): Promise<number> {
  const place = { account, kind: 'event' }
  const window = await windowOf(entity, place, at)
  const query = {
    delivery_success: 'false',
    'created[lte]': seconds(window.to),
    ...(window.from === null ? {} : { 'created[gte]': seconds(window.from) }),
  }
  let { after } = window
  let stored = 0
  for (;;) {
    const page = await fetchPage(callerFor(entity, account), 'events', query, after)
    after = page.after
    const receipts = await Promise.all(page.wires.map((wire) => receive(entity, account, wire)))
    stored += receipts.filter((receipt) => receipt === 'stored').length
    const step = { ...place, window, after, isDone: !page.hasMore, rows: page.wires.length }
    await inRawTransaction(SYSTEM(entity), (tx) => moveCursor(tx, step, at))
    if (!page.hasMore) break
  }
  if (stored > 0) log.info({ account, stored }, 'events that had not been delivered were fetched')
  return stored
}

function receive(entity: InboxEntity, account: string, wire: object) {
  const payload = new TextEncoder().encode(JSON.stringify(wire))
  const envelope = { ...readEnvelope(payload), account: account === entity.stripeAccount ? '' : account }
  return receiveEvent({ entity, envelope, payload })
}

const seconds = (at: Date) => `${Math.floor(at.getTime() / 1_000)}`
