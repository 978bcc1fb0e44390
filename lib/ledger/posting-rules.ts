import type { AccountCode } from './chart.ts'

/** What the mirror knows about the object that caused a balance transaction. Empty strings: not known (yet). */
export type PostingFacts = {
  /** The transfer's destination, when the source is a transfer or its reversal. */
  readonly destination: string
  /** Our seller of that destination, or the one whose negative balance was cleared. */
  readonly sellerId: string
  /** Whether the charge behind the source (or behind the refund that is the source) is mirrored. */
  readonly isChargeKnown: boolean
  /** The platform's transfer behind a seller's payment. */
  readonly sourceTransferId: string
  readonly chargeId: string
  readonly refundId: string
  readonly transferId: string
  readonly invoiceId: string
  readonly paymentIntentId: string
}

export type Side = 'platform' | 'seller'

/** Where the gross amount goes, or the fact that must arrive before anybody can say. */
export type Counterpart = { readonly code: AccountCode; readonly subject: string } | { readonly awaits: string }

export type PostingRule = {
  readonly name: string
  /** Rises when the lines that the rule makes change; stored with every entry. */
  readonly version: number
  readonly side: Side
  /** Stripe's reporting categories it applies to. */
  readonly categories: readonly string[]
  /** Stripe's types it applies to; every type when left out. */
  readonly types?: readonly string[]
  readonly counterpart: (facts: PostingFacts, sourceId: string) => Counterpart
  /** Where Stripe's own fee goes. */
  readonly fees: AccountCode
  /** What happened, for the entry's description. */
  readonly says: string
}

const to = (code: AccountCode) => (): Counterpart => ({ code, subject: '' })

/** The seller whom the transfer paid. A transfer nobody can name the seller of waits in suspense, visibly. */
function sellerOf(facts: PostingFacts, sourceId: string): Counterpart {
  if (facts.sellerId !== '') return { code: 'seller_payable', subject: facts.sellerId }
  return { awaits: facts.destination === '' ? `transfer ${sourceId}` : `seller of ${facts.destination}` }
}

/** The seller whose balance below zero our money cleared: it owes us that, and Stripe nothing any more. */
function clearedSeller(facts: PostingFacts, sourceId: string): Counterpart {
  if (facts.sellerId !== '') return { code: 'seller_receivable', subject: facts.sellerId }
  return { awaits: `seller cleared by ${sourceId}` }
}

/** Answering a dispute costs a fee of its own, which comes back when it is won: it is the dispute's, not the payment's. */
const feeOf = (_: PostingFacts, sourceId: string): Counterpart => ({
  code: /^(dp|du)_/.test(sourceId) ? 'dispute_fees' : 'processor_fees',
  subject: '',
})

/** Money on a seller's account came from the platform's transfer or from the seller's own buyer. */
const sellerOrigin =
  (own: AccountCode) =>
  (facts: PostingFacts, sourceId: string): Counterpart => {
    if (facts.isChargeKnown) return { code: facts.sourceTransferId === '' ? own : 'platform_transfers', subject: '' }
    return sourceId.startsWith('ch_') ? { code: own, subject: '' } : { awaits: `payment behind ${sourceId}` }
  }

type Row = readonly [name: string, categories: readonly string[], counterpart: PostingRule['counterpart'], says: string]

const PLATFORM: readonly Row[] = [
  ['charge', ['charge'], to('buyer_funds'), 'Buyer paid'],
  ['charge_failure', ['charge_failure'], to('buyer_funds'), 'Payment failed after it was credited'],
  ['partial_capture', ['partial_capture_reversal'], to('buyer_funds'), 'Part of a payment was not captured'],
  ['refund', ['refund'], to('refund_clearing'), 'Refunded to the buyer'],
  ['refund_failure', ['refund_failure'], to('refund_clearing'), 'Refund came back'],
  ['transfer', ['transfer'], sellerOf, 'Transferred to the seller'],
  ['transfer_reversal', ['transfer_reversal'], sellerOf, 'Taken back from the seller'],
  ['application_fee', ['platform_earning'], to('application_fee_clearing'), 'Application fee received'],
  ['application_fee_refund', ['platform_earning_refund'], to('application_fee_clearing'), 'Application fee returned'],
  [
    'connect_reserve',
    ['connect_reserved_funds'],
    to('stripe_connect_reserved'),
    'Reserved against sellers’ negative balances',
  ],
  ['negative_balance', ['connect_collection_transfer'], clearedSeller, 'Covered a seller’s negative balance'],
]

