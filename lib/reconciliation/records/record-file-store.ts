import type { Sql } from '#lib/platform/db.ts'
import { type RecordMapping, recordMapping } from './record-mapping-schema.ts'
import type { RecordTotals } from './record-model.ts'

export type RecordFileRow = {
  readonly id: string
  readonly fileName: string
  readonly fileHash: string
  readonly byteCount: number
  readonly source: string
  readonly state: 'imported' | 'refused'
  readonly problem: string
  readonly recordCount: number
  readonly skippedCount: number
  readonly totals: readonly RecordTotals[]
  readonly mapping: RecordMapping | null
  readonly importedBy: string
  readonly at: Date
}

export async function insertRecordFile(tx: Sql, file: RecordFileRow): Promise<void> {
  const totals = file.totals.map(({ kind, currency, count, grossMinor, taxMinor, commissionMinor }) => ({
    kind,
    currency,
    count,
    grossMinor: grossMinor.toString(),
    taxMinor: taxMinor.toString(),
    commissionMinor: commissionMinor.toString(),
  }))
  await tx.exec(
    `INSERT INTO seller_record_file (id, entity_id, livemode, file_name, file_hash, byte_count, source, state, problem, record_count,
                                     skipped_count, totals, mapping, imported_by, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::jsonb, $13::text::jsonb, $14, $15::text::timestamptz)`,
    [
      file.id,
      tx.scope.entityId,
      tx.scope.livemode,
      file.fileName,
      file.fileHash,
      file.byteCount,
      file.source,
      file.state,
      file.problem,
      file.recordCount,
      file.skippedCount,
      JSON.stringify(totals),
      file.mapping === null ? null : JSON.stringify(file.mapping),
      file.importedBy,
      file.at.toISOString(),
    ],
  )
}

/** The name and day under which this very file came before, or null. */
export async function recordsBefore(tx: Sql, fileHash: string): Promise<{ fileName: string; day: string } | null> {
  const [row] = await tx.sql<{ fileName: string; day: string }>(
    `SELECT file_name AS "fileName", imported_at::date::text AS day FROM seller_record_file
      WHERE entity_id = $1 AND livemode = $2 AND file_hash = $3 AND state = 'imported'`,
    [tx.scope.entityId, tx.scope.livemode, fileHash],
  )
  return row ?? null
}

/** How the last CSV was read: the order system's next one is read the same way. */
export async function lastRecordMapping(tx: Sql): Promise<RecordMapping | null> {
  const [row] = await tx.sql<{ mapping: unknown }>(
    `SELECT mapping FROM seller_record_file
      WHERE entity_id = $1 AND livemode = $2 AND state = 'imported' AND mapping IS NOT NULL ORDER BY id DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row === undefined ? null : recordMapping.parse(row.mapping)
}
