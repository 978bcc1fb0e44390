import { expect, test } from 'vitest'
import { tableCsv } from './table-csv.ts'

const columns = [
  { id: 'seller', label: 'Seller', align: 'left' },
  { id: 'refunds', label: 'Refunds', align: 'right' },
  { id: 'orders', label: 'Orders', align: 'right' },
] as const
const row = (...texts: string[]) => ({ cells: texts.map((text) => ({ text, raw: null })), href: null })

test('amounts are decimals with their currency beside them, numbers lose their grouping, dashes are nothing', () => {
  expect(tableCsv({ columns, rows: [row('Ridgeline', '-1,234.50 USD', '1,204'), row('Atelier', '–', '–')] })).toBe(
    'Seller,Refunds,"Refunds, currency",Orders\r\nRidgeline,-1234.50,USD,1204\r\nAtelier,,,\r\n',
  )
})

test('a name that a spreadsheet would run is harmless', () => {
  const names = ['=HYPERLINK("https://evil.example")', '+1+1', '@sum', '-2+3', '\tx']
  const lines = tableCsv({ columns: columns.slice(0, 1), rows: names.map((name) => row(name)) }).split('\r\n')
  for (const line of lines.slice(1, 4)) expect(line.replace(/^"/, '')).toMatch(/^'/)
  expect(lines[4]).toBe("'-2+3")
})

test('a column with anything but amounts stays as it is written', () => {
  expect(tableCsv({ columns: columns.slice(0, 1), rows: [row('12.00 USD'), row('3.1 %')] })).toBe(
    'Seller\r\n12.00 USD\r\n3.1 %\r\n',
  )
})
