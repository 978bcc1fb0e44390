import { z } from 'zod'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { SkippedRecord } from './record-model.ts'

/** What a file added up to, minor units as text. */
const storedTotals = z.array(
  z.object({
    kind: z.enum(['sale', 'refund']),
    currency: z.string(),
    count: z.number(),
    grossMinor: z.string(),
    taxMinor: z.string(),
    commissionMinor: z.string(),
  }),
)

export type RecordFile = {
  readonly id: string
  readonly fileName: string
  readonly source: string
  readonly state: 'imported' | 'refused'
  readonly problem: string
  readonly recordCount: number
  readonly skippedCount: number
  readonly totals: z.output<typeof storedTotals>
  readonly importedByName: string
  /** ISO instant. */
  readonly importedAt: string
}

type Row = Omit<RecordFile, 'totals' | 'importedAt'> & { totals: unknown; importedAt: Date }

const SELECT = `SELECT f.id, f.file_name AS "fileName", f.source, f.state, f.problem, f.record_count AS "recordCount",
  f.skipped_count AS "skippedCount", f.totals, coalesce(p.name, k.name, f.imported_by) AS "importedByName", f.imported_at AS "importedAt"
  FROM seller_record_file f LEFT JOIN person p ON p.id = f.imported_by LEFT JOIN api_key k ON k.id = f.imported_by`

type RecordFileQuery = {
  readonly q?: string | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

/** Files of the order system, newest first, refused ones among them. */
export async function listRecordFiles(tx: Sql, query: RecordFileQuery): Promise<Page<RecordFile>> {
  const { q = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Row>(
    `${SELECT} WHERE f.entity_id = $1 AND f.livemode = $2 AND ($3::text IS NULL OR f.file_name ILIKE $3)
        AND ($4::text IS NULL OR f.id ${isBackward ? '>' : '<'} $4)
      ORDER BY f.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $5`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      q === null ? null : `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
      key?.id ?? null,
      limit + 1,
    ],
  )
  return pageOf(rows.map(toFile), { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) })
}

export type RecordFileDetail = RecordFile & {
  readonly skipped: readonly SkippedRecord[]
  /** References that name no seller known here, with how many records each. */
  readonly unknownSellers: readonly { readonly ref: string; readonly count: number }[]
}

const SKIPPED_MAX = 500
const SELLERS_MAX = 100

/** One file with what was left out of it, or null. */
export async function getRecordFile(tx: Sql, id: string): Promise<RecordFileDetail | null> {
  const scope = [id, tx.scope.entityId, tx.scope.livemode]
  const [row] = await tx.sql<Row>(`${SELECT} WHERE f.id = $1 AND f.entity_id = $2 AND f.livemode = $3`, scope)
  if (row === undefined) return null
  const skipped = await tx.sql<SkippedRecord>(
    `SELECT line_no AS "lineNo", reason, detail, raw FROM seller_record_skipped
      WHERE file_id = $1 AND entity_id = $2 AND livemode = $3 ORDER BY line_no LIMIT ${SKIPPED_MAX}`,
    scope,
  )
  const unknownSellers = await tx.sql<{ ref: string; count: number }>(
    `SELECT seller_ref AS ref, count(*)::int AS count FROM seller_record
      WHERE file_id = $1 AND entity_id = $2 AND livemode = $3 AND seller_id = '' AND seller_ref <> ''
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${SELLERS_MAX}`,
    scope,
  )
  return { ...toFile(row), skipped, unknownSellers }
}

const toFile = ({ totals, importedAt, ...file }: Row): RecordFile => ({
  ...file,
  totals: storedTotals.parse(totals),
  importedAt: importedAt.toISOString(),
})
