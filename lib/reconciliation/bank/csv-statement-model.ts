import { isCurrency } from '#lib/money/currency.ts'
import { CsvScanner, type ScannedRow } from '#lib/platform/csv-scanner.ts'
import { readDay } from '../columns/day-model.ts'
import { inWords, readAmount } from '../columns/read-amount.ts'
import type { ColumnRole, CsvMapping } from './csv-mapping-schema.ts'
import {
  type StatementLine,
  type StatementPart,
  type StatementReader,
  unreadableFile,
  unreadableLine,
} from './statement-model.ts'

const DEBIT_MARKS = /^(d|dr|dbit|debit|s|soll|out|-)$/i
const CREDIT_MARKS = /^(c|cr|crdt|credit|h|haben|in|\+)$/i

/** Reads a bank's CSV by its mapping. `currency` is the account's; a line in another one is refused. */
export class CsvStatement implements StatementReader {
  private readonly mapping: CsvMapping
  private readonly currency: string
  private readonly scanner: CsvScanner
  private readonly balance = new RunningBalance()
  private isBegun = false
  private rowCount = 0

  constructor(mapping: CsvMapping, currency: string) {
    this.mapping = mapping
    this.currency = currency
    this.scanner = new CsvScanner(mapping.separator)
  }

  push(text: string): StatementPart[] {
    return this.scanner.push(text).flatMap((row) => this.parts(row))
  }

  end(): StatementPart[] {
    const parts = this.scanner.end().flatMap((row) => this.parts(row))
    if (!this.isBegun)
      throw unreadableFile(`There is no header on line ${this.mapping.headerLine}: is it the right file?`)
    if (this.rowCount === 0) throw unreadableFile('The file has no rows below its header: is it whole?')
    const { opening, closing } = this.balance.ends()
    return [...parts, { kind: 'end', lineNo: this.rowCount, openingMinor: opening, closingMinor: closing }]
  }

  private parts(row: ScannedRow): StatementPart[] {
    if (row.line < this.mapping.headerLine) return []
    if (!this.isBegun) return [this.begin(row)]
    this.rowCount += 1
    return [this.part(row)]
  }

  private begin({ line, cells }: ScannedRow): StatementPart {
    const { header } = this.mapping
    const differs = header.findIndex((name, index) => name !== cells[index]?.trim())
    if (cells.length === 1 && header.length > 1)
      throw unreadableLine(line, 'It is one single column: is the separator right?')
    if (differs >= 0 || cells.length !== header.length)
      throw unreadableLine(
        line,
        `The columns are not those this account’s bank had before (${cells.length} columns, ${header.length} were known${differs < 0 ? '' : `; “${cells[differs]?.trim() ?? ''}” stands where “${header[differs]}” was`}): look at the columns again.`,
      )
    this.isBegun = true
    return { kind: 'begin', lineNo: line, number: '', currency: this.currency, openingMinor: null }
  }

  private part(row: ScannedRow): StatementPart {
    const { cells, line: lineNo, raw } = row
    const { roles, dateFormat } = this.mapping
    if (cells.length !== roles.length)
      throw unreadableLine(
        lineNo,
        `It has ${cells.length} columns, the header ${roles.length}: is the file cut off here?`,
      )
    const of = (role: ColumnRole) => cells[roles.indexOf(role)]?.trim() ?? ''
    this.checkCurrency(lineNo, of('currency'))
    const amountMinor = this.amountOf(lineNo, of)
    const day = of('booked')
    if (amountMinor === null || amountMinor === 0n || day === '') {
      if (amountMinor !== null && amountMinor !== 0n) throw unreadableLine(lineNo, 'It has an amount and no day.')
      return { kind: 'skipped', skipped: { lineNo, reason: 'no_movement', detail: 'It has no amount.', raw } }
    }
    const line: StatementLine = {
      lineNo,
      bookedOn: readDay(day, dateFormat) ?? this.refuseDay(lineNo, day),
      valueOn: of('value') === '' ? null : (readDay(of('value'), dateFormat) ?? this.refuseDay(lineNo, of('value'))),
      amountMinor,
      currency: this.currency,
      reference: roles
        .flatMap((role, at) => (role === 'reference' ? [cells[at]?.trim() ?? ''] : []))
        .filter(Boolean)
        .join(' '),
      counterparty: of('counterparty'),
      bankReference: of('bank_reference'),
      raw,
    }
    if (of('balance') !== '') this.balance.follow(line, this.read(lineNo, of('balance')))
    return { kind: 'line', line }
  }

  /** Signed minor units; null when the row has no amount at all. */
  private amountOf(lineNo: number, of: (role: ColumnRole) => string): bigint | null {
    if (this.mapping.roles.includes('amount')) {
      if (of('amount') === '') return null
      const minor = this.read(lineNo, of('amount'))
      if (!this.mapping.roles.includes('mark')) return minor
      const mark = of('mark')
      if (DEBIT_MARKS.test(mark)) return minor < 0n ? minor : -minor
      if (CREDIT_MARKS.test(mark)) return minor
      throw unreadableLine(lineNo, `“${mark}” is neither a debit nor a credit mark.`)
    }
    if (of('in') === '' && of('out') === '') return null
    const size = (text: string) => (text === '' ? 0n : this.read(lineNo, text))
    const [into, out] = [size(of('in')), size(of('out'))]
    if (into !== 0n && out !== 0n) throw unreadableLine(lineNo, 'It has money in and out at once.')
    // Some banks write what goes out with a minus of its own.
    return into - (out < 0n ? -out : out)
  }

  private checkCurrency(lineNo: number, said: string): void {
    if (said === '' || said.toUpperCase() === this.currency) return
    throw unreadableLine(
      lineNo,
      isCurrency(said.toUpperCase())
        ? `It is in ${said.toUpperCase()}, the account is kept in ${this.currency}.`
        : `“${said}” is no currency: are the columns right?`,
    )
  }

  private read(lineNo: number, text: string): bigint {
    const minor = readAmount(text, this.currency, this.mapping.decimal)
    if (typeof minor === 'string') throw unreadableLine(lineNo, minor)
    return minor
  }

  private refuseDay(lineNo: number, text: string): never {
    throw unreadableLine(lineNo, `“${text}” is not a day written as ${this.mapping.dateFormat}.`)
  }
}

/** Follows the balance beside each line, oldest first or newest first, and finds where a line is missing. */
class RunningBalance {
  private before: { line: StatementLine; minor: bigint } | null = null
  private first: { line: StatementLine; minor: bigint } | null = null
  private isForward = true
  private isBackward = true

  follow(line: StatementLine, minor: bigint): void {
    const { before } = this
    this.first ??= { line, minor }
    this.before = { line, minor }
    if (before === null) return
    this.isForward &&= minor === before.minor + line.amountMinor
    this.isBackward &&= before.minor === minor + before.line.amountMinor
    if (this.isForward || this.isBackward) return
    throw unreadableLine(
      line.lineNo,
      `Its balance, ${inWords(minor, line.currency)}, does not follow from line ${before.line.lineNo} (${inWords(before.minor, line.currency)}): is a line missing between them?`,
    )
  }

  /** What the lines began and ended with; null without balances. */
  ends(): { opening: bigint | null; closing: bigint | null } {
    const [first, last] = [this.first, this.before]
    if (first === null || last === null) return { opening: null, closing: null }
    return this.isForward
      ? { opening: first.minor - first.line.amountMinor, closing: last.minor }
      : { opening: last.minor - last.line.amountMinor, closing: first.minor }
  }
}
