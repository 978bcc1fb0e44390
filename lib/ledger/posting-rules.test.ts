import { expect, test } from 'vitest'
import { chartAccount } from './chart.ts'
import { POSTING_RULES, type PostingFacts, ruleFor } from './posting-rules.ts'

const NOTHING_KNOWN: PostingFacts = {
  destination: '',
  sellerId: '',
  isChargeKnown: false,
  sourceTransferId: '',
  chargeId: '',
  refundId: '',
  transferId: '',
  invoiceId: '',
  paymentIntentId: '',
}

/** Stripe's reporting categories as documented; docs.stripe.com/reports/reporting-categories. */
const CATEGORIES = [
  'advance',
  'advance_funding',
  'anticipation_repayment',
  'charge',
  'charge_failure',
  'climate_order_purchase',
  'climate_order_refund',
  'connect_collection_transfer',
  'connect_reserved_funds',
  'contribution',
  'dispute',
  'dispute_reversal',
  'fee',
  'financing_paydown',
  'financing_paydown_reversal',
  'financing_payout',
  'financing_payout_reversal',
  'issuing_authorization_hold',
  'issuing_authorization_release',
  'issuing_dispute',
  'issuing_transaction',
  'network_cost',
  'other_adjustment',
  'partial_capture_reversal',
  'payout',
  'payout_reversal',
  'platform_earning',
  'platform_earning_refund',
  'refund',
  'refund_failure',
  'risk_reserved_funds',
  'tax',
  'topup',
  'topup_reversal',
  'transfer',
  'transfer_reversal',
  'unreconciled_customer_funds',
]

test('every category Stripe documents has a rule on the platform’s side, but the one that says nothing', () => {
  const unclassified = CATEGORIES.filter((category) => ruleFor('platform', category, 'any').name === 'unclassified')
  expect(unclassified).toEqual(['other_adjustment'])
})

test('a seller’s memo book leaves in suspense only what platforms alone have', () => {
  const unclassified = CATEGORIES.filter((category) => ruleFor('seller', category, 'any').name === 'unclassified')
  expect(unclassified).toEqual([
    'connect_reserved_funds',
    'other_adjustment',
    'platform_earning',
    'platform_earning_refund',
  ])
})

test('no category of a side has two rules for the same type', () => {
  const claims = POSTING_RULES.flatMap(({ side, categories, types }) =>
    categories.map((category) => `${side} ${category} ${types?.join() ?? '*'}`),
  )
  expect(new Set(claims).size).toBe(claims.length)
})

test('a fee adjustment on a seller’s account is the platform’s fee coming back, any other fee is Stripe’s', () => {
  expect(ruleFor('seller', 'fee', 'adjustment').name).toBe('platform_fee')
  expect(ruleFor('seller', 'fee', 'stripe_fee').name).toBe('fee')
})

test('dispute fees are kept apart from processing fees', () => {
  expect(ruleFor('platform', 'dispute', 'adjustment').fees).toBe('dispute_fees')
  expect(ruleFor('platform', 'charge', 'charge').fees).toBe('processor_fees')
  const { counterpart, version } = ruleFor('platform', 'fee', 'stripe_fee')
  expect(counterpart(NOTHING_KNOWN, 'dp_1')).toMatchObject({ code: 'dispute_fees' })
  expect(counterpart(NOTHING_KNOWN, 'ch_1')).toMatchObject({ code: 'processor_fees' })
  expect(version).toBe(2)
})

test('a code that left the chart is shown as itself', () => {
  expect(chartAccount('gone').name).toBe('gone')
})
