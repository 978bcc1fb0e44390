import type { Sql } from '#lib/platform/db.ts'
import type { Decided } from './chance-model.ts'

/** The latest decided cases that the chance is counted over. */
const CASES_MAX = 5_000

/** How the cases that we answered were decided, by reason and network; the latest 5,000 count. */
export function readDecided(tx: Sql): Promise<Decided[]> {
  return tx.sql<Decided>(
    `SELECT reason, network, count(*) FILTER (WHERE status = 'won')::int AS won, count(*)::int AS decided
       FROM (SELECT reason, status, coalesce(raw::jsonb #>> '{payment_method_details,card,network}', '') AS network,
                    coalesce((raw::jsonb #>> '{evidence_details,submission_count}')::int, 0) AS answers
               FROM dispute WHERE entity_id = $1 AND livemode = $2 AND status IN ('won', 'lost')
              ORDER BY created_at DESC, id LIMIT ${CASES_MAX}) d
      WHERE answers > 0 GROUP BY reason, network ORDER BY reason, network`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}
