import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { SkippedLine } from './statement-model.ts'

export type BankFile = {
  readonly id: string
  readonly fileName: string
  readonly accountId: string
  readonly accountName: string
  readonly format: string
  readonly source: string
  readonly state: 'imported' | 'refused'
  readonly problem: string
  readonly lineCount: number
  readonly skippedCount: number
  /** Null when the file was refused before its account was known. */
  readonly sum: WireMoney | null
  readonly opening: WireMoney | null
  readonly closing: WireMoney | null
  readonly firstOn: string | null
  readonly lastOn: string | null
  readonly importedByName: string
  /** ISO instant. */
  readonly importedAt: string
}

type Row = Omit<BankFile, 'sum' | 'opening' | 'closing' | 'importedAt'> & {
  currency: string | null
  sumMinor: bigint
  openingMinor: bigint | null
  closingMinor: bigint | null
  importedAt: Date
}

const SELECT = `SELECT f.id, f.file_name AS "fileName", f.bank_account_id AS "accountId", coalesce(b.name, '') AS "accountName",
  b.currency::text AS currency, f.format, f.source, f.state, f.problem, f.line_count AS "lineCount", f.skipped_count AS "skippedCount",
  f.sum_minor AS "sumMinor", f.opening_minor AS "openingMinor", f.closing_minor AS "closingMinor", f.first_on::text AS "firstOn",
  f.last_on::text AS "lastOn", coalesce(p.name, k.name, f.imported_by) AS "importedByName", f.imported_at AS "importedAt"
  FROM bank_file f LEFT JOIN bank_account b ON b.id = f.bank_account_id LEFT JOIN person p ON p.id = f.imported_by
  LEFT JOIN api_key k ON k.id = f.imported_by`

type BankFileQuery = {
  readonly q?: string | null
  readonly account?: string | null
  readonly state?: string | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

/** Statement files, newest import first, refused ones among them. */
export async function listBankFiles(tx: Sql, query: BankFileQuery): Promise<Page<BankFile>> {
  const { q = null, account = null, state = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Row>(
    `${SELECT} WHERE f.entity_id = $1 AND f.livemode = $2 AND ($3::text IS NULL OR f.file_name ILIKE $3 OR f.id = $4)
        AND ($5::text IS NULL OR f.bank_account_id = $5) AND ($6::text IS NULL OR f.state = $6)
        AND ($7::text IS NULL OR f.id ${isBackward ? '>' : '<'} $7)
      ORDER BY f.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $8`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      q === null ? null : `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
      q,
      account,
      state,
      key?.id ?? null,
      limit + 1,
    ],
  )
  return pageOf(rows.map(toFile), { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) })
}

export type BankFileDetail = BankFile & {
  readonly hash: string
  readonly byteCount: number
  readonly skipped: readonly SkippedLine[]
  /** The statement before it closed with something else than this one opens with; null when it fits or nobody knows. */
  readonly gap: { readonly fileName: string; readonly closing: WireMoney } | null
}

const SKIPPED_MAX = 500

/** One file with what was left out of it, or null. */
export async function getBankFile(tx: Sql, id: string): Promise<BankFileDetail | null> {
  const scope = [id, tx.scope.entityId, tx.scope.livemode]
  const [row] = await tx.sql<Row & { hash: string; byteCount: bigint }>(
    SELECT.replace(' FROM bank_file', ', f.file_hash AS hash, f.byte_count AS "byteCount" FROM bank_file').concat(
      ' WHERE f.id = $1 AND f.entity_id = $2 AND f.livemode = $3',
    ),
    scope,
  )
  if (row === undefined) return null
  const { hash, byteCount, ...file } = row
  const skipped = await tx.sql<SkippedLine>(
    `SELECT line_no AS "lineNo", reason, detail, raw FROM bank_skipped_line
      WHERE file_id = $1 AND entity_id = $2 AND livemode = $3 ORDER BY line_no, seq LIMIT ${SKIPPED_MAX}`,
    scope,
  )
  return { ...toFile(file), hash, byteCount: Number(byteCount), skipped, gap: await gapBefore(tx, file) }
}

async function gapBefore(tx: Sql, file: Omit<Row, 'hash'>): Promise<BankFileDetail['gap']> {
  if (file.openingMinor === null || file.firstOn === null || file.currency === null) return null
  const [before] = await tx.sql<{ fileName: string; closingMinor: bigint }>(
    `SELECT file_name AS "fileName", closing_minor AS "closingMinor" FROM bank_file
      WHERE bank_account_id = $1 AND state = 'imported' AND closing_minor IS NOT NULL AND last_on < $2::text::date
      ORDER BY last_on DESC, id DESC LIMIT 1`,
    [file.accountId, file.firstOn],
  )
  if (before === undefined || before.closingMinor === file.openingMinor) return null
  return { fileName: before.fileName, closing: { minor: before.closingMinor.toString(), currency: file.currency } }
}

function toFile({ currency, sumMinor, openingMinor, closingMinor, importedAt, ...file }: Row): BankFile {
  const wire = (minor: bigint | null) =>
    minor === null || currency === null ? null : { minor: minor.toString(), currency }
  return {
    ...file,
    sum: wire(sumMinor),
    opening: wire(openingMinor),
    closing: wire(closingMinor),
    importedAt: importedAt.toISOString(),
  }
}
