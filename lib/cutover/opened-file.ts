import { createHash } from 'node:crypto'
import type { Sql } from '#lib/platform/db.ts'
import { readCsv } from '#lib/platform/read-csv.ts'
import { guessMapping, type Mapping, type SheetField, unmapped } from './columns-model.ts'
import { readSheet, type SheetProblem, type SheetRow } from './read-sheet.ts'
import { resolveSellers } from './resolve-sellers.ts'

/** A file as it was understood: its columns, its rows with their sellers, and every line that is wrong. */
export type OpenedFile = {
  readonly header: readonly string[]
  readonly mapping: Mapping
  /** Needed columns that nobody mapped yet. */
  readonly missing: readonly string[]
  readonly rows: readonly (SheetRow & { readonly sellerId: string })[]
  readonly problems: readonly SheetProblem[]
  readonly hash: string
}

/** Reads an uploaded file by the mapping a person chose, or by what its header says. Refuses what is no CSV. */
export async function openFile(
  tx: Sql,
  { text, fields, mapping }: { text: string; fields: readonly SheetField[]; mapping: Mapping | null },
): Promise<OpenedFile> {
  const csv = readCsv(text)
  const used = mapping ?? guessMapping(csv.header, fields)
  const hash = createHash('sha256').update(text).digest('hex')
  const missing = unmapped(used, fields).map(({ label }) => label)
  if (missing.length > 0) return { header: csv.header, mapping: used, missing, rows: [], problems: [], hash }
  const sheet = readSheet(csv, fields, used)
  const { idOf, problems } = await resolveSellers(tx, sheet.rows)
  return {
    header: csv.header,
    mapping: used,
    missing,
    rows: sheet.rows.flatMap((row) => {
      const sellerId = idOf.get(row.seller)
      return sellerId === undefined ? [] : [{ ...row, sellerId }]
    }),
    // The same row said twice is one problem.
    problems: [...new Map([...problems, ...sheet.problems].map((problem) => [problem.line, problem])).values()].sort(
      (left, right) => left.line - right.line,
    ),
    hash,
  }
}
