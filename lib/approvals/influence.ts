import type { Sql } from '#lib/platform/db.ts'
import { refsOf } from './note.ts'
import type { Proposal } from './proposal.ts'
import { CONFIGURATION_KINDS, PROVIDER_KINDS } from './schema.ts'

/** Whoever changed what a proposal rests on this lately cannot approve it. */
export const INFLUENCE_DAYS = 30

/**
 * What a person does that shapes what is proposed later, by the room whose audit line says it: terms, the seller with its
 * bank data and holds, records and what they were matched with, rates, adjustments and runs.
 */
const SHAPING_ROOMS = ['contracts', 'sellers', 'records', 'rates', 'adjustments', 'runs', 'openings', 'matching']

/** Shapes every transfer, not one seller's alone: the default terms, and the rates. */
const SHAPES_ALL = '*'

/** A change somebody made, or proposed and got approved, and what it was about. */
export type Change = { readonly at: Date; readonly words: string; readonly refs: readonly string[] }

type Asked = { readonly personId: string; readonly at: Date }

/** What this person changed within the days that count, newest first. One look-up answers for a whole queue. */
export async function changesBy(tx: Sql, { personId, at }: Asked): Promise<Change[]> {
  return tx.sql<Change>(
    `SELECT at, words, refs FROM (
       SELECT r.at, r.note AS words,
              CASE WHEN r.action LIKE 'rates.%' OR (r.action LIKE 'contracts.%' AND NOT EXISTS (
                          SELECT FROM unnest(r.refs) AS ref WHERE starts_with(ref, 'seller:')))
                   THEN r.refs || ARRAY['${SHAPES_ALL}'] ELSE r.refs END AS refs
         FROM audit_record r
        WHERE r.entity_id = $1 AND r.livemode = $2 AND r.actor_kind = 'person' AND r.actor_id = $3
          AND r.at > $4::timestamptz - make_interval(days => $5) AND r.at <= $4
          AND split_part(r.action, '.', 1) = ANY($6::text[])
       UNION ALL
       SELECT p.state_at, p.summary,
              ARRAY[p.subject_kind || ':' || p.subject_id]
                || CASE WHEN p.seller_id <> '' THEN ARRAY['seller:' || p.seller_id]
                        WHEN p.kind = 'contract.version' THEN ARRAY['${SHAPES_ALL}'] ELSE '{}'::text[] END
         FROM proposal p
        WHERE p.entity_id = $1 AND p.livemode = $2 AND p.proposed_by_kind = 'person'
          AND ($3 = p.proposed_by OR $3 = ANY(p.shaped_by)) AND p.kind = ANY($7::text[]) AND p.state = 'executed'
          AND p.state_at > $4::timestamptz - make_interval(days => $5)) AS change
      ORDER BY at DESC LIMIT 500`,
    [tx.scope.entityId, tx.scope.livemode, personId, at, INFLUENCE_DAYS, SHAPING_ROOMS, SHAPING_KINDS],
  )
}

/** Kinds whose proposer shaped what comes after. A policy, a role, a pause or what was found at Stripe shapes no transfer. */
const SHAPING_KINDS = CONFIGURATION_KINDS.filter(
  (kind) => !['policy.version', 'role.grant', 'execution.resume', 'delegation.grant', 'outcome.confirm'].includes(kind),
)

type About = Pick<Proposal, 'kind' | 'subjectKind' | 'subjectId' | 'sellerId' | 'evidence'>

/** The newest of these changes that a proposal rests on, or null. */
export function influenceOn(proposal: About, changes: readonly Change[]): Change | null {
  const refs = new Set(refsOf(proposal).filter((ref) => !/^(entity|person):/.test(ref)))
  if (PROVIDER_KINDS.some((kind) => kind === proposal.kind)) refs.add(SHAPES_ALL)
  return changes.find((change) => change.refs.some((ref) => refs.has(ref))) ?? null
}
