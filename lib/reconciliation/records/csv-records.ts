import { isCurrency } from '#lib/money/currency.ts'
import { CsvScanner, type ScannedRow } from '#lib/platform/csv-scanner.ts'
import { readDay } from '../columns/day-model.ts'
import { readAmount } from '../columns/read-amount.ts'
import type { RecordMapping, RecordRole } from './record-mapping-schema.ts'
import { type SellerRecordLine, unreadableRecord, unreadableRecords } from './record-model.ts'

const REFUND = /refund|return|credit|chargeback/i
const SALE = /sale|order|charge|purchase|sold/i

/** Reads an order system's CSV by its mapping, in pieces. `functional` is the currency of the books. */
export class CsvRecords {
  private readonly mapping: RecordMapping
  private readonly functional: string
  private readonly scanner: CsvScanner
  private isBegun = false
  private count = 0

  constructor(mapping: RecordMapping, functional: string) {
    this.mapping = mapping
    this.functional = functional
    this.scanner = new CsvScanner(mapping.separator)
  }

  push(text: string): SellerRecordLine[] {
    return this.scanner.push(text).flatMap((row) => this.take(row))
  }

  end(): SellerRecordLine[] {
    const records = this.scanner.end().flatMap((row) => this.take(row))
    if (!this.isBegun) throw unreadableRecords(`There is no header on line ${this.mapping.headerLine}.`)
    if (this.count === 0) throw unreadableRecords('The file has no rows below its header: is it whole?')
    return records
  }

  private take(row: ScannedRow): SellerRecordLine[] {
    if (row.line < this.mapping.headerLine) return []
    if (this.isBegun) {
      this.count += 1
      return [this.record(row)]
    }
    const cells = row.cells.map((cell) => cell.trim())
    if (cells.length === 1 && this.mapping.header.length > 1)
      throw unreadableRecord(row.line, 'It is one single column: is the separator right?')
    if (cells.join('\n') !== this.mapping.header.join('\n'))
      throw unreadableRecord(row.line, 'The columns are not those that were mapped: look at the columns again.')
    this.isBegun = true
    return []
  }

  private record({ cells, line: lineNo, raw }: ScannedRow): SellerRecordLine {
    const { roles, dateFormat } = this.mapping
    if (cells.length !== roles.length)
      throw unreadableRecord(
        lineNo,
        `It has ${cells.length} columns, the header ${roles.length}: is the file cut off here?`,
      )
    const of = (role: RecordRole) => cells[roles.indexOf(role)]?.trim() ?? ''
    const currency = of('currency').toUpperCase()
    if (!isCurrency(currency)) throw unreadableRecord(lineNo, `“${of('currency')}” is no currency.`)
    if (of('order') === '') throw unreadableRecord(lineNo, 'It names no order.')
    const amount = (role: RecordRole, of_: string = currency) => this.read(lineNo, of(role), of_)
    const happenedOn = readDay(of('day'), dateFormat)
    if (happenedOn === null) throw unreadableRecord(lineNo, `“${of('day')}” is not a day written as ${dateFormat}.`)
    const grossMinor = amount('gross')
    if (grossMinor === null) throw unreadableRecord(lineNo, 'It has no gross amount.')
    return {
      lineNo,
      kind: this.kindOf(lineNo, of('kind'), grossMinor),
      orderId: of('order'),
      lineRef: of('line'),
      happenedOn,
      sellerRef: of('seller'),
      grossMinor,
      taxMinor: amount('tax') ?? 0n,
      commissionMinor: amount('commission'),
      commissionPercent: of('percent'),
      currency,
      payment: of('payment').toLowerCase(),
      refundOf: of('refund_of'),
      functionalMinor: amount('functional', this.functional),
      functionalRate: this.rate(lineNo, of('rate')),
      raw,
    }
  }

  /** A plain decimal, with a point whatever the file writes. */
  private rate(lineNo: number, text: string): string {
    const plain = this.mapping.decimal === ',' ? text.replace(',', '.') : text
    if (plain !== '' && !/^\d{1,9}(\.\d{1,9})?$/.test(plain)) throw unreadableRecord(lineNo, `“${text}” is no rate.`)
    return plain
  }

  private kindOf(lineNo: number, said: string, gross: bigint): 'sale' | 'refund' {
    if (said === '') return gross < 0n ? 'refund' : 'sale'
    if (REFUND.test(said)) return 'refund'
    if (SALE.test(said)) return 'sale'
    throw unreadableRecord(lineNo, `“${said}” is neither a sale nor a refund.`)
  }

  private read(lineNo: number, text: string, currency: string): bigint | null {
    if (text === '') return null
    const minor = readAmount(text, currency, this.mapping.decimal)
    if (typeof minor === 'string') throw unreadableRecord(lineNo, minor)
    return minor
  }
}
