/** Every task of a month's close, in the order they are worked through; due so many days after the month's last. */
export const CLOSE_TASKS = {
  everything_posted: {
    title: 'Every balance transaction is posted',
    how: 'Nothing of the month waits in the posting queue.',
    dueAfter: 2,
  },
  payouts_tied: {
    title: 'Every payout is tied out or explained',
    how: 'Each payout of the month equals its balance transactions, or its remainder has a name.',
    dueAfter: 3,
  },
  variances_worked: {
    title: 'Every variance is explained or resolved',
    how: 'None that happened up to the end of the month is open or in progress.',
    dueAfter: 3,
  },
  bank_agrees: {
    title: 'The bank agrees with its statements',
    how: 'Each bank account’s balance in the books is the statement’s at the end of the month.',
    dueAfter: 3,
  },
  seller_subledger: {
    title: 'What sellers are owed equals the control account',
    how: 'Seller payable, recomputed from settlements, adjustments and Stripe’s transfers.',
    dueAfter: 4,
  },
  clearing_aged: {
    title: 'Suspense and clearing accounts are aged and explained',
    how: 'What is left in them belongs to open items that can be named.',
    dueAfter: 4,
  },
  journals_decided: {
    title: 'Manual journals are decided and reversed',
    how: 'None dated in the month waits for approval; every reversal due by its end is posted.',
    dueAfter: 4,
  },
  revaluation: {
    title: 'Foreign balances are revalued',
    how: 'Balances in other currencies at the stored rate of the month’s last day; reversed the day after.',
    dueAfter: 5,
  },
  tax_agrees: {
    title: 'Tax payable agrees with the tax report',
    how: 'Compare the report of the month with the account; attach the return.',
    dueAfter: 5,
  },
  flux: {
    title: 'Changes against the month before are explained',
    how: 'Every change above the threshold has a comment.',
    dueAfter: 6,
  },
  promises_hold: {
    title: 'The books keep their promises',
    how: 'Every invariant held when it was last checked, after the month’s end.',
    dueAfter: 6,
  },
} as const satisfies Record<string, { title: string; how: string; dueAfter: number }>

export type TaskCode = keyof typeof CLOSE_TASKS
export const TASK_CODES = Object.keys(CLOSE_TASKS) as [TaskCode, ...TaskCode[]]

/** ready: the computed check passes · open: it does not · manual: people alone can tell. */
export type CheckOutcome = 'ready' | 'open' | 'manual'

export const CHECK_WORDS: Readonly<
  Record<CheckOutcome, { readonly word: string; readonly tone: 'good' | 'warn' | 'plain' }>
> = {
  ready: { word: 'passes', tone: 'good' },
  open: { word: 'open', tone: 'warn' },
  manual: { word: 'by hand', tone: 'plain' },
}
