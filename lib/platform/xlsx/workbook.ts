import { type ExportColumn, kindOf, nameOf } from '../export-columns.ts'
import { cell, cellName, escapeXml, STYLE, textCell } from './cells.ts'
import { Totals } from './totals.ts'
import { zip } from './zip.ts'

/** A sheet has 1,048,576 rows; the heading and the totals need some. */
const ROWS_MAX = 1_048_000
/** Rows travel together in pieces of about this many characters. */
const CHUNK = 64_000
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Rows = AsyncIterable<readonly (readonly string[])[]>

type Workbook = {
  /** The sheet's name. */
  readonly title: string
  readonly columns: readonly ExportColumn[]
  readonly rows: Rows
  /** The words of a last line when reading failed midway: the file itself says that it is not whole. */
  readonly incomplete: (error: unknown) => string
}

/**
 * A spreadsheet (ECMA-376, the transitional form that Excel, LibreOffice and Numbers write) that is made while its rows are read,
 * so that no length of list fills the memory: numbers and dates as what they are, totals per currency below, a heading that stays
 * and can be filtered. What does not fit one sheet goes on in the next.
 */
export function workbook({ title, columns, rows, incomplete }: Workbook): AsyncGenerator<Uint8Array> {
  const reader = new RowReader(rows, incomplete)
  const totals = new Totals(columns)
  const names: string[] = []
  function* files() {
    do {
      const number = names.length + 1
      names.push(number === 1 ? sheetName(title) : `${sheetName(title).slice(0, 26)} ${number}`)
      yield {
        name: `xl/worksheets/sheet${number}.xml`,
        chunks: () => sheet(columns, reader, totals, number === 1),
      }
    } while (!reader.isDone)
    yield* fixedParts(names)
  }
  return zip(files())
}

/** Reads rows one by one over the pages they come in; a fault becomes a last row of words. */
class RowReader {
  isDone = false
  private page: readonly (readonly string[])[] = []
  private at = 0
  private readonly pages: AsyncIterator<readonly (readonly string[])[]>

  private readonly incomplete: (error: unknown) => string

  constructor(rows: Rows, incomplete: (error: unknown) => string) {
    this.pages = rows[Symbol.asyncIterator]()
    this.incomplete = incomplete
  }

  async next(): Promise<readonly string[] | null> {
    try {
      while (this.at >= this.page.length) {
        const { done, value } = await this.pages.next()
        if (done) {
          this.isDone = true
          return null
        }
        this.page = value
        this.at = 0
      }
      this.at += 1
      return this.page[this.at - 1] ?? []
    } catch (error) {
      this.isDone = true
      this.page = []
      return [this.incomplete(error)]
    }
  }

  /** Whoever downloads went away: the list is read no further. */
  async end(): Promise<void> {
    if (!this.isDone) await this.pages.return?.()
  }
}

async function* sheet(
  columns: readonly ExportColumn[],
  reader: RowReader,
  totals: Totals,
  isFirst: boolean,
): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`
  yield `<cols>${columns.map((column, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" customWidth="1"/>`).join('')}</cols><sheetData>`
  yield `<row r="1">${columns.map((column, index) => textCell(cellName(index, 1), nameOf(column), STYLE.head)).join('')}</row>`
  let row = 1
  let text = ''
  let isWhole = false
  try {
    while (row <= ROWS_MAX && !reader.isDone) {
      const cells = await reader.next()
      if (cells === null) break
      row += 1
      totals.add(cells)
      text += `<row r="${row}">${cells.map((one, index) => cell(columns[index] ?? '', one, cellName(index, row))).join('')}</row>`
      if (text.length < CHUNK) continue
      yield text
      text = ''
    }
    isWhole = true
  } finally {
    if (!isWhole) await reader.end()
  }
  yield text
  if (reader.isDone) {
    // A row of nothing between, so that a filter and a sort leave the totals where they are.
    for (const line of totals.rows(row + 2, isFirst ? { first: 2, last: row } : null)) yield line
  }
  yield `</sheetData><autoFilter ref="A1:${cellName(Math.max(columns.length - 1, 0), row)}"/></worksheet>`
}

const WIDTHS = { amount: 15, count: 10, day: 12, instant: 20, text: 22 } as const
const widthOf = (column: ExportColumn) => Math.max(WIDTHS[kindOf(column)], nameOf(column).length + 3)

/** At most 31 characters, none of which a sheet's name may hold. */
const sheetName = (title: string) =>
  title
    .replaceAll(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || 'Rows'

/** What a workbook holds besides its sheets. */
function* fixedParts(names: readonly string[]) {
  const part = (name: string, text: string) => ({
    name,
    chunks: async function* () {
      yield `${XML}${text}`
    },
  })
  const each = (form: (number: number, name: string) => string) =>
    names.map((name, index) => form(index + 1, name)).join('')
  yield part(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((number, name) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`,
  )
  yield part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${RELATIONS}">${each((number) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  )
  yield part('xl/styles.xml', STYLES)
  yield part(
    '_rels/.rels',
    `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  const SHEETS = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  yield part(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEETS}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEETS}.styles+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${SHEETS}.worksheet+xml"/>`)}</Types>`,
  )
}

/** Formats of our own from 164 on: a day, an instant, and numbers with none to four decimals. */
const DECIMALS = ['#,##0', '#,##0.0', '#,##0.00', '#,##0.000', '#,##0.0000'] as const
const FORMATS = ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss', ...DECIMALS]
const look = (format: number, font = 0) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${font === 0 ? '' : ' applyFont="1"'}/>`
/** In the order of STYLE: plain, head, day, instant, count, five of decimals, total, five of totals. */
const LOOKS = [
  look(0),
  look(0, 1),
  look(164),
  look(165),
  look(1),
  ...DECIMALS.map((_, index) => look(166 + index)),
  look(0, 1),
  ...DECIMALS.map((_, index) => look(166 + index, 1)),
]
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="${FORMATS.length}">${FORMATS.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`).join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${LOOKS.length}">${LOOKS.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
