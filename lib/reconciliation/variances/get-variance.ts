import type { WireMoney } from '#lib/money/money.ts'
import { toWire } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { MatchPart } from '../matching/match-model.ts'
import { toRow, VARIANCE_COLUMNS, VARIANCE_JOINS, type VarianceRow } from './list-variances.ts'

export type VarianceMatch = {
  readonly id: string
  readonly domain: string
  readonly rule: string
  readonly method: string
  readonly state: 'suggested' | 'live' | 'declined' | 'void'
  /** 0 to 1000. */
  readonly score: number
  readonly parts: readonly MatchPart[]
  readonly differs: string
  readonly difference: WireMoney
  readonly expected: readonly MatchedItem[]
  readonly observed: readonly MatchedItem[]
  readonly reason: string
  readonly canUndo: boolean
}

export type MatchedItem = {
  readonly objectId: string
  readonly amount: WireMoney
  readonly happenedOn: string
  readonly reference: string
  readonly state: string
}

export type VarianceDetail = VarianceRow & {
  readonly subjectKind: string
  readonly subjectId: string
  readonly evidence: readonly { readonly label: string; readonly kind: string; readonly id: string }[]
  /** The state of the proposal that is to resolve it; null while there is none. */
  readonly proposalState: string | null
  readonly foundAt: string
}

/** One variance with what shows it, or null. */
export async function getVariance(tx: Sql, id: string, today: string): Promise<VarianceDetail | null> {
  const [row] = await tx.sql<
    Parameters<typeof toRow>[0] &
      Pick<VarianceDetail, 'subjectKind' | 'subjectId' | 'evidence' | 'proposalState'> & { foundAt: Date }
  >(
    `SELECT ${VARIANCE_COLUMNS}, v.subject_kind AS "subjectKind", v.subject_id AS "subjectId", v.evidence, r.state AS "proposalState",
            v.found_at AS "foundAt"
       FROM variance v ${VARIANCE_JOINS} LEFT JOIN proposal r ON r.id = v.proposal_id
      WHERE v.id = $4 AND v.entity_id = $1 AND v.livemode = $2`,
    [tx.scope.entityId, tx.scope.livemode, today, id],
  )
  if (row === undefined) return null
  const { subjectKind, subjectId, evidence, proposalState, foundAt, ...rest } = row
  return { ...toRow(rest), subjectKind, subjectId, evidence, proposalState, foundAt: foundAt.toISOString() }
}

type MatchRow = Omit<VarianceMatch, 'difference' | 'expected' | 'observed'> & {
  currency: string
  differenceMinor: bigint
  items: readonly {
    side: string
    objectId: string
    minor: string
    happenedOn: string
    reference: string
    state: string
  }[]
}

/** Matches and offers that hold the object of a variance or stood for it, the newest first. */
export async function matchesAbout(tx: Sql, objectIds: readonly string[]): Promise<VarianceMatch[]> {
  const rows = await tx.sql<MatchRow>(
    `WITH about AS MATERIALIZED (
       SELECT id, match_id FROM match_item WHERE entity_id = $1 AND livemode = $2 AND domain IN ('bank', 'records')
          AND side IN ('expected', 'observed') AND object_id = ANY($3::text[])
     ), ids AS MATERIALIZED (SELECT coalesce(array_agg(id), '{}') AS list FROM about), found AS (
       SELECT match_id AS id FROM about WHERE match_id IS NOT NULL
       UNION SELECT d.match_id FROM match_declined d JOIN about a ON d.expected_id = a.id
       UNION SELECT m.id FROM match m, ids WHERE m.entity_id = $1 AND m.livemode = $2 AND m.rule <> 'key' AND m.expected_ids && ids.list
       UNION SELECT m.id FROM match m, ids WHERE m.entity_id = $1 AND m.livemode = $2 AND m.rule <> 'key' AND m.observed_ids && ids.list
     )
     SELECT m.id::text AS id, m.domain, m.rule, m.method, m.state, m.score, m.parts, m.differs, m.currency::text AS currency,
            m.difference_minor AS "differenceMinor", m.reason, i.items,
            EXISTS (SELECT FROM match_decision d WHERE d.match_id = m.id AND d.action <> 'undo' AND d.undone_by IS NULL) AS "canUndo"
       FROM found JOIN match m ON m.id = found.id CROSS JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('side', i.side, 'objectId', i.object_id, 'minor', i.amount_minor::text, 'happenedOn', i.happened_on,
                  'reference', i.reference, 'state', i.state) ORDER BY i.side, i.happened_on, i.id) AS items
           FROM match_item i WHERE i.id = ANY(m.expected_ids || m.observed_ids)) i
      WHERE m.state <> 'void' OR m.reason <> 'Matched anew.'
      ORDER BY m.id DESC LIMIT 20`,
    [tx.scope.entityId, tx.scope.livemode, [...objectIds]],
  )
  return rows.map(({ currency, differenceMinor, items, ...row }) => {
    const of = (side: string) =>
      items
        .filter((item) => item.side === side)
        .map(({ minor, objectId, happenedOn, reference, state }) => ({
          objectId,
          happenedOn,
          reference,
          state,
          amount: { minor, currency },
        }))
    return {
      ...row,
      difference: toWire({ minor: differenceMinor, currency }),
      expected: of('expected'),
      observed: of('observed'),
    }
  })
}
