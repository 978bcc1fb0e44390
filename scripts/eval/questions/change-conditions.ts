import { rowsOf } from '../gold/gold.ts'
import {
  AUGUST,
  JULY,
  JUNE,
  LAST_WEEK,
  MAY,
  NOVEMBER_SO_FAR,
  OCTOBER,
  OCTOBER_AS_FAR,
  Q1,
  Q2,
  Q3,
  Q4_SO_FAR,
  SEPTEMBER,
  WEEK_BEFORE,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { questionsOf } from './question.ts'

export const CHANGE_CONDITIONS = questionsOf(
  'change conditions',
  [
    [
      'Show me sellers whose monthly volume declined but take rate increased',
      rowsOf({
        of: ['gross_volume', 'take_rate'],
        by: 'seller',
        in: OCTOBER,
        against: SEPTEMBER,
        having: 'gross_volume < gross_volume_before AND take_rate > take_rate_before',
      }),
    ],
    [
      'sellers whose refund rate went up last quarter',
      rowsOf({ of: 'refund_rate', by: 'seller', in: Q3, against: Q2, having: 'refund_rate > refund_rate_before' }),
    ],
    [
      'which sellers lost more than 20% of volume last month',
      rowsOf({
        of: 'gross_volume',
        by: 'seller',
        in: OCTOBER,
        against: SEPTEMBER,
        having: 'gross_volume_before > 0 AND 100.0 * (gross_volume - gross_volume_before) / gross_volume_before < -20',
      }),
    ],
    [
      'sellers with a refund rate above 5% in Q3',
      rowsOf({ of: 'refund_rate', by: 'seller', in: Q3, having: 'refund_rate > 5' }),
    ],
    [
      'merchants with at least 100 orders in october',
      rowsOf({ of: 'orders', by: 'seller', in: OCTOBER, having: 'orders >= 100' }),
    ],
    [
      'sellers with volume over 5,000 usd last month',
      rowsOf({
        of: 'gross_volume',
        by: 'seller',
        in: OCTOBER,
        where: "currency = 'USD'",
        having: 'gross_volume > 500000',
      }),
    ],
    [
      'categories where orders grew but average order fell in Q3 vs Q2',
      rowsOf({
        of: ['orders', 'average_order'],
        by: 'category',
        in: Q3,
        against: Q2,
        having: 'orders > orders_before AND average_order < average_order_before',
      }),
    ],
    [
      'countries whose platform fees fell in september',
      rowsOf({
        of: 'platform_fees',
        by: 'country',
        in: SEPTEMBER,
        against: AUGUST,
        having: 'platform_fees < platform_fees_before',
      }),
    ],
    [
      'sellers with more than 2 disputes this year',
      rowsOf({ of: 'disputes', by: 'seller', in: YEAR_SO_FAR, having: 'disputes > 2' }),
    ],
    [
      'who grew by more than 50 percent in gross volume last quarter?',
      rowsOf({
        of: 'gross_volume',
        by: 'seller',
        in: Q3,
        against: Q2,
        having: 'gross_volume_before > 0 AND 100.0 * (gross_volume - gross_volume_before) / gross_volume_before > 50',
      }),
    ],
    [
      'sellers with take rate below 13% and volume above 1000 in october',
      rowsOf({
        of: ['take_rate', 'gross_volume'],
        by: 'seller',
        in: OCTOBER,
        having: `take_rate < 13 AND gross_volume > 1000 * CASE currency WHEN 'JPY' THEN 1 WHEN 'KWD' THEN 1000 ELSE 100 END`,
      }),
    ],
    [
      'selers whose volume droped this month but refunds rose',
      rowsOf({
        of: ['gross_volume', 'refunds'],
        by: 'seller',
        in: NOVEMBER_SO_FAR,
        against: OCTOBER_AS_FAR,
        having: 'gross_volume < gross_volume_before AND refunds > refunds_before',
      }),
    ],
    [
      'sellers with no refunds in Q3',
      rowsOf({ of: ['refunds', 'orders'], by: 'seller', in: Q3, having: 'refunds = 0 AND orders > 0' }),
    ],
    [
      'sellers with failed payouts in the current quarter',
      rowsOf({ of: 'payout_failures', by: 'seller', in: Q4_SO_FAR, having: 'payout_failures > 0' }),
    ],
  ],
  [
    [
      'Sellers whose orders fell but refund rate rose in Q3',
      rowsOf({
        of: ['orders', 'refund_rate'],
        by: 'seller',
        in: Q3,
        against: Q2,
        having: 'orders < orders_before AND refund_rate > refund_rate_before',
      }),
    ],
    [
      'which categories have a take rate under 15% in July',
      rowsOf({ of: 'take_rate', by: 'category', in: JULY, having: 'take_rate < 15' }),
    ],
    [
      'shops with more than 40 orders last week',
      rowsOf({ of: 'orders', by: 'seller', in: LAST_WEEK, having: 'orders > 40' }),
    ],
    [
      'sellers whose volume at least doubled in Q2',
      rowsOf({
        of: 'gross_volume',
        by: 'seller',
        in: Q2,
        against: Q1,
        having: 'gross_volume_before > 0 AND gross_volume >= 2 * gross_volume_before',
      }),
    ],
    [
      'countries with a dispute rate over 1 percent this year',
      rowsOf({ of: 'dispute_rate', by: 'country', in: YEAR_SO_FAR, having: 'dispute_rate > 1' }),
    ],
    [
      'merchants whose average order increased in june compared with may',
      rowsOf({
        of: 'average_order',
        by: 'seller',
        in: JUNE,
        against: MAY,
        having: 'average_order > average_order_before',
      }),
    ],
    [
      'sellers whose gmv decreased by more than 10% last week',
      rowsOf({
        of: 'gross_volume',
        by: 'seller',
        in: LAST_WEEK,
        against: WEEK_BEFORE,
        having: 'gross_volume_before > 0 AND 100.0 * (gross_volume - gross_volume_before) / gross_volume_before < -10',
      }),
    ],
  ],
)
