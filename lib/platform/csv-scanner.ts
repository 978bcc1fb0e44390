import { Refusal } from './refusal.ts'

export type ScannedRow = {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** The row as the file has it, without its line end. */
  readonly raw: string
}

/** A row that spans more than this begins with a quote that nobody closed. */
const QUOTED_MAX = 65_536
const LINE_END = /\r\n|\n|\r/g

/**
 * Reads CSV (RFC 4180) piece by piece: rows come out as soon as they are whole, so that no length of file fills the memory.
 * Empty rows are passed over. A quote counts where it opens a cell. `end` refuses what ends inside a quoted cell.
 */
export class CsvScanner {
  private readonly separator: string
  private rest = ''
  private line = 0
  /** A row that goes on in the next line, with the line it began on. */
  private open: { line: number; text: string } | null = null

  constructor(separator: string) {
    this.separator = separator
  }

  push(text: string): ScannedRow[] {
    const body = this.rest + text
    const rows: ScannedRow[] = []
    let from = 0
    LINE_END.lastIndex = 0
    for (let found = LINE_END.exec(body); found !== null; found = LINE_END.exec(body)) {
      // A carriage return at the end may be half of a line end.
      if (found[0] === '\r' && LINE_END.lastIndex === body.length) break
      this.take(body.slice(from, found.index), found[0], rows)
      from = LINE_END.lastIndex
    }
    this.rest = body.slice(from)
    if (this.rest.length > QUOTED_MAX * 16) throw unreadable(`Line ${this.line + 1} does not end: is this a CSV file?`)
    return rows
  }

  end(): ScannedRow[] {
    const rows: ScannedRow[] = []
    const last = this.rest.replace(/\r$/, '')
    if (last !== '') this.take(last, '', rows)
    this.rest = ''
    if (this.open !== null)
      throw unreadable(`The file ends inside a quoted cell that begins on line ${this.open.line}: is it whole?`)
    return rows
  }

  private take(text: string, lineEnd: string, rows: ScannedRow[]): void {
    this.line += 1
    if (this.open === null && !text.includes('"')) {
      if (text.trim() !== '') this.emit({ line: this.line, cells: text.split(this.separator), raw: text }, rows)
      return
    }
    const line = this.open?.line ?? this.line
    const whole = (this.open?.text ?? '') + text
    const cells = quotedCells(whole, this.separator)
    if (cells !== null) {
      this.open = null
      this.emit({ line, cells, raw: whole }, rows)
    } else if (whole.length > QUOTED_MAX) {
      throw unreadable(`The quote that opens a cell on line ${line} is not closed: is the file whole?`)
    } else this.open = { line, text: whole + lineEnd }
  }

  private emit(row: ScannedRow, rows: ScannedRow[]): void {
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row)
  }
}

/** The cells of a row with quotes; null when it ends inside one. */
function quotedCells(text: string, separator: string): string[] | null {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? ''
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
    } else cell += char
  }
  return isQuoted ? null : [...cells, cell]
}

const unreadable = (message: string) => new Refusal({ code: 'files.unreadable', status: 422, field: 'file', message })
