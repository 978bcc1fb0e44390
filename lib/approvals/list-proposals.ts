import { toWire, type WireMoney } from '#lib/money/money.ts'
import { read, type Scope, type Sql } from '#lib/platform/db.ts'
import { count, instant } from '#lib/platform/export-columns.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { pageOf, readKey } from '#lib/platform/page-key.ts'
import { type Decider, decisionRefusal } from './decide.ts'
import { isDeciderOf } from './delegation.ts'
import { changesBy } from './influence.ts'
import type { PolicyReason } from './policy.ts'
import { type Check, type Effect, type Evidence, PROPOSAL_COLUMNS, type Proposal } from './proposal.ts'
import type { ProposalKind, ProposalState } from './schema.ts'

/** A proposal as queue, list and export show it. */
export type ProposalRow = {
  readonly id: string
  readonly kind: ProposalKind
  readonly summary: string
  readonly reasoning: string
  readonly amount: WireMoney
  readonly functionalMinor: string | null
  readonly sellerId: string
  readonly state: ProposalState
  readonly stateReason: string
  readonly argumentsHash: string
  readonly reasons: readonly PolicyReason[]
  readonly checks: readonly Check[]
  readonly effects: readonly Effect[]
  readonly evidence: readonly Evidence[]
  readonly proposedBy: string
  readonly proposedAt: string
  readonly stateAt: string
  readonly expiresAt: string
  readonly approvalsNeeded: number
  readonly approvalsGiven: number
  readonly providerObjectId: string
  /** Why this person may not decide about it now; null when they may. */
  readonly blocker: string | null
}

