import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { inTransaction, read, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { type Mapping, OPENING_FIELDS } from './columns-model.ts'
import { type OpenedFile, openFile } from './opened-file.ts'
import { alreadyOpened, beingSigned, notToday, notWhole } from './refusals.ts'

type File = { readonly fileName: string; readonly text: string; readonly mapping: Mapping | null }

/** What a file says before anything is stored: its columns, its currencies, and what is wrong with which line. */
export async function peekOpening({ actor, text, mapping }: File & { readonly actor: Actor }) {
  const opened = await read(actor.scope, (tx) => openFile(tx, { text, fields: OPENING_FIELDS, mapping }))
  return peekOf(opened)
}

/** A file as a screen shows it: the first problems, and how many there are. */
export const peekOf = ({ header, mapping, missing, rows, problems }: OpenedFile) => ({
  header,
  mapping,
  missing,
  rowCount: rows.length,
  currencies: [...new Set(rows.map(({ currency }) => currency))].sort(),
  problems: problems.slice(0, PROBLEMS_SHOWN),
  problemCount: problems.length,
})

const PROBLEMS_SHOWN = 20

type Uploading = File & {
  readonly actor: Actor
  readonly cutOverOn: string
  readonly totals: readonly { readonly currency: string; readonly minor: string }[]
  readonly at: Date
}

/**
 * Keeps opening balances to be tied out and signed; a draft that was there is replaced. Refuses a file of which one line is not
 * understood, a day that is not over, and everything once the books were opened.
 */
export function uploadOpening({ actor, at, ...file }: Uploading): Promise<{ sheetId: string }> {
  return inTransaction(actor.scope, async (tx) => {
    await requireUnopened(tx, actor)
    const today = accountingOn(actor.entity, at)
    if (file.cutOverOn >= today) throw notToday(dayBefore(today))
    const opened = await openFile(tx, { text: file.text, fields: OPENING_FIELDS, mapping: file.mapping })
    if (opened.missing.length + opened.problems.length > 0) throw notWhole(opened.problems.length)
    await tx.exec(
      "UPDATE opening_sheet SET state = 'replaced' WHERE entity_id = $1 AND livemode = $2 AND state IN ('draft', 'submitted')",
      [tx.scope.entityId, tx.scope.livemode],
    )
    const sheetId = newId('ops')
    await tx.exec(
      `INSERT INTO opening_sheet (id, entity_id, livemode, cut_over_on, file_name, file_hash, totals, uploaded_by, uploaded_at, state)
       VALUES ($1, $2, $3, $4::text::date, $5, $6, $7::jsonb, $8, $9::text::timestamptz, 'draft')`,
      [
        sheetId,
        tx.scope.entityId,
        tx.scope.livemode,
        file.cutOverOn,
        file.fileName,
        opened.hash,
        JSON.stringify(file.totals),
        actor.personId,
        at.toISOString(),
      ],
    )
    await insertLines(tx, sheetId, opened)
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
      action: 'openings.upload',
      subject: { kind: 'opening_sheet', id: sheetId },
      after: { fileName: file.fileName, fileHash: opened.hash, cutOverOn: file.cutOverOn, rows: opened.rows.length },
      note: `${actor.name} uploaded opening balances of ${opened.rows.length} lines`,
      requestId: actor.requestId,
      at,
    })
    return { sheetId }
  })
}

/** Locks the entity's row, so that two uploads, or an upload and the entry, follow one another. */
async function requireUnopened(tx: Sql, { entity }: Actor): Promise<void> {
  await tx.exec('SELECT 1 FROM entity WHERE id = $1 FOR UPDATE', [entity.id])
  const [row] = await tx.sql<{ posted: boolean; signing: boolean }>(
    `SELECT bool_or(s.state = 'posted') AS posted,
            bool_or(s.state = 'submitted' AND p.state IN ('needs_approval', 'approved', 'executing')) AS signing
       FROM opening_sheet s LEFT JOIN proposal p ON p.id = s.proposal_id WHERE s.entity_id = $1 AND s.livemode = $2`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  if (row?.posted) throw alreadyOpened()
  if (row?.signing) throw beingSigned()
}

async function insertLines(tx: Sql, sheetId: string, { rows }: OpenedFile): Promise<void> {
  const amounts = (field: string) => rows.map((row) => row.amounts[field]?.toString() ?? null)
  await tx.exec(
    `INSERT INTO opening_line (sheet_id, entity_id, seller_id, currency, line_no, payable_minor, receivable_minor,
                               in_transit_minor, reserved_minor, paid_minor)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])`,
    [
      sheetId,
      tx.scope.entityId,
      rows.map(({ sellerId }) => sellerId),
      rows.map(({ currency }) => currency),
      rows.map(({ line }) => line),
      amounts('payable'),
      amounts('receivable'),
      amounts('inTransit'),
      amounts('reserved'),
      amounts('paid'),
    ],
  )
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
