import { DAY, HOUR } from '../core/clock.ts'
import { NOTHING_AFTER } from './after-sale.ts'
import type { Order } from './order.ts'
import type { Plan } from './plan.ts'

/** When a bank has certainly decided about a debit. */
export const DEBIT_DECIDED_AFTER = 4 * DAY + HOUR

const GOES_THROUGH = 'pm_usBankAccount_success'
const ORDERS = [
  { daysAgo: 331, debit: GOES_THROUGH },
  { daysAgo: 252, debit: GOES_THROUGH },
  { daysAgo: 171, debit: 'pm_usBankAccount_insufficientFunds' },
  { daysAgo: 89, debit: GOES_THROUGH },
  { daysAgo: 32, debit: GOES_THROUGH },
  { daysAgo: 29, debit: 'pm_usBankAccount_insufficientFunds' },
  { daysAgo: 24, debit: 'pm_usBankAccount_dispute' },
  { daysAgo: 9, debit: GOES_THROUGH },
  { daysAgo: 2, debit: GOES_THROUGH },
]

const LATE = {
  class: 'bank_debit_returned',
  note: 'A bank debit that went through and was taken back ten days later, when the seller had been paid.',
}

/** A few larger orders are paid from a bank account: days pass until the bank has decided, and one takes the money back later. */
export function planDebits({ start, end }: Plan): Order[] {
  return ORDERS.map(({ daysAgo, debit }, index) => ({
    id: `ORD-8${String(index + 1).padStart(3, '0')}`,
    at: end - daysAgo * DAY + 11 * HOUR,
    kind: 'intent' as const,
    pattern: 'separate' as const,
    currency: 'usd' as const,
    buyer: 40 + index,
    lines: [
      {
        seller: 'lumen',
        amount: 118_000 + index * 14_000,
        category: 'home',
        description: 'Furnishing of a shop',
        bps: null,
      },
    ],
    fate: 'paid' as const,
    sellerOnOrder: false,
    refund: null,
    afterSale: NOTHING_AFTER,
    planted: debit === 'pm_usBankAccount_dispute' ? LATE : null,
    discrepancy: null,
    debit,
  })).filter(({ at }) => at > start + DAY)
}
