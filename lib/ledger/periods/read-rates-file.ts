import { isCurrency } from '#lib/money/currency.ts'
import { type CsvRow, readCsv } from '#lib/platform/read-csv.ts'
import { Refusal } from '#lib/platform/refusal.ts'

/** One day's rate: functional currency for one unit of another, as decimal digits. */
export type RateLine = { readonly on: string; readonly currency: string; readonly rate: string }

const COLUMNS = ['day', 'currency', 'rate'] as const
const ROWS_MAX = 2_000
const PROBLEMS_SHOWN = 3

/**
 * Reads a file of daily rates with the columns day, currency and rate, functional currency for one unit. Refuses a file with any
 * line that is not understood, or two rates of one currency on one day.
 */
export function readRatesFile(text: string, functional: string): RateLine[] {
  const { header, rows } = readCsv(text)
  const names = header.map((name) => name.toLowerCase())
  const missing = COLUMNS.filter((column) => !names.includes(column))
  if (missing.length > 0) throw refuse(`The file has no column ${missing.join(', ')}. It needs ${COLUMNS.join(', ')}.`)
  if (rows.length > ROWS_MAX) throw refuse(`The file has more than ${ROWS_MAX} rows: upload it in parts.`)
  const lines = new Map<string, RateLine>()
  const problems: string[] = []
  for (const row of rows) {
    const found = readLine(row, names, functional)
    if (typeof found === 'string') problems.push(`line ${row.line}: ${found}`)
    else if (lines.has(`${found.on} ${found.currency}`))
      problems.push(`line ${row.line}: ${found.currency} has a rate for ${found.on} already`)
    else lines.set(`${found.on} ${found.currency}`, found)
  }
  if (problems.length > 0)
    throw refuse(`${problems.length} lines are not understood: ${problems.slice(0, PROBLEMS_SHOWN).join('; ')}.`)
  return [...lines.values()]
}

function readLine({ cells }: CsvRow, names: readonly string[], functional: string): RateLine | string {
  const of = (column: (typeof COLUMNS)[number]) => cells[names.indexOf(column)]?.trim() ?? ''
  const [on, currency, rate] = [of('day'), of('currency').toUpperCase(), of('rate').replace(',', '.')]
  if (!isDay(on)) return `“${on}” is no day such as 2026-10-31`
  if (!isCurrency(currency) || currency === functional) return `“${currency}” is no other currency`
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(rate) || /^[0.]+$/.test(rate)) return `“${rate}” is no rate such as 1.0834`
  return { on, currency, rate }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const refuse = (message: string) => new Refusal({ code: 'periods.rates_file', status: 422, field: 'file', message })
