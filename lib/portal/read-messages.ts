import type { SellerActor } from '#lib/access/seller-actor.ts'
import { inRawTransaction } from '#lib/platform/db.ts'

export type PortalMessage = {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly on: string
}

const SHOWN = 50

/** What was sent to the seller, newest first. What was given up or canceled is left out. */
export function readMessages(actor: SellerActor): Promise<PortalMessage[]> {
  return inRawTransaction(actor.scope, (tx) =>
    tx.sql<PortalMessage>(
      `SELECT id, subject, body, (coalesce(sent_at, created_at) AT TIME ZONE 'UTC')::date::text AS "on" FROM message
        WHERE entity_id = $1 AND livemode = $2 AND state NOT IN ('dead', 'canceled') ORDER BY id DESC LIMIT $3`,
      [actor.entity.id, actor.entity.livemode, SHOWN],
    ),
  )
}