const SELLER: readonly Row[] = [
  ['seller_charge', ['charge', 'charge_failure', 'partial_capture_reversal'], sellerOrigin('sales'), 'Received'],
  ['seller_refund', ['refund', 'refund_failure'], sellerOrigin('sales_refunds'), 'Returned'],
  [
    'seller_covered',
    ['connect_collection_transfer'],
    to('platform_transfers'),
    'Negative balance covered by the platform',
  ],
  ['seller_transfer', ['transfer', 'transfer_reversal'], to('platform_transfers'), 'Moved between seller and platform'],
]

/** What means the same on either side. */
const SHARED: readonly Row[] = [
  ['dispute', ['dispute', 'dispute_reversal'], to('disputed_funds'), 'Disputed by the buyer'],
  ['payout', ['payout'], to('payouts_in_transit'), 'Paid out to the bank'],
  ['payout_reversal', ['payout_reversal'], to('payouts_in_transit'), 'Payout came back'],
  ['topup', ['topup', 'topup_reversal'], to('topups_in_transit'), 'Topped up from the bank'],
  ['tax', ['tax'], to('fee_taxes'), 'Tax on fees'],
  ['risk_reserve', ['risk_reserved_funds'], to('reserve_clearing'), 'Moved to or from Stripe’s reserve'],
  ['advance', ['advance', 'advance_funding', 'anticipation_repayment'], to('stripe_advances'), 'Advance'],
  [
    'financing',
    ['financing_payout', 'financing_payout_reversal', 'financing_paydown', 'financing_paydown_reversal'],
    to('stripe_financing'),
    'Financing',
  ],
  [
    'climate',
    ['climate_order_purchase', 'climate_order_refund', 'contribution'],
    to('climate_contributions'),
    'Climate',
  ],
  ['issuing_hold', ['issuing_authorization_hold', 'issuing_authorization_release'], to('issuing_holds'), 'Card hold'],
  ['issuing', ['issuing_transaction', 'issuing_dispute', 'issuing_disbursement'], to('issuing_spend'), 'Card spend'],
  ['unreconciled', ['unreconciled_customer_funds'], to('unreconciled_funds'), 'Customer funds without a payment'],
]

/** Rules whose version is above one; every other rule is in its first version. */
const VERSIONS: Readonly<Record<string, number>> = { negative_balance: 2, fee: 2 }

const rule =
  (side: Side) =>
  ([name, categories, counterpart, says]: Row): PostingRule => ({
    name,
    version: VERSIONS[name] ?? 1,
    side,
    categories,
    counterpart,
    fees: categories.includes('dispute') ? 'dispute_fees' : 'processor_fees',
    says,
  })

/**
 * Every posting rule; the first that matches applies. Reporting categories decide, as Stripe advises;
 * the type only where one category means two things.
 */
export const POSTING_RULES: readonly PostingRule[] = [
  // On a seller's account a `fee` adjustment is the platform giving its application fee back.
  {
    ...rule('seller')(['platform_fee', ['fee'], to('platform_fees'), 'Application fee returned']),
    types: ['adjustment'],
  },
  ...PLATFORM.map(rule('platform')),
  ...SELLER.map(rule('seller')),
  ...(['platform', 'seller'] as const).flatMap((side) => [
    ...SHARED.map(rule(side)),
    rule(side)(['fee', ['fee', 'network_cost'], feeOf, 'Fee']),
  ]),
]

/** What nobody has a rule for: posted, so that cash agrees, and left where everybody sees it. */
const UNCLASSIFIED: Row = ['unclassified', [], to('suspense'), 'Not classified']

/** The rule for a balance transaction; the unclassified rule when none knows its category. */
export function ruleFor(side: Side, category: string, type: string): PostingRule {
  return (
    POSTING_RULES.find(
      (candidate) =>
        candidate.side === side &&
        candidate.categories.includes(category) &&
        (candidate.types === undefined || candidate.types.includes(type)),
    ) ?? rule(side)(UNCLASSIFIED)
  )
}
