import { isCurrency } from '#lib/money/currency.ts'
import { parseMoney } from '#lib/money/parse.ts'
import { type CsvRow, readCsv } from '#lib/platform/read-csv.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { type AdjustmentReason, REASON_CODES } from './reasons-model.ts'

export type AdjustmentLine = {
  readonly line: number
  /** As the file names the seller: `acct_…` or `sel_…`. */
  readonly seller: string
  readonly currency: string
  /** Signed minor units. */
  readonly amountMinor: bigint
  readonly reason: AdjustmentReason
  readonly note: string
  readonly evidence: string
}

export type LineProblem = { readonly line: number; readonly message: string }

const COLUMNS = ['seller', 'currency', 'amount', 'reason', 'note', 'evidence'] as const
type Column = (typeof COLUMNS)[number]
const ROWS_MAX = 500

/**
 * Reads a file of adjustments, a line each: amounts with a sign, negative ones charged to the seller. Every line that is not
 * understood is named; two lines that say the same are a mistake. Refuses a file without the columns.
 */
export function readAdjustments(text: string): { lines: AdjustmentLine[]; problems: LineProblem[] } {
  const { header, rows } = readCsv(text)
  const names = header.map((name) => name.toLowerCase())
  const missing = COLUMNS.filter((column) => column !== 'evidence' && !names.includes(column))
  if (missing.length > 0) throw refuse(`The file has no column ${missing.join(', ')}. It needs ${COLUMNS.join(', ')}.`)
  if (rows.length > ROWS_MAX) throw refuse(`The file has more than ${ROWS_MAX} rows: upload it in parts.`)
  const lines: AdjustmentLine[] = []
  const problems: LineProblem[] = []
  const seen = new Map<string, number>()
  for (const row of rows) {
    const found = readLine(row, names)
    if ('message' in found) {
      problems.push(found)
      continue
    }
    const same = [found.seller, found.currency, found.amountMinor, found.reason, found.note, found.evidence].join('\n')
    const earlier = seen.get(same)
    if (earlier !== undefined) problems.push({ line: row.line, message: `It says the same as line ${earlier}.` })
    seen.set(same, row.line)
    lines.push(found)
  }
  return { lines, problems }
}

function readLine({ line, cells }: CsvRow, names: readonly string[]): AdjustmentLine | LineProblem {
  if (cells.length !== names.length)
    return { line, message: `It has ${cells.length} cells, the header ${names.length}: is the file cut off here?` }
  const of = (column: Column) => cells[names.indexOf(column)]?.trim() ?? ''
  const currency = of('currency').toUpperCase()
  const reason = REASON_CODES.find((code) => code === of('reason').toLowerCase())
  if (of('seller') === '') return { line, message: 'It names no seller.' }
  if (!isCurrency(currency)) return { line, message: `“${currency}” is no currency. Write its code, like USD.` }
  const amount = parseMoney(of('amount'), currency)
  if (amount === null || amount.minor === 0n)
    return { line, message: `“${of('amount')}” is no amount of ${currency} other than zero.` }
  if (reason === undefined)
    return { line, message: `“${of('reason')}” is no reason. Write ${REASON_CODES.join(', ')}.` }
  if (of('note').length < 3) return { line, message: 'It does not say why, in the column note.' }
  return {
    line,
    seller: of('seller'),
    currency,
    amountMinor: amount.minor,
    reason,
    note: of('note'),
    evidence: of('evidence'),
  }
}

const refuse = (message: string) => new Refusal({ code: 'adjustments.file', status: 422, field: 'file', message })
