import { expect, test } from 'vitest'
import { differencesTo, sumsOfReport } from './compare-report.ts'

const REPORT = `automatic_payout_id,balance_transaction_id,currency,gross,fee,net
po_1,txn_1,usd,100.00,3.20,96.80
po_1,txn_2,usd,-20.00,0.00,-20
po_2,txn_3,kwd,1.234,0.000,1.234
po_3,txn_4,jpy,500,0,500
`

test('Stripe’s report is added up per payout, by the digits of its currency', () => {
  expect(Object.fromEntries(sumsOfReport(REPORT))).toEqual({
    po_1: { currency: 'USD', count: 2, netMinor: 7_680n },
    po_2: { currency: 'KWD', count: 1, netMinor: 1_234n },
    po_3: { currency: 'JPY', count: 1, netMinor: 500n },
  })
})

test('what only one side has, or tells differently, is named', () => {
  const stripes = sumsOfReport(REPORT)
  const ours = new Map([
    ['po_1', { currency: 'USD', count: 2, netMinor: 7_680n }],
    ['po_2', { currency: 'KWD', count: 1, netMinor: 1_233n }],
    ['po_4', { currency: 'USD', count: 1, netMinor: 1n }],
  ])
  expect(differencesTo(stripes, ours).map(({ payoutId }) => payoutId)).toEqual(['po_2', 'po_3', 'po_4'])
})

test.each([
  ['a report without the columns', 'a,b\n1,2\n', /has no column/],
  ['an amount that is none', 'automatic_payout_id,currency,net\npo_1,usd,"1,20"\n', /Line 2 .* has no amount: 1,20/],
  ['more digits than the currency has', 'automatic_payout_id,currency,net\npo_1,jpy,1.5\n', /has no amount: 1.5/],
])('refuses %s', (_, csv, words) => {
  expect(() => sumsOfReport(csv)).toThrow(words)
})

test('a report without lines says nothing', () => {
  expect(sumsOfReport('automatic_payout_id,currency,net\n').size).toBe(0)
})
