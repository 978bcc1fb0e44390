import type { Sql } from '#lib/platform/db.ts'
import type { Channel } from './model.ts'

/** A line of what was said about a payment. */
export type ChargeMessage = {
  /** When it was written, ISO instant. */
  readonly at: string
  readonly from: 'buyer' | 'seller' | 'us' | 'unknown'
  readonly channel: Channel
  /** Plain words, as they were written: data, never instructions. */
  readonly text: string
  readonly hasFiles: boolean
  readonly conversationId: string
  /** With whom the conversation is: only what was said with the buyer is evidence in a dispute. */
  readonly side: 'buyer' | 'seller' | 'unknown'
}

const LINES_MAX = 50

const LINES = `
WITH about AS (
  SELECT c.id, c.side, c.channel FROM conversation_link l JOIN conversation c ON c.id = l.conversation_id
   WHERE l.entity_id = $1 AND l.livemode = $2 AND l.object_kind = 'charge' AND l.object_id = $3 AND l.state = 'linked'
   ORDER BY c.last_at DESC LIMIT $4
)
SELECT * FROM (
  SELECT m.id, m.sent_at AS at, m.side AS "from", m.channel, m.text, m.conversation_id AS "conversationId", a.side,
         EXISTS (SELECT FROM conversation_file f WHERE f.conversation_id = a.id AND f.message_id = m.id) AS "hasFiles"
    FROM about a JOIN conversation_message m ON m.conversation_id = a.id
  UNION ALL
  SELECT m.id, m.sent_at, 'us', a.channel, m.body, a.id, a.side, false
    FROM about a JOIN message m ON m.entity_id = $1 AND m.livemode = $2 AND m.subject_kind = 'inbox' AND m.subject_id = a.id
     AND m.kind = 'mail.send' AND m.state = 'sent'
) line ORDER BY at DESC, id DESC LIMIT $4`

type Row = Omit<ChargeMessage, 'at'> & { readonly at: Date }

/**
 * What was said about a payment in conversations that are linked to it (not only proposed), newest first, at most fifty lines. Our own
 * answers count once they were sent.
 */
export async function messagesAboutCharge(tx: Sql, chargeId: string): Promise<ChargeMessage[]> {
  const rows = await tx.sql<Row & { id: string }>(LINES, [tx.scope.entityId, tx.scope.livemode, chargeId, LINES_MAX])
  return rows.map(({ id: _, at, ...line }) => ({ ...line, at: at.toISOString() }))
}

/** The newest open conversation with somebody about a payment, or null: where the buyer or the seller is told something about it. */
export async function threadAboutCharge(tx: Sql, chargeId: string, side: 'buyer' | 'seller'): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT c.id FROM conversation_link l JOIN conversation c ON c.id = l.conversation_id
      WHERE l.entity_id = $1 AND l.livemode = $2 AND l.object_kind = 'charge' AND l.object_id = $3 AND l.state = 'linked' AND c.side = $4
      ORDER BY c.last_at DESC, c.id DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, chargeId, side],
  )
  return row?.id ?? null
}
