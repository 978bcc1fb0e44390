import type { SellerActor } from '#lib/access/seller-actor.ts'
import { inRawTransaction } from '#lib/platform/db.ts'

export type PortalMessage = {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly on: string
}

const SHOWN = 50

/** Mail to the seller's address, and mail about the seller, each by an index of its own. What was given up or canceled is left out. */
const MESSAGES = `
WITH own AS MATERIALIZED (SELECT email FROM seller WHERE id = $3)
SELECT DISTINCT id, subject, body, (at AT TIME ZONE 'UTC')::date::text AS "on" FROM (
  (SELECT id, subject, body, coalesce(sent_at, created_at) AS at FROM message
    WHERE entity_id = $1 AND livemode = $2 AND recipient = (SELECT email FROM own) AND recipient <> '' AND state NOT IN ('dead', 'canceled')
    ORDER BY id DESC LIMIT $4)
  UNION ALL
  (SELECT id, subject, body, coalesce(sent_at, created_at) AS at FROM message
    WHERE entity_id = $1 AND livemode = $2 AND subject_kind = 'seller' AND subject_id = $3 AND state NOT IN ('dead', 'canceled')
    ORDER BY id DESC LIMIT $4)
) m ORDER BY id DESC LIMIT $4`

/** What was sent to the seller, newest first. */
export function readMessages(actor: SellerActor): Promise<PortalMessage[]> {
  const { entity, sellerId } = actor
  return inRawTransaction(actor.scope, (tx) =>
    tx.sql<PortalMessage>(MESSAGES, [entity.id, entity.livemode, sellerId, SHOWN]),
  )
}
