import type { Sql } from '#lib/platform/db.ts'
import type { Finding, InvariantResult, Outcome } from './invariant-model.ts'

export type InvariantRunRow = {
  readonly name: string
  readonly title: string
  readonly outcome: Outcome
  readonly reason: string
  readonly findings: readonly Finding[]
  /** ISO instant. */
  readonly checkedAt: string
}

const KEPT_DAYS = 30

/** Stores what a run found, and forgets runs of more than a month ago. */
export async function recordRuns(tx: Sql, results: readonly InvariantResult[], at: Date): Promise<void> {
  await tx.exec(
    `INSERT INTO invariant_run (entity_id, livemode, name, outcome, reason, findings, checked_at)
     SELECT $1, $2, r.name, r.outcome, r.reason, r.findings::jsonb, $7::timestamptz
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS r (name, outcome, reason, findings)`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      results.map(({ name }) => name),
      results.map(({ outcome }) => outcome),
      results.map(({ reason }) => reason),
      results.map(({ title, findings }) => JSON.stringify({ title, findings })),
      at.toISOString(),
    ],
  )
  await tx.exec(
    `DELETE FROM invariant_run WHERE entity_id = $1 AND livemode = $2 AND checked_at < $3::timestamptz - interval '${KEPT_DAYS} days'`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
}

/** The last run of every invariant, worst first. */
export async function latestRuns(tx: Sql): Promise<InvariantRunRow[]> {
  const rows = await tx.sql<{
    name: string
    outcome: Outcome
    reason: string
    findings: { title: string; findings: Finding[] }
    checked_at: Date
  }>(
    `SELECT DISTINCT ON (name) name, outcome, reason, findings, checked_at FROM invariant_run
      WHERE entity_id = $1 AND livemode = $2 ORDER BY name, id DESC`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows
    .map(({ name, outcome, reason, findings, checked_at }) => ({
      name,
      title: findings.title,
      outcome,
      reason,
      findings: findings.findings,
      checkedAt: checked_at.toISOString(),
    }))
    .sort((left, right) => RANK[left.outcome] - RANK[right.outcome])
}

const RANK: Readonly<Record<Outcome, number>> = { violated: 0, not_comparable: 1, holds: 2 }
