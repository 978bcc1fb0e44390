import { rowsOf } from '../gold/gold.ts'
import {
  AUGUST,
  FIRST_HALF,
  JUNE,
  LAST_3_MONTHS,
  LAST_6_MONTHS,
  LAST_7_DAYS,
  LAST_30_DAYS,
  LAST_WEEK,
  NOVEMBER_SO_FAR,
  OCTOBER,
  Q1,
  Q2,
  Q3,
  SINCE_SEPTEMBER,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { questionsOf } from './question.ts'

export const TREND = questionsOf(
  'trend',
  [
    ['Gross volume by month this year', rowsOf({ of: 'gross_volume', by: 'month', in: YEAR_SO_FAR })],
    ['daily orders last week', rowsOf({ of: 'orders', by: 'day', in: LAST_WEEK })],
    [
      'refund rate month by month over the last 6 months',
      rowsOf({ of: 'refund_rate', by: 'month', in: LAST_6_MONTHS }),
    ],
    ['weekly disputes in Q3', rowsOf({ of: 'disputes', by: 'week', in: Q3 })],
    ['show take rate per month since september', rowsOf({ of: 'take_rate', by: 'month', in: SINCE_SEPTEMBER })],
    ['montly platfrom fees this year', rowsOf({ of: 'platform_fees', by: 'month', in: YEAR_SO_FAR })],
    [
      'active sellers per month in the first half of 2026',
      rowsOf({ of: 'active_sellers', by: 'month', in: FIRST_HALF }),
    ],
    [
      'gmv of Lumen & Loom by month in Q3',
      rowsOf({ of: 'gross_volume', by: 'month', in: Q3, where: "seller_name = 'Lumen & Loom'" }),
    ],
    ['payouts per week in october', rowsOf({ of: 'payouts', by: 'week', in: OCTOBER })],
    ['monthly volume per country in Q2', rowsOf({ of: 'gross_volume', by: 'month, country', in: Q2 })],
    [
      'how did the average order develop month by month since september',
      rowsOf({ of: 'average_order', by: 'month', in: SINCE_SEPTEMBER }),
    ],
    ['orders per day in the last 7 days', rowsOf({ of: 'orders', by: 'day', in: LAST_7_DAYS })],
    ['plot refunds per week, last 3 months', rowsOf({ of: 'refunds', by: 'week', in: LAST_3_MONTHS })],
  ],
  [
    ['Net volume per month in Q1', rowsOf({ of: 'net_volume', by: 'month', in: Q1 })],
    ['dispute rate by month, last 6 months', rowsOf({ of: 'dispute_rate', by: 'month', in: LAST_6_MONTHS })],
    ['commission day by day this month', rowsOf({ of: 'platform_fees', by: 'day', in: NOVEMBER_SO_FAR })],
    [
      'weekly gmv of japanese sellers in june',
      rowsOf({ of: 'gross_volume', by: 'week', in: JUNE, where: "country = 'JP'" }),
    ],
    ['seller net by week in august', rowsOf({ of: 'seller_net', by: 'week', in: AUGUST })],
    ['number of orders for each day of the past 30 days', rowsOf({ of: 'orders', by: 'day', in: LAST_30_DAYS })],
    ['refunds and gross volume by month for Q3', rowsOf({ of: ['refunds', 'gross_volume'], by: 'month', in: Q3 })],
  ],
)
