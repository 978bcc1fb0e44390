import type { AccountCode } from '../chart.ts'
import type { ChartAccount } from '../chart-account.ts'
import { CHART } from '../chart-accounts.ts'

/** What a manual journal is for, and the accounts such a one usually moves: the first is debited. */
export const JOURNAL_TEMPLATES = {
  accrual: { word: 'Accrual', debit: 'other_expense', credit: 'accrued_expenses', reverses: true },
  deferral: { word: 'Deferral', debit: 'commission', credit: 'deferred_commission', reverses: false },
  reclassification: { word: 'Reclassification', debit: 'other_expense', credit: 'processor_fees', reverses: false },
  allowance: { word: 'Allowance for receivables', debit: 'bad_debt', credit: 'receivable_allowance', reverses: false },
  correction: { word: 'Correction', debit: 'other_expense', credit: 'other_income', reverses: false },
  write_off: { word: 'Write-off', debit: 'bad_debt', credit: 'other_income', reverses: false },
  other: { word: 'Other', debit: 'other_expense', credit: 'other_income', reverses: false },
} as const satisfies Record<string, { word: string; debit: AccountCode; credit: AccountCode; reverses: boolean }>

export type JournalTemplate = keyof typeof JOURNAL_TEMPLATES
export const TEMPLATE_CODES = Object.keys(JOURNAL_TEMPLATES) as [JournalTemplate, ...JournalTemplate[]]

/** Balance-sheet accounts that only people move. Every other one is proved against something outside the journal. */
const MANUAL_BALANCES: readonly AccountCode[] = [
  'prepaid_expenses',
  'accrued_income',
  'tax_payable',
  'accrued_expenses',
  'deferred_commission',
  'receivable_allowance',
]

/** Accounts of sellers' memo books: those follow sellers' own Stripe balances. */
const MEMO_GL = 'M'

/** Whether a manual journal may move an account: income, expense, and the balances only people move. */
export function isOpenToJournals(code: AccountCode): boolean {
  const { gl, kind }: ChartAccount = CHART[code]
  if (gl.startsWith(MEMO_GL)) return false
  return kind === 'income' || kind === 'expense' || MANUAL_BALANCES.includes(code)
}

/** The accounts a manual journal may move, as people choose them. */
export const JOURNAL_ACCOUNTS = (Object.keys(CHART) as AccountCode[])
  .filter(isOpenToJournals)
  .map((code) => ({ value: code, label: `${CHART[code].gl} ${CHART[code].name}` }))
  .sort((left, right) => left.label.localeCompare(right.label))

/** What moves an account that is closed to journals, as advice. */
export function whatMovesIt(code: AccountCode): string {
  if (code === 'seller_payable' || code === 'seller_receivable')
    return 'What a seller is owed changes by settlements, adjustments and transfers: propose an adjustment instead.'
  if (code.startsWith('stripe_')) return 'Only Stripe’s balance transactions move it.'
  if (code === 'bank') return 'Only matched lines of bank statements move it.'
  if (code === 'payouts_in_transit' || code === 'topups_in_transit')
    return 'Only payouts, top-ups and lines of bank statements move it.'
  if (code === 'fx_revaluation') return 'Only the revaluation at a month’s end moves it.'
  if (code === 'opening_balance') return 'Only the approved opening entry moves it.'
  return 'What is left in it belongs to open items: settle or match those.'
}
