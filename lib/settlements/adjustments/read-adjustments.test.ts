import { describe, expect, test } from 'vitest'
import { readAdjustments } from './read-adjustments.ts'

const HEADER = 'seller,currency,amount,reason,note,evidence'
const file = (...lines: string[]) => [HEADER, ...lines].join('\n')

describe('a file of adjustments', () => {
  test('is read as spreadsheets write it: byte order mark, semicolons, decimal commas, signs', () => {
    const text = `\uFEFF${HEADER.replaceAll(',', ';')}\r\nacct_1;EUR;-1.234,50;penalty;Late;T-1\r\nacct_2;JPY;500;goodwill;Sorry;`
    expect(readAdjustments(text)).toEqual({
      problems: [],
      lines: [
        {
          line: 2,
          seller: 'acct_1',
          currency: 'EUR',
          amountMinor: -123_450n,
          reason: 'penalty',
          note: 'Late',
          evidence: 'T-1',
        },
        {
          line: 3,
          seller: 'acct_2',
          currency: 'JPY',
          amountMinor: 500n,
          reason: 'goodwill',
          note: 'Sorry',
          evidence: '',
        },
      ],
    })
  })

  test.each([
    ['acct_1,EURO,1.00,penalty,Late,', /is no currency/],
    ['acct_1,EUR,0.00,penalty,Late,', /other than zero/],
    ['acct_1,EUR,ten,penalty,Late,', /is no amount/],
    ['acct_1,JPY,1.50,penalty,Late,', /is no amount/],
    ['acct_1,EUR,1.00,revenge,Late,', /is no reason/],
    ['acct_1,EUR,1.00,penalty,,', /does not say why/],
    [',EUR,1.00,penalty,Late,', /names no seller/],
    ['acct_1,EUR,1.00', /cut off/],
  ])('names what is wrong with the line %s', (line, words) => {
    expect(readAdjustments(file(line)).problems).toEqual([{ line: 2, message: expect.stringMatching(words) }])
  })

  test('says when two lines are the same', () => {
    const line = 'acct_1,EUR,1.00,penalty,Late,T-1'
    expect(readAdjustments(file(line, line)).problems).toEqual([{ line: 3, message: 'It says the same as line 2.' }])
  })

  test('is refused without its columns', () => {
    expect(() => readAdjustments('seller,amount\nacct_1,1.00')).toThrow(/no column currency, reason, note/)
  })
})
