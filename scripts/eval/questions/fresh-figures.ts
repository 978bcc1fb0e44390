import { rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  APRIL,
  AUGUST,
  type Days,
  FEBRUARY,
  FIRST_HALF,
  JULY,
  JUNE,
  LAST_3_MONTHS,
  LAST_6_MONTHS,
  LAST_7_DAYS,
  LAST_30_DAYS,
  LAST_WEEK,
  MARCH,
  MAY,
  NOVEMBER_SO_FAR,
  OCTOBER,
  OCTOBER_AS_FAR,
  Q1,
  Q2,
  Q3,
  SEPTEMBER,
  SINCE_SEPTEMBER,
  WEEK_BEFORE,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { type Question, questionsOfSet, type Written } from './question.ts'

const SINCE_MARCH: Days = ['2026-03-01', '2026-11-21']
const APRIL_TO_SEPTEMBER: Days = ['2026-04-01', '2026-10-01']
const THIRTY_BEFORE: Days = ['2026-09-22', '2026-10-22']

const sellerIs = (name: string) => `seller_name = '${name}'`
const countryIs = (country: string) => `country = '${country}'`

const newSellers = (from: string, until: string, by = '') =>
  rowsOfSql(
    'new_sellers',
    `SELECT ${by === '' ? '' : `${by}, `}count(*) AS new_sellers FROM gold_seller WHERE first_day >= '${from}' AND first_day < '${until}'${by === '' ? '' : ` GROUP BY ${by}`}`,
  )

const of = (name: Question['of'], ...written: Written[]) => questionsOfSet('fresh', name, written, 'f')

const RANKING = of(
  'ranking',
  ['top 10 sellers by net sales in august', rowsOf({ of: 'net_volume', by: 'seller', in: AUGUST, top: 10 })],
  ['refunds Q3 by country, biggest first', rowsOf({ of: 'refunds', by: 'country', in: Q3 })],
  [
    'which 5 categories brought us the most commission so far this year?',
    rowsOf({ of: 'platform_fees', by: 'category', in: YEAR_SO_FAR, top: 5 }),
  ],
  [
    'sellers w/ the lowest AOV in september, 5 of them',
    rowsOf({ of: 'average_order', by: 'seller', in: SEPTEMBER, top: 5, isUpward: true }),
  ],
  ['Rank the countries by take rate for Q2', rowsOf({ of: 'take_rate', by: 'country', in: Q2 })],
  [
    '5 categories with worst refund rate in the first half of the year',
    rowsOf({ of: 'refund_rate', by: 'category', in: FIRST_HALF, top: 5 }),
  ],
  [
    'which 2 countries had the most bounced payouts in Q3',
    rowsOf({ of: 'payout_failures', by: 'country', in: Q3, top: 2 }),
  ],
  [
    'which merchants cost us most in stripe fees in Q1, first five',
    rowsOf({ of: 'processor_fees', by: 'seller', in: Q1, top: 5 }),
  ],
  ['order count by seller last week, top 8 plz', rowsOf({ of: 'orders', by: 'seller', in: LAST_WEEK, top: 8 })],
  [
    'WHICH SELLER GAVE BACK THE MOST IN REFUNDS THIS YEAR',
    rowsOf({ of: 'refunds', by: 'seller', in: YEAR_SO_FAR, top: 1 }),
  ],
)

const COMPARISON = of(
  'comparison',
  ['gmv october vs september', rowsOf({ of: 'gross_volume', in: OCTOBER, against: SEPTEMBER })],
  ['AOV per category, Q3 against Q2', rowsOf({ of: 'average_order', by: 'category', in: Q3, against: Q2 })],
  [
    'how do refunds so far this month stack up against the same stretch of october?',
    rowsOf({ of: 'refunds', in: NOVEMBER_SO_FAR, against: OCTOBER_AS_FAR }),
  ],
  ['take rate by country - Q2 compared with Q1', rowsOf({ of: 'take_rate', by: 'country', in: Q2, against: Q1 })],
  ['payouts last week vs week before', rowsOf({ of: 'payouts', in: LAST_WEEK, against: WEEK_BEFORE })],
  ['did stripe fees go up from july to august?', rowsOf({ of: 'processor_fees', in: AUGUST, against: JULY })],
  ['active merchants in march compared to feb', rowsOf({ of: 'active_sellers', in: MARCH, against: FEBRUARY })],
  [
    'our commission in the last 30 days vs the 30 days before that',
    rowsOf({ of: 'platform_fees', in: LAST_30_DAYS, against: THIRTY_BEFORE }),
  ],
  [
    'net volume for Germany, Q3 vs the prior quarter',
    rowsOf({ of: 'net_volume', in: Q3, against: Q2, where: countryIs('DE') }),
  ],
  [
    'what did Blue Hour Books sell in june compared to may',
    rowsOf({ of: 'gross_volume', in: JUNE, against: MAY, where: sellerIs('Blue Hour Books') }),
  ],
)

const CHANGE_CONDITIONS = of(
  'change conditions',
  [
    'sellers whose gmv fell from august to september even though orders went up',
    rowsOf({
      of: ['gross_volume', 'orders'],
      by: 'seller',
      in: SEPTEMBER,
      against: AUGUST,
      having: 'gross_volume < gross_volume_before AND orders > orders_before',
    }),
  ],
  [
    'who lost more than 30% of their volume in october vs september',
    rowsOf({
      of: 'gross_volume',
      by: 'seller',
      in: OCTOBER,
      against: SEPTEMBER,
      having: 'gross_volume < 0.7 * gross_volume_before',
    }),
  ],
  [
    'countries where refund rate climbed in Q3 compared to Q2',
    rowsOf({ of: 'refund_rate', by: 'country', in: Q3, against: Q2, having: 'refund_rate > refund_rate_before' }),
  ],
  [
    'sellers with more chargebacks in Q3 than in Q2',
    rowsOf({ of: 'disputes', by: 'seller', in: Q3, against: Q2, having: 'disputes > disputes_before' }),
  ],
  [
    'categories where volume grew but our commission shrank, Q3 vs Q2',
    rowsOf({
      of: ['gross_volume', 'platform_fees'],
      by: 'category',
      in: Q3,
      against: Q2,
      having: 'gross_volume > gross_volume_before AND platform_fees < platform_fees_before',
    }),
  ],
  [
    'which sellers had disputes in Q2 but not a single one in Q3?',
    rowsOf({ of: 'disputes', by: 'seller', in: Q3, against: Q2, having: 'disputes = 0 AND disputes_before > 0' }),
  ],
  [
    'sellers whose take rate dropped by more than 0.3 percentage points in Q3 vs Q2',
    rowsOf({ of: 'take_rate', by: 'seller', in: Q3, against: Q2, having: 'take_rate < take_rate_before - 0.3' }),
  ],
  [
    'sellers with at least 20 orders in Q1 that at least doubled them in Q2',
    rowsOf({
      of: 'orders',
      by: 'seller',
      in: Q2,
      against: Q1,
      having: 'orders >= 2 * orders_before AND orders_before >= 20',
    }),
  ],
  [
    'merchants with refund rate up and net volume down last month',
    rowsOf({
      of: ['refund_rate', 'net_volume'],
      by: 'seller',
      in: OCTOBER,
      against: SEPTEMBER,
      having: 'refund_rate > refund_rate_before AND net_volume < net_volume_before',
    }),
  ],
  [
    'categories with a higher average basket but also a higher refund rate in Q3 than in Q2',
    rowsOf({
      of: ['average_order', 'refund_rate'],
      by: 'category',
      in: Q3,
      against: Q2,
      having: 'average_order > average_order_before AND refund_rate > refund_rate_before',
    }),
  ],
)

const SHARE = of(
  'share',
  [
    '% of dispute losses per reason this year',
    rowsOf({ of: 'dispute_losses', by: 'reason', in: YEAR_SO_FAR, withShare: true }),
  ],
  [
    'what portion of our payouts goes to each country this year',
    rowsOf({ of: 'payouts', by: 'country', in: YEAR_SO_FAR, withShare: true }),
  ],
  [
    'category mix of gmv last month, in percent',
    rowsOf({ of: 'gross_volume', by: 'category', in: OCTOBER, withShare: true }),
  ],
  [
    'disputes by reason as % of total this year',
    rowsOf({ of: 'disputes', by: 'reason', in: YEAR_SO_FAR, withShare: true }),
  ],
  [
    'how is commission split between categories in Q2, percentages',
    rowsOf({ of: 'platform_fees', by: 'category', in: Q2, withShare: true }),
  ],
  [
    'share of stripe fees by country, sept',
    rowsOf({ of: 'processor_fees', by: 'country', in: SEPTEMBER, withShare: true }),
  ],
  ['each categorys share of orders Q3', rowsOf({ of: 'orders', by: 'category', in: Q3, withShare: true })],
  [
    'top 5 sellers in april by gross volume and what share of the total each one has',
    rowsOf({ of: 'gross_volume', by: 'seller', in: APRIL, top: 5, withShare: true }),
  ],
  [
    'percentage breakdown of seller earnings by country for the last 3 months',
    rowsOf({ of: 'seller_net', by: 'country', in: LAST_3_MONTHS, withShare: true }),
  ],
  [
    'Failed payouts since september - what share does each failure reason have?',
    rowsOf({ of: 'payout_failures', by: 'reason', in: SINCE_SEPTEMBER, withShare: true }),
  ],
)

const TREND = of(
  'trend',
  ['gmv per week since september', rowsOf({ of: 'gross_volume', by: 'week', in: SINCE_SEPTEMBER })],
  ['orders for each of the last 7 days', rowsOf({ of: 'orders', by: 'day', in: LAST_7_DAYS })],
  ['how has our take rate moved month by month this year', rowsOf({ of: 'take_rate', by: 'month', in: YEAR_SO_FAR })],
  ['weekly order numbers over Q2', rowsOf({ of: 'orders', by: 'week', in: Q2 })],
  [
    'net volume monthly, Japan only, this year',
    rowsOf({ of: 'net_volume', by: 'month', in: YEAR_SO_FAR, where: countryIs('JP') }),
  ],
  ['payouts by month h1', rowsOf({ of: 'payouts', by: 'month', in: FIRST_HALF })],
  [
    'chargeback rate month on month for the past 6 months',
    rowsOf({ of: 'dispute_rate', by: 'month', in: LAST_6_MONTHS }),
  ],
  ['avg order value by month since march', rowsOf({ of: 'average_order', by: 'month', in: SINCE_MARCH })],
  [
    'failed payouts month by month, april thru september',
    rowsOf({ of: 'payout_failures', by: 'month', in: APRIL_TO_SEPTEMBER }),
  ],
  [
    'Can you chart monthly commission from Hansa Kaffeekontor GmbH in the first half of 2026?',
    rowsOf({ of: 'platform_fees', by: 'month', in: FIRST_HALF, where: sellerIs('Hansa Kaffeekontor GmbH') }),
  ],
)

const COHORT = of(
  'cohort',
  ['gmv by cohort last month', rowsOf({ of: 'gross_volume', by: 'cohort', in: OCTOBER })],
  ['how many sellers made their very first sale in Q2?', newSellers('2026-04-01', '2026-07-01')],
  ['new sellers by country in the first half', newSellers('2026-01-01', '2026-07-01', 'country')],
  ['net volume per seller cohort Q2', rowsOf({ of: 'net_volume', by: 'cohort', in: Q2 })],
  [
    'orders in october from sellers who started selling in march 2026',
    rowsOf({ of: 'orders', in: OCTOBER, where: `cohort = '2026-03'` }),
  ],
  ['AOV by cohort, september', rowsOf({ of: 'average_order', by: 'cohort', in: SEPTEMBER })],
  ['sellers added each month in h1', newSellers('2026-01-01', '2026-07-01', 'month')],
  ['commission this year by month of first sale', rowsOf({ of: 'platform_fees', by: 'cohort', in: YEAR_SO_FAR })],
  [
    'how many sellers of each cohort were active in october',
    rowsOf({ of: 'active_sellers', by: 'cohort', in: OCTOBER }),
  ],
  ['take rate of the april 2026 cohort in Q3', rowsOf({ of: 'take_rate', in: Q3, where: `cohort = '2026-04'` })],
)

/** Questions of figures, written from docs/metrics.md and the screens by somebody who has not seen the analyst. */
export const FRESH_FIGURES: readonly Question[] = [
  ...RANKING,
  ...COMPARISON,
  ...CHANGE_CONDITIONS,
  ...SHARE,
  ...TREND,
  ...COHORT,
]