export type ProposalFilter = {
  /** Id of a proposal, its subject, its seller or what it made at Stripe. */
  readonly q?: string | null
  readonly state?: ProposalState | null
  readonly kind?: ProposalKind | null
  readonly currency?: string | null
}
export type ProposalQuery = ProposalFilter & {
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = Proposal & { readonly proposerName: string; readonly approvalsGiven: number }

const MATCHING = `p.entity_id = $1 AND p.livemode = $2 AND ($3::text IS NULL OR p.state = $3) AND ($4::text IS NULL OR p.kind = $4)
  AND ($5::text IS NULL OR p.currency = upper($5))
  AND ($6::text IS NULL OR p.id = $6 OR p.subject_id = $6 OR p.seller_id = $6 OR p.provider_object_id = $6
       OR strpos(lower(p.summary), lower($6)) > 0)`

const valuesOf = (tx: Sql, filter: ProposalFilter) => [
  tx.scope.entityId,
  tx.scope.livemode,
  filter.state ?? null,
  filter.kind ?? null,
  filter.currency || null,
  filter.q?.trim() || null,
]

type Viewer = { readonly personId: string; readonly at: Date }

/** Proposals, newest first, with what this person may do about each. */
export async function listProposals(tx: Sql, query: ProposalQuery, viewer: Viewer): Promise<Page<ProposalRow>> {
  const { after = null, before = null, limit } = query
  const key = readKey(before ?? after)
  const isBackward = before !== null && key !== null
  const rows = await tx.sql<Row>(
    `SELECT ${aliased(PROPOSAL_COLUMNS)}, coalesce(x.name, p.proposed_by) AS "proposerName",
            (SELECT count(*) FROM decision d WHERE d.proposal_id = p.id AND d.verdict = 'approve')::int AS "approvalsGiven"
       FROM proposal p LEFT JOIN person x ON x.id = p.proposed_by
      WHERE ${MATCHING} AND ($7::text IS NULL OR p.id ${isBackward ? '>' : '<'} $7)
      ORDER BY p.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $8`,
    [...valuesOf(tx, query), key?.id ?? null, limit + 1],
  )
  const keyOf = (row: Row) => ({ value: '', id: row.id })
  const page = pageOf(rows, { isBackward, isFirst: key === null, limit, keyOf })
  const decider = await deciderFor(tx, viewer)
  return { ...page, rows: page.rows.map((row) => toRow(row, decider)) }
}

/** A viewer with what they changed lately, so that every row can say whether they may decide about it. */
export const deciderFor = async (tx: Sql, viewer: Viewer): Promise<Decider> => ({
  ...viewer,
  changes: await changesBy(tx, viewer),
  isDecider: await isDeciderOf(tx, viewer),
})

/** Columns of the proposal in a query that joins others. */
function aliased(columns: string): string {
  return columns.replace(/(^|,)\s*([a-z_]+)/g, '$1 p.$2')
}

export function toRow(row: Row, decider: Decider): ProposalRow {
  return {
    id: row.id,
    kind: row.kind,
    summary: row.summary,
    reasoning: row.reasoning,
    amount: toWire({ minor: row.amountMinor, currency: row.currency }),
    functionalMinor: row.functionalMinor?.toString() ?? null,
    sellerId: row.sellerId,
    state: row.state,
    stateReason: row.stateReason,
    argumentsHash: row.argumentsHash,
    reasons: row.policyReasons,
    checks: row.checks,
    effects: row.effects,
    evidence: row.evidence,
    proposedBy: row.proposedByKind === 'system' ? 'the system' : row.proposerName,
    proposedAt: row.proposedAt.toISOString(),
    stateAt: row.stateAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    approvalsNeeded: row.approvalsNeeded,
    approvalsGiven: row.approvalsGiven,
    providerObjectId: row.providerObjectId,
    blocker: decisionRefusal(row, decider)?.message ?? null,
  }
}

/** The queue: what needs approval, largest first, so that thirty seconds go where they count. */
export async function listQueue(tx: Sql, viewer: Viewer, limit: number): Promise<ProposalRow[]> {
  const rows = await tx.sql<Row>(
    `SELECT ${aliased(PROPOSAL_COLUMNS)}, coalesce(x.name, p.proposed_by) AS "proposerName",
            (SELECT count(*) FROM decision d WHERE d.proposal_id = p.id AND d.verdict = 'approve')::int AS "approvalsGiven"
       FROM proposal p LEFT JOIN person x ON x.id = p.proposed_by
      WHERE p.entity_id = $1 AND p.livemode = $2 AND p.state = 'needs_approval'
      ORDER BY p.functional_minor DESC NULLS FIRST, p.id LIMIT $3`,
    [tx.scope.entityId, tx.scope.livemode, limit],
  )
  const decider = await deciderFor(tx, viewer)
  return rows.map((row) => toRow(row, decider))
}

export type ProposalTotals = { readonly currency: string; readonly count: number; readonly amount: WireMoney }

/** What the filtered proposals add up to, per currency. */
export async function totalProposals(tx: Sql, filter: ProposalFilter): Promise<ProposalTotals[]> {
  const rows = await tx.sql<{ currency: string; count: number; minor: bigint }>(
    `SELECT p.currency::text AS currency, count(*)::int AS count, sum(p.amount_minor)::bigint AS minor
       FROM proposal p WHERE ${MATCHING} GROUP BY 1 ORDER BY 1`,
    valuesOf(tx, filter),
  )
  return rows.map(({ currency, count, minor }) => ({ currency, count, amount: toWire({ currency, minor }) }))
}

/** How many proposals are in each state. */
export async function countProposals(tx: Sql): Promise<Partial<Record<ProposalState, number>>> {
  const rows = await tx.sql<{ state: ProposalState; count: number }>(
    'SELECT state, count(*)::int AS count FROM proposal WHERE entity_id = $1 AND livemode = $2 GROUP BY state',
    [tx.scope.entityId, tx.scope.livemode],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

export const PROPOSAL_HEADER = [
  'id',
  'kind',
  'summary',
  count('amount minor'),
  'currency',
  'state',
  'reason',
  'proposed by',
  instant('proposed at'),
  'decided by rule',
  'stripe object',
]

const EXPORT_PAGE = 1_000

/** The filtered list to its end, page by page. */
export async function* exportProposals(
  scope: Scope,
  filter: ProposalFilter,
  viewer: Viewer,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const query: ProposalQuery = { ...filter, after, limit: EXPORT_PAGE }
    const page: Page<ProposalRow> = await read(scope, (tx) => listProposals(tx, query, viewer))
    yield page.rows.map((row) => [
      row.id,
      row.kind,
      row.summary,
      row.amount.minor,
      row.amount.currency,
      row.state,
      row.stateReason,
      row.proposedBy,
      row.proposedAt,
      row.reasons.map((reason) => reason.rule).join(' '),
      row.providerObjectId,
    ])
    after = page.nextCursor
  } while (after !== null)
}
