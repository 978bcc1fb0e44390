import { rowsOf } from '../gold/gold.ts'
import {
  APRIL,
  FIRST_HALF,
  JULY,
  LAST_6_MONTHS,
  LAST_30_DAYS,
  LAST_90_DAYS,
  LAST_WEEK,
  MAY,
  NOVEMBER_SO_FAR,
  OCTOBER,
  Q1,
  Q2,
  Q3,
  Q4_SO_FAR,
  SEPTEMBER,
  SINCE_SEPTEMBER,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { questionsOf } from './question.ts'

export const RANKING = questionsOf(
  'ranking',
  [
    [
      'Which sellers had the highest refund rates last quarter?',
      rowsOf({ of: 'refund_rate', by: 'seller', in: Q3, top: 'some' }),
    ],
    ['top 5 sellers by gmv last month', rowsOf({ of: 'gross_volume', by: 'seller', in: OCTOBER, top: 5 })],
    [
      'who are our 3 biggest sellers by volume this year',
      rowsOf({ of: 'gross_volume', by: 'seller', in: YEAR_SO_FAR, top: 3 }),
    ],
    ['bottom 5 sellers by take rate in Q3', rowsOf({ of: 'take_rate', by: 'seller', in: Q3, top: 5, isUpward: true })],
    [
      'wich sellers got the most chargebacks since september',
      rowsOf({ of: 'disputes', by: 'seller', in: SINCE_SEPTEMBER, top: 'some' }),
    ],
    [
      'rank countries by platform fees for Q2 2026',
      rowsOf({ of: 'platform_fees', by: 'country', in: Q2, top: 'some' }),
    ],
    [
      'top 10 categories by number of orders last 90 days',
      rowsOf({ of: 'orders', by: 'category', in: LAST_90_DAYS, top: 10 }),
    ],
    [
      'sellers with the largest average order value in may',
      rowsOf({ of: 'average_order', by: 'seller', in: MAY, top: 'some' }),
    ],
    [
      'Which category has the worst refund rate this quarter?',
      rowsOf({ of: 'refund_rate', by: 'category', in: Q4_SO_FAR, top: 'some' }),
    ],
    ['slowest payouts by seller last quarter, top 5', rowsOf({ of: 'time_to_payout', by: 'seller', in: Q3, top: 5 })],
    [
      'the five merchants with the most failed payouts this year',
      rowsOf({ of: 'payout_failures', by: 'seller', in: YEAR_SO_FAR, top: 5 }),
    ],
    [
      'best 5 german sellers by net volume in september',
      rowsOf({ of: 'net_volume', by: 'seller', in: SEPTEMBER, where: "country = 'DE'", top: 5 }),
    ],
    ['top seller by commission last week', rowsOf({ of: 'platform_fees', by: 'seller', in: LAST_WEEK, top: 'some' })],
    [
      'lowest dispute rate by country in the last 6 months',
      rowsOf({ of: 'dispute_rate', by: 'country', in: LAST_6_MONTHS, top: 'some', isUpward: true }),
    ],
    [
      'Which payment method costs us the most in stripe fees, october',
      rowsOf({ of: 'processor_fees', by: 'method', in: OCTOBER, top: 'some' }),
    ],
    [
      'top 3 sellers by refund rate with more than 50 orders in Q3',
      rowsOf({ of: ['refund_rate', 'orders'], by: 'seller', in: Q3, having: 'orders > 50', top: 3 }),
    ],
  ],
  [
    [
      'Sellers with the highest dispute rate in Q1 2026',
      rowsOf({ of: 'dispute_rate', by: 'seller', in: Q1, top: 'some' }),
    ],
    [
      'give me the ten largest shops by gross merchandise volume in July',
      rowsOf({ of: 'gross_volume', by: 'seller', in: JULY, top: 10 }),
    ],
    [
      'which countrys bring in the most commission this month?',
      rowsOf({ of: 'platform_fees', by: 'country', in: NOVEMBER_SO_FAR, top: 'some' }),
    ],
    ['top 4 categories by refunds, last 30 days', rowsOf({ of: 'refunds', by: 'category', in: LAST_30_DAYS, top: 4 })],
    [
      'who earned the most after commission in the first half of 2026',
      rowsOf({ of: 'seller_net', by: 'seller', in: FIRST_HALF, top: 'some' }),
    ],
    [
      'smallest basket size by category in april',
      rowsOf({ of: 'average_order', by: 'category', in: APRIL, top: 'some', isUpward: true }),
    ],
    [
      'Which vendors lost the most money to disputes this year?',
      rowsOf({ of: 'dispute_losses', by: 'seller', in: YEAR_SO_FAR, top: 'some' }),
    ],
    [
      'top 5 US sellers by payout volume in Q3',
      rowsOf({ of: 'payouts', by: 'seller', in: Q3, where: "country = 'US'", top: 5 }),
    ],
  ],
)
