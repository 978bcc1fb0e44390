import type { Agreement, Rule, Tier } from './model.ts'

/** Builders for tests: complete rules and agreements, of which a test states what matters. */
export const aRule = (overrides: Partial<Rule> = {}): Rule => ({
  id: 'cru_1',
  position: 1,
  priority: 1,
  isStacked: false,
  takenOf: 'base',
  sellerId: '',
  category: '',
  lineType: '',
  fromOn: null,
  untilOn: null,
  percentBps: 2_000,
  fixedMinor: 0n,
  minMinor: null,
  maxMinor: null,
  overMinor: null,
  uptoMinor: null,
  scale: 'none',
  steps: [],
  currency: '',
  ...overrides,
})

export const aTier = (overrides: Partial<Tier> = {}): Tier => ({
  position: 1,
  parentPosition: null,
  of: 'platform',
  payeeId: 'sel_lead',
  label: 'Regional lead',
  percentBps: 2_500,
  percentOf: 'part',
  ...overrides,
})

export const anAgreement = (overrides: Partial<Agreement> = {}): Agreement => ({
  feeBearer: 'platform',
  commissionBase: 'gross',
  isShippingCharged: true,
  isTipCharged: true,
  discountFunder: 'seller',
  isDiscountCharged: false,
  commissionOnRefund: 'in_proportion',
  earned: 'at_payment',
  earnedDays: 0,
  debitDelayDays: 0,
  fxBearer: 'platform',
  platformLiableForTax: false,
  feeAlertBps: 3_500,
  maxTotalBps: 10_000,
  holdDays: 0,
  reserveBps: 0,
  reserveDays: 0,
  rules: [aRule()],
  tiers: [],
  ...overrides,
})
