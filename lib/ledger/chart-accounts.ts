// The chart of accounts itself; chart.ts answers questions about it.
import type { ChartAccount } from './chart-account.ts'
import { RESULTS } from './chart-results.ts'

/** Balances of the platform's own book. */
const BALANCES = {
  stripe_balance: {
    gl: '1010',
    name: 'Stripe balance',
    kind: 'asset',
    normal: 'debit',
    words: 'Money at Stripe, pending and available together; what is available follows from each transaction’s date.',
  },
  stripe_issuing: {
    gl: '1011',
    name: 'Stripe Issuing balance',
    kind: 'asset',
    normal: 'debit',
    words: 'Money at Stripe that cards issued by us may spend.',
  },
  stripe_prefunding: {
    gl: '1012',
    name: 'Refund and dispute prefunding',
    kind: 'asset',
    normal: 'debit',
    words: 'Money at Stripe set aside to pay refunds and disputes.',
  },
  stripe_risk_reserved: {
    gl: '1013',
    name: 'Stripe risk reserve',
    kind: 'asset',
    normal: 'debit',
    words: 'Money that Stripe holds back against risk.',
  },
  stripe_connect_reserved: {
    gl: '1014',
    name: 'Stripe Connect reserve',
    kind: 'asset',
    normal: 'debit',
    words: 'Our money that Stripe reserves against sellers’ negative balances.',
  },
  stripe_other: {
    gl: '1019',
    name: 'Other Stripe balance',
    kind: 'asset',
    normal: 'debit',
    words: 'A kind of Stripe balance this version does not know yet; named in the account.',
  },
  payouts_in_transit: {
    gl: '1050',
    name: 'Payouts in transit',
    kind: 'asset',
    normal: 'debit',
    words: 'Left Stripe, not yet seen on the bank statement.',
  },
  topups_in_transit: {
    gl: '1055',
    name: 'Top-ups in transit',
    kind: 'asset',
    normal: 'debit',
    words: 'Arrived at Stripe, not yet seen leaving the bank.',
  },
  bank: {
    gl: '1060',
    name: 'Bank',
    kind: 'asset',
    normal: 'debit',
    words:
      'Money of Stripe’s that arrived in a bank account, less what went from it to Stripe: what matched bank lines prove, per account.',
  },
  disputed_funds: {
    gl: '1100',
    name: 'Disputed funds',
    kind: 'asset',
    normal: 'debit',
    words: 'Taken by Stripe while a dispute is open.',
  },
  seller_receivable: {
    gl: '1200',
    name: 'Seller receivable',
    kind: 'asset',
    normal: 'debit',
    words: 'What sellers owe us.',
  },
  receivable_allowance: {
    gl: '1210',
    name: 'Allowance for receivables',
    kind: 'asset',
    normal: 'credit',
    words:
      'What we expect sellers not to pay; write-offs use it up before they cost anything. Set by approved journals.',
  },
  issuing_holds: {
    gl: '1300',
    name: 'Issuing holds',
    kind: 'asset',
    normal: 'debit',
    words: 'Held for card authorisations that are not captured yet.',
  },
  prepaid_expenses: {
    gl: '1400',
    name: 'Prepaid expenses',
    kind: 'asset',
    normal: 'debit',
    words: 'Paid and not used yet; moved by approved journals alone.',
  },
  accrued_income: {
    gl: '1410',
    name: 'Accrued income',
    kind: 'asset',
    normal: 'debit',
    words: 'Earned and not collected yet; moved by approved journals alone.',
  },
  fx_revaluation: {
    gl: '1900',
    name: 'Revaluation of foreign balances',
    kind: 'asset',
    normal: 'debit',
    words:
      'What foreign balances are worth more, or less, at a month’s end than they were carried at; reversed the day after.',
  },
  buyer_funds: {
    gl: '2010',
    name: 'Buyer funds unallocated',
    kind: 'clearing',
    normal: 'credit',
    words: 'Collected from buyers and not yet split between sellers and us.',
  },
  refund_clearing: {
    gl: '2020',
    name: 'Refund clearing',
    kind: 'clearing',
    normal: 'debit',
    words: 'Returned to buyers and not yet split between sellers and us.',
  },
  application_fee_clearing: {
    gl: '2030',
    name: 'Application-fee clearing',
    kind: 'clearing',
    normal: 'credit',
    words: 'Application fees received and not yet settled.',
  },
  reserve_clearing: {
    gl: '2040',
    name: 'Reserve clearing',
    kind: 'clearing',
    normal: 'debit',
    words: 'On its way between a balance and Stripe’s reserve; empty when both sides were seen.',
  },
  fx_clearing: {
    gl: '2050',
    name: 'FX clearing',
    kind: 'clearing',
    normal: 'debit',
    words: 'Differences of rates between what they cost and who bears them; empty when both legs were posted.',
  },
  seller_payable: {
    gl: '2100',
    name: 'Seller payable',
    kind: 'liability',
    normal: 'credit',
    words: 'What we owe each seller.',
  },
  tax_payable: {
    gl: '2200',
    name: 'Tax payable',
    kind: 'liability',
    normal: 'credit',
    words: 'Tax collected where the platform is liable for it.',
  },
  accrued_expenses: {
    gl: '2400',
    name: 'Accrued expenses',
    kind: 'liability',
    normal: 'credit',
    words: 'Used and not invoiced yet; moved by approved journals alone.',
  },
  deferred_commission: {
    gl: '2410',
    name: 'Deferred commission',
    kind: 'liability',
    normal: 'credit',
    words: 'Our share of sales that are not earned yet.',
  },
  stripe_advances: {
    gl: '2300',
    name: 'Stripe advances',
    kind: 'liability',
    normal: 'credit',
    words: 'Money Stripe advanced us and takes back.',
  },
  stripe_financing: {
    gl: '2310',
    name: 'Stripe financing',
    kind: 'liability',
    normal: 'credit',
    words: 'Loans through Stripe and what was paid down.',
  },
  unreconciled_funds: {
    gl: '2320',
    name: 'Unreconciled customer funds',
    kind: 'liability',
    normal: 'credit',
    words: 'Bank transfers from buyers that Stripe could not match to a payment.',
  },
  opening_balance: {
    gl: '3010',
    name: 'Opening balance',
    kind: 'equity',
    normal: 'credit',
    words: 'What the books began with: the other side of what sellers were owed before our data, or owed us.',
  },
  suspense: {
    gl: '9999',
    name: 'Suspense',
    kind: 'clearing',
    normal: 'debit',
    words: 'Not classified yet: a category we do not know, or a fact that has not arrived.',
  },
} as const satisfies Record<string, ChartAccount>

/** Accounts that only a seller's memo book has; the rest it shares with the platform's. */
const SELLER = {
  sales: {
    gl: 'M400',
    name: 'Sales',
    kind: 'income',
    normal: 'credit',
    words: 'Charged to buyers on the seller’s own account.',
  },
  platform_transfers: {
    gl: 'M410',
    name: 'Transfers from the platform',
    kind: 'income',
    normal: 'credit',
    words: 'Sent to the seller by the platform, less what was taken back.',
  },
  sales_refunds: {
    gl: 'M420',
    name: 'Refunds',
    kind: 'expense',
    normal: 'debit',
    words: 'Returned to buyers from the seller’s own account.',
  },
  platform_fees: {
    gl: 'M500',
    name: 'Platform fees',
    kind: 'expense',
    normal: 'debit',
    words: 'Application fees the platform took.',
  },
} as const satisfies Record<string, ChartAccount>

export const CHART = { ...BALANCES, ...RESULTS, ...SELLER }
