import { partOf, rowsOf } from '../gold/gold.ts'
import {
  AUGUST,
  FIRST_HALF,
  JULY,
  LAST_30_DAYS,
  LAST_90_DAYS,
  MAY,
  NOVEMBER_SO_FAR,
  OCTOBER,
  Q1,
  Q2,
  Q3,
  Q4_SO_FAR,
  SEPTEMBER,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { questionsOf } from './question.ts'

export const SHARE = questionsOf(
  'share',
  [
    [
      'What share of gross volume does each country have in Q3?',
      rowsOf({ of: 'gross_volume', by: 'country', in: Q3, withShare: true }),
    ],
    [
      'share of orders by payment method last month',
      rowsOf({ of: 'orders', by: 'method', in: OCTOBER, withShare: true }),
    ],
    [
      'percentage of platform fees by category this year',
      rowsOf({ of: 'platform_fees', by: 'category', in: YEAR_SO_FAR, withShare: true }),
    ],
    [
      'how much of our refunds come from each seller in september, as a share',
      rowsOf({ of: 'refunds', by: 'seller', in: SEPTEMBER, withShare: true }),
    ],
    [
      'breakdown of disputes by reason in percent, this year',
      rowsOf({ of: 'disputes', by: 'reason', in: YEAR_SO_FAR, withShare: true }),
    ],
    [
      'what percentage of volume is paid by card, october',
      partOf({ of: 'gross_volume', by: 'method', in: OCTOBER }, `method = 'card'`),
    ],
    ['share of payouts per country Q2', rowsOf({ of: 'payouts', by: 'country', in: Q2, withShare: true })],
    [
      'top 5 sellers by share of gmv last quarter',
      rowsOf({ of: 'gross_volume', by: 'seller', in: Q3, withShare: true, top: 5 }),
    ],
    [
      'split of net volume by category in july with percentages',
      rowsOf({ of: 'net_volume', by: 'category', in: JULY, withShare: true }),
    ],
    [
      'what portion of orders came from german sellers in Q3',
      partOf({ of: 'orders', by: 'country', in: Q3 }, `country = 'DE'`),
    ],
    [
      'sellers share of stripe fees last 30 days',
      rowsOf({ of: 'processor_fees', by: 'seller', in: LAST_30_DAYS, withShare: true }),
    ],
    [
      'precentage of sales per categroy in may',
      rowsOf({ of: 'gross_volume', by: 'category', in: MAY, withShare: true }),
    ],
  ],
  [
    [
      'Share of gross volume by category in Q1',
      rowsOf({ of: 'gross_volume', by: 'category', in: Q1, withShare: true }),
    ],
    [
      'what share of commission comes from each country this quarter',
      rowsOf({ of: 'platform_fees', by: 'country', in: Q4_SO_FAR, withShare: true }),
    ],
    [
      'percent of refunds by reason over the last 90 days',
      rowsOf({ of: 'refunds', by: 'reason', in: LAST_90_DAYS, withShare: true }),
    ],
    [
      'how many orders come from each payment method in august, in percent',
      rowsOf({ of: 'orders', by: 'method', in: AUGUST, withShare: true }),
    ],
    [
      'which share of seller net went to each merchant in the first half of the year',
      rowsOf({ of: 'seller_net', by: 'seller', in: FIRST_HALF, withShare: true }),
    ],
    [
      'payout volume share by seller this month',
      rowsOf({ of: 'payouts', by: 'seller', in: NOVEMBER_SO_FAR, withShare: true }),
    ],
  ],
)
