import type { Actor } from '#lib/access/actor.ts'
import { holds } from '#lib/access/permissions.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { requireWithinDay } from './approver-limit.ts'
import { requireSampleOpened } from './bulk-sample.ts'
import { delegators, isOnlyAdministrator } from './delegation.ts'
import { type Change, changesBy, influenceOn } from './influence.ts'
import { isConfiguration } from './model.ts'
import { refsOf } from './note.ts'
import type { Proposal } from './proposal.ts'
import {
  alreadyDecided,
  changedSince,
  decideAlone,
  decidedByYou,
  influencedByYou,
  notYoursToDecide,
  notYoursToGrant,
  selfApproval,
  shapedByYou,
  tooLate,
  totalsDiffer,
} from './refusals.ts'
import type { ProposalKind, ProposalState } from './schema.ts'
import { countApprovals, insertDecision, lockProposal, takeStep } from './store.ts'

type Decide = {
  readonly actor: Actor
  readonly proposalId: string
  /** Hash of the arguments the person saw. */
  readonly argumentsHash: string
  readonly comment: string
  readonly at: Date
}

/** Who decides, when, and what they changed lately. */
export type Decider = {
  readonly personId: string
  readonly at: Date
  readonly changes: readonly Change[]
  /** Whether they may decide about this kind at all, where that was asked. */
  readonly isDecider?: (proposal: Proposal) => boolean
}

/** Why this person may not decide about this proposal now, or null when they may. The queue and the action both ask here. */
export function decisionRefusal(proposal: Proposal, { personId, at, changes, isDecider }: Decider): Refusal | null {
  if (proposal.state !== 'needs_approval') return alreadyDecided(proposal.state)
  if (proposal.expiresAt <= at) return tooLate()
  if (proposal.proposedByKind === 'person' && proposal.proposedBy === personId) return selfApproval()
  if (proposal.shapedBy.includes(personId)) return shapedByYou()
  const change = influenceOn(proposal, changes)
  if (change !== null) return influencedByYou(change)
  if (isDecider?.(proposal) !== false) return null
  return proposal.kind === 'role.grant' ? notYoursToGrant() : notYoursToDecide()
}

/** One person's yes. With enough of them the proposal is approved and its execution queued, in the same transaction. */
export async function approve(input: Decide): Promise<{ state: ProposalState }> {
  return inTransaction(input.actor.scope, async (tx) => {
    const proposal = await requireDecidable(tx, input)
    await requireWithinDay(tx, input, proposal)
    const onBehalfOf = await voiceOf(tx, input, proposal)
    if (!(await insertDecision(tx, toDecision(input, 'approve', onBehalfOf)))) throw decidedByYou()
    const given = await countApprovals(tx, proposal)
    const isEnough = given >= proposal.approvalsNeeded
    if (isEnough) {
      await takeStep(tx, proposal, 'approve', { at: input.at })
      await enqueue(tx, 'execute', { proposalId: proposal.id }, { key: proposal.id })
    }
    await auditDecision(tx, input, proposal, 'approve', isEnough ? '' : ` (${given} of ${proposal.approvalsNeeded})`)
    return { state: isEnough ? 'approved' : 'needs_approval' }
  })
}

/** One person's no, with the reason. It ends the proposal. */
export async function reject(input: Decide): Promise<{ state: ProposalState }> {
  return inTransaction(input.actor.scope, async (tx) => {
    const proposal = await requireDecidable(tx, input)
    const onBehalfOf = await voiceOf(tx, input, proposal)
    if (!(await insertDecision(tx, toDecision(input, 'reject', onBehalfOf)))) throw decidedByYou()
    await takeStep(tx, proposal, 'reject', { reason: input.comment, at: input.at })
    await auditDecision(tx, input, proposal, 'reject', `: ${input.comment}`)
    return { state: 'rejected' }
  })
}

type Selected = { readonly proposalId: string; readonly argumentsHash: string }
type ApproveMany = {
  readonly actor: Actor
  readonly items: readonly Selected[]
  /** What the person confirmed, per currency. */
  readonly totals: readonly { readonly currency: string; readonly minor: string }[]
  readonly at: Date
}

