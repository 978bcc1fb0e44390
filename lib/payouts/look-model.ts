import type { TieOutState } from './model.ts'
import type { RemainderClass } from './remainder.ts'

type Look = { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'wait' | 'plain' }

const STATES: Readonly<Record<TieOutState, Look>> = {
  waiting: { word: 'waiting', tone: 'wait' },
  tied: { word: 'tied out', tone: 'good' },
  differs: { word: 'differs', tone: 'bad' },
  failed: { word: 'failed', tone: 'bad' },
  canceled: { word: 'canceled', tone: 'plain' },
}

/** How a tie-out's state reads on lists, pills, filters and exports. */
export const tieOutLook = (state: string): Look =>
  Object.hasOwn(STATES, state) ? STATES[state as TieOutState] : { word: state, tone: 'plain' }

type RemainderWords = { readonly name: string; readonly action: string }

const REMAINDERS: Readonly<Record<RemainderClass, RemainderWords>> = {
  reserve_held: { name: 'Reserve held', action: 'Nothing to do: Stripe releases it by the plan of the reserve.' },
  reserve_released: { name: 'Reserve released', action: 'Nothing to do: it goes out with the next payout.' },
  minimum_balance: {
    name: 'Kept in the balance',
    action: 'Compare it with the minimum in the account’s balance settings.',
  },
  fee_credit: { name: 'Fee credit', action: 'Look for the credit in Stripe’s invoice of the month.' },
  negative_balance_debit: {
    name: 'Covers a negative balance',
    action: 'Recover it from the seller: it is the platform’s money that covers it.',
  },
  fx_rounding: { name: 'Rounding of rates', action: 'Write it off to rates if it recurs.' },
  timing: { name: 'Timing', action: 'Wait for the next payout: it carries what came too late for this one.' },
  dispute_withheld: { name: 'Dispute withheld', action: 'Follow the dispute; it comes back when it is won.' },
  unexplained: { name: 'Unexplained', action: 'Compare the lines with Stripe’s itemised report and ask Stripe.' },
}

/** What a class of remainder is called, and what to do about it. */
export const remainderWords = (name: RemainderClass): RemainderWords => REMAINDERS[name]

const CATEGORIES: Readonly<Record<string, string>> = {
  charge: 'Sales',
  refund: 'Refunds',
  fee: 'Fees of Stripe',
  transfer: 'Transfers to sellers',
  transfer_reversal: 'Transfers taken back',
  platform_earning: 'Application fees',
  platform_earning_refund: 'Application fees returned',
  dispute: 'Disputes',
  dispute_reversal: 'Disputes won',
  refund_failure: 'Refunds that came back',
  payout: 'Other payouts',
  payout_reversal: 'Payouts that came back',
  topup: 'Top-ups',
  risk_reserved_funds: 'Reserve',
  connect_reserved_funds: 'Cover of sellers’ negative balances',
  other_adjustment: 'Adjustments',
}

/** Stripe's reporting category as a person says it. */
export const categoryWords = (category: string): string =>
  CATEGORIES[category] ?? `${category.charAt(0).toUpperCase()}${category.slice(1).replaceAll('_', ' ')}`
