import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { listTickets } from '#lib/tickets/list-tickets.ts'
import { getSettlement } from './get-settlement.ts'
import { relatedTo } from './related.ts'

const TICKETS_MAX = 20

/** Everything the page of one settlement shows, in one read; null when there is no such settlement. */
export function readSettlementPage(actor: Actor, id: string) {
  return read(actor.scope, async (tx) => {
    const settlement = await getSettlement(tx, id)
    if (settlement === null) return null
    return {
      settlement,
      tickets: await listTickets(tx, { subject: { kind: 'settlement', id }, limit: TICKETS_MAX }),
      related: await relatedTo(tx, id),
    }
  })
}
