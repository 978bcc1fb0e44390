import { rowsOf } from '../gold/gold.ts'
import { AUGUST, MAY, NOVEMBER_SO_FAR, OCTOBER, Q1, Q2, Q3, SEPTEMBER, YEAR_SO_FAR } from '../gold/periods.ts'
import { questionsOf } from './question.ts'

const US = "country = 'US'"
const DE = "country = 'DE'"

export const FOLLOW_UP = questionsOf(
  'follow-up',
  [
    [['gross volume in Q3', 'and for Germany?'], rowsOf({ of: 'gross_volume', in: Q3, where: DE })],
    [['refund rate last month', 'by category please'], rowsOf({ of: 'refund_rate', by: 'category', in: OCTOBER })],
    [
      ['top 5 sellers by volume last month', 'and in september?'],
      rowsOf({ of: 'gross_volume', by: 'seller', in: SEPTEMBER, top: 5 }),
    ],
    [
      ['platform fees in Q3', 'compare that with the quarter before'],
      rowsOf({ of: 'platform_fees', in: Q3, against: Q2 }),
    ],
    [['orders by country in october', 'same for may'], rowsOf({ of: 'orders', by: 'country', in: MAY })],
    [
      ['gross volume by seller in Q3', 'only the US ones'],
      rowsOf({ of: 'gross_volume', by: 'seller', in: Q3, where: US }),
    ],
    [['refunds in Q2', 'what about disputes?'], rowsOf({ of: 'disputes', in: Q2 })],
    [
      ['take rate in october', 'and in germany?', 'and france?'],
      rowsOf({ of: 'take_rate', in: OCTOBER, where: "country = 'FR'" }),
    ],
    [['payouts last quarter', 'by month'], rowsOf({ of: 'payouts', by: 'month', in: Q3 })],
    [
      ['volume by category this year', 'top 3 only'],
      rowsOf({ of: 'gross_volume', by: 'category', in: YEAR_SO_FAR, top: 3 }),
    ],
    [
      ['average order value in september', 'how about Kestrel Optics'],
      rowsOf({ of: 'average_order', in: SEPTEMBER, where: "seller_name = 'Kestrel Optics'" }),
    ],
    [
      ['sellers with the highest refund rate in Q3', 'and the lowest?'],
      rowsOf({ of: 'refund_rate', by: 'seller', in: Q3, top: 'some', isUpward: true }),
    ],
    [['active sellers in Q3', 'and in Q2'], rowsOf({ of: 'active_sellers', in: Q2 })],
  ],
  [
    [['net volume last month', 'and for France?'], rowsOf({ of: 'net_volume', in: OCTOBER, where: "country = 'FR'" })],
    [['disputes in Q3', 'by seller'], rowsOf({ of: 'disputes', by: 'seller', in: Q3 })],
    [
      ['commission by country in august', 'same thing for september'],
      rowsOf({ of: 'platform_fees', by: 'country', in: SEPTEMBER }),
    ],
    [['orders this month', 'what about last month?'], rowsOf({ of: 'orders', in: OCTOBER })],
    [
      ['take rate by category in Q3', 'without books'],
      rowsOf({ of: 'take_rate', by: 'category', in: Q3, where: "category <> 'books'" }),
    ],
    [
      ['refunds of Lumen & Loom in august', 'and its gross volume?'],
      rowsOf({ of: 'gross_volume', in: AUGUST, where: "seller_name = 'Lumen & Loom'" }),
    ],
    [['gross volume in Q1', 'now per month'], rowsOf({ of: 'gross_volume', by: 'month', in: Q1 })],
    [
      ['seller net this month', 'for japan only'],
      rowsOf({ of: 'seller_net', in: NOVEMBER_SO_FAR, where: "country = 'JP'" }),
    ],
  ],
)
