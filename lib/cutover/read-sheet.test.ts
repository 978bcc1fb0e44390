import { describe, expect, test } from 'vitest'
import { readCsv } from '#lib/platform/read-csv.ts'
import { guessMapping, OPENING_FIELDS, PAYOUT_FIELDS, unmapped } from './columns-model.ts'
import { readSheet } from './read-sheet.ts'

function opened(text: string) {
  const csv = readCsv(text)
  return readSheet(csv, OPENING_FIELDS, guessMapping(csv.header, OPENING_FIELDS))
}

describe('the columns', () => {
  test('are known by their names, whatever their case, order and marks', () => {
    const header = ['Notes', 'Stripe Account', 'In-transit', 'CCY', 'Owed', 'Reserve', 'Paid in all']
    expect(guessMapping(header, OPENING_FIELDS)).toEqual({
      seller: 1,
      inTransit: 2,
      currency: 3,
      payable: 4,
      reserved: 5,
      paid: 6,
    })
  })

  test('that are needed and missing are named', () => {
    const mapping = guessMapping(['Vendor', 'Netto'], PAYOUT_FIELDS)
    expect(unmapped(mapping, PAYOUT_FIELDS).map(({ label }) => label)).toEqual(['Currency', 'Net'])
  })
})

test('a sheet with a byte order mark, semicolons and decimal commas is read to the cent', () => {
  const text =
    '\uFEFFseller;currency;payable;receivable;reserve\r\nacct_1;eur;"1.234,50";;10,5\r\nacct_2;JPY;1200;0;\r\n'
  expect(opened(text)).toEqual({
    rows: [
      {
        line: 2,
        seller: 'acct_1',
        currency: 'EUR',
        amounts: { payable: 123_450n, receivable: 0n, inTransit: 0n, reserved: 1_050n, paid: null },
      },
      {
        line: 3,
        seller: 'acct_2',
        currency: 'JPY',
        amounts: { payable: 1_200n, receivable: 0n, inTransit: 0n, reserved: 0n, paid: null },
      },
    ],
    problems: [],
  })
})

describe('a line that is not understood is named, and what to do about it:', () => {
  test.each([
    ['acct_1,USD', 'It has 2 of 3 cells: is the file cut off here?'],
    ['acct_1,USD,1,234.50', 'It has 4 cells, the header 3: put text with a separator in quotes.'],
    [',USD,1', 'It names no seller.'],
    ['acct_1,USDT,1', '“USDT” is no currency. Write its code, like USD.'],
    ['acct_1,USD,ten', 'Payable: “ten” is no amount in USD.'],
    ['acct_1,JPY,1.5', 'Payable: “1.5” is no amount in JPY.'],
    ['acct_1,USD,-3', 'Payable is negative: write what the seller owes under Receivable.'],
  ])('%s', (line, message) => {
    expect(opened(`seller,currency,payable\nacct_0,USD,1\n${line}\n`).problems).toEqual([{ line: 3, message }])
  })

  test('the same seller and currency twice', () => {
    const { problems } = opened('seller,currency,payable\nacct_1,USD,1\nacct_1,EUR,1\nACCT_1,usd,2\n')
    expect(problems).toEqual([{ line: 4, message: 'ACCT_1 in USD is on line 2 already.' }])
  })
})
