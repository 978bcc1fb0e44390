import type { ChartAccount } from './chart-account.ts'
import { CHART } from './chart-accounts.ts'

export type AccountCode = keyof typeof CHART

/** Accounts whose remaining balance must always be attributable to open items. */
export const CLEARING_CODES: readonly AccountCode[] = [
  'buyer_funds',
  'refund_clearing',
  'application_fee_clearing',
  'reserve_clearing',
  'fx_clearing',
  'suspense',
]

/** Which account holds each of Stripe's kinds of balance. */
const BALANCE_ACCOUNTS: Readonly<Record<string, AccountCode>> = {
  payments: 'stripe_balance',
  issuing: 'stripe_issuing',
  refund_and_dispute_prefunding: 'stripe_prefunding',
  risk_reserved: 'stripe_risk_reserved',
}

/** The account of one of Stripe's balance types; a type we do not know yet gets an account of its own. */
export function cashAccount(balanceType: string): { readonly code: AccountCode; readonly subject: string } {
  const code = BALANCE_ACCOUNTS[balanceType]
  return code === undefined ? { code: 'stripe_other', subject: balanceType } : { code, subject: '' }
}

/** What the chart says about a code; codes of older versions that left the chart are shown as themselves. */
export function chartAccount(code: string): ChartAccount {
  const known: Readonly<Record<string, ChartAccount>> = CHART
  return known[code] ?? { gl: '', name: code, kind: 'clearing', normal: 'debit', words: 'Left the chart of accounts.' }
}
