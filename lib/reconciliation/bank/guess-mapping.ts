import { isCurrency } from '#lib/money/currency.ts'
import { CsvScanner, type ScannedRow } from '#lib/platform/csv-scanner.ts'
import { type ColumnRole, type CsvMapping, SEPARATORS } from './csv-mapping.ts'
import { type DateFormat, possibleFormats } from './read-day.ts'

/** Names that banks give their columns. The first that fits counts, so the exact ones stand first. */
const NAMES: readonly (readonly [ColumnRole, RegExp])[] = [
  ['value', /^(value ?date|valuta|wert|date de valeur|fecha valor|settle)/i],
  [
    'booked',
    /(book|post|transaction|buchung|op[ée]ration|fecha).*(date|day|tag|datum)?|^(datum|day|d[ií]a|giorno|data)$|date/i,
  ],
  ['balance', /balance|saldo|solde/i],
  ['mark', /^(d\/?c|c\/?d|dr\/?cr|cr\/?dr|credit.?debit|debit.?credit|soll.?haben|s\/h|sign|indicator)/i],
  ['out', /debit|withdraw|paid out|money out|soll|ausgang|charge|d[ée]bit|out$/i],
  ['in', /credit|deposit|paid in|money in|haben|eingang|cr[ée]dit|in$/i],
  ['amount', /amount|betrag|montant|importe|value|umsatz/i],
  ['currency', /curr|w[äa]hrung|ccy|devise|moneda/i],
  ['bank_reference', /bank.?ref|transaction.?(id|ref)|^(id|fitid)$|bankreferenz/i],
  ['counterparty', /counterpart|payee|payer|beneficiary|name|auftraggeber|empf[äa]nger|partner/i],
  ['reference', /desc|ref|detail|memo|narrative|purpose|text|zweck|verwendung|libell|concept/i],
]
const SAMPLE_ROWS = 200

export type Guess = {
  readonly mapping: CsvMapping
  /** True when the days of the head could be read in more than one way. */
  readonly isDayAmbiguous: boolean
}

/** The rows of a file's head with one separator. A row that is cut off at the end of the head is left out. */
export function headRows(head: string, separator: string): ScannedRow[] {
  const whole = head.slice(0, Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1) || head
  const scanner = new CsvScanner(separator)
  const rows = scanner.push(whole)
  return rows.length === 0 ? scanner.push('\n') : rows
}

/** How a bank's CSV is probably to be read, from its head. A person looks at it before anything is imported. */
export function guessMapping(head: string): Guess {
  const separator = likeliestSeparator(head)
  const rows = headRows(head, separator)
  const at = headerIndex(rows)
  const header = (rows[at]?.cells ?? ['']).map((cell) => cell.trim())
  const body = rows.slice(at + 1, at + 1 + SAMPLE_ROWS).filter(({ cells }) => cells.length === header.length)
  const column = (index: number) => body.map(({ cells }) => cells[index]?.trim() ?? '')
  const roles = rolesOf(header, column)
  const formats = formatsOf(roles, column)
  return {
    mapping: {
      separator,
      decimal: decimalOf(roles, column),
      dateFormat: formats[0] ?? 'YYYY-MM-DD',
      headerLine: rows[at]?.line ?? 1,
      header,
      roles,
    },
    isDayAmbiguous: formats.length > 1,
  }
}

/** The separator that cuts most rows into the same number of cells, more than one. */
function likeliestSeparator(head: string): CsvMapping['separator'] {
  const score = (separator: string) => {
    const counts = Map.groupBy(headRows(head, separator), ({ cells }) => cells.length)
    return Math.max(0, ...[...counts].map(([cells, rows]) => (cells > 1 ? rows.length * cells : 0)))
  }
  return SEPARATORS.reduce((best, separator) => (score(separator) > score(best) ? separator : best))
}

/** The first row of words whose number of cells is that of most rows. */
function headerIndex(rows: readonly ScannedRow[]): number {
  const counts = [...Map.groupBy(rows, ({ cells }) => cells.length)].sort((a, b) => b[1].length - a[1].length)
  const usual = counts[0]?.[0] ?? 0
  const found = rows.findIndex(
    ({ cells }) => cells.length === usual && !cells.some((cell) => /^\s*[-+(]?\d/.test(cell)),
  )
  return Math.max(0, found)
}

function rolesOf(header: readonly string[], column: (index: number) => string[]): ColumnRole[] {
  const taken = new Set<ColumnRole>()
  const roles = header.map((name, index): ColumnRole => {
    const role = NAMES.find(([one, pattern]) => pattern.test(name) && fits(one, column(index)) && !taken.has(one))?.[0]
    if (role === undefined) return 'none'
    if (role !== 'reference') taken.add(role)
    return role
  })
  // One amount is enough; money in and out then are something else.
  return roles.includes('in') && roles.includes('out')
    ? roles.map((role) => (role === 'amount' ? 'none' : role))
    : roles
}

const NUMBER = /^[-+(]?[^\d]{0,4}\d[\d.,'’\s]*[-+)]?$/

/** Whether the cells of a column can be what its name says. */
function fits(role: ColumnRole, cells: readonly string[]): boolean {
  const said = cells.filter((cell) => cell !== '')
  if (role === 'booked' || role === 'value') return said.length === 0 || possibleFormats(said).length > 0
  if (role === 'amount' || role === 'in' || role === 'out' || role === 'balance')
    return said.every((cell) => NUMBER.test(cell))
  if (role === 'currency') return said.every((cell) => isCurrency(cell.toUpperCase()))
  return true
}

function formatsOf(roles: readonly ColumnRole[], column: (index: number) => string[]): DateFormat[] {
  const days = roles.flatMap((role, index) => (role === 'booked' || role === 'value' ? column(index) : []))
  return possibleFormats(days)
}

/** The mark that stands last in most amounts. A comma and three digits alone is taken for thousands. */
function decimalOf(roles: readonly ColumnRole[], column: (index: number) => string[]): '.' | ',' {
  const amounts = roles.flatMap((role, index) => (/^(amount|in|out|balance)$/.test(role) ? column(index) : []))
  const commas = amounts.filter((text) => /,\d{1,2}\D*$/.test(text)).length
  const points = amounts.filter((text) => /\.\d{1,3}\D*$/.test(text)).length
  return commas > points ? ',' : '.'
}
