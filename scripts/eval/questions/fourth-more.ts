import { rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  AUGUST,
  type Days,
  LAST_6_MONTHS,
  LAST_WEEK,
  NOVEMBER_SO_FAR,
  OCTOBER,
  Q2,
  Q3,
  SEPTEMBER,
  SINCE_SEPTEMBER,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { type Question, questionsOfSet, type Written } from './question.ts'

const JANUARY_TO_OCTOBER: Days = ['2026-01-01', '2026-11-01']
const SINCE_APRIL: Days = ['2026-04-01', '2026-11-21']
const Q2_AND_Q3: Days = ['2026-04-01', '2026-10-01']
const FOURTEENTH: Days = ['2026-10-14', '2026-10-15']

const USD = `currency = 'USD'`
const EUR = `currency = 'EUR'`

/** The seller at a place by USD gross in Q3; only names that one seller bears. */
const sellerAt = (place: number) =>
  `SELECT seller_name AS seller FROM gold_fact
    WHERE seller_name NOT LIKE '%''%' AND ${USD} AND day >= '${Q3[0]}' AND day < '${Q3[1]}'
      AND seller_name IN (SELECT seller_name FROM gold_seller GROUP BY 1 HAVING count(*) = 1)
    GROUP BY seller_name ORDER BY sum(gross) DESC, seller_name OFFSET ${place - 1} LIMIT 1`
const OF_SELLER = `seller_name = '{seller}'`

/** A month in which sellers began, by how many they were: `March 2026`. */
const cohortAt = (place: number) =>
  `SELECT cohort, to_char(min(first_day), 'FMMonth YYYY') AS began FROM gold_seller WHERE first_day < '2026-10-01'
    GROUP BY cohort ORDER BY count(*) DESC, cohort DESC OFFSET ${place - 1} LIMIT 1`
const OF_COHORT = `cohort = '{cohort}'`

const newSellers = (by: string, [from, until]: Days) =>
  rowsOfSql(
    'new_sellers',
    `SELECT ${by}, count(*) AS new_sellers FROM gold_seller WHERE first_day >= '${from}' AND first_day < '${until}' GROUP BY ${by}`,
  )

const of = (name: Question['of'], ...written: Written[]) => questionsOfSet('fourth fresh', name, written, 'm')

const TREND = of(
  'trend',
  [
    'monthly gross volume in USD, january through october this year',
    rowsOf({ of: 'gross_volume', in: JANUARY_TO_OCTOBER, by: 'month', where: USD }),
  ],
  [
    'Week by week net volume since 1 September, EUR',
    rowsOf({ of: 'net_volume', in: SINCE_SEPTEMBER, by: 'week', where: EUR }),
  ],
  ['how many orders on each day of last week?', rowsOf({ of: 'orders', in: LAST_WEEK, by: 'day' })],
  [
    'How did our take rate develop in 2026, month for month? Only USD. November up to today is fine',
    rowsOf({ of: 'take_rate', in: YEAR_SO_FAR, by: 'month', where: USD }),
  ],
  ['usd refunds, last 6 months, per month', rowsOf({ of: 'refunds', in: LAST_6_MONTHS, by: 'month', where: USD })],
  [
    'are chargebacks getting worse? dispute rate by month since april, everything together',
    rowsOf({ of: 'dispute_rate', in: SINCE_APRIL, by: 'month' }),
  ],
  [
    'AOV of {seller} by month over Q2 and Q3, in USD',
    rowsOf({ of: 'average_order', in: Q2_AND_Q3, by: 'month', where: `${USD} AND ${OF_SELLER}` }),
    sellerAt(2),
  ],
  [
    'give the number of active sellers for every month of the year until October',
    rowsOf({ of: 'active_sellers', in: JANUARY_TO_OCTOBER, by: 'month' }),
  ],
  [
    'Payouts feel slower. What is the average time until they arrive, per month, May to October?',
    rowsOf({ of: 'time_to_payout', in: LAST_6_MONTHS, by: 'month', having: 'time_to_payout IS NOT NULL' }),
  ],
  ['new merchants each month ytd', newSellers('month', YEAR_SO_FAR)],
)

const COHORT = of(
  'cohort',
  [
    'Q3 gmv in USD by cohort, i.e. by the month of the sellers first sale',
    rowsOf({ of: 'gross_volume', in: Q3, by: 'cohort', where: USD }),
  ],
  [
    'of the sellers that made their first sale in {began}, how many still had an order in October 2026?',
    rowsOf({ of: 'active_sellers', in: OCTOBER, where: OF_COHORT }),
    cohortAt(1),
  ],
  ['sellers who sold for the very first time this year - how many per country', newSellers('country', YEAR_SO_FAR)],
  [
    'Retention of the {began} cohort please: active sellers of it for each month of 2026 up to end of October',
    rowsOf({
      of: 'active_sellers',
      in: JANUARY_TO_OCTOBER,
      by: 'month',
      where: OF_COHORT,
      having: 'active_sellers > 0',
    }),
    cohortAt(2),
  ],
  [
    'which cohort has the worst refund rate this year so far? usd sales',
    rowsOf({
      of: 'refund_rate',
      in: YEAR_SO_FAR,
      by: 'cohort',
      where: USD,
      having: 'refund_rate IS NOT NULL',
      top: 1,
    }),
  ],
  [
    'net volume of Q3 in each currency from the sellers who started selling in {began}',
    rowsOf({ of: 'net_volume', in: Q3, by: 'currency', where: OF_COHORT }),
    cohortAt(1),
  ],
  [
    'October commission by seller cohort, EUR only',
    rowsOf({ of: 'platform_fees', in: OCTOBER, by: 'cohort', where: EUR }),
  ],
  [
    'how many disputes came from the {began} cohort in 2026 till today',
    rowsOf({ of: 'disputes', in: YEAR_SO_FAR, where: OF_COHORT }),
    cohortAt(1),
  ],
  [
    'Dear all, need USD payouts of Q3 broken down by starting month of the seller (first sale). Thx',
    rowsOf({ of: 'payouts', in: Q3, by: 'cohort', where: USD }),
  ],
  [
    'follow the cohort {began}: what did it sell in USD (gross) in each month from july to october',
    rowsOf({ of: 'gross_volume', in: ['2026-07-01', '2026-11-01'], by: 'month', where: `${USD} AND ${OF_COHORT}` }),
    cohortAt(1),
  ],
)

const LOOKUP = of(
  'lookup',
  ['gross volume on 14 october, usd', rowsOf({ of: 'gross_volume', in: FOURTEENTH, where: USD })],
  ['How many orders did {seller} have in August?', rowsOf({ of: 'orders', in: AUGUST, where: OF_SELLER }), sellerAt(1)],
  ['stripe fees Q2 per currency pls', rowsOf({ of: 'processor_fees', in: Q2, by: 'currency' })],
  [
    'what commission did we make in JPY in september',
    rowsOf({ of: 'platform_fees', in: SEPTEMBER, where: `currency = 'JPY'` }),
  ],
  ['On average how many days did October payouts need to arrive', rowsOf({ of: 'time_to_payout', in: OCTOBER })],
  [
    'total that sellers owe us today, by currency',
    rowsOfSql('negative_balance', 'SELECT currency, sum(owed) AS negative_balance FROM gold_debt GROUP BY currency'),
  ],
  ['chargebacks ytd, just the count', rowsOf({ of: 'disputes', in: YEAR_SO_FAR })],
  [
    'I have {seller} on the phone. What were their seller earnings for Q3, the USD side?',
    rowsOf({ of: 'seller_net', in: Q3, where: `${USD} AND ${OF_SELLER}` }),
    sellerAt(4),
  ],
  ['failed payouts this month so far?', rowsOf({ of: 'payout_failures', in: NOVEMBER_SO_FAR })],
  [
    'how much kuwaiti dinar gross volume was there in the third qarter',
    rowsOf({ of: 'gross_volume', in: Q3, where: `currency = 'KWD'` }),
  ],
)

const EXPLANATION = of(
  'explanation',
  [
    'USD gmv of October differs from September. Where does the difference come from? by category',
    rowsOf({ of: 'gross_volume', in: OCTOBER, against: SEPTEMBER, by: 'category', where: USD }),
  ],
  [
    'why is EUR take rate in Q3 not the same as in Q2, break it down by seller country',
    rowsOf({ of: 'take_rate', in: Q3, against: Q2, by: 'country', where: EUR }),
  ],
  [
    'Walk me from gross to net volume for october in USD: gross, what refunds took, what lost disputes took, net',
    rowsOf({ of: ['net_volume', 'gross_volume', 'refunds', 'dispute_losses'], in: OCTOBER, where: USD }),
  ],
  [
    'is it fewer orders or smaller baskets? USD gross volume, orders and average order, Oct vs Sept',
    rowsOf({ of: ['gross_volume', 'orders', 'average_order'], in: OCTOBER, against: SEPTEMBER, where: USD }),
  ],
  [
    'what are the reasons behind the USD refunds of {seller} this year, with amounts',
    rowsOf({
      of: 'refunds',
      in: YEAR_SO_FAR,
      by: 'reason',
      where: `${USD} AND ${OF_SELLER}`,
      having: 'refunds <> 0',
    }),
    sellerAt(1),
  ],
  [
    'Why do payouts to the banks fail? Reasons and how often, since January',
    rowsOf({ of: 'payout_failures', in: YEAR_SO_FAR, by: 'reason', having: 'payout_failures > 0' }),
  ],
  [
    'disputes changed between Q2 and Q3, which reasons are behind it? the counts of both quarters by reason',
    rowsOf({ of: 'disputes', in: Q3, against: Q2, by: 'reason', having: 'disputes > 0 OR disputes_before > 0' }),
  ],
  [
    'who pulled the USD gross volume down the most in october compared to september? 3 sellers w/ biggest drop in dollars',
    rowsOf({
      of: 'gross_volume',
      in: OCTOBER,
      against: SEPTEMBER,
      by: 'seller_name',
      where: USD,
      rankedBy: 'gross_volume - gross_volume_before',
      top: 3,
      isUpward: true,
    }),
  ],
  [
    'net volume of {seller} in USD moved from Q2 to Q3. Was it the sales, refunds or lost disputes? show all four for both quarters',
    rowsOf({
      of: ['net_volume', 'gross_volume', 'refunds', 'dispute_losses'],
      in: Q3,
      against: Q2,
      where: `${USD} AND ${OF_SELLER}`,
    }),
    sellerAt(3),
  ],
  [
    'Which payment methods make our Stripe costs of Q3 what they are? EUR payments, split by method',
    rowsOf({ of: 'processor_fees', in: Q3, by: 'method', where: EUR }),
  ],
)

export const FOURTH_MORE: readonly Question[] = [...TREND, ...COHORT, ...LOOKUP, ...EXPLANATION]
