import type { Sql } from '#lib/platform/db.ts'
import { deciderFor, type ProposalRow, toRow } from './list-proposals.ts'
import { PROPOSAL_COLUMNS, type Proposal } from './proposal.ts'
import { endedUnderItsKey } from './unknown-outcome.ts'

export type DecisionRow = {
  readonly personName: string
  readonly verdict: 'approve' | 'reject'
  readonly comment: string
  /** Whose delegated right it was; empty for one's own. */
  readonly onBehalfOf: string
  readonly at: string
}
export type ExecutionRow = {
  readonly attempt: number
  readonly state: string
  readonly idempotencyKey: string
  readonly claimedAt: string
  readonly finishedAt: string | null
  readonly providerObjectId: string
  readonly requestId: string
  readonly errorCode: string
  readonly errorMessage: string
}

export type ProposalDetail = ProposalRow & {
  /** The exact arguments, field by field, in the order they are hashed. */
  readonly argumentFields: readonly { readonly field: string; readonly value: string }[]
  readonly subjectKind: string
  readonly subjectId: string
  readonly policyVersion: number
  readonly policyDecision: string
  readonly decisions: readonly DecisionRow[]
  readonly executions: readonly ExecutionRow[]
  /** Its outcome is unknown and its key protects no longer: only people can end it. */
  readonly isLeftToPeople: boolean
  /** Neighbours in the list, for the keys [ and ]. */
  readonly previousId: string | null
  readonly nextId: string | null
}

/** Everything about one proposal, or null when there is none of that id. */
export async function getProposal(
  tx: Sql,
  id: string,
  viewer: { personId: string; at: Date },
): Promise<ProposalDetail | null> {
  const [row] = await tx.sql<Proposal>(`SELECT ${PROPOSAL_COLUMNS} FROM proposal WHERE id = $1 AND entity_id = $2`, [
    id,
    tx.scope.entityId,
  ])
  if (row === undefined) return null
  const decisions = await tx.sql<Omit<DecisionRow, 'at'> & { at: Date }>(
    `SELECT coalesce(p.name, d.person_id) AS "personName", d.verdict, d.comment, d.at,
            coalesce(o.name, d.on_behalf_of) AS "onBehalfOf"
       FROM decision d LEFT JOIN person p ON p.id = d.person_id LEFT JOIN person o ON o.id = d.on_behalf_of WHERE d.proposal_id = $1 ORDER BY d.at`,
    [id],
  )
  const executions = await tx.sql<
    Omit<ExecutionRow, 'claimedAt' | 'finishedAt'> & { claimedAt: Date; finishedAt: Date | null }
  >(
    `SELECT attempt, state, idempotency_key AS "idempotencyKey", claimed_at AS "claimedAt", finished_at AS "finishedAt",
            provider_object_id AS "providerObjectId", request_id AS "requestId", error_code AS "errorCode",
            error_message AS "errorMessage"
       FROM execution WHERE proposal_id = $1 ORDER BY attempt DESC`,
    [id],
  )
  const [proposer] = await tx.sql<{ name: string }>('SELECT name FROM person WHERE id = $1', [row.proposedBy])
  const approvalsGiven = decisions.filter((decision) => decision.verdict === 'approve').length
  return {
    ...toRow({ ...row, proposerName: proposer?.name ?? row.proposedBy, approvalsGiven }, await deciderFor(tx, viewer)),
    argumentFields: fieldsOf(row.arguments),
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    policyVersion: row.policyVersion,
    policyDecision: row.policyDecision,
    decisions: decisions.map((decision) => ({ ...decision, at: decision.at.toISOString() })),
    executions: executions.map((execution) => ({
      ...execution,
      claimedAt: execution.claimedAt.toISOString(),
      finishedAt: execution.finishedAt?.toISOString() ?? null,
    })),
    isLeftToPeople: (await endedUnderItsKey(tx, id, viewer.at)) !== null,
    ...(await neighbours(tx, row)),
  }
}

function fieldsOf(canonical: string): ProposalDetail['argumentFields'] {
  const parsed: unknown = JSON.parse(canonical)
  return Object.entries(Object(parsed)).map(([field, value]) => ({
    field,
    value: typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value),
  }))
}

async function neighbours(
  tx: Sql,
  { id, state }: Proposal,
): Promise<{ previousId: string | null; nextId: string | null }> {
  const [row] = await tx.sql<{ newer: string | null; older: string | null }>(
    `SELECT (SELECT min(id) FROM proposal WHERE entity_id = $1 AND livemode = $2 AND state = $3 AND id > $4) AS newer,
            (SELECT max(id) FROM proposal WHERE entity_id = $1 AND livemode = $2 AND state = $3 AND id < $4) AS older`,
    [tx.scope.entityId, tx.scope.livemode, state, id],
  )
  return { previousId: row?.newer ?? null, nextId: row?.older ?? null }
}
