import { expect, test } from 'vitest'
import { readRatesFile } from './read-rates-file.ts'

test('rates are read as spreadsheets write them', () => {
  expect(readRatesFile('\uFEFFDay;Currency;Rate\r\n2026-10-31;eur;1,0834\r\n2026-10-31;JPY;0.0066\r\n', 'USD')).toEqual(
    [
      { on: '2026-10-31', currency: 'EUR', rate: '1.0834' },
      { on: '2026-10-31', currency: 'JPY', rate: '0.0066' },
    ],
  )
})

test.each([
  ['a day that is none', '2026-02-30,EUR,1.1', /line 2: “2026-02-30” is no day/],
  ['the functional currency', '2026-10-31,USD,1', /“USD” is no other currency/],
  ['no rate', '2026-10-31,EUR,0.00', /“0.00” is no rate/],
  ['a day twice', '2026-10-31,EUR,1.1\n2026-10-31,EUR,1.2', /line 3: EUR has a rate for 2026-10-31 already/],
])('%s is refused with its line', (_, rows, reason) => {
  expect(() => readRatesFile(`day,currency,rate\n${rows}`, 'USD')).toThrow(reason)
})
