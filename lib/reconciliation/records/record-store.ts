import type { Sql } from '#lib/platform/db.ts'
import { inWords } from '../columns/read-amount.ts'
import type { SellerRecordLine, SkippedRecord } from './record-model.ts'

export type KeyedRecord = SellerRecordLine & { readonly key: string; readonly sellerId: string }

/** Stores the records that are not there yet, in one statement. Returns the others: known, or saying something else than before. */
export async function insertRecords(
  tx: Sql,
  fileId: string,
  records: readonly KeyedRecord[],
): Promise<SkippedRecord[]> {
  if (records.length === 0) return []
  const column = <T>(of: (record: KeyedRecord) => T) => records.map(of)
  const inserted = await tx.sql<{ record_key: string }>(
    `INSERT INTO seller_record (entity_id, livemode, file_id, line_no, record_key, kind, order_id, line_ref, happened_on, seller_ref,
                                seller_id, gross_minor, tax_minor, commission_minor, commission_percent, currency, payment, refund_of,
                                functional_minor, raw, functional_rate)
     SELECT $1, $2, $3, r.* FROM unnest($4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[], $10::text[], $11::text[],
       $12::bigint[], $13::bigint[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::text[], $19::bigint[], $20::text[], $21::text[]) AS r
     ON CONFLICT (entity_id, livemode, record_key) DO NOTHING RETURNING record_key`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      fileId,
      column(({ lineNo }) => lineNo),
      column(({ key }) => key),
      column(({ kind }) => kind),
      column(({ orderId }) => orderId),
      column(({ lineRef }) => lineRef),
      column(({ happenedOn }) => happenedOn),
      column(({ sellerRef }) => sellerRef),
      column(({ sellerId }) => sellerId),
      column(({ grossMinor }) => grossMinor.toString()),
      column(({ taxMinor }) => taxMinor.toString()),
      column(({ commissionMinor }) => commissionMinor?.toString() ?? null),
      column(({ commissionPercent }) => commissionPercent),
      column(({ currency }) => currency),
      column(({ payment }) => payment),
      column(({ refundOf }) => refundOf),
      column(({ functionalMinor }) => functionalMinor?.toString() ?? null),
      column(({ raw }) => raw),
      column(({ functionalRate }) => functionalRate),
    ],
  )
  if (inserted.length === records.length) return []
  const taken = new Set(inserted.map(({ record_key }) => record_key))
  return compared(
    tx,
    records.filter(({ key }) => !taken.has(key)),
  )
}

type Earlier = { key: string; gross: bigint; currency: string; seller: string; commission: bigint | null; from: string }

async function compared(tx: Sql, records: readonly KeyedRecord[]): Promise<SkippedRecord[]> {
  const rows = await tx.sql<Earlier>(
    `SELECT r.record_key AS key, r.gross_minor AS gross, r.currency::text AS currency, r.seller_ref AS seller, r.commission_minor AS commission,
            f.file_name || ', line ' || r.line_no AS from
       FROM seller_record r JOIN seller_record_file f ON f.id = r.file_id
      WHERE r.entity_id = $1 AND r.livemode = $2 AND r.record_key = ANY($3::text[])`,
    [tx.scope.entityId, tx.scope.livemode, records.map(({ key }) => key)],
  )
  const earlier = new Map(rows.map((row) => [row.key, row]))
  return records.map((record) => {
    const { lineNo, raw } = record
    const before = earlier.get(record.key)
    const change = before === undefined ? '' : changeOf(record, before)
    const from = before?.from ?? 'a line above'
    return change === ''
      ? { lineNo, raw, reason: 'known', detail: `It came with ${from}.` }
      : { lineNo, raw, reason: 'changed', detail: `${change} in ${from}. The first record stands.` }
  })
}

/** What a record said before, where it says something else now. */
function changeOf(record: KeyedRecord, before: Earlier): string {
  if (before.currency !== record.currency || before.gross !== record.grossMinor)
    return `Its gross was ${inWords(before.gross, before.currency)}`
  if (before.seller !== record.sellerRef) return `Its seller was ${before.seller || 'nobody'}`
  if (before.commission !== record.commissionMinor)
    return `Its commission was ${before.commission === null ? 'not said' : inWords(before.commission, before.currency)}`
  return ''
}

export async function insertSkippedRecords(tx: Sql, fileId: string, skipped: readonly SkippedRecord[]): Promise<void> {
  if (skipped.length === 0) return
  await tx.exec(
    `INSERT INTO seller_record_skipped (entity_id, livemode, file_id, line_no, reason, detail, raw)
     SELECT $1, $2, $3, s.* FROM unnest($4::int[], $5::text[], $6::text[], $7::text[]) AS s`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      fileId,
      skipped.map(({ lineNo }) => lineNo),
      skipped.map(({ reason }) => reason),
      skipped.map(({ detail }) => detail),
      skipped.map(({ raw }) => raw),
    ],
  )
}
