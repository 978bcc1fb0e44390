import type { Sql } from '#lib/platform/db.ts'
import { parseTerms } from './parse-terms.ts'
import type { ParsedTerms } from './schema.ts'

export type Draft = {
  readonly id: string
  readonly contractId: string
  /** Empty for the default contract. */
  readonly sellerId: string
  /** draft, or submitted while its proposal waits. A rejected, expired or void proposal makes it a draft again. */
  readonly state: 'draft' | 'submitted'
  readonly terms: ParsedTerms
  readonly note: string
  readonly attachmentHash: string
  readonly attachmentName: string
  readonly proposalId: string
  readonly proposalState: string
  readonly proposalReason: string
  readonly shapedBy: readonly string[]
  readonly shapedByNames: readonly string[]
  readonly updatedAt: string
}

/** A draft whose proposal is still before the gate, for SQL over `contract_draft d` and its `proposal p`. */
export const IS_SUBMITTED = `(d.state = 'submitted' AND p.state NOT IN ('rejected', 'expired', 'void'))`

type DraftRow = Omit<Draft, 'terms' | 'updatedAt'> & { terms: unknown; updatedAt: Date }

/** The contract's open draft, or null. Locked when asked, so that nobody changes it meanwhile. */
export async function getDraft(tx: Sql, contractId: string, isLocking = false): Promise<Draft | null> {
  const [row] = await tx.sql<DraftRow>(
    `SELECT d.id, d.contract_id AS "contractId", c.seller_id AS "sellerId",
            CASE WHEN ${IS_SUBMITTED} THEN 'submitted' ELSE 'draft' END AS state, d.terms, d.note,
            d.attachment_hash AS "attachmentHash",
            coalesce((SELECT a.name FROM contract_attachment a WHERE a.entity_id = d.entity_id AND a.hash = d.attachment_hash), '')
              AS "attachmentName",
            d.proposal_id AS "proposalId", coalesce(p.state, '') AS "proposalState", coalesce(p.state_reason, '') AS "proposalReason",
            d.shaped_by AS "shapedBy",
            ARRAY(SELECT x.name FROM person x WHERE x.id = ANY(d.shaped_by) ORDER BY x.name) AS "shapedByNames",
            d.updated_at AS "updatedAt"
       FROM contract_draft d JOIN contract c ON c.id = d.contract_id LEFT JOIN proposal p ON p.id = d.proposal_id
      WHERE d.contract_id = $1 AND d.entity_id = $2 AND d.livemode = $3 AND d.state IN ('draft', 'submitted')
      ${isLocking ? 'FOR UPDATE OF d' : ''}`,
    [contractId, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) return null
  return { ...row, terms: parseTerms(row.terms), updatedAt: row.updatedAt.toISOString() }
}
