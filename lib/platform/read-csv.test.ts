import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine } from './csv-model.ts'
import { readCsv } from './read-csv.ts'

describe('a file', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons, as where the decimal is a comma', 'a;b\r\n1;2\r\n'],
    ['tabs', 'a\tb\r1\t2'],
    ['a byte order mark and empty lines', '\uFEFFa,b\n\n1,2\n , \n'],
    ['quoted cells', '"a","b"\n"1","2"'],
  ])('with %s', (_, text) => {
    const { header, rows } = readCsv(text)
    expect(header).toEqual(['a', 'b'])
    expect(rows.map(({ cells }) => cells)).toEqual([['1', '2']])
  })

  test('keeps line numbers across line ends in cells', () => {
    expect(readCsv('a,b\r\n"one\r\ntwo",2\r\n3,4').rows).toEqual([
      { line: 2, cells: ['one\r\ntwo', '2'] },
      { line: 4, cells: ['3', '4'] },
    ])
  })

  test.each([
    ['a,b\n1,"2', 'ends inside a quoted cell that begins on line 2'],
    ['a,b\n', 'has no rows'],
    ['', 'has no rows'],
    ['PK\u0003\u0004\u0000a,b\n1,2', 'not UTF-8 text'],
    ['a,b\nM\uFFFDller,2', 'Save it as “CSV UTF-8”'],
  ])('that is none is refused: %j', (text, why) => {
    expect(() => readCsv(text)).toThrow(why)
  })

  test('that we wrote reads back', () => {
    const cell = fc.string().map((text) =>
      text
        .replaceAll('\u0000', '')
        .replace(/[\uFFFD\uFEFF]/g, '')
        .replace(/^[=+\-@\t\r]/, 'x'),
    )
    const row = fc.array(cell, { minLength: 2, maxLength: 5 }).filter((cells) => cells.some((one) => one.trim() !== ''))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const text = csvLine(['head', 'er']) + rows.map(csvLine).join('')
        // What begins with blanks and a quote is quoted by nobody but us; blanks around it are the writer's own.
        expect(readCsv(text).rows.map(({ cells }) => cells)).toEqual(rows)
      }),
    )
  })
})
