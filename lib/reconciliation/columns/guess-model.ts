import { isCurrency } from '#lib/money/currency.ts'
import { CsvScanner, type ScannedRow } from '#lib/platform/csv-scanner.ts'
import { type DateFormat, possibleFormats } from './day-model.ts'
import { type ColumnMapping, SEPARATORS, type Separator } from './mapping-schema.ts'

/** What a column of one kind of file can mean, and by what names it goes. */
export type ColumnNames<Role extends string> = {
  readonly none: Role
  /** The first that fits counts, so the exact ones stand first. */
  readonly names: readonly (readonly [Role, RegExp])[]
  readonly days: readonly Role[]
  readonly amounts: readonly Role[]
  readonly currency: Role
  /** What several columns may be. */
  readonly many: readonly Role[]
}

export type Guess<Role extends string> = {
  readonly mapping: ColumnMapping<Role>
  /** True when the days of the head could be read in more than one way. */
  readonly isDayAmbiguous: boolean
}

const SAMPLE_ROWS = 200
const NUMBER = /^[-+(]?[^\d]{0,4}\d[\d.,'’\s]*[-+)]?$/

/** The rows of a file's head with one separator. A row that is cut off at the end of the head is left out. */
export function headRows(head: string, separator: string): ScannedRow[] {
  const whole = head.slice(0, Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1) || head
  const scanner = new CsvScanner(separator)
  const rows = scanner.push(whole)
  return rows.length === 0 ? scanner.push('\n') : rows
}

/** How a CSV is probably to be read, from its head. A person looks at it before anything is imported. */
export function guessColumns<Role extends string>(head: string, kind: ColumnNames<Role>): Guess<Role> {
  const separator = likeliestSeparator(head)
  const rows = headRows(head, separator)
  const at = headerIndex(rows)
  const header = (rows[at]?.cells ?? ['']).map((cell) => cell.trim())
  const body = rows.slice(at + 1, at + 1 + SAMPLE_ROWS).filter(({ cells }) => cells.length === header.length)
  const column = (index: number) => body.map(({ cells }) => cells[index]?.trim() ?? '')
  const roles = rolesOf(header, column, kind)
  const cellsOf = (wanted: readonly Role[]) =>
    roles.flatMap((role, index) => (wanted.includes(role) ? column(index) : []))
  const formats: DateFormat[] = possibleFormats(cellsOf(kind.days))
  return {
    mapping: {
      separator,
      decimal: decimalOf(cellsOf(kind.amounts)),
      dateFormat: formats[0] ?? 'YYYY-MM-DD',
      headerLine: rows[at]?.line ?? 1,
      header,
      roles,
    },
    isDayAmbiguous: formats.length > 1,
  }
}

/** Whether the file begins with the header that this mapping knows. */
export const headerMatches = (head: string, { separator, headerLine, header }: ColumnMapping<string>): boolean =>
  headRows(head, separator)
    .find(({ line }) => line >= headerLine)
    ?.cells.map((cell) => cell.trim())
    .join('\n') === header.join('\n')

/** The header that stands on another line, or is cut by another separator, with its columns guessed anew. */
export function reshape<Role extends string>(
  head: string,
  { separator, headerLine }: Pick<ColumnMapping<Role>, 'separator' | 'headerLine'>,
  guess: (head: string) => Guess<Role>,
  none: Role,
): Pick<ColumnMapping<Role>, 'separator' | 'headerLine' | 'header' | 'roles'> {
  const rows = headRows(head, separator).filter(({ line }) => line >= headerLine)
  const header = (rows[0]?.cells ?? ['']).map((cell) => cell.trim())
  const { mapping } = guess(rows.map(({ raw }) => raw).join('\n'))
  const isSame = mapping.separator === separator && mapping.header.join('\n') === header.join('\n')
  return {
    separator,
    headerLine: rows[0]?.line ?? headerLine,
    header,
    roles: isSame ? mapping.roles : header.map(() => none),
  }
}

/** The separator that cuts most rows into the same number of cells, more than one. */
function likeliestSeparator(head: string): Separator {
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
  const isWords = ({ cells }: ScannedRow) => !cells.some((cell) => /^\s*[-+(]?\d/.test(cell))
  return Math.max(
    0,
    rows.findIndex((row) => row.cells.length === usual && isWords(row)),
  )
}

function rolesOf<Role extends string>(
  header: readonly string[],
  column: (index: number) => string[],
  kind: ColumnNames<Role>,
): Role[] {
  const taken = new Set<Role>()
  return header.map((name, index) => {
    const found = kind.names.find(
      ([role, pattern]) => !taken.has(role) && pattern.test(name) && fits(role, column(index), kind),
    )
    const role = found?.[0] ?? kind.none
    if (role !== kind.none && !kind.many.includes(role)) taken.add(role)
    return role
  })
}

/** Whether the cells of a column can be what its name says. */
function fits<Role extends string>(role: Role, cells: readonly string[], kind: ColumnNames<Role>): boolean {
  const said = cells.filter((cell) => cell !== '')
  if (kind.days.includes(role)) return said.length === 0 || possibleFormats(said).length > 0
  if (kind.amounts.includes(role)) return said.every((cell) => NUMBER.test(cell))
  return role !== kind.currency || said.every((cell) => isCurrency(cell.toUpperCase()))
}

/** The mark that stands last in most amounts. A comma and three digits alone is taken for thousands. */
function decimalOf(amounts: readonly string[]): '.' | ',' {
  const commas = amounts.filter((text) => /,\d{1,2}\D*$/.test(text)).length
  const points = amounts.filter((text) => /\.\d{1,3}\D*$/.test(text)).length
  return commas > points ? ',' : '.'
}
