import type { PolicyReason } from './policy.ts'
import type { ProposalKind, ProposalState } from './schema.ts'

export type Check = { readonly code: string; readonly passed: boolean; readonly sentence: string }
export type Evidence = { readonly label: string; readonly kind: string; readonly id: string }
/** A balance before and after, minor units as text; without a currency, any other value before and after, as people read it. */
export type Effect = {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly currency: string
}

/** A row of the gate, as stored. */
export type Proposal = {
  readonly id: string
  readonly kind: ProposalKind
  readonly onceKey: string
  /** Canonical JSON; parse it with the schema of its kind. */
  readonly arguments: string
  readonly argumentsHash: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly functionalMinor: bigint | null
  readonly sellerId: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly summary: string
  readonly reasoning: string
  readonly evidence: readonly Evidence[]
  readonly checks: readonly Check[]
  readonly effects: readonly Effect[]
  readonly proposedByKind: 'system' | 'person' | 'agent'
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly policyVersion: number
  readonly policyDecision: 'blocked' | 'needs_approval' | 'automatic'
  readonly policyReasons: readonly PolicyReason[]
  readonly approvalsNeeded: number
  /** How many people whoever proposed it knew it needs at least, and why in a sentence. */
  readonly approvalsAtLeast: number
  readonly approvalsReason: string
  /** People whose inputs shaped it: they cannot approve it. */
  readonly shapedBy: readonly string[]
  readonly state: ProposalState
  readonly stateReason: string
  readonly stateAt: Date
  readonly expiresAt: Date
  readonly attempt: number
  readonly providerObjectId: string
}

/** The columns of a proposal under the names of the type. */
export const PROPOSAL_COLUMNS = `id, kind, once_key AS "onceKey", arguments, arguments_hash AS "argumentsHash",
  amount_minor AS "amountMinor", currency::text AS currency, functional_minor AS "functionalMinor", seller_id AS "sellerId",
  subject_kind AS "subjectKind", subject_id AS "subjectId", summary, reasoning, evidence, checks, effects,
  proposed_by_kind AS "proposedByKind", proposed_by AS "proposedBy", proposed_at AS "proposedAt",
  policy_version AS "policyVersion", policy_decision AS "policyDecision", policy_reasons AS "policyReasons",
  approvals_needed AS "approvalsNeeded",
  approvals_at_least AS "approvalsAtLeast", approvals_reason AS "approvalsReason", shaped_by AS "shapedBy", state, state_reason AS "stateReason", state_at AS "stateAt",
  expires_at AS "expiresAt", attempt, provider_object_id AS "providerObjectId"`
