import { rowsOf, rowsOfSql } from '../gold/gold.ts'
import {
  LAST_6_MONTHS,
  MARCH,
  NOVEMBER_SO_FAR,
  OCTOBER,
  Q2,
  Q3,
  Q4_SO_FAR,
  SEPTEMBER,
  YEAR_SO_FAR,
} from '../gold/periods.ts'
import { questionsOf } from './question.ts'

/** Sellers whose first sale was from one day up to another, per column. */
const newSellers = (from: string, until: string, by = '') =>
  rowsOfSql(
    'new_sellers',
    `SELECT ${by === '' ? '' : `${by}, `}count(*) AS new_sellers FROM gold_seller WHERE first_day >= '${from}' AND first_day < '${until}'${by === '' ? '' : ` GROUP BY ${by}`}`,
  )

export const COHORT = questionsOf(
  'cohort',
  [
    ['gross volume by cohort in Q3', rowsOf({ of: 'gross_volume', by: 'cohort', in: Q3 })],
    ['how many new sellers did we get this year', newSellers('2026-01-01', '2026-11-21')],
    ['new sellers per month this year', newSellers('2026-01-01', '2026-11-21', 'month')],
    ['refund rate by seller cohort last quarter', rowsOf({ of: 'refund_rate', by: 'cohort', in: Q3 })],
    ['orders by month of first sale, october', rowsOf({ of: 'orders', by: 'cohort', in: OCTOBER })],
    ['active sellers by cohort this quarter', rowsOf({ of: 'active_sellers', by: 'cohort', in: Q4_SO_FAR })],
    ['platform fees by cohort and month in Q2', rowsOf({ of: 'platform_fees', by: 'cohort, month', in: Q2 })],
    ['how many sellers joined in Q3?', newSellers('2026-07-01', '2026-10-01')],
    ['new sellers by country in 2026', newSellers('2026-01-01', '2026-11-21', 'country')],
    [
      'sales of the 2026-07 cohort by month, since september',
      rowsOf({ of: 'gross_volume', by: 'month', in: ['2026-09-01', '2026-11-21'], where: "cohort = '2026-07'" }),
    ],
    ['take rate per vintage in september', rowsOf({ of: 'take_rate', by: 'cohort', in: SEPTEMBER })],
    [
      'which cohort has the highest dispute rate this year',
      rowsOf({ of: 'dispute_rate', by: 'cohort', in: YEAR_SO_FAR, top: 'some' }),
    ],
  ],
  [
    ['Net volume by cohort last month', rowsOf({ of: 'net_volume', by: 'cohort', in: OCTOBER })],
    ['sellers added per month over the last 6 months', newSellers(...LAST_6_MONTHS, 'month')],
    ['how many first-time sellers in march', newSellers(...MARCH)],
    ['average order by cohort in Q2', rowsOf({ of: 'average_order', by: 'cohort', in: Q2 })],
    ['seller acquisition by country in Q3', newSellers(...Q3, 'country')],
    ['payouts by cohort this month', rowsOf({ of: 'payouts', by: 'cohort', in: NOVEMBER_SO_FAR })],
  ],
)
