import { rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  AUGUST,
  type Days,
  FIRST_HALF,
  LAST_6_MONTHS,
  LAST_WEEK,
  OCTOBER,
  Q1,
  Q2,
  Q3,
  SEPTEMBER,
  SINCE_SEPTEMBER,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { type Question, questionsOfSet, type Written } from './question.ts'

const USD = `currency = 'USD'`
const EUR = `currency = 'EUR'`
const USD_SELLERS = { by: 'seller_name', where: USD }
const OCT_ON_SEP = { in: OCTOBER, against: SEPTEMBER }
const Q3_ON_Q2 = { in: Q3, against: Q2 }
const SINCE_JUNE: Days = ['2026-06-01', '2026-11-21']
const THE_ONE = `seller = '{seller}'`
const STARTED_Q1 = `cohort IN ('2026-01', '2026-02', '2026-03')`
const STARTED_Q2 = `cohort IN ('2026-04', '2026-05', '2026-06')`

/** `name` and `seller`, and `other` and `second`: of those who sold most in USD in a period, whose names are their own. */
export const sellersAt = (place: number, [from, until]: Days, next = place + 1) => `
  SELECT max(seller_name) FILTER (WHERE place = ${place}) AS name, max(seller::text) FILTER (WHERE place = ${place}) AS seller,
         max(seller_name) FILTER (WHERE place = ${next}) AS other, max(seller::text) FILTER (WHERE place = ${next}) AS second
    FROM (SELECT seller, seller_name, row_number() OVER (ORDER BY sum(gross) DESC, seller) AS place FROM gold_fact
           WHERE currency = 'USD' AND day >= '${from}' AND day < '${until}'
             AND seller_name IN (SELECT seller_name FROM gold_seller WHERE seller_name <> '' GROUP BY seller_name HAVING count(*) = 1)
           GROUP BY seller, seller_name) placed`

const DEBTOR = `
  SELECT s.seller_name AS name, s.seller::text AS seller FROM gold_debt d JOIN gold_seller s ON s.seller = d.seller
   WHERE s.seller_name IN (SELECT seller_name FROM gold_seller WHERE seller_name <> '' GROUP BY seller_name HAVING count(*) = 1)
   GROUP BY 1, 2 ORDER BY sum(d.owed) DESC, 2 LIMIT 1`

const firstSales = ([from, until]: Days, by = '') =>
  rowsOfSql(
    'new_sellers',
    `SELECT ${by === '' ? '' : `${by}, `}count(*) AS new_sellers FROM gold_seller
      WHERE first_day >= '${from}' AND first_day < '${until}' ${by === '' ? '' : `GROUP BY ${by}`}`,
  )

const of = (name: Question['of'], ...written: Written[]) => questionsOfSet('third fresh', name, written, 'k')

const TREND = of(
  'trend',
  [
    'GMV per month this year please, dollars only. Need it for the board deck',
    rowsOf({ of: 'gross_volume', in: YEAR_SO_FAR, by: 'month', where: USD }),
  ],
  ['weekly order count, start of september til today', rowsOf({ of: 'orders', in: SINCE_SEPTEMBER, by: 'week' })],
  [
    'How did our take rate in EUR move month after month, April through September?',
    rowsOf({ of: 'take_rate', in: ['2026-04-01', '2026-10-01'], by: 'month', where: EUR }),
  ],
  [
    'day by day USD volume for last week, mon to sun',
    rowsOf({ of: 'gross_volume', in: LAST_WEEK, by: 'day', where: USD }),
  ],
  [
    'I would like to see the chargebacks, how many in each month of the first half-year',
    rowsOf({ of: 'disputes', in: FIRST_HALF, by: 'month' }),
  ],
  [
    'are payouts getting any quicker? monthly avg days to the bank, since june',
    rowsOf({ of: 'time_to_payout', in: SINCE_JUNE, by: 'month' }),
  ],
  [
    'acitve sellers by month, jan - oct',
    rowsOf({ of: 'active_sellers', in: ['2026-01-01', '2026-11-01'], by: 'month' }),
  ],
  ['first-time sellers per month in 2026, until now', firstSales(YEAR_SO_FAR, 'month')],
  [
    'plot {name} for me: net volume in USD, the last 6 months one by one',
    rowsOf({ of: 'net_volume', in: LAST_6_MONTHS, by: 'month', where: `${USD} AND ${THE_ONE}` }),
    sellersAt(2, LAST_6_MONTHS),
  ],
  [
    'evolution of the average basket per month since March, only orders in EUR',
    rowsOf({ of: 'average_order', in: ['2026-03-01', '2026-11-21'], by: 'month', where: EUR }),
  ],
)

const COHORT = of(
  'cohort',
  [
    'Of the sellers with their first sale in January 2026, how many still sold something in October?',
    rowsOf({ of: 'active_sellers', in: OCTOBER, where: `cohort = '2026-01'` }),
  ],
  [
    'Q1 starters (first sale jan, feb, mar 2026): their USD gmv in Q3, one line per starting month',
    rowsOf({ of: 'gross_volume', in: Q3, by: 'cohort', where: `${USD} AND ${STARTED_Q1}` }),
  ],
  [
    'split our Q3 commission in dollars by the month sellers first sold',
    rowsOf({
      of: 'platform_fees',
      in: Q3,
      by: 'cohort',
      where: `${USD} AND cohort <> ''`,
      having: 'platform_fees <> 0',
    }),
  ],
  ['how many sellers had their very first sale in Q2', firstSales(Q2)],
  [
    'the old guard, i.e. everybody who first sold before 2026: what did they earn after commission in October, USD?',
    rowsOf({ of: 'seller_net', in: OCTOBER, where: `${USD} AND cohort <> '' AND cohort < '2026-01'` }),
  ],
  [
    'orders in october by cohort of seller',
    rowsOf({ of: 'orders', in: OCTOBER, by: 'cohort', where: `cohort <> ''`, having: 'orders > 0' }),
  ],
  [
    'among the september newcomers, which 3 had the biggest USD turnover in that same month?',
    rowsOf({ of: 'gross_volume', in: SEPTEMBER, by: 'seller_name', where: `${USD} AND cohort = '2026-09'`, top: 3 }),
  ],
  [
    'February 2026 cohort retention: count of its sellers active in every month from Feb to Oct',
    rowsOf({ of: 'active_sellers', in: ['2026-02-01', '2026-11-01'], by: 'month', where: `cohort = '2026-02'` }),
  ],
  ['H1: new sellers by country', firstSales(FIRST_HALF, 'country')],
  [
    'for vendors that had their first sale in second quarter: average order value in USD from 1 september until today, all of them as one group',
    rowsOf({ of: 'average_order', in: SINCE_SEPTEMBER, where: `${USD} AND ${STARTED_Q2}` }),
  ],
)

const LOOKUP = of(
  'lookup',
  [
    'hi! quick one - how much USD was paid out to {name} in October?',
    rowsOf({ of: 'payouts', in: OCTOBER, where: `${USD} AND ${THE_ONE}` }),
    sellersAt(1, OCTOBER),
  ],
  ['number of orders {name} Q3', rowsOf({ of: 'orders', in: Q3, where: THE_ONE }), sellersAt(3, Q3)],
  ['stripe fees sept, per currency', rowsOf({ of: 'processor_fees', in: SEPTEMBER })],
  ['how many payouts bounced in october', rowsOf({ of: 'payout_failures', in: OCTOBER })],
  [
    'What do sellers owe us as of now? Per currency, not converted.',
    rowsOfSql('negative_balance', 'SELECT currency, sum(owed) AS negative_balance FROM gold_debt GROUP BY currency'),
  ],
  ['our USD rake year to date?', rowsOf({ of: 'take_rate', in: YEAR_SO_FAR, where: USD })],
  ['How many different merchants had sales last month?', rowsOf({ of: 'active_sellers', in: OCTOBER })],
  ['JPY volume in the third quarter', rowsOf({ of: 'gross_volume', in: Q3, where: `currency = 'JPY'` })],
  [
    'is {name} in the red at the moment, and with how much in each currency',
    rowsOfSql(
      'negative_balance',
      `SELECT currency, sum(owed) AS negative_balance FROM gold_debt WHERE ${THE_ONE} GROUP BY currency`,
    ),
    DEBTOR,
  ],
  [
    'amount gone with lost disputes opened july to september, in euro',
    rowsOf({ of: 'dispute_losses', in: Q3, where: EUR }),
  ],
)

const EXPLANATION = of(
  'explanation',
  [
    'Why is the USD net volume of October not what it was in September? Show gross, refunds and dispute losses of the two months next to it.',
    rowsOf({ of: ['net_volume', 'gross_volume', 'refunds', 'dispute_losses'], ...OCT_ON_SEP, where: USD }),
  ],
  [
    'what drove the change in our USD commission Q2 -> Q3? by category',
    rowsOf({
      of: 'platform_fees',
      ...Q3_ON_Q2,
      by: 'category',
      where: USD,
      having: 'platform_fees <> 0 OR platform_fees_before <> 0',
    }),
  ],
  [
    'take rate usd moved from august to september, was it the fees or the net volume underneath? give me all three for both months',
    rowsOf({ of: ['take_rate', 'platform_fees', 'net_volume'], in: SEPTEMBER, against: AUGUST, where: USD }),
  ],
  [
    'EUR refunds changed in october versus september. Which reasons are behind it',
    rowsOf({
      of: 'refunds',
      ...OCT_ON_SEP,
      by: 'reason',
      where: EUR,
      having: 'refunds <> 0 OR refunds_before <> 0',
    }),
  ],
  [
    'Average order in USD, Q3 against Q2: explain the move with gross volume and number of orders',
    rowsOf({ of: ['average_order', 'gross_volume', 'orders'], ...Q3_ON_Q2, where: USD }),
  ],
  [
    'Can you explain me the difference in chargebacks between Q2 and Q3, reason by reason?',
    rowsOf({ of: 'disputes', ...Q3_ON_Q2, by: 'reason', having: 'disputes > 0 OR disputes_before > 0' }),
  ],
  [
    '{name} asks why they earned what they earned in October. walk me down in USD: gross volume, refunds, dispute losses, platform fees, seller net',
    rowsOf({
      of: ['gross_volume', 'refunds', 'dispute_losses', 'platform_fees', 'seller_net'],
      in: OCTOBER,
      where: `${USD} AND ${THE_ONE}`,
    }),
    sellersAt(2, OCTOBER),
  ],
  [
    'which 3 sellers pulled USD gross volume down the most in october, in dollars, compared with september?',
    rowsOf({
      of: 'gross_volume',
      ...OCT_ON_SEP,
      ...USD_SELLERS,
      rankedBy: 'gross_volume - gross_volume_before',
      top: 3,
      isUpward: true,
    }),
  ],
  [
    'why did refund rate change in Oct vs Sept on USD sales - I need rate, refunds and gross volume per category',
    rowsOf({
      of: ['refund_rate', 'refunds', 'gross_volume'],
      ...OCT_ON_SEP,
      by: 'category',
      where: USD,
      having: 'gross_volume <> 0 OR gross_volume_before <> 0',
    }),
  ],
  [
    'seller countries: where does the change in active sellers from Q2 to Q3 come from?',
    rowsOf({
      of: 'active_sellers',
      ...Q3_ON_Q2,
      by: 'country',
      having: 'active_sellers > 0 OR active_sellers_before > 0',
    }),
  ],
)

const USD_KINDS = { by: 'category', where: USD, having: 'gross_volume <> 0' }

const FOLLOW_UP = of(
  'follow-up',
  [
    ['USD gross volume in September by category', 'and october?'],
    rowsOf({ of: 'gross_volume', in: OCTOBER, ...USD_KINDS }),
  ],
  [
    ['top 5 sellers by gross volume in Q3, USD', 'same list but ranked on refunds, again 5'],
    rowsOf({ of: 'refunds', in: Q3, ...USD_SELLERS, top: 5 }),
  ],
  [
    ['how many orders did we have in August?', 'how many of these in EUR'],
    rowsOf({ of: 'orders', in: AUGUST, where: EUR }),
  ],
  [
    ['our fees in USD per month since June (platform fees I mean)', 'only {name} please'],
    rowsOf({ of: 'platform_fees', in: SINCE_JUNE, by: 'month', where: `${USD} AND ${THE_ONE}` }),
    sellersAt(1, SINCE_JUNE),
  ],
  [['Take rate in USD for Q3', 'What was it the quarter before?'], rowsOf({ of: 'take_rate', in: Q2, where: USD })],
  [
    ['disputes in october by reason', 'now by seller country instead'],
    rowsOf({ of: 'disputes', in: OCTOBER, by: 'country', having: 'disputes > 0' }),
  ],
  [
    ['net volume in EUR, Q2', 'who are the biggest 5 sellers in there'],
    rowsOf({ of: 'net_volume', in: Q2, by: 'seller_name', where: EUR, top: 5 }),
  ],
  [['sellers added in september?', 'and in Q1, just the total'], firstSales(Q1)],
  [
    ['USD payouts last month', 'and how many failed, any currency?', 'for which reasons'],
    rowsOf({ of: 'payout_failures', in: OCTOBER, by: 'reason', having: 'payout_failures > 0' }),
  ],
  [
    ['refund rate in Q3 on USD sales by category', 'forget the categories, monthly is what i need'],
    rowsOf({ of: 'refund_rate', in: Q3, by: 'month', where: USD }),
  ],
)

export const THIRD_MORE: readonly Question[] = [...TREND, ...COHORT, ...LOOKUP, ...EXPLANATION, ...FOLLOW_UP]
