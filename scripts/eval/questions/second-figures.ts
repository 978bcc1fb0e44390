import { partOf, rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  APRIL,
  AUGUST,
  type Days,
  FIRST_HALF,
  JULY,
  LAST_6_MONTHS,
  LAST_7_DAYS,
  LAST_WEEK,
  MARCH,
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

const SINCE_APRIL: Days = ['2026-04-01', '2026-11-21']
const Q2_AND_Q3: Days = ['2026-04-01', '2026-10-01']

const USD = `currency = 'USD'`
const EUR = `currency = 'EUR'`
const JPY = `currency = 'JPY'`
const KWD = `currency = 'KWD'`
const USD_SELLERS = { by: 'seller_name', where: USD }
const EUR_SELLERS = { by: 'seller_name', where: EUR }
const USD_KINDS = { by: 'category', where: USD }
const Q3_ON_Q2 = { in: Q3, against: Q2 }
const Q2_ON_Q1 = { in: Q2, against: Q1 }
const OCT_ON_SEP = { in: OCTOBER, against: SEPTEMBER }
const sellers = (...names: string[]) => `seller_name IN (${names.map((name) => `'${name}'`).join(', ')})`

const firstSales = ([from, until]: Days, by = '') =>
  rowsOfSql(
    'new_sellers',
    `SELECT ${by === '' ? '' : `${by}, `}count(*) AS new_sellers FROM gold_seller WHERE first_day >= '${from}' AND first_day < '${until}'${by === '' ? '' : ` GROUP BY ${by}`}`,
  )

const of = (name: Question['of'], ...written: Written[]) => questionsOfSet('second fresh', name, written, 'g')

const RANKING = of(
  'ranking',
  [
    'need the four largest merchants by turnover, third quarter, USD sales only',
    rowsOf({ of: 'gross_volume', in: Q3, ...USD_SELLERS, top: 4 }),
  ],
  [
    'Counting only USD, in which category is the return rate worst for October',
    rowsOf({ of: 'refund_rate', in: OCTOBER, ...USD_KINDS, top: 1 }),
  ],
  ['3 commonest chargeback reasons so far in 2026', rowsOf({ of: 'disputes', in: YEAR_SO_FAR, by: 'reason', top: 3 })],
  [
    'of the EUR payouts only: which seller got the most paid out during octobre?',
    rowsOf({ of: 'payouts', in: OCTOBER, ...EUR_SELLERS, top: 1 }),
  ],
  [
    'looking at EUR sales only, order all seller countries by gmv this year, high to low',
    rowsOf({ of: 'gross_volume', in: YEAR_SO_FAR, by: 'country', where: EUR }),
  ],
  [
    'three vendors with the heaviest stripe costs last month pls (usd payments only)',
    rowsOf({ of: 'processor_fees', in: OCTOBER, ...USD_SELLERS, top: 3 }),
  ],
  [
    'biggest baskets: which 5 sellers had the highest avg order value, april-june, just USD orders',
    rowsOf({ of: 'average_order', in: Q2, ...USD_SELLERS, top: 5 }),
  ],
  [
    'merchant with the most bounced payouts ytd',
    rowsOf({ of: 'payout_failures', in: YEAR_SO_FAR, by: 'seller_name', top: 1 }),
  ],
  [
    'in sept, what were our best 3 days for gmv? USD sales only',
    rowsOf({ of: 'gross_volume', in: SEPTEMBER, by: 'day', where: USD, top: 3 }),
  ],
  [
    'first half: name the 3 countries whose sellers took the most orders',
    rowsOf({ of: 'orders', in: FIRST_HALF, by: 'country', top: 3 }),
  ],
)

const COMPARISON = of(
  'comparison',
  [
    'USD only: gross sales and money refunded, october next to september',
    rowsOf({ of: ['gross_volume', 'refunds'], ...OCT_ON_SEP, where: USD }),
  ],
  ['number of orders per country, 3rd quarter vs 2nd', rowsOf({ of: 'orders', ...Q3_ON_Q2, by: 'country' })],
  [
    'commission this month so far vs 1-20 october?',
    rowsOf({ of: 'platform_fees', in: NOVEMBER_SO_FAR, against: OCTOBER_AS_FAR }),
  ],
  [
    'put Harbor Light Audio beside Tidewater Surf Co. - what each earned after our cut in Q3',
    rowsOf({ of: 'seller_net', in: Q3, by: 'seller_name', where: sellers('Harbor Light Audio', 'Tidewater Surf Co.') }),
  ],
  [
    'japanese or kuwaiti sellers - who had more orders jan thru june, and how many each',
    rowsOf({ of: 'orders', in: FIRST_HALF, by: 'country', where: `country IN ('JP', 'KW')` }),
  ],
  ['chargeback rate Q2 against Q1', rowsOf({ of: 'dispute_rate', ...Q2_ON_Q1 })],
  [
    'last week compared to the week before it: orders, active sellers',
    rowsOf({ of: ['orders', 'active_sellers'], in: LAST_WEEK, against: WEEK_BEFORE }),
  ],
  [
    'did we have more failed payouts in september or august, give both counts',
    rowsOf({ of: 'payout_failures', in: SEPTEMBER, against: AUGUST }),
  ],
  ['AOV of EUR orders only, july versus march', rowsOf({ of: 'average_order', in: JULY, against: MARCH, where: EUR })],
  [
    'food vs home for August, only sales made in USD: net volume pls',
    rowsOf({ of: 'net_volume', in: AUGUST, by: 'category', where: `${USD} AND category IN ('food', 'home')` }),
  ],
)

const CHANGE_CONDITIONS = of(
  'change conditions',
  [
    'Whose volume (USD sales only) shrank by over 30 percent going from september to october?',
    rowsOf({ of: 'gross_volume', ...OCT_ON_SEP, ...USD_SELLERS, having: 'gross_volume < 0.7 * gross_volume_before' }),
  ],
  [
    'countries that took less orders in october than they did in september',
    rowsOf({ of: 'orders', ...OCT_ON_SEP, by: 'country', having: 'orders < orders_before' }),
  ],
  [
    'sellers with 20+ orders in Q2 whose order count rose more than 40% in Q3',
    rowsOf({
      of: 'orders',
      ...Q3_ON_Q2,
      by: 'seller_name',
      having: 'orders_before >= 20 AND orders > 1.4 * orders_before',
    }),
  ],
  [
    'any vendor refunding over $300 in october AND more than 1.5x what they refunded in sept? (USD refunds only; skip those w/o refunds in sept)',
    rowsOf({
      of: 'refunds',
      ...OCT_ON_SEP,
      ...USD_SELLERS,
      having: 'refunds > 30000 AND refunds_before > 0 AND refunds > 1.5 * refunds_before',
    }),
  ],
  [
    'categories where average order went down at least 10 pct Q2 -> Q3, usd orders only',
    rowsOf({ of: 'average_order', ...Q3_ON_Q2, ...USD_KINDS, having: 'average_order <= 0.9 * average_order_before' }),
  ],
  [
    'USD sales only: merchants selling in both quarters whose refund rate climbed by more than 3 points, Q3 against Q2',
    rowsOf({ of: 'refund_rate', ...Q3_ON_Q2, ...USD_SELLERS, having: 'refund_rate - refund_rate_before > 3' }),
  ],
  [
    'who had more payout failures in q3 than in q2',
    rowsOf({
      of: 'payout_failures',
      ...Q3_ON_Q2,
      by: 'seller_name',
      having: 'payout_failures > payout_failures_before',
    }),
  ],
  [
    'In which categories did number of disputes go up, Q3 over Q2?',
    rowsOf({ of: 'disputes', ...Q3_ON_Q2, by: 'category', having: 'disputes > disputes_before' }),
  ],
  [
    'EUR sales only - sellers with gross volume up AND refunds up as well, october vs september',
    rowsOf({
      of: ['gross_volume', 'refunds'],
      ...OCT_ON_SEP,
      ...EUR_SELLERS,
      having: 'gross_volume > gross_volume_before AND refunds > refunds_before',
    }),
  ],
  [
    'USD only, list categories where our commission grew by more than 5k dollars between Q1 and Q2',
    rowsOf({ of: 'platform_fees', ...Q2_ON_Q1, ...USD_KINDS, having: 'platform_fees - platform_fees_before > 500000' }),
  ],
)

const SHARE = of(
  'share',
  ['percentage of orders by country, Q3', rowsOf({ of: 'orders', in: Q3, by: 'country', withShare: true })],
  [
    'of the gmv we took in USD in october (ignore other currencies) how many percent is the home category',
    partOf({ of: 'gross_volume', in: OCTOBER, ...USD_KINDS }, `category = 'home'`),
  ],
  [
    'disputes this year broken down by reason, each as % of total',
    rowsOf({ of: 'disputes', in: YEAR_SO_FAR, by: 'reason', withShare: true }),
  ],
  [
    'what fraction of this years failed payouts failed with account_closed',
    partOf({ of: 'payout_failures', in: YEAR_SO_FAR, by: 'reason' }, `reason = 'account_closed'`),
  ],
  [
    "each seller's slice of last quarter's gross volume, EUR sales only",
    rowsOf({ of: 'gross_volume', in: Q3, ...EUR_SELLERS, withShare: true }),
  ],
  [
    'Ridgeline Outfitters refunds as a pct of all refunds, USD ones only, q3',
    partOf({ of: 'refunds', in: Q3, ...USD_SELLERS }, sellers('Ridgeline Outfitters')),
  ],
  [
    'commission on JPY sales, july to september: share per seller',
    rowsOf({ of: 'platform_fees', in: Q3, by: 'seller_name', where: JPY, withShare: true }),
  ],
  [
    'germanys share of the order count for october?',
    partOf({ of: 'orders', in: OCTOBER, by: 'country' }, `country = 'DE'`),
  ],
  [
    'top 5 sellers by gross volume in August, USD sales only, with the percent of that volume each one makes up',
    rowsOf({ of: 'gross_volume', in: AUGUST, ...USD_SELLERS, withShare: true, top: 5 }),
  ],
  [
    'how dependent is our KWD volume on gulf pearl trading co.? % this year',
    partOf({ of: 'gross_volume', in: YEAR_SO_FAR, by: 'seller_name', where: KWD }, sellers('Gulf Pearl Trading Co.')),
  ],
)

const TREND = of(
  'trend',
  [
    'tpv for every month of this yr, USD sales only',
    rowsOf({ of: 'gross_volume', in: YEAR_SO_FAR, by: 'month', where: USD }),
  ],
  ['orders week by week since 1 september', rowsOf({ of: 'orders', in: SINCE_SEPTEMBER, by: 'week' })],
  ['how many active sellers each month, first half', rowsOf({ of: 'active_sellers', in: FIRST_HALF, by: 'month' })],
  ['order count per day for the last 7 days', rowsOf({ of: 'orders', in: LAST_7_DAYS, by: 'day' })],
  ['chargebacks opened, monthly, this year', rowsOf({ of: 'disputes', in: YEAR_SO_FAR, by: 'month' })],
  [
    'Thistle & Thread orders by month since april',
    rowsOf({ of: 'orders', in: SINCE_APRIL, by: 'month', where: sellers('Thistle & Thread') }),
  ],
  [
    'avg basket of EUR orders, how has it moved monthly from april thru september',
    rowsOf({ of: 'average_order', in: Q2_AND_Q3, by: 'month', where: EUR }),
  ],
  [
    'show refund rate over the last 6 months, monthly, USD sales only',
    rowsOf({ of: 'refund_rate', in: LAST_6_MONTHS, by: 'month', where: USD }),
  ],
  [
    'payouts to sellers in japan per month May-Oct',
    rowsOf({ of: 'payouts', in: LAST_6_MONTHS, by: 'month', where: `country = 'JP'` }),
  ],
  [
    'is payout time getting worse? average days month by month in 2026',
    rowsOf({ of: 'time_to_payout', in: YEAR_SO_FAR, by: 'month' }),
  ],
)

const COHORT = of(
  'cohort',
  ['first-time sellers per month, this year', firstSales(YEAR_SO_FAR, 'month')],
  ['which countries did the new merchants of Q1 + Q2 come from (count)', firstSales(FIRST_HALF, 'country')],
  [
    'october gmv (USD sales only) split by the month sellers first sold (cohort)',
    rowsOf({ of: 'gross_volume', in: OCTOBER, by: 'cohort', where: USD }),
  ],
  [
    'the april 2026 cohort: its orders by month from april on',
    rowsOf({ of: 'orders', in: SINCE_APRIL, by: 'month', where: `cohort = '2026-04'` }),
  ],
  ['how many vendors made their first ever sale since september?', firstSales(SINCE_SEPTEMBER)],
  [
    'refund rate by seller cohort in q3, USD sales only',
    rowsOf({ of: 'refund_rate', in: Q3, by: 'cohort', where: USD }),
  ],
  ['Active sellers in October for each cohort', rowsOf({ of: 'active_sellers', in: OCTOBER, by: 'cohort' })],
  [
    'sellers whose first sale was in june 26 - gross volume of them all together in Q3, USD sales only',
    rowsOf({ of: 'gross_volume', in: Q3, where: `${USD} AND cohort = '2026-06'` }),
  ],
  ['disputes this year per cohort', rowsOf({ of: 'disputes', in: YEAR_SO_FAR, by: 'cohort' })],
  ['did anybody start selling in april, how many new sellers was it', firstSales(APRIL)],
)

export const SECOND_FIGURES: readonly Question[] = [RANKING, COMPARISON, CHANGE_CONDITIONS, SHARE, TREND, COHORT].flat()
