import type { Sql } from '#lib/platform/db.ts'
import { KEY_LIFE_MS } from './model.ts'
import { PROPOSAL_COLUMNS, type Proposal } from './proposal.ts'

/**
 * The proposal when the outcome of its attempt is unknown and its key no longer protects a second try, so that only people can
 * end it; null before that, because until then it is looked up and sent again by itself.
 */
export async function endedUnderItsKey(tx: Sql, proposalId: string, at: Date): Promise<Proposal | null> {
  const [row] = await tx.sql<Proposal>(
    `SELECT ${PROPOSAL_COLUMNS} FROM proposal p
      WHERE p.id = $1 AND p.state = 'unknown'
        AND EXISTS (SELECT FROM execution e WHERE e.proposal_id = p.id AND e.attempt = p.attempt AND e.state = 'unknown'
                       AND e.claimed_at < $2::text::timestamptz)`,
    [proposalId, new Date(at.getTime() - KEY_LIFE_MS).toISOString()],
  )
  return row ?? null
}
