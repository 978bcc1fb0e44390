import { expect, test } from 'vitest'
import { csvResponse } from './csv.ts'
import { csvLine } from './csv-model.ts'

test.each([
  [['a', 'b,c', 'say "x"', 'two\nlines'], 'a,"b,c","say ""x""","two\nlines"\r\n'],
  [['=1+1', '+49', '@sum', '-x'], "'=1+1,'+49,'@sum,'-x\r\n"],
  [['-12.50', '0'], '-12.50,0\r\n'],
])('writes %j', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})

test('streams page by page behind the header', async () => {
  async function* pages() {
    yield [['1'], ['2']]
    yield []
    yield [['3']]
  }
  expect(await csvResponse('x.csv', ['n'], pages()).text()).toBe('n\r\n1\r\n2\r\n3\r\n')
})

test('says in the file that it is not whole when a page fails', async () => {
  async function* pages() {
    yield [['1']]
    throw new Error('the database went away')
  }
  const text = await csvResponse('x.csv', ['n'], pages()).text()
  expect(text).toMatch(/^n\r\n1\r\nINCOMPLETE: this export stopped midway .*Download it again\.\r\n$/)
  expect(text).not.toContain('database')
})
