import { expect, test } from 'vitest'
import { costWords } from './call-model.ts'

test.each([
  ['0', ''],
  ['9', '0.000009 USD'],
  ['2100', '0.0021 USD'],
  ['500000', '0.50 USD'],
  ['1000000', '1.00 USD'],
  ['12345678', '12.345678 USD'],
])('%s millionths are %j', (micros, words) => {
  expect(costWords(micros)).toBe(words)
})
