import type { Sql } from '#lib/platform/db.ts'
import type { Decided } from './chance-model.ts'

/** The latest decided cases that the chance is counted over. */
const CASES_MAX = 2_000

/**
 * How the cases that we answered were decided, by reason and network; the latest 2,000 decided ones count. Objects are taken apart once
 * each, and only those: `OFFSET 0` keeps that where it stands.
 */
export function readDecided(tx: Sql): Promise<Decided[]> {
  return tx.sql<Decided>(
    `SELECT d.reason, coalesce(w.wire #>> '{payment_method_details,card,network}', '') AS network,
            count(*) FILTER (WHERE d.status = 'won')::int AS won, count(*)::int AS decided
       FROM (SELECT reason, status, raw FROM dispute
              WHERE entity_id = $1 AND livemode = $2 AND status IN ('won', 'lost') ORDER BY created_at DESC, id LIMIT ${CASES_MAX}) d
            CROSS JOIN LATERAL (SELECT d.raw::jsonb AS wire OFFSET 0) w
      WHERE coalesce((w.wire #>> '{evidence_details,submission_count}')::int, 0) > 0
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}
