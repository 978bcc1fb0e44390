import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { writeTry } from '../store.ts'
import { NOT_WRITTEN_TO } from './not-written-to.ts'

const AT_ONCE = 500

/**
 * Ends due mail that is not to be written, visibly: the outbox says why, and a person can have it sent once the reason is gone.
 * Mail without a kind one can unsubscribe from is kept back by a bounce alone.
 */
export async function holdBack(entity: Pick<Entity, 'id' | 'livemode'>, at: Date): Promise<void> {
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    const rows = await tx.sql<{ id: string; reason: string; detail: string }>(
      `WITH held AS (
         SELECT m.id FROM message m
          WHERE m.entity_id = $1 AND m.livemode = $2 AND m.state IN ('queued', 'failed') AND m.due_at <= $3::text::timestamptz
            AND ${NOT_WRITTEN_TO} ORDER BY m.due_at, m.id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
       ), why AS (
         SELECT DISTINCT ON (m.id) m.id, s.reason, s.detail
           FROM held JOIN message m ON m.id = held.id
           JOIN mail_suppression s ON s.entity_id = m.entity_id AND s.livemode = m.livemode AND s.address = lower(m.recipient)
            AND s.lifted_at IS NULL AND (s.reason = 'bounced' OR s.category = m.category)
          ORDER BY m.id, s.reason, s.id
       )
       UPDATE message m SET state = 'suppressed', last_error = 'suppressed: ' || why.reason || CASE WHEN why.reason = 'bounced' THEN ': ' || why.detail ELSE '' END
         FROM why WHERE m.id = why.id RETURNING m.id, why.reason, why.detail`,
      [entity.id, entity.livemode, at.toISOString()],
    )
    for (const { id, reason, detail } of rows) {
      await writeTry(tx, id, { outcome: 'suppressed', detail: `${reason}: ${detail}`, requestId: '' }, at)
    }
  })
}
