import { partOf, rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  AUGUST,
  FIRST_HALF,
  JULY,
  LAST_WEEK,
  NOVEMBER_SO_FAR,
  OCTOBER,
  OCTOBER_AS_FAR,
  Q1,
  Q2,
  Q3,
  SEPTEMBER,
  WEEK_BEFORE,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { type Question, questionsOfSet, type Written } from './question.ts'
import { sellersAt } from './third-more.ts'

const USD = `currency = 'USD'`
const EUR = `currency = 'EUR'`
const USD_SELLERS = { by: 'seller_name', where: USD }
const EUR_SELLERS = { by: 'seller_name', where: EUR }
const OCT_ON_SEP = { in: OCTOBER, against: SEPTEMBER }
const Q3_ON_Q2 = { in: Q3, against: Q2 }

const of = (name: Question['of'], ...written: Written[]) => questionsOfSet('third fresh', name, written, 'k')

const RANKING = of(
  'ranking',
  [
    'who had the most turnover in august, usd. give me five',
    rowsOf({ of: 'gross_volume', in: AUGUST, ...USD_SELLERS, top: 5 }),
  ],
  [
    'Please rank the categories by our commission in EUR for the second quarter, best first.',
    rowsOf({ of: 'platform_fees', in: Q2, by: 'category', where: EUR, having: 'platform_fees <> 0' }),
  ],
  [
    'bottom 3 categories on take rate, Q3, USD sales',
    rowsOf({
      of: 'take_rate',
      in: Q3,
      by: 'category',
      where: USD,
      having: 'take_rate IS NOT NULL',
      top: 3,
      isUpward: true,
    }),
  ],
  [
    'which seller had the highest refund amount in September? EUR only',
    rowsOf({ of: 'refunds', in: SEPTEMBER, ...EUR_SELLERS, top: 1 }),
  ],
  [
    'paymnt method with the worst chargeback rate this year so far',
    rowsOf({ of: 'dispute_rate', in: YEAR_SO_FAR, by: 'method', having: 'dispute_rate IS NOT NULL', top: 1 }),
  ],
  [
    'slowest 5: sellers whose payouts of October needed longest on average to arrive at the bank',
    rowsOf({ of: 'time_to_payout', in: OCTOBER, by: 'seller_name', having: 'time_to_payout IS NOT NULL', top: 5 }),
  ],
  [
    'Top ten sellers by what they earned after commision in July, in USD',
    rowsOf({ of: 'seller_net', in: JULY, ...USD_SELLERS, top: 10 }),
  ],
  [
    'in which month of 2026 did we have the most orders?',
    rowsOf({ of: 'orders', in: YEAR_SO_FAR, by: 'month', top: 1 }),
  ],
  [
    'biggest debtors, ie sellers who owe us most as of now, USD, first 5',
    {
      ...rowsOfSql(
        'negative_balance',
        `SELECT seller_name, currency, sum(owed) AS negative_balance FROM gold_debt JOIN gold_seller USING (seller)
          WHERE ${USD} GROUP BY seller_name, currency`,
      ),
      top: 5,
      isByCurrency: true,
    },
  ],
  [
    'Why do payouts fail with us? rank the failure reasons by number of failed payouts since 1 january, commonest on top',
    rowsOf({ of: 'payout_failures', in: YEAR_SO_FAR, by: 'reason', having: 'payout_failures > 0' }),
  ],
)

const COMPARISON = of(
  'comparison',
  ['USD gmv oct vs sept?', rowsOf({ of: 'gross_volume', ...OCT_ON_SEP, where: USD })],
  [
    'How do the platform fees of Q3 stand against those of Q2? keep currencies apart pls',
    rowsOf({ of: 'platform_fees', ...Q3_ON_Q2 }),
  ],
  [
    'September against August: money refunded in USD for every refund reason',
    rowsOf({
      of: 'refunds',
      in: SEPTEMBER,
      against: AUGUST,
      by: 'reason',
      where: USD,
      having: 'refunds <> 0 OR refunds_before <> 0',
    }),
  ],
  [
    'orders in november up to today compared to 1-20 october',
    rowsOf({ of: 'orders', in: NOVEMBER_SO_FAR, against: OCTOBER_AS_FAR }),
  ],
  [
    '{name} or {other}, who had the bigger gross volume in Q3 (USD)? both figures',
    rowsOf({ of: 'gross_volume', in: Q3, by: 'seller_name', where: `${USD} AND seller IN ('{seller}', '{second}')` }),
    sellersAt(3, Q3, 6),
  ],
  [
    'AOV in EUR, third quarter compared with the whole first half',
    rowsOf({ of: 'average_order', in: Q3, against: FIRST_HALF, where: EUR }),
  ],
  [
    'Did payouts take longer to arrive in October than in July? Averages for both, all currencies together.',
    rowsOf({ of: 'time_to_payout', in: OCTOBER, against: JULY }),
  ],
  ['last week vs week before: number of sales', rowsOf({ of: 'orders', in: LAST_WEEK, against: WEEK_BEFORE })],
  [
    'count of chargebacks, Q3 beside Q2, for each country of seller',
    rowsOf({ of: 'disputes', ...Q3_ON_Q2, by: 'country', having: 'disputes > 0 OR disputes_before > 0' }),
  ],
  [
    'for october in USD put gross volume and net volume of every category side by side',
    rowsOf({
      of: ['gross_volume', 'net_volume'],
      in: OCTOBER,
      by: 'category',
      where: USD,
      having: 'gross_volume <> 0 OR net_volume <> 0',
    }),
  ],
)

const CHANGE_CONDITIONS = of(
  'change conditions',
  [
    'sellers whose USD volume grew from Q2 to Q3 but the refunds grew as well',
    rowsOf({
      of: ['gross_volume', 'refunds'],
      ...Q3_ON_Q2,
      ...USD_SELLERS,
      having: 'gross_volume > gross_volume_before AND refunds > refunds_before',
    }),
  ],
  [
    'In dollars, which categories lost turnover in October compared with September?',
    rowsOf({
      of: 'gross_volume',
      ...OCT_ON_SEP,
      by: 'category',
      where: USD,
      having: 'gross_volume < gross_volume_before',
    }),
  ],
  [
    'who had orders in september but not a single one in october?',
    rowsOf({ of: 'orders', ...OCT_ON_SEP, by: 'seller_name', having: 'orders = 0 AND orders_before > 0' }),
  ],
  [
    'all sellers with more than 1,000 USD gmv in Q3 which had fewer USD orders than in Q2',
    rowsOf({
      of: ['gross_volume', 'orders'],
      ...Q3_ON_Q2,
      ...USD_SELLERS,
      having: 'gross_volume > 100000 AND orders < orders_before',
    }),
  ],
  [
    'at which sellers has our take rate dropped, Q3 on Q2? EUR business only',
    rowsOf({ of: 'take_rate', ...Q3_ON_Q2, ...EUR_SELLERS, having: 'take_rate < take_rate_before' }),
  ],
  [
    'seller countries where chargeback rate went up between second and third quarter',
    rowsOf({ of: 'dispute_rate', ...Q3_ON_Q2, by: 'country', having: 'dispute_rate > dispute_rate_before' }),
  ],
  [
    'which sellers more than doubled there EUR sales from Q1 to Q2 - leave out those with nothing in Q1',
    rowsOf({
      of: 'gross_volume',
      in: Q2,
      against: Q1,
      ...EUR_SELLERS,
      having: 'gross_volume_before > 0 AND gross_volume > 2 * gross_volume_before',
    }),
  ],
  [
    'I look for sellers with a drop of at least 20 percent in number of orders, October versus September',
    rowsOf({
      of: 'orders',
      ...OCT_ON_SEP,
      by: 'seller_name',
      having: 'orders_before > 0 AND orders <= 0.8 * orders_before',
    }),
  ],
  [
    'payment methods where the refund rate on USD rose, october over september',
    rowsOf({ of: 'refund_rate', ...OCT_ON_SEP, by: 'method', where: USD, having: 'refund_rate > refund_rate_before' }),
  ],
  [
    'Sellers who got more paid out in October than in September although their gross volume went down (USD both)',
    rowsOf({
      of: ['payouts', 'gross_volume'],
      ...OCT_ON_SEP,
      ...USD_SELLERS,
      having: 'payouts > payouts_before AND gross_volume < gross_volume_before',
    }),
  ],
)

const TOP_THREE = `
  SELECT 'USD' AS currency, round(100.0 * sum(own) FILTER (WHERE place <= 3) / sum(own), 4) AS gross_volume_share
    FROM (SELECT seller, sum(gross) AS own, row_number() OVER (ORDER BY (seller = '')::int, sum(gross) DESC) AS place FROM gold_fact
           WHERE ${USD} AND day >= '${OCTOBER[0]}' AND day < '${OCTOBER[1]}' GROUP BY seller) ranked`

const OF_NEWCOMERS = `
  SELECT round(100.0 * sum(orders) FILTER (WHERE cohort IN ('2026-07', '2026-08', '2026-09')) / sum(orders), 4) AS orders_share
    FROM gold_fact WHERE day >= '${Q3[0]}' AND day < '${Q3[1]}'`

const PAID_COUNTRY = `
  SELECT country FROM gold_fact WHERE ${USD} AND day >= '${SEPTEMBER[0]}' AND day < '${SEPTEMBER[1]}' AND country <> ''
   GROUP BY country ORDER BY sum(paid_out) DESC, country LIMIT 1`

const SHARE = of(
  'share',
  [
    'how much of USD gross volume in Q3 was by card? in %',
    partOf({ of: 'gross_volume', in: Q3, by: 'method', where: USD }, `method = 'card'`),
  ],
  [
    'Each seller country with its share in our EUR turnover, this year until today',
    rowsOf({
      of: 'gross_volume',
      in: YEAR_SO_FAR,
      by: 'country',
      where: EUR,
      having: 'gross_volume <> 0',
      withShare: true,
    }),
  ],
  [
    'what part of the October USD commission came from {name}? percent',
    partOf(
      { of: 'platform_fees', in: OCTOBER, ...USD_SELLERS },
      `seller_name = (SELECT s.seller_name FROM gold_seller s WHERE s.seller = '{seller}')`,
    ),
    sellersAt(1, OCTOBER),
  ],
  [
    'chargebacks Q3 split by reason, percentages of the count',
    rowsOf({ of: 'disputes', in: Q3, by: 'reason', having: 'disputes > 0', withShare: true }),
  ],
  [
    'What percentage of the USD refunded in the first half had the reason requested by customer? By amount.',
    partOf({ of: 'refunds', in: FIRST_HALF, by: 'reason', where: USD }, `reason = 'requested_by_customer'`),
  ],
  [
    'concentration check: the three largest sellers by gross volume, what share of all USD gross volume do they make together in october',
    rowsOfSql('gross_volume_share', TOP_THREE),
  ],
  [
    'of all october orders, what share has every category',
    rowsOf({ of: 'orders', in: OCTOBER, by: 'category', having: 'orders > 0', withShare: true }),
  ],
  [
    'which share of the money paid out in USD went to sellers from {country}, september?',
    partOf({ of: 'payouts', in: SEPTEMBER, by: 'country', where: USD }, `country = '{country}'`),
    PAID_COUNTRY,
  ],
  [
    'how many percent of Q3 orders were from sellers whose first ever sale was in Q3 also?',
    rowsOfSql('orders_share', OF_NEWCOMERS),
  ],
  [
    'processing costs august in USD: split between the payment methods, in percent',
    rowsOf({
      of: 'processor_fees',
      in: AUGUST,
      by: 'method',
      where: USD,
      having: 'processor_fees <> 0',
      withShare: true,
    }),
  ],
)

export const THIRD_FIGURES: readonly Question[] = [...RANKING, ...COMPARISON, ...CHANGE_CONDITIONS, ...SHARE]
