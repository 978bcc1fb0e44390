import { partOf, rowsOf } from '../gold/gold.ts'
import {
  AUGUST,
  NOVEMBER_SO_FAR,
  OCTOBER,
  OCTOBER_AS_FAR,
  Q1,
  Q2,
  Q3,
  SEPTEMBER,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { questionsOfSet } from './question.ts'

const sellersOf = (of: Parameters<typeof rowsOf>[0]['of'], having: string) =>
  rowsOf({ of, by: 'seller', in: Q3, having })
const moved = (
  of: Parameters<typeof rowsOf>[0]['of'],
  having: string,
  more: Partial<Parameters<typeof rowsOf>[0]> = {},
) => rowsOf({ of, by: 'seller', in: OCTOBER, against: SEPTEMBER, having, ...more })
const percent = (name: string) => `${name}_before > 0 AND 100.0 * (${name} - ${name}_before) / ${name}_before`
const QUARTERS = { in: Q3, against: Q2 }
/** Seven currencies, in minor units each. */
const UNIT = "CASE currency WHEN 'JPY' THEN 1 WHEN 'KWD' THEN 1000 ELSE 100 END"

export const MORE_CHANGE_CONDITIONS = questionsOfSet(
  'open',
  'change conditions',
  [
    [
      "Which sellers' gross volume fell by more than 10 % last month?",
      moved('gross_volume', `${percent('gross_volume')} < -10`),
    ],
    [
      'sellers whose refund rate rose by more than 2 points in Q3',
      moved('refund_rate', 'refund_rate - refund_rate_before > 2', QUARTERS),
    ],
    ['Sellers with a drop in orders of at least 25% in October', moved('orders', `${percent('orders')} <= -25`)],
    ['which sellers had more refunds in october than in september', moved('refunds', 'refunds > refunds_before')],
    ['who had fewer orders in October than in September', moved('orders', 'orders < orders_before')],
    [
      'Which sellers lost volume in October compared with September?',
      moved('gross_volume', 'gross_volume < gross_volume_before'),
    ],
    [
      'which sellers improved their refund rate in Q3?',
      moved('refund_rate', 'refund_rate < refund_rate_before', QUARTERS),
    ],
    ['sellers whose take rate got worse last month', moved('take_rate', 'take_rate < take_rate_before')],
    ['sellers whose payouts dropped by over half last month', moved('payouts', `${percent('payouts')} < -50`)],
    [
      'sellers whose orders fell by less than 10% last month',
      moved('orders', `${percent('orders')} > -10 AND orders < orders_before`),
    ],
    [
      'categories with volume growth above 10% in Q3',
      moved('gross_volume', `${percent('gross_volume')} > 10`, { by: 'category', ...QUARTERS }),
    ],
    [
      'in which countries did platform fees decline in september',
      moved('platform_fees', 'platform_fees < platform_fees_before', { by: 'country', in: SEPTEMBER, against: AUGUST }),
    ],
    [
      'How many sellers saw their volume decline last month?',
      moved('gross_volume', 'gross_volume < gross_volume_before'),
    ],
    [
      'which German sellers saw their volume drop last month',
      moved('gross_volume', 'gross_volume < gross_volume_before', { where: "country = 'DE'" }),
    ],
    [
      'sellers with falling net volume this month',
      moved('net_volume', 'net_volume < net_volume_before', { in: NOVEMBER_SO_FAR, against: OCTOBER_AS_FAR }),
    ],
    ['Which sellers had at least one failed payout in Q3?', sellersOf('payout_failures', 'payout_failures >= 1')],
    [
      'Sellers with more than 5 disputes and a refund rate over 3% in Q3',
      sellersOf(['disputes', 'refund_rate'], 'disputes > 5 AND refund_rate > 3'),
    ],
    ['sellers with refunds but no disputes in Q3', sellersOf(['refunds', 'disputes'], 'refunds > 0 AND disputes = 0')],
    [
      'Sellers with 0 refunds and at least 50 orders in Q3',
      sellersOf(['refunds', 'orders'], 'refunds = 0 AND orders >= 50'),
    ],
    ['sellers with more than 100 sales in Q3', sellersOf('orders', 'orders > 100')],
    [
      'Which sellers had a refund rate between 2% and 5% in Q3?',
      sellersOf('refund_rate', 'refund_rate >= 2 AND refund_rate <= 5'),
    ],
    ['which sellers had 3 or more disputes in Q3?', sellersOf('disputes', 'disputes >= 3')],
    [
      'sellers with AOV above 100 EUR in Q3',
      rowsOf({ of: 'average_order', by: 'seller', in: Q3, where: "currency = 'EUR'", having: 'average_order > 10000' }),
    ],
    ['sellers with net volume over 20k in Q3', sellersOf('net_volume', `net_volume > 20000 * ${UNIT}`)],
    [
      'sellers whose orders at least doubled from Q1 to Q2',
      moved('orders', `${percent('orders')} >= 100`, { in: Q2, against: Q1 }),
    ],
  ],
  'm',
)

const share = (
  of: 'gross_volume' | 'orders' | 'platform_fees' | 'refunds' | 'disputes' | 'payouts' | 'payout_failures',
  by: string,
  days: Parameters<typeof rowsOf>[0]['in'],
) => rowsOf({ of, by, in: days, withShare: true })

export const MORE_SHARE = questionsOfSet(
  'open',
  'share',
  [
    [
      'What part of gross volume comes from Germany in Q3?',
      partOf({ of: 'gross_volume', by: 'country', in: Q3 }, `country = 'DE'`),
    ],
    [
      'how much of our volume comes from card payments in october',
      partOf({ of: 'gross_volume', by: 'method', in: OCTOBER }, `method = 'card'`),
    ],
    [
      'what fraction of platform fees did US sellers generate in Q3',
      partOf({ of: 'platform_fees', by: 'country', in: Q3 }, `country = 'US'`),
    ],
    [
      'which country accounts for the largest share of volume in october',
      rowsOf({ of: 'gross_volume', by: 'country', in: OCTOBER, withShare: true, top: 'some' }),
    ],
    ['how is volume distributed across categories in Q3', share('gross_volume', 'category', Q3)],
    ['what % of payouts went to Japan in Q2', partOf({ of: 'payouts', by: 'country', in: Q2 }, `country = 'JP'`)],
    [
      'what portion of disputes came from Kestrel Optics this year',
      partOf({ of: 'disputes', by: 'seller_name', in: YEAR_SO_FAR }, `seller_name = 'Kestrel Optics'`),
    ],
    ['contribution of each category to platform fees in august', share('platform_fees', 'category', AUGUST)],
    [
      'What proportion of payout failures is each country responsible for this year?',
      share('payout_failures', 'country', YEAR_SO_FAR),
    ],
    [
      'what percentage of refunds is due to fraud this year',
      partOf({ of: 'refunds', by: 'reason', in: YEAR_SO_FAR }, `reason = 'fraudulent'`),
    ],
    ['payment method mix in september by volume', share('gross_volume', 'method', SEPTEMBER)],
    ['refunds as a percentage of gross volume in Q3', rowsOf({ of: 'refund_rate', in: Q3 })],
    ['distribution of orders by country, last month', share('orders', 'country', OCTOBER)],
  ],
  'm',
)
