import type { Sql } from '#lib/platform/db.ts'

/** A link to something that was made of a settlement. */
export type Related = { readonly kind: string; readonly id: string; readonly label: string; readonly at: string }

const RELATED_MAX = 100

/** Proposals, journal entries and audit records about a settlement, newest first. */
export async function relatedTo(
  tx: Sql,
  settlementId: string,
): Promise<{
  readonly proposals: readonly (Related & { readonly state: string })[]
  readonly entries: readonly Related[]
  readonly history: readonly (Related & { readonly by: 'system' | 'person' | 'agent' })[]
}> {
  const proposals = await tx.sql<{ id: string; label: string; state: string; at: Date }>(
    `SELECT id, summary AS label, state, proposed_at AS at FROM proposal
      WHERE subject_kind = 'settlement' AND subject_id = $1 ORDER BY id DESC LIMIT $2`,
    [settlementId, RELATED_MAX],
  )
  const entries = await tx.sql<{ id: bigint; label: string; at: Date }>(
    `SELECT id, description AS label, occurred_at AS at FROM journal_entry WHERE refs @> ARRAY[$1::text] ORDER BY id DESC LIMIT $2`,
    [`settlement:${settlementId}`, RELATED_MAX],
  )
  const history = await tx.sql<{
    id: bigint
    label: string
    at: Date
    by: 'system' | 'person' | 'agent'
    name: string
  }>(
    `SELECT a.id, a.note AS label, a.at, a.actor_kind AS by, coalesce(p.name, '') AS name
       FROM audit_record a LEFT JOIN person p ON p.id = a.actor_id
      WHERE a.refs @> ARRAY[$1::text] ORDER BY a.id DESC LIMIT $2`,
    [`settlement:${settlementId}`, RELATED_MAX],
  )
  return {
    proposals: proposals.map((row) => ({ ...row, kind: 'proposal', at: row.at.toISOString() })),
    entries: entries.map((row) => ({
      kind: 'journal_entry',
      id: row.id.toString(),
      label: row.label,
      at: row.at.toISOString(),
    })),
    history: history.map(({ name, ...row }) => ({
      ...row,
      kind: 'audit',
      id: row.id.toString(),
      label: name === '' ? row.label : `${name}: ${row.label}`,
      at: row.at.toISOString(),
    })),
  }
}
