import type { Sql } from '#lib/platform/db.ts'
import type { Source } from './facts.ts'

const SOURCES_MAX = 5_000

/**
 * Sources whose settlement may go on once something about sellers changed: an account, a hold, a contract.
 * Those of the named sellers (`sel_…` or `acct_…`), and those where part of the money belongs to nobody yet.
 */
export function sourcesOfSellers(tx: Sql, sellers: readonly string[]): Promise<Source[]> {
  return tx.sql<Source>(
    `SELECT s.source_kind AS kind, s.source_id AS id FROM settlement s
      WHERE s.entity_id = $1 AND s.livemode = $2 AND s.state IN ('paused', 'proposed')
        AND (EXISTS (SELECT FROM settlement_share h JOIN seller x ON x.id = h.seller_id
                      WHERE h.settlement_id = s.id AND (x.id = ANY($3::text[]) OR x.stripe_account = ANY($3::text[])))
             OR (s.state = 'paused' AND EXISTS (SELECT FROM settlement_line l WHERE l.settlement_id = s.id
                      AND l.kind = 'collected' AND l.contract_version_id = '')))
      ORDER BY s.id LIMIT $4`,
    [tx.scope.entityId, tx.scope.livemode, sellers, SOURCES_MAX],
  )
}
