import type { SellerActor } from '#lib/access/seller-actor.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'

export type PortalMessage = {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly on: string
  /** How far it got, as a seller is told: that a try failed is the platform's to mend. */
  readonly state: 'sent' | 'waiting' | 'bounced' | 'suppressed'
}

const SHOWN = 30

const told = (whose: string): string => `
  (SELECT id, subject, body, state, coalesce(sent_at, created_at) AS at FROM message
    WHERE entity_id = $1 AND livemode = $2 AND ${whose} AND state NOT IN ('dead', 'canceled') AND ($5::text IS NULL OR id < $5)
    ORDER BY id DESC LIMIT $4)`

/** Mail told to the seller, to its address, and about it, each by an index of its own. What was given up or canceled is left out. */
const MESSAGES = `
WITH own AS MATERIALIZED (SELECT email FROM seller WHERE id = $3)
SELECT DISTINCT id, subject, body, (at AT TIME ZONE 'UTC')::date::text AS "on",
       CASE WHEN state IN ('sent', 'bounced', 'suppressed') THEN state ELSE 'waiting' END AS state
  FROM (${[
    'seller_id = $3',
    "recipient = (SELECT email FROM own) AND recipient <> ''",
    "subject_kind = 'seller' AND subject_id = $3",
  ]
    .map(told)
    .join(' UNION ALL ')}) m ORDER BY id DESC LIMIT $4`

/** What was told to the seller, newest first, a page at a time. */
export async function readMessages(actor: SellerActor, after: string | null = null): Promise<Page<PortalMessage>> {
  const { entity, sellerId } = actor
  const key = readKey(after)
  const rows = await inRawTransaction(actor.scope, (tx) =>
    tx.sql<PortalMessage>(MESSAGES, [entity.id, entity.livemode, sellerId, SHOWN + 1, key?.id ?? null]),
  )
  return pageOf(rows, {
    isBackward: false,
    isFirst: key === null,
    limit: SHOWN,
    keyOf: ({ id }) => ({ value: '', id }),
  })
}
