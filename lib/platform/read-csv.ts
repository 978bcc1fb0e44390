import { CsvScanner } from './csv-scanner.ts'
import { Refusal } from './refusal.ts'

export type CsvRow = {
  /** Line of the file on which the row begins; the header is on line 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A file as people save it from a spreadsheet. */
export type Csv = { readonly header: readonly string[]; readonly rows: readonly CsvRow[] }

const SEPARATORS = [',', ';', '\t'] as const

/**
 * Reads CSV (RFC 4180) as spreadsheets write it: with or without a byte order mark, cells apart by comma, semicolon or tab, any
 * line end. Empty lines are passed over. Refuses what is no text, has no rows, or ends inside a quoted cell.
 */
export function readCsv(text: string): Csv {
  const body = text.replace(/^\uFEFF/, '')
  if (body.includes('\u0000') || body.includes('\uFFFD'))
    throw unreadable('The file is not UTF-8 text. Save it as “CSV UTF-8” and upload that.')
  const rows = rowsOf(body, separatorOf(body))
  const [head, ...rest] = rows
  if (head === undefined || rest.length === 0) throw unreadable('The file has no rows below its header.')
  return { header: head.cells.map((cell) => cell.trim()), rows: rest }
}

/** The separator that the first line uses most. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n|\r/, 1)
  const count = (separator: string) => first.split(separator).length
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best))
}

function rowsOf(text: string, separator: string): CsvRow[] {
  const scanner = new CsvScanner(separator)
  return [...scanner.push(text), ...scanner.end()].map(({ line, cells }) => ({ line, cells }))
}

const unreadable = (message: string) => new Refusal({ code: 'files.unreadable', status: 422, field: 'file', message })
