import type { Sql } from '#lib/platform/db.ts'

/** States of a proposal that may still resolve something. */
const PENDING = ['blocked', 'needs_approval', 'approved', 'executing', 'unknown', 'waiting_funds']

/** Whether a proposal may still be carried out; none is not. */
export async function isProposalPending(tx: Sql, proposalId: string): Promise<boolean> {
  if (proposalId === '') return false
  const [row] = await tx.sql('SELECT 1 FROM proposal WHERE id = $1 AND state = ANY($2::text[])', [proposalId, PENDING])
  return row !== undefined
}
