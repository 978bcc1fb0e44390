import { rowsOf } from '../gold/gold.ts'
import {
  APRIL,
  AUGUST,
  FEBRUARY,
  JULY,
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
  WEEK_BEFORE,
} from '../gold/periods.ts'
import { questionsOf } from './question.ts'

export const COMPARISON = questionsOf(
  'comparison',
  [
    ['Compare gross volume in Q3 with Q2', rowsOf({ of: 'gross_volume', in: Q3, against: Q2 })],
    ['refund rate last month vs the month before', rowsOf({ of: 'refund_rate', in: OCTOBER, against: SEPTEMBER })],
    [
      'how did platform fees develop compared to the previous quarter, Q3',
      rowsOf({ of: 'platform_fees', in: Q3, against: Q2 }),
    ],
    [
      'orders this month compared to last month',
      rowsOf({ of: 'orders', in: NOVEMBER_SO_FAR, against: OCTOBER_AS_FAR }),
    ],
    [
      'volume per country last month against the previous month',
      rowsOf({ of: 'gross_volume', by: 'country', in: OCTOBER, against: SEPTEMBER }),
    ],
    ['take rate by category Q3 vs Q2', rowsOf({ of: 'take_rate', by: 'category', in: Q3, against: Q2 })],
    ['disputes last week vs week before', rowsOf({ of: 'disputes', in: LAST_WEEK, against: WEEK_BEFORE })],
    [
      'compare Ridgeline Outfitters and Lumen & Loom by gross volume in october',
      rowsOf({
        of: 'gross_volume',
        by: 'seller',
        in: OCTOBER,
        where: "seller_name IN ('Ridgeline Outfitters', 'Lumen & Loom')",
      }),
    ],
    [
      'germany vs france: net volume Q3',
      rowsOf({ of: 'net_volume', by: 'country', in: Q3, where: "country IN ('DE', 'FR')" }),
    ],
    ['did refunds go up in october compared to september?', rowsOf({ of: 'refunds', in: OCTOBER, against: SEPTEMBER })],
    [
      'AOV of us sellers in august vs july',
      rowsOf({ of: 'average_order', in: AUGUST, against: JULY, where: "country = 'US'" }),
    ],
    [
      'payouts september versus august by currency',
      rowsOf({ of: 'payouts', by: 'currency', in: SEPTEMBER, against: AUGUST }),
    ],
    [
      'books vs music, number of orders in may',
      rowsOf({ of: 'orders', by: 'category', in: MAY, where: "category IN ('books', 'music')" }),
    ],
    [
      'gross volume and refunds in march against february',
      rowsOf({ of: ['gross_volume', 'refunds'], in: MARCH, against: FEBRUARY }),
    ],
  ],
  [
    ['Net volume in Q2 compared with Q1', rowsOf({ of: 'net_volume', in: Q2, against: Q1 })],
    [
      'is our take rate better in october than in september',
      rowsOf({ of: 'take_rate', in: OCTOBER, against: SEPTEMBER }),
    ],
    [
      'time to payout this month vs last month',
      rowsOf({ of: 'time_to_payout', in: NOVEMBER_SO_FAR, against: OCTOBER_AS_FAR }),
    ],
    [
      'stripe fees by payment method, Q3 compared to the quarter before',
      rowsOf({ of: 'processor_fees', by: 'method', in: Q3, against: Q2 }),
    ],
    ['active sellers april vs march', rowsOf({ of: 'active_sellers', in: APRIL, against: MARCH })],
    [
      'Blue Hour Books versus Quarry Road Records, orders, last month',
      rowsOf({
        of: 'orders',
        by: 'seller',
        in: OCTOBER,
        where: "seller_name IN ('Blue Hour Books', 'Quarry Road Records')",
      }),
    ],
    ['how much more did we sell in august than in july?', rowsOf({ of: 'gross_volume', in: AUGUST, against: JULY })],
  ],
)
