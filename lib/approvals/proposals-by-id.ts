import type { Sql } from '#lib/platform/db.ts'
import { deciderFor, type ProposalRow, toRow } from './list-proposals.ts'
import { PROPOSAL_COLUMNS, type Proposal } from './proposal.ts'

type Viewer = { readonly personId: string; readonly at: Date }

/** These proposals in the order they are named, with what the person may do about each; those that are not there are left out. */
export async function proposalsById(tx: Sql, ids: readonly string[], viewer: Viewer): Promise<ProposalRow[]> {
  const rows = await tx.sql<Proposal & { proposerName: string; approvalsGiven: number }>(
    `SELECT ${PROPOSAL_COLUMNS}, coalesce((SELECT x.name FROM person x WHERE x.id = proposed_by), proposed_by) AS "proposerName",
            (SELECT count(*) FROM decision d WHERE d.proposal_id = proposal.id AND d.verdict = 'approve')::int AS "approvalsGiven"
       FROM proposal WHERE id = ANY($1::text[]) AND entity_id = $2 AND livemode = $3 ORDER BY array_position($1::text[], id)`,
    [[...ids], tx.scope.entityId, tx.scope.livemode],
  )
  const decider = await deciderFor(tx, viewer)
  return rows.map((row) => toRow(row, decider))
}

/** Asks for a second person on each of these that still waits for a decision, because together they are large. */
export async function askForTwo(tx: Sql, ids: readonly string[]): Promise<number> {
  return tx.exec(
    `UPDATE proposal SET approvals_needed = greatest(approvals_needed, 2)
      WHERE id = ANY($1::text[]) AND entity_id = $2 AND livemode = $3 AND state = 'needs_approval'`,
    [[...ids], tx.scope.entityId, tx.scope.livemode],
  )
}
