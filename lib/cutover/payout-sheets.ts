import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction, read, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { type Mapping, PAYOUT_FIELDS } from './columns-model.ts'
import { type Cycle, comparePayouts } from './compare-payouts.ts'
import { type OpenedFile, openFile } from './opened-file.ts'
import { notWhole } from './refusals.ts'
import { peekOf } from './upload-opening.ts'

type File = { readonly fileName: string; readonly text: string; readonly mapping: Mapping | null }

/** What a payout sheet says before it is kept. */
export async function peekPayouts({ actor, text, mapping }: File & { readonly actor: Actor }) {
  return peekOf(await read(actor.scope, (tx) => openFile(tx, { text, fields: PAYOUT_FIELDS, mapping })))
}

type Uploading = File & { readonly actor: Actor; readonly fromOn: string; readonly untilOn: string; readonly at: Date }

/** Keeps what another system would pay for a cycle, to be compared with our settlements. Moves no money. */
export function uploadPayouts({ actor, at, ...file }: Uploading): Promise<{ sheetId: string }> {
  return inTransaction(actor.scope, async (tx) => {
    const opened = await openFile(tx, { text: file.text, fields: PAYOUT_FIELDS, mapping: file.mapping })
    if (opened.missing.length + opened.problems.length > 0) throw notWhole(opened.problems.length)
    const sheetId = newId('pys')
    await tx.exec(
      `INSERT INTO payout_sheet (id, entity_id, livemode, from_on, until_on, file_name, file_hash, uploaded_by, uploaded_at, matched, differing)
       VALUES ($1, $2, $3, $4::text::date, $5::text::date, $6, $7, $8, $9::text::timestamptz, 0, 0)`,
      [
        sheetId,
        tx.scope.entityId,
        tx.scope.livemode,
        file.fromOn,
        file.untilOn,
        file.fileName,
        opened.hash,
        actor.personId,
        at.toISOString(),
      ],
    )
    await insertLines(tx, sheetId, opened)
    const compared = await comparePayouts(tx, actor.entity, { id: sheetId, fromOn: file.fromOn, untilOn: file.untilOn })
    const differing = compared.filter(({ reason }) => reason !== '').length
    await tx.exec('UPDATE payout_sheet SET matched = $2, differing = $3 WHERE id = $1', [
      sheetId,
      compared.length - differing,
      differing,
    ])
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
      action: 'cutover.compare',
      subject: { kind: 'payout_sheet', id: sheetId },
      after: { fileName: file.fileName, fileHash: opened.hash, rows: opened.rows.length, differing },
      note: `${actor.name} compared a payout sheet of ${file.fromOn} to ${file.untilOn}: ${differing} of ${compared.length} differ`,
      requestId: actor.requestId,
      at,
    })
    return { sheetId }
  })
}

async function insertLines(tx: Sql, sheetId: string, { rows }: OpenedFile): Promise<void> {
  const amounts = (field: string) => rows.map((row) => row.amounts[field]?.toString() ?? null)
  await tx.exec(
    `INSERT INTO payout_sheet_line (sheet_id, entity_id, seller_id, currency, line_no, net_minor, gross_minor, fees_minor)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::bigint[])`,
    [
      sheetId,
      tx.scope.entityId,
      rows.map(({ sellerId }) => sellerId),
      rows.map(({ currency }) => currency),
      rows.map(({ line }) => line),
      amounts('net'),
      amounts('gross'),
      amounts('fees'),
    ],
  )
}

export type PayoutSheetRow = Cycle & {
  readonly fileName: string
  readonly uploadedByName: string
  /** ISO instant. */
  readonly uploadedAt: string
  readonly matched: number
  readonly differing: number
}

/** The sheets compared so far, newest first. */
export async function listPayoutSheets(tx: Sql): Promise<PayoutSheetRow[]> {
  const rows = await tx.sql<Omit<PayoutSheetRow, 'uploadedAt'> & { uploadedAt: Date }>(
    `SELECT s.id, s.from_on::text AS "fromOn", s.until_on::text AS "untilOn", s.file_name AS "fileName",
            coalesce(x.name, s.uploaded_by) AS "uploadedByName", s.uploaded_at AS "uploadedAt", s.matched, s.differing
       FROM payout_sheet s LEFT JOIN person x ON x.id = s.uploaded_by
      WHERE s.entity_id = $1 AND s.livemode = $2 ORDER BY s.id DESC LIMIT 100`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map((row) => ({ ...row, uploadedAt: row.uploadedAt.toISOString() }))
}
