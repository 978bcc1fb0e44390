import { expect, test } from 'vitest'
import { splitTables } from './split-tables.ts'

test('tables stand apart, in order, and every row has the cells of the head', () => {
  const parts = splitTables('Before.\n\n| a | b |\n| --- | ---: |\n| 1 | `x \\| y` |\n| 2 |\n\nAfter.')
  expect(parts.map(({ kind, line }) => [kind, line])).toEqual([
    ['text', 0],
    ['table', 2],
    ['text', 6],
  ])
  const [, table] = parts
  const rows = table?.kind === 'table' ? [table.head, ...table.rows.map(({ cells }) => cells)] : []
  expect(rows.map((cells) => cells.map(({ text }) => text))).toEqual([
    ['a', 'b'],
    ['1', '`x | y`'],
    ['2', ''],
  ])
})

test('a table in a fenced block is text, and a line with a bar is none', () => {
  const fenced = '```\n| a | b |\n| --- | --- |\n```'
  expect(splitTables(fenced)).toEqual([{ kind: 'text', line: 0, text: fenced }])
  expect(splitTables('either | or')).toEqual([{ kind: 'text', line: 0, text: 'either | or' }])
})
