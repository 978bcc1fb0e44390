// The chart of accounts itself; chart.ts answers questions about it.

/** What an account is, for the trial balance: which side it grows on and where it belongs in the statements. */
export type AccountKind = 'asset' | 'liability' | 'equity' | 'clearing' | 'income' | 'expense'

export type ChartAccount = {
  /** Code in the general ledger that the finance team exports to. */
  readonly gl: string
  readonly name: string
  readonly kind: AccountKind
  readonly normal: 'debit' | 'credit'
  /** What a balance on it means, for a person. */
  readonly words: string
}

/** Accounts of the platform's own book. */
const PLATFORM = {
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
  issuing_holds: {
    gl: '1300',
    name: 'Issuing holds',
    kind: 'asset',
    normal: 'debit',
    words: 'Held for card authorisations that are not captured yet.',
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
  commission: {
    gl: '4010',
    name: 'Commission',
    kind: 'income',
    normal: 'credit',
    words: 'Our share of what buyers paid.',
  },
  fee_recovery: {
    gl: '4020',
    name: 'Fee recovery',
    kind: 'income',
    normal: 'credit',
    words: 'Stripe’s fees that sellers bear by contract.',
  },
  seller_penalties: {
    gl: '4030',
    name: 'Seller penalties',
    kind: 'income',
    normal: 'credit',
    words: 'Charged to sellers for late or missing deliveries and the like.',
  },
  seller_services: {
    gl: '4040',
    name: 'Services to sellers',
    kind: 'income',
    normal: 'credit',
    words: 'Shipping labels and advertising that sellers bought from us.',
  },
  fx_gain_loss: {
    gl: '4900',
    name: 'FX gain or loss',
    kind: 'income',
    normal: 'credit',
    words: 'Refunds and disputes converted at another rate than the charge they belong to.',
  },
  processor_fees: {
    gl: '5010',
    name: 'Processor fees',
    kind: 'expense',
    normal: 'debit',
    words: 'What Stripe charges us.',
  },
  fee_taxes: {
    gl: '5015',
    name: 'Tax on fees',
    kind: 'expense',
    normal: 'debit',
    words: 'Tax that Stripe adds to its fees.',
  },
  dispute_fees: {
    gl: '5020',
    name: 'Dispute fees',
    kind: 'expense',
    normal: 'debit',
    words: 'What Stripe charges for disputes.',
  },
  promotions: {
    gl: '5110',
    name: 'Promotions',
    kind: 'expense',
    normal: 'debit',
    words: 'Discounts that we pay for: sellers are owed them although buyers did not pay them.',
  },
  seller_incentives: {
    gl: '5120',
    name: 'Seller incentives',
    kind: 'expense',
    normal: 'debit',
    words: 'Goodwill and other amounts that we give sellers beyond their contracts.',
  },
  issuing_spend: {
    gl: '5030',
    name: 'Issuing spend',
    kind: 'expense',
    normal: 'debit',
    words: 'Spent with cards we issued.',
  },
  climate_contributions: {
    gl: '5040',
    name: 'Climate contributions',
    kind: 'expense',
    normal: 'debit',
    words: 'Contributions and orders through Stripe Climate.',
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

export const CHART = { ...PLATFORM, ...SELLER }
