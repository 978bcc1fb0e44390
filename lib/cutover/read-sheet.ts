import { isCurrency } from '#lib/money/currency.ts'
import { parseMoney } from '#lib/money/parse.ts'
import type { Csv, CsvRow } from '#lib/platform/read-csv.ts'
import type { Mapping, SheetField } from './columns-model.ts'

/** What is wrong with a line of the file, and how to put it right. */
export type SheetProblem = { readonly line: number; readonly message: string }

export type SheetRow = {
  readonly line: number
  /** As the file names the seller. */
  readonly seller: string
  readonly currency: string
  /** Minor units by field; null where an optional field says nothing. */
  readonly amounts: Readonly<Record<string, bigint | null>>
}

export type Sheet = { readonly rows: readonly SheetRow[]; readonly problems: readonly SheetProblem[] }

/** Larger sheets are uploaded in parts by currency; nobody reads this many lines. */
const ROWS_MAX = 20_000

/** Reads what a file says about each seller by the columns it was mapped to. Every line that is not understood is named. */
export function readSheet({ header, rows }: Csv, fields: readonly SheetField[], mapping: Mapping): Sheet {
  if (rows.length > ROWS_MAX) {
    return { rows: [], problems: [{ line: ROWS_MAX + 2, message: `The file has more than ${ROWS_MAX} rows.` }] }
  }
  const problems: SheetProblem[] = []
  const read: SheetRow[] = []
  for (const row of rows) {
    const found = readRow(row, header.length, fields, mapping)
    if ('message' in found) problems.push(found)
    else read.push(found)
  }
  return { rows: read, problems: [...problems, ...duplicates(read)] }
}

function readRow(
  { line, cells }: CsvRow,
  width: number,
  fields: readonly SheetField[],
  mapping: Mapping,
): SheetRow | SheetProblem {
  if (cells.length < width) {
    return { line, message: `It has ${cells.length} of ${width} cells: is the file cut off here?` }
  }
  if (cells.length > width) {
    return { line, message: `It has ${cells.length} cells, the header ${width}: put text with a separator in quotes.` }
  }
  const cellOf = (field: string) => cells[mapping[field] ?? -1]?.trim() ?? ''
  const seller = cellOf('seller')
  const currency = cellOf('currency').toUpperCase()
  if (seller === '') return { line, message: 'It names no seller.' }
  if (!isCurrency(currency)) return { line, message: `“${currency}” is no currency. Write its code, like USD.` }
  const amounts: Record<string, bigint | null> = {}
  for (const { field, label, kind } of fields) {
    if (kind === 'text') continue
    const text = cellOf(field)
    if (text === '') {
      amounts[field] = kind === 'said' ? null : 0n
      continue
    }
    const amount = parseMoney(text, currency)
    if (amount === null) return { line, message: `${label}: “${text.slice(0, 40)}” is no amount in ${currency}.` }
    if (amount.minor < 0n && kind !== 'signed') {
      return { line, message: `${label} is negative: ${belowZero(field)}` }
    }
    amounts[field] = amount.minor
  }
  return { line, seller, currency, amounts }
}

const belowZero = (field: string) =>
  field === 'payable' ? 'write what the seller owes under Receivable.' : 'write it without a sign.'

function duplicates(rows: readonly SheetRow[]): SheetProblem[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ line, seller, currency }) => {
    const key = `${seller.toLowerCase()} ${currency}`
    const before = first.get(key)
    if (before === undefined) first.set(key, line)
    return before === undefined ? [] : [{ line, message: `${seller} in ${currency} is on line ${before} already.` }]
  })
}
