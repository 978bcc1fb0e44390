import { rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  AUGUST,
  DECEMBER_2025,
  LAST_7_DAYS,
  LAST_30_DAYS,
  MAY,
  NOVEMBER_SO_FAR,
  OCTOBER,
  Q1,
  Q2,
  Q3,
  Q4_SO_FAR,
  SEPTEMBER,
  YEAR_SO_FAR,
  YESTERDAY,
} from '../gold/periods.ts'
import { questionsOf } from './question.ts'

const owed = (by: string, where = 'true') =>
  rowsOfSql(
    'negative_balance',
    `SELECT ${by}, sum(owed) AS negative_balance FROM gold_debt WHERE ${where} GROUP BY ${by}`,
  )
const sellerIs = (name: string) => `seller_name = '${name}'`

export const LOOKUP = questionsOf(
  'lookup',
  [
    ['What was our gross volume last month?', rowsOf({ of: 'gross_volume', in: OCTOBER })],
    [
      "what's the refund rate of Ridgeline Outfitters in Q3",
      rowsOf({ of: 'refund_rate', in: Q3, where: sellerIs('Ridgeline Outfitters') }),
    ],
    ['how many orders did we have yesterday', rowsOf({ of: 'orders', in: YESTERDAY })],
    [
      'how much did Blue Hour Books sell in september?',
      rowsOf({ of: 'gross_volume', in: SEPTEMBER, where: sellerIs('Blue Hour Books') }),
    ],
    ['take rate last quarter', rowsOf({ of: 'take_rate', in: Q3 })],
    [
      'how much did we pay out to Bauhof Werkzeuge GmbH in Q3',
      rowsOf({ of: 'payouts', in: Q3, where: sellerIs('Bauhof Werkzeuge GmbH') }),
    ],
    ['number of chargebacks this year', rowsOf({ of: 'disputes', in: YEAR_SO_FAR })],
    ['how long do payouts take on average, last quarter', rowsOf({ of: 'time_to_payout', in: Q3 })],
    ['which sellers owe us money?', owed('seller, currency')],
    [
      'stripe fees for card payments in october',
      rowsOf({ of: 'processor_fees', in: OCTOBER, where: "method = 'card'" }),
    ],
    ['aov for books in Q2 2026', rowsOf({ of: 'average_order', in: Q2, where: "category = 'books'" })],
    ['how many sellers were active last week', rowsOf({ of: 'active_sellers', in: ['2026-11-09', '2026-11-16'] })],
    [
      'what did sellers in japan earn after commission in may',
      rowsOf({ of: 'seller_net', in: MAY, where: "country = 'JP'" }),
    ],
    ['refunds of Fiordo Moda in august', rowsOf({ of: 'refunds', in: AUGUST, where: sellerIs('Fiordo Moda S.r.l.') })],
    ['how many payouts failed this quarter', rowsOf({ of: 'payout_failures', in: Q4_SO_FAR })],
    [
      'gross volume between 2026-03-10 and 2026-03-20',
      rowsOf({ of: 'gross_volume', in: ['2026-03-10', '2026-03-21'] }),
    ],
    [
      'gmv, refunds and take rate of Hansa Kaffeekontor in Q1',
      rowsOf({ of: ['gross_volume', 'refunds', 'take_rate'], in: Q1, where: sellerIs('Hansa Kaffeekontor GmbH') }),
    ],
    ['disputes because of fraud in 2026', rowsOf({ of: 'disputes', in: YEAR_SO_FAR, where: "reason = 'fraudulent'" })],
    [
      'net volum of Yarow Tea House last month',
      rowsOf({ of: 'net_volume', in: OCTOBER, where: sellerIs('Yarrow Tea House') }),
    ],
  ],
  [
    ['What did the platform earn in commission in Q2?', rowsOf({ of: 'platform_fees', in: Q2 })],
    ['dispute losses this year', rowsOf({ of: 'dispute_losses', in: YEAR_SO_FAR })],
    [
      'how many orders did Kestrel Optics get in the last 30 days',
      rowsOf({ of: 'orders', in: LAST_30_DAYS, where: sellerIs('Kestrel Optics') }),
    ],
    ['gross volume in december 2025', rowsOf({ of: 'gross_volume', in: DECEMBER_2025 })],
    [
      'what is the average order value in Austria this month?',
      rowsOf({ of: 'average_order', in: NOVEMBER_SO_FAR, where: "country = 'AT'" }),
    ],
    [
      'Payouts to Spanish sellers in the last 7 days',
      rowsOf({ of: 'payouts', in: LAST_7_DAYS, where: "country = 'ES'" }),
    ],
    ['how much do sellers owe the platform right now, by currency', owed('currency')],
    ['refund rate for apparel, last month', rowsOf({ of: 'refund_rate', in: OCTOBER, where: "category = 'apparel'" })],
    [
      'what went back to buyers of Sandpiper Swimwear in Q3',
      rowsOf({ of: 'refunds', in: Q3, where: sellerIs('Sandpiper Swimwear') }),
    ],
  ],
)