/**
 * Approves what was selected, each on its own, after the total is still the one that was confirmed. What is refused is named
 * with its reason; the others go on.
 */
export async function approveMany({ actor, items, totals, at }: ApproveMany) {
  await inTransaction(actor.scope, async (tx) => {
    await requireTotals(tx, items, totals)
    await requireSampleOpened(tx, { actor, proposalIds: items.map(({ proposalId }) => proposalId), at })
  })
  const refused: { proposalId: string; message: string }[] = []
  for (const item of items) {
    try {
      await approve({ actor, ...item, comment: 'Approved together with others', at })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ proposalId: item.proposalId, message: error.message })
    }
  }
  return { approvedCount: items.length - refused.length, refused }
}

async function requireDecidable(tx: Sql, { actor, proposalId, argumentsHash, at }: Decide): Promise<Proposal> {
  const proposal = await lockProposal(tx, proposalId)
  const { personId } = actor
  const refusal = decisionRefusal(proposal, { personId, at, changes: await changesBy(tx, { personId, at }) })
  if (refusal !== null) throw refusal
  if (proposal.argumentsHash !== argumentsHash) throw changedSince()
  return proposal
}

async function requireTotals(tx: Sql, items: readonly Selected[], totals: ApproveMany['totals']): Promise<void> {
  const ids = [...new Set(items.map((item) => item.proposalId))]
  const kinds = await tx.sql<{ kind: ProposalKind }>('SELECT DISTINCT kind FROM proposal WHERE id = ANY($1::text[])', [
    ids,
  ])
  if (kinds.some(({ kind }) => isConfiguration(kind))) throw decideAlone()
  const rows = await tx.sql<{ currency: string; minor: string }>(
    `SELECT currency::text AS currency, sum(amount_minor)::text AS minor FROM proposal WHERE id = ANY($1::text[]) GROUP BY 1`,
    [ids],
  )
  const said = new Map(totals.map((total) => [total.currency, total.minor]))
  const agrees = rows.length === said.size && rows.every((row) => said.get(row.currency) === row.minor)
  if (!agrees || ids.length !== items.length) throw totalsDiffer()
}

/**
 * Whose right is used: one's own, or that of an approver who delegated theirs and could decide about this one themselves.
 * Empty for one's own. Refuses when there is none.
 */
async function voiceOf(tx: Sql, { actor, at }: Decide, proposal: Proposal): Promise<string> {
  if (proposal.kind === 'role.grant') {
    if (await mayDecideRoles(tx, actor, proposal)) return ''
    throw notYoursToGrant()
  }
  if (holds(actor.roles, 'approvals.decide')) return ''
  for (const personId of await delegators(tx, { personId: actor.personId, at })) {
    if (decisionRefusal(proposal, { personId, at, changes: await changesBy(tx, { personId, at }) }) === null)
      return personId
  }
  throw notYoursToDecide()
}

/** Another administrator; an approver where whoever proposed it is the only one. */
async function mayDecideRoles(tx: Sql, actor: Actor, { proposedBy }: Proposal): Promise<boolean> {
  if (holds(actor.roles, 'people.manage')) return true
  return holds(actor.roles, 'approvals.decide') && (await isOnlyAdministrator(tx, proposedBy))
}

function toDecision(
  { actor, proposalId, comment, argumentsHash, at }: Decide,
  verdict: 'approve' | 'reject',
  onBehalfOf: string,
) {
  return { proposalId, personId: actor.personId, verdict, comment, argumentsHash, onBehalfOf, at }
}

async function auditDecision(tx: Sql, input: Decide, proposal: Proposal, verb: 'approve' | 'reject', more: string) {
  const { actor, at } = input
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: `approvals.${verb}`,
    subject: { kind: 'proposal', id: proposal.id },
    before: { state: proposal.state },
    after: { verdict: verb, comment: input.comment, argumentsHash: input.argumentsHash },
    note: `${actor.name} ${verb === 'approve' ? 'approved' : 'rejected'}: ${proposal.summary}${more}`,
    refs: refsOf(proposal),
    requestId: actor.requestId,
    at,
  })
}
