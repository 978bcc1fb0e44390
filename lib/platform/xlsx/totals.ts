import { type ExportColumn, nameOf } from '../export-columns.ts'
import { cell, cellName, decimalsOf, formulaCell, isExact, STYLE, textCell } from './cells.ts'

type Sum = { minor: bigint; decimals: number }

/** Adds up, per currency, the columns that add up; exactly, whatever a spreadsheet would make of it. */
export class Totals {
  private readonly sums = new Map<string, Map<number, Sum>>()
  private readonly summed: readonly number[]
  private readonly currencyAt: number

  private readonly columns: readonly ExportColumn[]

  constructor(columns: readonly ExportColumn[]) {
    this.columns = columns
    this.currencyAt = columns.findIndex((column) => nameOf(column) === 'Currency')
    this.summed =
      this.currencyAt === -1
        ? []
        : columns.flatMap((column, index) => (typeof column !== 'string' && column.isSummed ? [index] : []))
  }

  add(cells: readonly string[]): void {
    if (this.summed.length === 0) return
    const currency = cells[this.currencyAt] ?? ''
    const sums = this.sums.get(currency) ?? new Map<number, Sum>()
    this.sums.set(currency, sums)
    for (const index of this.summed) {
      const text = cells[index] ?? ''
      if (!/^-?\d+(\.\d+)?$/.test(text)) continue
      const decimals = (text.split('.')[1] ?? '').length
      const before = sums.get(index) ?? { minor: 0n, decimals }
      const scale = Math.max(before.decimals, decimals)
      const lift = ({ minor, decimals: own }: Sum) => minor * 10n ** BigInt(scale - own)
      sums.set(index, {
        minor: lift(before) + lift({ minor: BigInt(text.replace('.', '')), decimals }),
        decimals: scale,
      })
    }
  }

  /** One row per currency, formulas over the rows from `first` to `last` where they are all on this sheet. */
  rows(at: number, range: { readonly first: number; readonly last: number } | null): string[] {
    return [...this.sums.keys()].sort().map((currency, line) => {
      const row = at + line
      const cells = this.columns.map((_, index) => {
        const name = cellName(index, row)
        if (index === this.currencyAt) return textCell(name, currency, STYLE.total)
        const sum = this.sums.get(currency)?.get(index)
        if (sum === undefined) return index === 0 ? textCell(name, 'Total', STYLE.total) : ''
        const digits = written(sum)
        if (!isExact(digits)) return textCell(name, digits, STYLE.total)
        const style = STYLE.total + 1 + decimalsOf(digits)
        if (range === null) return cell({ name: '', kind: 'amount' }, digits, name).replace(/ s="\d+"/, ` s="${style}"`)
        const column = (place: number) =>
          `${cellName(place, range.first).replace(/\d+$/, (number) => `$${number}`)}:${cellName(place, range.last).replace(/\d+$/, (number) => `$${number}`)}`
        return formulaCell(
          name,
          `SUMIF(${column(this.currencyAt)},"${currency.replaceAll('"', '""')}",${column(index)})`,
          digits,
          style,
        )
      })
      return `<row r="${row}">${cells.join('')}</row>`
    })
  }
}

function written({ minor, decimals }: Sum): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${minor < 0n ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(digits.length - decimals)}`}`
}
