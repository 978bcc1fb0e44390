import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { amount, count, day, instant, summed } from './export-columns.ts'
import { tableResponse } from './table-response.ts'
import { cellName } from './xlsx/cells.ts'

const COLUMNS = ['Id', 'Currency', summed('Gross'), amount('After'), count('Lines'), day('On'), instant('At (UTC)')]

async function* pages(...all: string[][][]) {
  yield* all
}

const ask = (rows: AsyncIterable<string[][]>, columns = COLUMNS, format = '?format=xlsx') =>
  tableResponse(new Request(`http://localhost/api/exports/x${format}`), 'x', columns, rows)

/** The files of an archive, by its central directory. */
async function unzipped(response: Response): Promise<Record<string, string>> {
  const bytes = Buffer.from(await response.arrayBuffer())
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const files: Record<string, string> = {}
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < bytes.readUInt16LE(end + 10); index += 1) {
    const [packed, nameLength, offset] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ]
    const start = offset + 30 + bytes.readUInt16LE(offset + 26)
    const text = inflateRawSync(bytes.subarray(start, start + packed)).toString()
    expect(Buffer.byteLength(text)).toBe(bytes.readUInt32LE(at + 24))
    files[bytes.subarray(at + 46, at + 46 + nameLength).toString()] = text
    at += 46 + nameLength
  }
  return files
}
const sheetOf = async (response: Response) => (await unzipped(response))['xl/worksheets/sheet1.xml'] ?? ''
const valueAt = (sheet: string, name: string) => new RegExp(`<c r="${name}"[^>]*>(.*?)</c>`).exec(sheet)?.[0]

test('is CSV unless a spreadsheet is asked for', async () => {
  const response = ask(pages([['a', 'USD', '1.00', '', '', '', '']]), COLUMNS, '')
  expect(await response.text()).toBe('Id,Currency,Gross,After,Lines,On,At (UTC)\r\na,USD,1.00,,,,\r\n')
})

test('a spreadsheet holds numbers and dates as what they are, and text as text', async () => {
  const row = ['0012', 'USD', '-1234.50', '99.000', '7', '2026-11-20', '2026-11-20T12:00:00.000Z']
  const response = ask(pages([row]))
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="x.xlsx"')
  const sheet = await sheetOf(response)
  expect(valueAt(sheet, 'A2')).toContain('<t xml:space="preserve">0012</t>')
  expect(valueAt(sheet, 'C2')).toBe('<c r="C2" s="7"><v>-1234.50</v></c>')
  expect(valueAt(sheet, 'D2')).toBe('<c r="D2" s="8"><v>99.000</v></c>')
  expect(valueAt(sheet, 'E2')).toBe('<c r="E2" s="4"><v>7</v></c>')
  expect(valueAt(sheet, 'F2')).toBe('<c r="F2" s="2"><v>46346</v></c>')
  expect(valueAt(sheet, 'G2')).toBe('<c r="G2" s="3"><v>46346.5</v></c>')
})

test('totals are exact per currency, and formulas over the rows', async () => {
  const rows = [
    ['a', 'USD', '0.10', '5.00', '', '', ''],
    ['b', 'JPY', '1200', '', '', '', ''],
    ['c', 'USD', '0.20', '6.00', '', '', ''],
  ]
  const sheet = await sheetOf(ask(pages(rows.slice(0, 1), [], rows.slice(1))))
  expect(valueAt(sheet, 'C6')).toBe('<c r="C6" s="11"><f>SUMIF(B$2:B$4,&quot;JPY&quot;,C$2:C$4)</f><v>1200</v></c>')
  expect(valueAt(sheet, 'C7')).toBe('<c r="C7" s="13"><f>SUMIF(B$2:B$4,&quot;USD&quot;,C$2:C$4)</f><v>0.30</v></c>')
  expect(valueAt(sheet, 'D7')).toBeUndefined()
  expect(sheet).toContain('<autoFilter ref="A1:G4"/>')
})

test('what a spreadsheet would change or run stays text', async () => {
  const row = ['=1+1', 'USD', '1234567890123456.78', '1e5', '1.5', '2026-13-40', 'soon']
  const sheet = await sheetOf(ask(pages([row, ['a<b>&"\u0001\ud800', 'USD', '', '', '', '', '']])))
  for (const [index, text] of row.entries()) {
    if (index !== 1) expect(valueAt(sheet, `${cellName(index, 2)}`)).toContain(`>${text}</t>`)
  }
  expect(valueAt(sheet, 'A3')).toContain('a&lt;b&gt;&amp;&quot;\ufffd\ufffd</t>')
})

test('says in the file that it is not whole when a page fails, and stops reading when the download ends', async () => {
  const seen: string[] = []
  async function* failing() {
    yield [['a', 'USD', '1.00', '', '', '', '']]
    throw new Error('the database went away')
  }
  const sheet = await sheetOf(ask(failing()))
  expect(valueAt(sheet, 'A3')).toMatch(/INCOMPLETE: this export stopped midway .*Download it again/)
  expect(sheet).not.toContain('database')

  async function* endless() {
    try {
      for (;;) yield Array.from({ length: 5_000 }, () => ['a', 'USD', '1.00', '', '', '', crypto.randomUUID()])
    } finally {
      seen.push('closed')
    }
  }
  const body = ask(endless()).body?.getReader()
  await body?.read()
  await body?.read()
  await body?.cancel()
  await expect.poll(() => seen, { timeout: 20_000 }).toEqual(['closed'])
})

test('cells are named as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map((column) => cellName(column, 1))).toEqual([
    'A1',
    'Z1',
    'AA1',
    'AZ1',
    'BA1',
    'ZZ1',
    'AAA1',
  ])
})
