import { DAY, HOUR } from '../core/clock.ts'
import { NOTHING_AFTER } from './after-sale.ts'
import type { Order, OrderLine } from './order.ts'

type Special = Pick<Order, 'lines'> & Partial<Order> & { day: number; hour: number; class: string; note: string }

const line = (
  seller: string | null,
  amount: number,
  category: string,
  description: string,
  bps: number | null = null,
): OrderLine => ({ seller, amount, category, description, bps })

/** The orders after go-live that a person will want to look at. Amounts are minor units. */
const EVERYWHERE: readonly Special[] = [
  {
    id: 'ORD-6200',
    day: 2,
    hour: 10,
    class: 'over_threshold',
    note: 'Share of 6,200.00 USD: an established seller, over the limit that needs a person.',
    lines: [line('ridgeline', 775_000, 'outdoor', 'Expedition outfitting, team of 12', 2000)],
  },
  {
    day: 3,
    hour: 9,
    class: 'two_sellers',
    note: 'One invoice with lines of two sellers: one transfer each.',
    lines: [
      line('ridgeline', 24_000, 'apparel', 'Rain shell', 2000),
      line('lumen', 18_500, 'home', 'Linen throw', 1500),
      line('ridgeline', 9_995, 'apparel', 'Merino base layer', 2000),
    ],
  },
  {
    day: 4,
    hour: 11,
    class: 'commission_differs',
    note: 'The line says 10 %, the contract says 15 %.',
    lines: [line('lumen', 42_000, 'home', 'Hand-blown lamp', 1000)],
  },
  {
    day: 5,
    hour: 13,
    class: 'seller_missing',
    note: 'Nobody wrote down whose sale this is.',
    lines: [line(null, 15_650, 'home', 'Gift box')],
  },
  {
    day: 8,
    hour: 10,
    class: 'seller_restricted',
    note: 'Paid after Stripe restricted the seller: a transfer is refused until the requirements are met.',
    lines: [line('juniper', 8_800, 'beauty', 'Face oil, 12 bottles', 2500)],
  },
  {
    day: 6,
    hour: 15,
    class: 'new_seller',
    note: 'The seller is younger than 30 days.',
    lines: [line('saltbox', 26_400, 'art', 'Letterpress print, framed', 1800)],
  },
  {
    day: 7,
    hour: 9,
    class: 'paid_out_of_band',
    note: 'Marked paid outside Stripe: nothing was collected, so nothing is settled.',
    fate: 'out_of_band',
    lines: [line('ridgeline', 31_000, 'outdoor', 'Ridge tent, 2 persons', 2000)],
  },
  {
    day: 9,
    hour: 12,
    class: 'many_lines',
    note: 'More lines than the invoice itself shows: the list has to be paged.',
    lines: Array.from({ length: 14 }, (_, index) =>
      line('lumen', 2_500 + index * 336, 'home', `Table setting, piece ${index + 1}`, 1500),
    ),
  },
  {
    day: 5,
    hour: 17,
    class: 'refunded_before_transfer',
    note: 'Partly refunded before the seller was paid.',
    refund: { afterSeconds: 20 * HOUR, amount: 6_000 },
    lines: [line('ridgeline', 18_000, 'outdoor', 'Camp stove', 2000)],
  },
]

/** Before go-live, so that every history has a share taken back and an order of two sellers that was settled. */
const EARLIER: readonly Special[] = [
  {
    day: -6,
    hour: 10,
    class: 'reversed_before_go_live',
    note: 'Refunded in full; the share that had been transferred was taken back.',
    refund: { afterSeconds: 18 * HOUR, amount: null },
    lines: [line('ridgeline', 22_500, 'outdoor', 'Trail pack 38 l', 2000)],
  },
  {
    day: -8,
    hour: 12,
    class: 'reversed_before_go_live',
    note: 'Half refunded; half of the transferred share was taken back.',
    refund: { afterSeconds: 16 * HOUR, amount: 15_000 },
    lines: [line('lumen', 30_000, 'home', 'Hand-blown lamp', 1500)],
  },
  {
    day: -5,
    hour: 9,
    class: 'two_sellers_before_go_live',
    note: 'Two sellers, each paid by a transfer of the same group.',
    lines: [
      line('ridgeline', 14_000, 'apparel', 'Rain shell', 2000),
      line('lumen', 26_000, 'home', 'Linen throw', 1500),
    ],
  },
]

