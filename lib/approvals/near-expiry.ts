import type { Sql } from '#lib/platform/db.ts'
import { decisionRefusal } from './decide.ts'
import { deciderFor } from './list-proposals.ts'
import { PROPOSAL_COLUMNS, type Proposal } from './proposal.ts'

/** Proposals that expire within these hours and nobody has finished deciding about, soonest first. */
export async function nearExpiry(tx: Sql, at: Date, hours: number): Promise<Proposal[]> {
  return tx.sql<Proposal>(
    `SELECT ${PROPOSAL_COLUMNS} FROM proposal WHERE entity_id = $1 AND livemode = $2 AND state = 'needs_approval'
        AND expires_at > $3 AND expires_at <= $3::timestamptz + make_interval(hours => $4) ORDER BY expires_at LIMIT 200`,
    [tx.scope.entityId, tx.scope.livemode, at, hours],
  )
}

/**
 * Who may decide about a proposal: by name, whom no conflict keeps from it. Reads everybody's changes once, then answers for
 * as many proposals as are asked about.
 */
export async function decidersOf(tx: Sql, at: Date): Promise<(proposal: Proposal) => string[]> {
  const people = await tx.sql<{ id: string; name: string }>(
    `SELECT DISTINCT p.id, p.name FROM person p JOIN role_grant g ON g.person_id = p.id
      WHERE g.entity_id = $1 AND g.role IN ('approver', 'admin') AND p.state = 'active' AND p.password_hash <> '' ORDER BY p.name LIMIT 50`,
    [tx.scope.entityId],
  )
  const deciders = await Promise.all(
    people.map(async ({ id, name }) => ({ name, decider: await deciderFor(tx, { personId: id, at }) })),
  )
  return (proposal) =>
    deciders.filter(({ decider }) => decisionRefusal(proposal, decider) === null).map(({ name }) => name)
}
