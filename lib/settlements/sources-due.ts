import type { Sql } from '#lib/platform/db.ts'
import type { Source } from './facts.ts'

const SOURCES_MAX = 1_000

/** Sources of which more is due on an accounting day, by the contracts' hold periods and reserves; the longest due first. */
export function sourcesDue(tx: Sql, today: string): Promise<Source[]> {
  return tx.sql<Source>(
    `SELECT s.source_kind AS kind, s.source_id AS id FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
      WHERE h.entity_id = $1 AND h.livemode = $2 AND h.next_due_on <= $3::text::date
      GROUP BY s.source_kind, s.source_id ORDER BY min(h.next_due_on), s.source_id LIMIT $4`,
    [tx.scope.entityId, tx.scope.livemode, today, SOURCES_MAX],
  )
}
