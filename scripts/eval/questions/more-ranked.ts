import { rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  APRIL,
  AUGUST,
  FIRST_HALF,
  JULY,
  LAST_90_DAYS,
  LAST_WEEK,
  MARCH,
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
import { questionsOfSet } from './question.ts'

const LAST_YEARS_OCTOBER = ['2025-10-01', '2025-11-01'] as const
const LAST_YEARS_QUARTER_SO_FAR = ['2025-10-01', '2025-11-21'] as const

export const MORE_RANKING = questionsOfSet(
  'open',
  'ranking',
  [
    [
      'Name the ten sellers with the fewest orders in September',
      rowsOf({ of: 'orders', by: 'seller', in: SEPTEMBER, top: 10, isUpward: true }),
    ],
    ['Who sold the most in Q3?', rowsOf({ of: 'gross_volume', by: 'seller', in: Q3, top: 'some' })],
    ['who refunded the most last month', rowsOf({ of: 'refunds', by: 'seller', in: OCTOBER, top: 'some' })],
    [
      'which sellers cost us the most in Stripe fees last month',
      rowsOf({ of: 'processor_fees', by: 'seller', in: OCTOBER, top: 'some' }),
    ],
    [
      'Which five countries brought in the most platform fees this year?',
      rowsOf({ of: 'platform_fees', by: 'country', in: YEAR_SO_FAR, top: 5 }),
    ],
    [
      "what's our smallest market by volume this quarter",
      rowsOf({ of: 'gross_volume', by: 'country', in: Q4_SO_FAR, top: 'some', isUpward: true }),
    ],
    [
      'Which month had the highest refunds this year?',
      rowsOf({ of: 'refunds', by: 'month', in: YEAR_SO_FAR, top: 'some' }),
    ],
    ['what week had the most orders in Q3', rowsOf({ of: 'orders', by: 'week', in: Q3, top: 'some' })],
    [
      'who waits longest for payouts, last quarter',
      rowsOf({ of: 'time_to_payout', by: 'seller', in: Q3, top: 'some' }),
    ],
    [
      'who lost the most money to disputes this year',
      rowsOf({ of: 'dispute_losses', by: 'seller', in: YEAR_SO_FAR, top: 'some' }),
    ],
    ['most common dispute reasons in 2026', rowsOf({ of: 'disputes', by: 'reason', in: YEAR_SO_FAR, top: 'some' })],
    [
      'Leaderboard of sellers by gross volume last month',
      rowsOf({ of: 'gross_volume', by: 'seller', in: OCTOBER, top: 'some' }),
    ],
    ['sort sellers by refund rate descending for Q3', rowsOf({ of: 'refund_rate', by: 'seller', in: Q3, top: 'some' })],
    [
      'list sellers in ascending order of take rate, last quarter',
      rowsOf({ of: 'take_rate', by: 'seller', in: Q3, top: 'some', isUpward: true }),
    ],
    [
      'the five sellers that earned us the most commission in Q3',
      rowsOf({ of: 'platform_fees', by: 'seller', in: Q3, top: 5 }),
    ],
    ['most disputed category in 2026', rowsOf({ of: 'disputes', by: 'category', in: YEAR_SO_FAR, top: 'some' })],
    [
      'Highest take rates by seller, last 90 days',
      rowsOf({ of: 'take_rate', by: 'seller', in: LAST_90_DAYS, top: 'some' }),
    ],
    [
      'bottom three categories by orders, september',
      rowsOf({ of: 'orders', by: 'category', in: SEPTEMBER, top: 3, isUpward: true }),
    ],
  ],
  'm',
)

export const MORE_COMPARISON = questionsOfSet(
  'open',
  'comparison',
  [
    [
      'How did October compare to September in gross volume?',
      rowsOf({ of: 'gross_volume', in: OCTOBER, against: SEPTEMBER }),
    ],
    ['what was the growth in orders from Q2 to Q3?', rowsOf({ of: 'orders', in: Q3, against: Q2 })],
    ['Are refunds up or down on last month?', rowsOf({ of: 'refunds', in: NOVEMBER_SO_FAR, against: OCTOBER_AS_FAR })],
    [
      "Is Germany's refund rate higher than France's in Q3?",
      rowsOf({ of: 'refund_rate', by: 'country', in: Q3, where: "country IN ('DE', 'FR')" }),
    ],
    [
      'Was October better than September for gross volume?',
      rowsOf({ of: 'gross_volume', in: OCTOBER, against: SEPTEMBER }),
    ],
    [
      'compare average order of US sellers and German sellers in Q3',
      rowsOf({ of: 'average_order', by: 'country', in: Q3, where: "country IN ('US', 'DE')" }),
    ],
    ['how do payouts in september stack up against august?', rowsOf({ of: 'payouts', in: SEPTEMBER, against: AUGUST })],
    [
      "What's the difference in platform fees between August and July?",
      rowsOf({ of: 'platform_fees', in: AUGUST, against: JULY }),
    ],
    ['Compare time to payout in Q2 and Q3', rowsOf({ of: 'time_to_payout', in: Q3, against: Q2 })],
    [
      'by what percentage did net volume change last month',
      rowsOf({ of: 'net_volume', in: OCTOBER, against: SEPTEMBER }),
    ],
    ['yoy gross volume for october', rowsOf({ of: 'gross_volume', in: OCTOBER, against: LAST_YEARS_OCTOBER })],
    [
      'Compare refunds this quarter to the same quarter last year',
      rowsOf({ of: 'refunds', in: Q4_SO_FAR, against: LAST_YEARS_QUARTER_SO_FAR }),
    ],
    [
      'card versus sepa orders in october',
      rowsOf({ of: 'orders', by: 'method', in: OCTOBER, where: "method IN ('card', 'sepa_debit')" }),
    ],
    [
      'USD vs EUR volume last month',
      rowsOf({ of: 'gross_volume', by: 'currency', in: OCTOBER, where: "currency IN ('USD', 'EUR')" }),
    ],
    [
      'which did better in Q3, books or home, by net volume?',
      rowsOf({ of: 'net_volume', by: 'category', in: Q3, where: "category IN ('books', 'home')" }),
    ],
    [
      'orders last week versus the week before by country',
      rowsOf({ of: 'orders', by: 'country', in: LAST_WEEK, against: WEEK_BEFORE }),
    ],
    ['Compare platform fees and processor fees in Q3', rowsOf({ of: ['platform_fees', 'processor_fees'], in: Q3 })],
  ],
  'm',
)

/** Whoever is new: by the day of the first sale. */
const newSellers = (from: string, until: string, by = '', where = 'true') =>
  rowsOfSql(
    'new_sellers',
    `SELECT ${by === '' ? '' : `${by}, `}count(*) AS new_sellers FROM gold_seller WHERE first_day >= '${from}' AND first_day < '${until}' AND ${where}${by === '' ? '' : ` GROUP BY ${by}`}`,
  )

export const MORE_COHORT = questionsOfSet(
  'open',
  'cohort',
  [
    [
      'How much volume did sellers from the March 2026 cohort make in Q3?',
      rowsOf({ of: 'gross_volume', in: Q3, where: "cohort = '2026-03'" }),
    ],
    [
      'gross volume of sellers who joined in 2026, by month this year',
      rowsOf({ of: 'gross_volume', by: 'month', in: YEAR_SO_FAR, where: "cohort >= '2026-01'" }),
    ],
    ['how many sellers started in Q2', newSellers('2026-04-01', '2026-07-01')],
    ['sellers that made their first sale in September', newSellers('2026-09-01', '2026-10-01', 'seller')],
    ['how many sellers in Germany joined this year', newSellers('2026-01-01', '2026-11-21', '', "country = 'DE'")],
    [
      'take rate for sellers whose first sale was in Q1, in October',
      rowsOf({ of: 'take_rate', in: OCTOBER, where: "cohort IN ('2026-01', '2026-02', '2026-03')" }),
    ],
    ['month-by-month new sellers since March', newSellers('2026-03-01', '2026-11-21', 'month')],
    [
      'compare the January and February cohorts by gross volume in Q3',
      rowsOf({ of: 'gross_volume', by: 'cohort', in: Q3, where: "cohort IN ('2026-01', '2026-02')" }),
    ],
    [
      "Which month's cohort has the highest refund rate this year?",
      rowsOf({ of: 'refund_rate', by: 'cohort', in: YEAR_SO_FAR, top: 'some' }),
    ],
    [
      'how much did sellers that started in Q1 sell in October?',
      rowsOf({ of: 'gross_volume', in: OCTOBER, where: "cohort IN ('2026-01', '2026-02', '2026-03')" }),
    ],
    [
      'active sellers from the 2026-02 cohort, by month in the first half',
      rowsOf({ of: 'active_sellers', by: 'month', in: FIRST_HALF, where: "cohort = '2026-02'" }),
    ],
  ],
  'm',
)

export const MORE_TREND = questionsOfSet(
  'open',
  'trend',
  [
    ['How did the refund rate develop this year?', rowsOf({ of: 'refund_rate', by: 'month', in: YEAR_SO_FAR })],
    [
      'Did our take rate go up over the last 6 months?',
      rowsOf({ of: 'take_rate', by: 'month', in: ['2026-05-01', '2026-11-01'] }),
    ],
    [
      'how have platform fees changed since June',
      rowsOf({ of: 'platform_fees', by: 'month', in: ['2026-06-01', '2026-11-21'] }),
    ],
    ['line chart of dispute rate by month this year', rowsOf({ of: 'dispute_rate', by: 'month', in: YEAR_SO_FAR })],
    [
      'how many orders did Kestrel Optics get each month this year?',
      rowsOf({ of: 'orders', by: 'month', in: YEAR_SO_FAR, where: "seller_name = 'Kestrel Optics'" }),
    ],
    [
      'processor fees by month, card only, this year',
      rowsOf({ of: 'processor_fees', by: 'month', in: YEAR_SO_FAR, where: "method = 'card'" }),
    ],
    ['gross volume by day for the week of 2 November', rowsOf({ of: 'gross_volume', by: 'day', in: WEEK_BEFORE })],
    ['net volume month to month in Q1 and Q2', rowsOf({ of: 'net_volume', by: 'month', in: FIRST_HALF })],
    ['show orders for every day of last week', rowsOf({ of: 'orders', by: 'day', in: LAST_WEEK })],
    [
      'monthly breakdown of seller net by country since march',
      rowsOf({ of: 'seller_net', by: 'month, country', in: ['2026-03-01', '2026-11-21'] }),
    ],
    ['refnd rate by weeek in april', rowsOf({ of: 'refund_rate', by: 'week', in: APRIL })],
    [
      'evolution of average order value by month in H1 2026',
      rowsOf({ of: 'average_order', by: 'month', in: FIRST_HALF }),
    ],
    ['orders per week in march, germany', rowsOf({ of: 'orders', by: 'week', in: MARCH, where: "country = 'DE'" })],
    ['disputes per month in Q1', rowsOf({ of: 'disputes', by: 'month', in: Q1 })],
  ],
  'm',
)
