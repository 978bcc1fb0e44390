import { z } from 'zod'
import type { Sql } from '#lib/platform/db.ts'

export type OpeningSheet = {
  readonly id: string
  /** `YYYY-MM-DD`, in the book time zone. */
  readonly cutOverOn: string
  /** The end of that day. */
  readonly endsAt: Date
  readonly fileName: string
  readonly fileHash: string
  readonly totals: readonly { readonly currency: string; readonly minor: string }[]
  readonly uploadedBy: string
  readonly uploadedByName: string
  readonly uploadedAt: Date
  readonly state: 'draft' | 'submitted' | 'posted' | 'replaced'
  readonly explanation: string
  readonly proposalId: string
  /** Of the proposal; empty when there is none. */
  readonly proposalState: string
  /** The entry that opened the books; null when it is not posted, or had nothing to post. */
  readonly entryId: bigint | null
}

const totals = z.array(z.object({ currency: z.string(), minor: z.string() }))

const SHEETS = `SELECT s.id, s.cut_over_on::text AS "cutOverOn",
       ((s.cut_over_on + 1)::timestamp AT TIME ZONE n.book_time_zone) - interval '1 millisecond' AS "endsAt",
       s.file_name AS "fileName", s.file_hash AS "fileHash", s.totals, s.uploaded_by AS "uploadedBy",
       coalesce(x.name, s.uploaded_by) AS "uploadedByName", s.uploaded_at AS "uploadedAt", s.state, s.explanation,
       s.proposal_id AS "proposalId", coalesce(p.state, '') AS "proposalState", e.id AS "entryId"
  FROM opening_sheet s JOIN entity n ON n.id = s.entity_id
  LEFT JOIN person x ON x.id = s.uploaded_by LEFT JOIN proposal p ON p.id = s.proposal_id
  LEFT JOIN journal_entry e ON e.entity_id = s.entity_id AND e.livemode = s.livemode AND e.source_kind = 'approved_journal'
   AND e.source_account = n.stripe_account AND e.source_id = 'opening' AND e.source_part = '1' AND s.state = 'posted'`

type Row = Omit<OpeningSheet, 'totals'> & { readonly totals: unknown }

const toSheet = (row: Row): OpeningSheet => ({ ...row, totals: totals.parse(row.totals) })

/** A sheet by its id, or null. */
export async function sheetBy(tx: Sql, id: string): Promise<OpeningSheet | null> {
  const [row] = await tx.sql<Row>(`${SHEETS} WHERE s.id = $1 AND s.entity_id = $2 AND s.livemode = $3`, [
    id,
    tx.scope.entityId,
    tx.scope.livemode,
  ])
  return row === undefined ? null : toSheet(row)
}

/** The sheet that counts: the one posted, else the newest that was not replaced. */
export async function currentSheet(tx: Sql): Promise<OpeningSheet | null> {
  const [row] = await tx.sql<Row>(
    `${SHEETS} WHERE s.entity_id = $1 AND s.livemode = $2 AND s.state <> 'replaced'
      ORDER BY s.state = 'posted' DESC, s.id DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row === undefined ? null : toSheet(row)
}
