import { expect, test } from 'vitest'
import { untracedFigures } from './traced-figures.ts'

const SOURCES = [
  JSON.stringify({ text: '6,200.00 USD', raw: '620000', rate: '9.34 %', day: '2026-10-01' }),
  'top 20 sellers',
]

test('figures of the rows, in whatever grouping, and of the question are traced', () => {
  expect(untracedFigures('6,200.00 USD, or 6200 USD; 9.34 % (2026-10-01) among the top 20.', SOURCES)).toEqual([])
})

test('small counts need no source; figures of the model’s own are named once each', () => {
  expect(untracedFigures('The 3 sellers made 6,201.00 USD, that is 6,201.00 USD and 12.5 %.', SOURCES)).toEqual([
    '6,201.00',
    '12.5',
  ])
})

test('days of the rows may be written out', () => {
  expect(untracedFigures('From 1 October to 31 October 2026.', ['2026-10-01 to 2026-10-31'])).toEqual([])
  expect(untracedFigures('On 30 October 2025.', ['2026-10-01 to 2026-10-31'])).toEqual(['30', '2025'])
})

test('ids and dates are no figures of their own', () => {
  expect(untracedFigures('po_1QxYz9 and sel_01abc', SOURCES)).toEqual([])
})
