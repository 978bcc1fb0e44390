import { expect, test } from 'vitest'
import { csvLine, csvResponse } from './csv.ts'

test.each([
  [['a', 'b,c', 'say "x"', 'two\nlines'], 'a,"b,c","say ""x""","two\nlines"\r\n'],
  [['=1+1', '+49', '@sum', '-x'], "'=1+1,'+49,'@sum,'-x\r\n"],
  [['-12.50', '0'], '-12.50,0\r\n'],
])('writes %j', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})

test('streams rows behind the header, however they are read', async () => {
  async function* rows() {
    yield ['1']
    yield ['2']
  }
  expect(await csvResponse('x.csv', ['n'], rows()).text()).toBe('n\r\n1\r\n2\r\n')
  expect(await csvResponse('x.csv', ['n'], [['3']]).text()).toBe('n\r\n3\r\n')
  expect(await csvResponse('x.csv', ['n'], []).text()).toBe('n\r\n')
})

test('streams a list longer than one chunk whole', async () => {
  const rows = Array.from({ length: 1_234 }, (_, index) => [index.toString()])
  const lines = (await csvResponse('x.csv', ['n'], rows).text()).trimEnd().split('\r\n')
  expect(lines).toHaveLength(1_235)
})
