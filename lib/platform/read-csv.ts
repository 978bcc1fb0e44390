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
  const rows: CsvRow[] = []
  let [cells, cell, line, begun]: [string[], string, number, number] = [[], '', 1, 1]
  let isQuoted = false
  const endRow = () => {
    cells.push(cell)
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begun, cells })
    ;[cells, cell] = [[], '']
  }
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? ''
    const isLineEnd = char === '\n' || (char === '\r' && text[at + 1] !== '\n')
    if (isLineEnd) line += 1
    if (isQuoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (char === '"' && cell.trim() === '') {
      ;[isQuoted, cell] = [true, '']
    } else if (char === separator) {
      cells.push(cell)
      cell = ''
    } else if (isLineEnd) {
      endRow()
      begun = line
    } else if (char !== '\r') cell += char
  }
  if (isQuoted) throw unreadable(`The file ends inside a quoted cell that begins on line ${begun}: is it whole?`)
  endRow()
  return rows
}

const unreadable = (message: string) => new Refusal({ code: 'files.unreadable', status: 422, field: 'file', message })