type Answer = NonNullable<Order['afterSale']['dispute']>['answer']
type Appeal = NonNullable<Order['afterSale']['dispute']>['appeal']

const disputedAfter = (after: number, answer: Answer = null, appeal?: Appeal): Order['afterSale'] => ({
  warnedAfter: null,
  dispute: { after, reason: 'product_not_received', form: 'dispute', answer, ...(appeal && { appeal }) },
})

/** Answered on the next day, and decided for the buyer twenty days later. */
const LOST_AT_FIRST: Answer = { after: DAY, evidence: 'appealable_evidence' }

const LARGER: readonly Special[] = [
  {
    day: -4,
    hour: 11,
    class: 'refunded_after_go_live',
    note: 'Paid to the seller before go-live, half refunded after it: a part of the transfer is to be taken back.',
    refund: { afterSeconds: 7 * DAY, amount: 24_000 },
    lines: [line('harbor', 48_000, 'electronics', 'Turntable, belt drive', 2000)],
  },
  {
    day: 3,
    hour: 14,
    class: 'over_threshold',
    note: 'Share of 5,440.00 USD.',
    lines: [line('prairie', 680_000, 'events', 'Coffee catering, conference', 2000)],
  },
  {
    day: 6,
    hour: 10,
    class: 'over_threshold',
    note: 'Share of 8,415.00 USD.',
    lines: [line('lumen', 990_000, 'home', 'Hotel lobby lighting', 1500)],
  },
  {
    day: 9,
    hour: 15,
    class: 'over_threshold',
    note: 'Share of 6,072.00 USD.',
    lines: [line('harbor', 759_000, 'electronics', 'Studio monitor set', 2000)],
  },
  {
    day: 10,
    hour: 9,
    class: 'two_sellers',
    note: 'Two sellers with different rates on one invoice.',
    lines: [
      line('finch', 38_995, 'jewelry', 'Signet ring', 1800),
      line('maple', 12_345, 'toys', 'Marble run', 2000),
      line('maple', 4_999, 'toys', 'Puzzle, 500 pieces', 2000),
    ],
  },
  {
    day: -17,
    hour: 13,
    class: 'appeal_open',
    note: 'The bank decided for the buyer a week ago; the network can be asked once more, for two days yet.',
    afterSale: disputedAfter(3 * DAY, LOST_AT_FIRST),
    lines: [line('harbor', 32_000, 'electronics', 'Bookshelf speakers, pair', 2000)],
  },
  {
    day: -27,
    hour: 16,
    class: 'appeal_sent',
    note: 'The bank decided for the buyer, and the appeal is with the network.',
    afterSale: disputedAfter(3 * DAY, LOST_AT_FIRST, { after: 3 * DAY, says: 'losing_evidence' }),
    lines: [line('harbor', 27_500, 'electronics', 'Headphones, closed', 2000)],
  },
  {
    day: 4,
    hour: 15,
    class: 'dispute_open',
    note: 'The buyer disputes it, and nobody has answered yet.',
    afterSale: disputedAfter(6 * DAY),
    lines: [line('lumen', 18_900, 'home', 'Floor lamp, brass', 1500)],
  },
  {
    day: 2,
    hour: 17,
    class: 'dispute_sent',
    note: 'The buyer disputed it; the answer is with the bank.',
    afterSale: disputedAfter(5 * DAY, { after: 3 * DAY, evidence: 'winning_evidence' }),
    lines: [line('finch', 21_500, 'jewelry', 'Silver bangle', 1800)],
  },
]

/** The special orders of a history that ends fourteen days after go-live. */
export function planSpecials(goLive: number, isLarger: boolean): Order[] {
  const wanted = [...EVERYWHERE, ...EARLIER, ...(isLarger ? LARGER : [])]
  return wanted.map(({ day, hour, class: kind, note, ...given }, index) => ({
    id: `ORD-9${String(index + 1).padStart(3, '0')}`,
    at: goLive + day * DAY + hour * HOUR,
    kind: 'invoice',
    pattern: 'separate',
    currency: 'usd',
    buyer: index,
    fate: 'paid',
    sellerOnOrder: false,
    refund: null,
    afterSale: NOTHING_AFTER,
    discrepancy: null,
    ...given,
    planted: { class: kind, note },
  }))
}
