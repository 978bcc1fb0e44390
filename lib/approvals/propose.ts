import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { type Money, money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { canonicalJson, hashArguments } from './canonical.ts'
import { isConfiguration } from './model.ts'
import { refsOf } from './note.ts'
import { decide, type PolicyFacts, type PolicyVerdict, releaseUsed, type SellerHistory } from './policy.ts'
import { factsToText, gatherFacts, policyOf } from './policy-facts.ts'
import { type Check, type Effect, type Evidence, PROPOSAL_COLUMNS, type Proposal } from './proposal.ts'
import type { ProposalKind, ProposalState } from './schema.ts'

export type ProposeInput = {
  readonly entity: Entity
  readonly kind: ProposalKind
  /** What it may happen at most once for. */
  readonly onceKey: string
  readonly arguments: object
  /** Left out, or zero, for configuration that moves no money. */
  readonly amount?: Money
  /** The amount in the entity's functional currency at a stored rate; null when there is none. */
  readonly functional?: Money | null
  /** Left out when it is about no seller. */
  readonly seller?: { readonly id: string; readonly since: Date; readonly history?: SellerHistory }
  readonly subject: { readonly kind: string; readonly id: string }
  readonly summary: string
  readonly reasoning: string
  readonly evidence: readonly Evidence[]
  readonly checks: readonly Check[]
  readonly effects: readonly Effect[]
  /** What is known to need two people, with the reason as a sentence; the policy may ask for more. */
  readonly approvalsAtLeast?: { readonly count: 1 | 2; readonly reason: string }
  /** People whose inputs shaped it: none of them can approve it. */
  readonly shapedBy?: readonly string[]
  readonly proposedBy: { readonly kind: 'system' | 'person' | 'agent'; readonly id: string }
  readonly at: Date
}

/**
 * Puts something before the gate: stores its exact arguments with their hash and what the policy says about it. When the
 * policy lets it pass, execution is queued in the same transaction. The same `onceKey` again returns the first proposal.
 */
export async function propose(tx: Sql, input: ProposeInput): Promise<Proposal> {
  const { entity, at } = input
  const { version, rules } = await policyOf(tx, entity, at)
  const facts = await gatherFacts(tx, {
    entity,
    proposalId: '',
    kind: input.kind,
    amount: input.amount ?? money(0n, entity.functionalCurrency),
    functional: input.functional ?? null,
    sellerId: input.seller?.id ?? '',
    sellerSince: input.seller?.since ?? at,
    history: input.seller?.history ?? null,
    subject: input.subject,
    hasFailedCheck: input.checks.some((check) => !check.passed),
    atLeast: { approvals: input.approvalsAtLeast?.count ?? 0, reason: input.approvalsAtLeast?.reason ?? '' },
    at,
  })
  const verdict = decide(rules, entity.functionalCurrency, facts)
  const state = firstState(entity, input.kind, verdict)
  const id = await insert(tx, input, { version, facts, verdict, state, expiryHours: rules.expiryHours })
  if (id === null) return existing(tx, input.onceKey)
  await recordAudit(tx, {
    actor: input.proposedBy.kind === 'system' ? SYSTEM_ACTOR : { ...input.proposedBy, role: '' },
    action: 'approvals.propose',
    subject: { kind: 'proposal', id },
    after: {
      state,
      decision: verdict.decision,
      ...(input.amount === undefined ? {} : { amountMinor: input.amount.minor, currency: input.amount.currency }),
    },
    note: input.summary,
    refs: refsOf({
      subjectKind: input.subject.kind,
      subjectId: input.subject.id,
      sellerId: input.seller?.id ?? '',
      evidence: input.evidence,
    }),
    at,
  })
  if (state === 'approved') await enqueue(tx, 'execute', { proposalId: id }, { key: id })
  return existing(tx, input.onceKey)
}

/**
 * Before the entity is live no money is moved and nobody is asked: the proposal only says what it would have been.
 * Configuration is decided about before go-live, too.
 */
function firstState(entity: Entity, kind: ProposalKind, verdict: PolicyVerdict): ProposalState {
  if (entity.goLiveAt === null && !isConfiguration(kind)) return 'observed'
  if (verdict.decision === 'automatic') return 'approved'
  return verdict.decision === 'blocked' ? 'blocked' : 'needs_approval'
}

type Placed = {
  readonly version: number
  readonly facts: PolicyFacts
  readonly verdict: PolicyVerdict
  readonly state: ProposalState
  readonly expiryHours: number
}

async function insert(tx: Sql, input: ProposeInput, placed: Placed): Promise<string | null> {
  const canonical = canonicalJson(input.arguments)
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO proposal (id, entity_id, livemode, kind, once_key, arguments, arguments_hash, amount_minor, currency,
       functional_minor, seller_id, subject_kind, subject_id, summary, reasoning, evidence, checks, effects, proposed_by_kind,
       proposed_by, proposed_at, policy_version, policy_decision, policy_reasons, approvals_needed, state, state_reason,
       state_at, expires_at, approvals_at_least, approvals_reason, shaped_by,
       policy_facts, release_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17::jsonb, $18::jsonb, $19, $20,
       $21, $22, $23, $24::jsonb, $25, $26, '', $21, $21::timestamptz + make_interval(hours => $27), $28, $29, $30::text[], $31::jsonb, $32)
     ON CONFLICT (entity_id, livemode, once_key) DO NOTHING RETURNING id`,
    [
      newId('prp'),
      tx.scope.entityId,
      tx.scope.livemode,
      input.kind,
      input.onceKey,
      canonical,
      hashArguments(canonical),
      input.amount?.minor ?? 0n,
      input.amount?.currency ?? input.entity.functionalCurrency,
      input.functional?.minor ?? null,
      input.seller?.id ?? '',
      input.subject.kind,
      input.subject.id,
      input.summary,
      input.reasoning,
      JSON.stringify(input.evidence),
      JSON.stringify(input.checks),
      JSON.stringify(input.effects),
      input.proposedBy.kind,
      input.proposedBy.id,
      input.at,
      placed.version,
      placed.verdict.decision,
      JSON.stringify(placed.verdict.reasons),
      placed.verdict.approvalsNeeded,
      placed.state,
      placed.expiryHours,
      input.approvalsAtLeast?.count ?? 0,
      input.approvalsAtLeast?.reason ?? '',
      [...new Set(input.shapedBy ?? [])],
      factsToText(placed.facts),
      releaseUsed(placed.verdict, placed.facts),
    ],
  )
  return row?.id ?? null
}

async function existing(tx: Sql, onceKey: string): Promise<Proposal> {
  const [row] = await tx.sql<Proposal>(
    `SELECT ${PROPOSAL_COLUMNS} FROM proposal WHERE entity_id = $1 AND livemode = $2 AND once_key = $3`,
    [tx.scope.entityId, tx.scope.livemode, onceKey],
  )
  if (row === undefined) throw new Error(`the proposal ${onceKey} was neither stored nor found`)
  return row
}
