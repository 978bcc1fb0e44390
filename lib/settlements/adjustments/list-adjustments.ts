import type { ProposalState } from '#lib/approvals/schema.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { AdjustmentReason, Recurs } from './reasons-model.ts'

export type AdjustmentRow = {
  readonly id: string
  readonly sellerId: string
  readonly sellerName: string
  /** Positive is owed to the seller, negative by the seller. */
  readonly amount: WireMoney
  readonly reason: AdjustmentReason
  readonly note: string
  readonly evidence: string
  readonly state: ProposalState
  readonly proposalId: string
  /** How the transfer stands that pays it; null when none was proposed. */
  readonly transferState: ProposalState | null
  /** Of what the seller owes by it: not kept back yet. */
  readonly open: WireMoney
  readonly recurs: Recurs
  /** Approved to come again, and nobody ended it. */
  readonly isRecurring: boolean
  /** The day it came again for; null for the first. */
  readonly periodOn: string | null
  readonly createdByName: string
  /** ISO instants. */
  readonly createdAt: string
  readonly postedAt: string | null
}

export type AdjustmentQuery = {
  readonly q?: string | null
  readonly reason?: string | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = Omit<AdjustmentRow, 'amount' | 'open' | 'createdAt' | 'postedAt'> & {
  currency: string
  amountMinor: bigint
  openMinor: bigint
  createdAt: Date
  postedAt: Date | null
}

/** Adjustments, newest first; found by id, seller or a part of the seller's name. */
export async function listAdjustments(tx: Sql, query: AdjustmentQuery): Promise<Page<AdjustmentRow>> {
  const { q = null, reason = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Row>(
    `SELECT a.id, a.seller_id AS "sellerId", coalesce(s.name, '') AS "sellerName", a.currency::text, a.amount_minor AS "amountMinor",
            a.open_minor AS "openMinor", a.reason, a.note, a.evidence, p.state, a.proposal_id AS "proposalId", t.state AS "transferState", a.recurs, a.period_on::text AS "periodOn",
            a.recurs <> '' AND a.stopped_at IS NULL AND p.state = 'executed' AS "isRecurring",
            coalesce(w.name, '') AS "createdByName", a.created_at AS "createdAt", a.posted_at AS "postedAt"
       FROM adjustment a JOIN proposal p ON p.id = a.proposal_id LEFT JOIN seller s ON s.id = a.seller_id
            LEFT JOIN person w ON w.id = a.created_by
            LEFT JOIN LATERAL (SELECT x.state FROM proposal x WHERE x.subject_kind = 'adjustment' AND x.subject_id = a.id
                                  AND x.kind = 'transfer.create' ORDER BY x.id DESC LIMIT 1) t ON true
      WHERE a.entity_id = $1 AND a.livemode = $2 AND ($3::text IS NULL OR a.id = $3 OR a.seller_id = $3 OR s.name ILIKE $4)
        AND ($5::text IS NULL OR a.reason = $5) AND ($6::text IS NULL OR a.id ${isBackward ? '>' : '<'} $6)
      ORDER BY a.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $7`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      q,
      `%${(q ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
      reason,
      key?.id ?? null,
      limit + 1,
    ],
  )
  return pageOf(rows.map(toRow), { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) })
}

const toRow = ({ currency, amountMinor, openMinor, createdAt, postedAt, ...row }: Row): AdjustmentRow => ({
  ...row,
  amount: { minor: amountMinor.toString(), currency },
  open: { minor: openMinor.toString(), currency },
  createdAt: createdAt.toISOString(),
  postedAt: postedAt?.toISOString() ?? null,
})
