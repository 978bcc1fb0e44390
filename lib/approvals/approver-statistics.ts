import type { Sql } from '#lib/platform/db.ts'

export type ApproverRow = {
  readonly personId: string
  readonly name: string
  readonly decided: number
  readonly rejected: number
  /** Decisions about proposals that were opened before. */
  readonly opened: number
  /** From opening to deciding, of those that were opened; null when none was. */
  readonly medianSeconds: number | null
}

const DAYS = 90

/** How people decided in the last 90 days: how many, how fast, how often no, how often looked at first. */
export async function approverStatistics(tx: Sql, at: Date): Promise<ApproverRow[]> {
  return tx.sql<ApproverRow>(
    `SELECT d.person_id AS "personId", coalesce(max(x.name), d.person_id) AS name, count(*)::int AS decided,
            count(*) FILTER (WHERE d.verdict = 'reject')::int AS rejected, count(o.opened_at)::int AS opened,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.at - o.opened_at)::int) AS "medianSeconds"
       FROM decision d JOIN proposal p ON p.id = d.proposal_id AND p.livemode = $2
       LEFT JOIN person x ON x.id = d.person_id
       LEFT JOIN proposal_opening o ON o.proposal_id = d.proposal_id AND o.person_id = d.person_id AND o.opened_at <= d.at
      WHERE d.entity_id = $1 AND d.at > $3::timestamptz - make_interval(days => ${DAYS})
      GROUP BY d.person_id ORDER BY count(*) DESC, d.person_id LIMIT 100`,
    [tx.scope.entityId, tx.scope.livemode, at],
  )
}
