import { rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  type Days,
  FIRST_HALF,
  LAST_WEEK,
  MARCH,
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

const SINCE_JULY: Days = ['2026-07-01', '2026-11-21']

const USD = `currency = 'USD'`
const EUR = `currency = 'EUR'`
const within = ([from, until]: Days) => `day >= '${from}' AND day < '${until}'`

/** Two sellers of a period by their USD gross: the `first`-th and the `second`-th; only names that one seller bears. */
const twoSellers = (first: number, second: number, days: Days) =>
  `SELECT (array_agg(seller_name ORDER BY gross DESC, seller_name))[${first}] AS seller,
          (array_agg(seller_name ORDER BY gross DESC, seller_name))[${second}] AS other
     FROM (SELECT seller_name, sum(gross) AS gross FROM gold_fact
            WHERE seller_name NOT LIKE '%''%' AND gross > 0 AND ${USD} AND ${within(days)}
              AND seller_name IN (SELECT seller_name FROM gold_seller GROUP BY 1 HAVING count(*) = 1)
            GROUP BY seller_name) sold`

const of = (name: Question['of'], ...written: Written[]) => questionsOfSet('fourth fresh', name, written, 'm')

const RANKING = of(
  'ranking',
  [
    'top 5 sellers by net volume in Q3 please, only the USD part',
    rowsOf({ of: 'net_volume', in: Q3, by: 'seller_name', where: USD, top: 5 }),
  ],
  [
    'Which payment method has brought in the most gross volume this year? EUR only.',
    rowsOf({ of: 'gross_volume', in: YEAR_SO_FAR, by: 'method', where: EUR, top: 1 }),
  ],
  [
    'Rank the categories by how many orders they had in September 2026, all currencies together',
    rowsOf({ of: 'orders', in: SEPTEMBER, by: 'category' }),
  ],
  [
    'who cost us the most in lost chargebacks since january? usd, three names is enough',
    rowsOf({ of: 'dispute_losses', in: YEAR_SO_FAR, by: 'seller_name', where: USD, top: 3 }),
  ],
  [
    'By seller country, where did the payouts of Q3 take longest to arrive? I need every country, the slowest on top.',
    rowsOf({
      of: 'time_to_payout',
      in: Q3,
      by: 'country',
      having: 'time_to_payout IS NOT NULL',
    }),
  ],
  [
    'the 5 sellers at the bottom for take rate, jan to june, USD business only',
    rowsOf({
      of: 'take_rate',
      in: FIRST_HALF,
      by: 'seller_name',
      where: USD,
      having: 'take_rate IS NOT NULL',
      top: 5,
      isUpward: true,
    }),
  ],
  [
    'What was the busiest single day in Octobr, counted in orders?',
    rowsOf({ of: 'orders', in: OCTOBER, by: 'day', top: 1 }),
  ],
  ['number of orders per currency in october, biggest first', rowsOf({ of: 'orders', in: OCTOBER, by: 'currency' })],
  [
    'In which 3 months of this year did we give back the most money to buyers? Only refunds in USD, November counts as far as it goes',
    rowsOf({ of: 'refunds', in: YEAR_SO_FAR, by: 'month', where: USD, top: 3 }),
  ],
  [
    'which seller owes us most right now, looking at USD debts only',
    {
      ...rowsOfSql(
        'negative_balance',
        `SELECT s.seller_name, d.currency, sum(d.owed) AS negative_balance FROM gold_debt d JOIN gold_seller s ON s.seller = d.seller
          WHERE d.currency = 'USD' GROUP BY 1, 2`,
      ),
      top: 1,
      isByCurrency: true,
    },
  ],
)

const COMPARISON = of(
  'comparison',
  [
    'USD gross volume, October versus September?',
    rowsOf({ of: 'gross_volume', in: OCTOBER, against: SEPTEMBER, where: USD }),
  ],
  [
    'How does our commission of Q3 compare to Q2, each currency for itself',
    rowsOf({ of: 'platform_fees', in: Q3, against: Q2, by: 'currency' }),
  ],
  [
    '{seller} or {other}: put their orders and gmv side by side, third quarter, only USD',
    rowsOf({
      of: ['gross_volume', 'orders'],
      in: Q3,
      by: 'seller_name',
      where: `${USD} AND seller_name IN ('{seller}', '{other}')`,
    }),
    twoSellers(1, 3, Q3),
  ],
  [
    'Was the dispute rate over all currencies higher in October than in September?',
    rowsOf({ of: 'dispute_rate', in: OCTOBER, against: SEPTEMBER }),
  ],
  [
    'refunded EUR amounts, 1 to 20 Nov against 1 to 20 Oct',
    rowsOf({ of: 'refunds', in: NOVEMBER_SO_FAR, against: OCTOBER_AS_FAR, where: EUR }),
  ],
  [
    'did we have more orders last week than in the week before that? numbers pls',
    rowsOf({ of: 'orders', in: LAST_WEEK, against: WEEK_BEFORE }),
  ],
  [
    'Refund rate by payment method: Q3 beside Q1, sales in USD only',
    rowsOf({ of: 'refund_rate', in: Q3, against: Q1, by: 'method', where: USD }),
  ],
  [
    'how is the basket size in USD from July 1 until today, compared with first half of 2026',
    rowsOf({ of: 'average_order', in: SINCE_JULY, against: FIRST_HALF, where: USD }),
  ],
  [
    'how many vendors were active in March, and how many in October?',
    rowsOf({ of: 'active_sellers', in: OCTOBER, against: MARCH }),
  ],
  [
    'Per country of the sellers, EUR payouts of the third quarter next to those of the second',
    rowsOf({ of: 'payouts', in: Q3, against: Q2, by: 'country', where: EUR }),
  ],
)

const CHANGE_CONDITIONS = of(
  'change conditions',
  [
    'Which sellers lost more than a third of their USD gross volume from Q2 to Q3?',
    rowsOf({
      of: 'gross_volume',
      in: Q3,
      against: Q2,
      by: 'seller_name',
      where: USD,
      having: 'gross_volume_before > 0 AND 3 * gross_volume < 2 * gross_volume_before',
    }),
  ],
  [
    'merchants with orders in september but none at all in october, any currency',
    rowsOf({
      of: 'orders',
      in: OCTOBER,
      against: SEPTEMBER,
      by: 'seller_name',
      having: 'orders = 0 AND orders_before > 0',
    }),
  ],
  [
    'categories where refund rate went up from Sept to Oct (usd)',
    rowsOf({
      of: 'refund_rate',
      in: OCTOBER,
      against: SEPTEMBER,
      by: 'category',
      where: USD,
      having: 'refund_rate > refund_rate_before',
    }),
  ],
  [
    'I look for sellers whose number of orders at least doubled between the first and the second quarter',
    rowsOf({
      of: 'orders',
      in: Q2,
      against: Q1,
      by: 'seller_name',
      having: 'orders_before > 0 AND orders >= 2 * orders_before',
    }),
  ],
  [
    'in what seller countries was EUR net volume lower in Q3 than in Q2',
    rowsOf({
      of: 'net_volume',
      in: Q3,
      against: Q2,
      by: 'country',
      where: EUR,
      having: 'net_volume < net_volume_before',
    }),
  ],
  [
    'whose take rate dropped by more than half a percentage point, Q2 to Q3? sellers, USD only',
    rowsOf({
      of: 'take_rate',
      in: Q3,
      against: Q2,
      by: 'seller_name',
      where: USD,
      having: 'take_rate_before - take_rate > 0.5',
    }),
  ],
  [
    'Any seller that had more failed payouts in Q3 than in Q2?',
    rowsOf({
      of: 'payout_failures',
      in: Q3,
      against: Q2,
      by: 'seller_name',
      having: 'payout_failures > payout_failures_before',
    }),
  ],
  [
    'sellers who did at least 1,000 USD gmv in october AND were up on september',
    rowsOf({
      of: 'gross_volume',
      in: OCTOBER,
      against: SEPTEMBER,
      by: 'seller_name',
      where: USD,
      having: 'gross_volume >= 100000 AND gross_volume > gross_volume_before',
    }),
  ],
  [
    'for wich payment methods is the average order of Q3 more than 5 percent above the one of Q2? USD orders',
    rowsOf({
      of: 'average_order',
      in: Q3,
      against: Q2,
      by: 'method',
      where: USD,
      having: 'average_order > 1.05 * average_order_before',
    }),
  ],
  [
    'Show me sellers that had fewer USD orders in October than in September but higher Stripe fees on them',
    rowsOf({
      of: ['processor_fees', 'orders'],
      in: OCTOBER,
      against: SEPTEMBER,
      by: 'seller_name',
      where: USD,
      having: 'orders < orders_before AND processor_fees > processor_fees_before',
    }),
  ],
)

export const FOURTH_FIGURES: readonly Question[] = [...RANKING, ...COMPARISON, ...CHANGE_CONDITIONS]
