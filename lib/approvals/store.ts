import type { Sql } from '#lib/platform/db.ts'
import { nextState, type ProposalStep } from './model.ts'
import type { PolicyVerdict } from './policy.ts'
import { type PolicyRules, policyRules } from './policy-rules.ts'
import { PROPOSAL_COLUMNS, type Proposal } from './proposal.ts'
import { alreadyDecided, noProposal } from './refusals.ts'

/** The proposal with its row locked: two people, or a person and the worker, become a queue. */
export async function lockProposal(tx: Sql, id: string): Promise<Proposal> {
  const [row] = await tx.sql<Proposal>(`SELECT ${PROPOSAL_COLUMNS} FROM proposal WHERE id = $1 FOR UPDATE`, [id])
  if (row === undefined) throw noProposal()
  return row
}

type Change = {
  readonly reason?: string
  readonly providerObjectId?: string
  readonly attempt?: number
  readonly at: Date
}

/** Takes a locked proposal one step further; refuses a step its state does not allow. */
export async function takeStep(tx: Sql, proposal: Proposal, step: ProposalStep, change: Change): Promise<Proposal> {
  const state = nextState(proposal.state, step)
  if (state === null) throw alreadyDecided(proposal.state)
  const [row] = await tx.sql<Proposal>(
    `UPDATE proposal SET state = $2, state_reason = $3, state_at = $4, provider_object_id = $5, attempt = $6
      WHERE id = $1 RETURNING ${PROPOSAL_COLUMNS}`,
    [
      proposal.id,
      state,
      change.reason ?? '',
      change.at,
      change.providerObjectId ?? proposal.providerObjectId,
      change.attempt ?? proposal.attempt,
    ],
  )
  if (row === undefined) throw noProposal()
  return row
}

type Judged = { readonly version: number; readonly verdict: PolicyVerdict; readonly releaseId: string }

/** What the policy says now, kept with the proposal. */
export async function saveVerdict(tx: Sql, id: string, { version, verdict, releaseId }: Judged): Promise<void> {
  await tx.exec(
    `UPDATE proposal SET policy_version = $2, policy_decision = $3, policy_reasons = $4::jsonb, approvals_needed = $5,
            release_id = $6 WHERE id = $1`,
    [id, version, verdict.decision, JSON.stringify(verdict.reasons), verdict.approvalsNeeded, releaseId],
  )
}

/** The newest policy version that has come into force, or null when none was written yet. */
export async function policyInForce(tx: Sql, at: Date): Promise<{ version: number; rules: PolicyRules } | null> {
  const [row] = await tx.sql<{ version: number; rules: unknown }>(
    `SELECT version, rules FROM policy_version WHERE entity_id = $1 AND effective_at <= $2 ORDER BY version DESC LIMIT 1`,
    [tx.scope.entityId, at],
  )
  return row === undefined ? null : { version: row.version, rules: policyRules.parse(row.rules) }
}

/** The policy in force; the first one is written when there is none. */
export async function currentPolicy(
  tx: Sql,
  fallback: PolicyRules,
  at: Date,
): Promise<{ version: number; rules: PolicyRules }> {
  const found = await policyInForce(tx, at)
  if (found !== null) return found
  await tx.exec(
    `INSERT INTO policy_version (entity_id, version, rules, effective_at, created_by)
     VALUES ($1, 1, $2::jsonb, '2000-01-01T00:00:00Z', 'system') ON CONFLICT DO NOTHING`,
    [tx.scope.entityId, JSON.stringify(fallback)],
  )
  return { version: 1, rules: fallback }
}

export async function insertDecision(
  tx: Sql,
  decision: {
    proposalId: string
    personId: string
    verdict: 'approve' | 'reject'
    comment: string
    argumentsHash: string
    /** The approver whose delegated right was used; empty for one's own. */
    onBehalfOf: string
    at: Date
  },
): Promise<boolean> {
  const inserted = await tx.exec(
    `INSERT INTO decision (entity_id, proposal_id, person_id, verdict, comment, at, arguments_hash, on_behalf_of)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      tx.scope.entityId,
      decision.proposalId,
      decision.personId,
      decision.verdict,
      decision.comment,
      decision.at,
      decision.argumentsHash,
      decision.onBehalfOf,
    ],
  )
  return inserted === 1
}

/** How many people approved exactly these arguments. */
export async function countApprovals(tx: Sql, proposal: Pick<Proposal, 'id' | 'argumentsHash'>): Promise<number> {
  const [row] = await tx.sql<{ count: bigint }>(
    `SELECT count(*) AS count FROM decision WHERE proposal_id = $1 AND verdict = 'approve' AND arguments_hash = $2`,
    [proposal.id, proposal.argumentsHash],
  )
  return Number(row?.count ?? 0n)
}
