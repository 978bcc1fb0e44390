import type { Sql } from '#lib/platform/db.ts'
import type { Link } from './link-model.ts'

/**
 * Adds what a message leads to. What a person decided stays; a rule that is sure lifts what was only proposed.
 * Brings the conversation's own words along: whether it is linked, and the one seller it is with or about.
 */
export async function keepLinks(tx: Sql, conversationId: string, links: readonly Link[], at: Date): Promise<void> {
  for (const { kind, id, sellerId, reason, confidence, state } of links) {
    await tx.exec(
      `INSERT INTO conversation_link AS l (conversation_id, object_kind, object_id, entity_id, livemode, seller_id, reason, confidence, state, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::timestamptz)
       ON CONFLICT (conversation_id, object_kind, object_id) DO UPDATE SET state = 'linked', reason = excluded.reason,
         confidence = excluded.confidence, at = excluded.at WHERE l.state = 'proposed' AND excluded.state = 'linked'`,
      [
        conversationId,
        kind,
        id,
        tx.scope.entityId,
        tx.scope.livemode,
        sellerId,
        reason,
        confidence,
        state,
        at.toISOString(),
      ],
    )
  }
  await followLinks(tx, conversationId)
}

/** A conversation is about the one seller that its links name; about none when they name several. */
export async function followLinks(tx: Sql, conversationId: string): Promise<void> {
  await tx.exec(
    `UPDATE conversation c SET
       link_state = CASE WHEN EXISTS (SELECT FROM conversation_link l WHERE l.conversation_id = c.id AND l.state = 'linked') THEN 'linked'
                         WHEN EXISTS (SELECT FROM conversation_link l WHERE l.conversation_id = c.id AND l.state = 'proposed') THEN 'proposed'
                         ELSE 'none' END,
       seller_id = CASE WHEN c.side = 'seller' AND c.seller_id <> '' THEN c.seller_id ELSE coalesce(
         (SELECT CASE WHEN count(DISTINCT l.seller_id) = 1 THEN min(l.seller_id) END FROM conversation_link l
           WHERE l.conversation_id = c.id AND l.state = 'linked' AND l.seller_id <> ''), '') END
     WHERE c.id = $1`,
    [conversationId],
  )
}
