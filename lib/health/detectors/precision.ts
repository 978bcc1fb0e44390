import type { Sql } from '#lib/platform/db.ts'
import { ALERT_KINDS, type AlertKind } from '../alerts/alert-model.ts'

/** How often people agreed with a kind of alert. */
export type Precision = {
  readonly kind: AlertKind
  readonly raised: number
  readonly right: number
  readonly wrong: number
  /** Whole percent of those somebody judged; null where nobody did. */
  readonly percent: number | null
}

/**
 * Right and wrong by people's verdicts. Where nobody gave one, what became of the hold says it: executed is right, rejected is wrong;
 * everything else is not counted.
 */
export async function precisionOf(tx: Sql): Promise<Precision[]> {
  const rows = await tx.sql<Omit<Precision, 'percent'>>(
    `SELECT a.kind, count(*)::int AS raised,
            count(*) FILTER (WHERE a.verdict = 'right' OR (a.verdict = '' AND r.state IN ('executed', 'reversed')))::int AS right,
            count(*) FILTER (WHERE a.verdict = 'wrong' OR (a.verdict = '' AND r.state = 'rejected'))::int AS wrong
       FROM health_alert a LEFT JOIN proposal r ON r.id = a.proposal_id
      WHERE a.entity_id = $1 AND a.livemode = $2 GROUP BY a.kind`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return ALERT_KINDS.map((kind) => {
    const { raised, right, wrong } = rows.find((row) => row.kind === kind) ?? { raised: 0, right: 0, wrong: 0 }
    const judged = right + wrong
    return { kind, raised, right, wrong, percent: judged === 0 ? null : Math.round((right * 100) / judged) }
  })
}
