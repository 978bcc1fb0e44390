import type { Sql } from '#lib/platform/db.ts'
import type { SkippedLine, StatementLine } from './statement-model.ts'

export type KeyedLine = StatementLine & { readonly key: string }

type Into = { readonly fileId: string; readonly accountId: string }

/**
 * Stores the lines of a file that their account does not have yet, in one statement. Returns the others, each with the file it came
 * from before.
 */
export async function insertLines(
  tx: Sql,
  { fileId, accountId }: Into,
  lines: readonly KeyedLine[],
): Promise<{ taken: number; known: SkippedLine[] }> {
  if (lines.length === 0) return { taken: 0, known: [] }
  const column = <T>(of: (line: KeyedLine) => T) => lines.map(of)
  const inserted = await tx.sql<{ line_key: string }>(
    `INSERT INTO bank_line (entity_id, livemode, bank_account_id, file_id, line_no, line_key, booked_on, value_on, amount_minor,
                            currency, reference, counterparty, bank_reference, raw)
     SELECT $1, $2, $3, $4, l.* FROM unnest($5::int[], $6::text[], $7::date[], $8::date[], $9::bigint[], $10::text[], $11::text[],
                                            $12::text[], $13::text[], $14::text[]) AS l
     ON CONFLICT (bank_account_id, line_key) DO NOTHING RETURNING line_key`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      accountId,
      fileId,
      column(({ lineNo }) => lineNo),
      column(({ key }) => key),
      column(({ bookedOn }) => bookedOn),
      column(({ valueOn }) => valueOn),
      column(({ amountMinor }) => amountMinor.toString()),
      column(({ currency }) => currency),
      column(({ reference }) => reference),
      column(({ counterparty }) => counterparty),
      column(({ bankReference }) => bankReference),
      column(({ raw }) => raw),
    ],
  )
  if (inserted.length === lines.length) return { taken: lines.length, known: [] }
  const taken = new Set(inserted.map(({ line_key }) => line_key))
  const left = lines.filter(({ key }) => !taken.has(key))
  const origins = await originsOf(tx, accountId, left)
  return {
    taken: inserted.length,
    known: left.map(({ lineNo, key, raw }) => ({
      lineNo,
      reason: 'known',
      detail: `It came with ${origins.get(key) ?? 'another file'}.`,
      raw,
    })),
  }
}

/** Which file each of these lines came with. */
async function originsOf(tx: Sql, accountId: string, lines: readonly KeyedLine[]): Promise<Map<string, string>> {
  const rows = await tx.sql<{ key: string; file: string; line: number }>(
    `SELECT l.line_key AS key, f.file_name AS file, l.line_no AS line FROM bank_line l JOIN bank_file f ON f.id = l.file_id
      WHERE l.bank_account_id = $1 AND l.line_key = ANY($2::text[])`,
    [accountId, lines.map(({ key }) => key)],
  )
  return new Map(rows.map(({ key, file, line }) => [key, `${file}, line ${line}`]))
}

/** Keeps what was left out of a file, with its reason; `before` were kept already. */
export async function insertSkipped(
  tx: Sql,
  { fileId, before }: { readonly fileId: string; readonly before: number },
  skipped: readonly SkippedLine[],
): Promise<void> {
  if (skipped.length === 0) return
  await tx.exec(
    `INSERT INTO bank_skipped_line (entity_id, livemode, file_id, seq, line_no, reason, detail, raw)
     SELECT $1, $2, $3, $4 + s.place, s.line_no, s.reason, s.detail, s.raw
       FROM unnest($5::int[], $6::text[], $7::text[], $8::text[]) WITH ORDINALITY AS s (line_no, reason, detail, raw, place)`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      fileId,
      before,
      skipped.map(({ lineNo }) => lineNo),
      skipped.map(({ reason }) => reason),
      skipped.map(({ detail }) => detail),
      skipped.map(({ raw }) => raw),
    ],
  )
}

export type BankFileRow = {
  readonly id: string
  readonly bankAccountId: string
  readonly fileName: string
  readonly fileHash: string
  readonly byteCount: number
  readonly format: string
  readonly source: string
  readonly state: 'imported' | 'refused'
  readonly problem: string
  readonly lineCount: number
  readonly skippedCount: number
  readonly sumMinor: bigint
  readonly openingMinor: bigint | null
  readonly closingMinor: bigint | null
  readonly firstOn: string | null
  readonly lastOn: string | null
  readonly importedBy: string
  readonly at: Date
}

export async function insertBankFile(tx: Sql, file: BankFileRow): Promise<void> {
  await tx.exec(
    `INSERT INTO bank_file (id, entity_id, livemode, bank_account_id, file_name, file_hash, byte_count, format, source, state, problem,
                            line_count, skipped_count, sum_minor, opening_minor, closing_minor, first_on, last_on, imported_by, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::text::bigint, $15::text::bigint, $16::text::bigint,
             $17::text::date, $18::text::date, $19, $20::text::timestamptz)`,
    [
      file.id,
      tx.scope.entityId,
      tx.scope.livemode,
      file.bankAccountId,
      file.fileName,
      file.fileHash,
      file.byteCount,
      file.format,
      file.source,
      file.state,
      file.problem,
      file.lineCount,
      file.skippedCount,
      file.sumMinor.toString(),
      file.openingMinor?.toString() ?? null,
      file.closingMinor?.toString() ?? null,
      file.firstOn,
      file.lastOn,
      file.importedBy,
      file.at.toISOString(),
    ],
  )
}

/** When this very file was imported into the account before, or null. */
export async function importedBefore(
  tx: Sql,
  accountId: string,
  fileHash: string,
): Promise<{ id: string; fileName: string; day: string } | null> {
  const [row] = await tx.sql<{ id: string; fileName: string; day: string }>(
    `SELECT id, file_name AS "fileName", imported_at::date::text AS day FROM bank_file
      WHERE entity_id = $1 AND livemode = $2 AND file_hash = $3 AND bank_account_id = $4 AND state = 'imported'`,
    [tx.scope.entityId, tx.scope.livemode, fileHash, accountId],
  )
  return row ?? null
}
