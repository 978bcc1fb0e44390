import type { Terms } from '#lib/contracts/model.ts'
import { anAgreement } from '#lib/contracts/testing.ts'
import type { ChargeFact, Facts, InvoiceFact, InvoiceLineFact, RefundFact } from './facts.ts'
import type { MetadataKeys } from './metadata.ts'

/** Builders for tests of this room: complete facts, of which a test states what matters. */
export const KEYS: MetadataKeys = {
  seller: 'seller',
  commissionBps: 'commission_bps',
  category: 'category',
  orderId: 'order_id',
}

const PAID_AT = new Date('2026-11-10T09:00:00Z')

export const someTerms = (overrides: Partial<Terms> = {}): Terms => ({
  contractId: 'ctr_1',
  contractName: 'Standard',
  contractVersionId: 'ctv_1',
  version: 1,
  isDefault: false,
  ...anAgreement(),
  ...overrides,
})

export const aCharge = (overrides: Partial<ChargeFact> = {}): ChargeFact => ({
  id: 'ch_1',
  account: 'acct_platform',
  destination: '',
  onBehalfOf: '',
  transferId: '',
  applicationFeeId: '',
  status: 'succeeded',
  amountMinor: 10_000n,
  currency: 'USD',
  disputed: false,
  customerId: 'cus_1',
  paymentIntentId: 'pi_1',
  transferGroup: '',
  metadata: {},
  backing: { id: 'txn_1', amountMinor: 10_000n, feeMinor: 320n, currency: 'USD', createdAt: PAID_AT },
  ...overrides,
})

export const anInvoice = (overrides: Partial<InvoiceFact> = {}): InvoiceFact => ({
  id: 'in_1',
  number: 'INV-1',
  status: 'paid',
  customerId: 'cus_1',
  currency: 'USD',
  totalMinor: 10_000n,
  amountPaidMinor: 10_000n,
  amountRemainingMinor: 0n,
  billingReason: 'manual',
  metadata: {},
  createdAt: PAID_AT,
  paidAt: PAID_AT,
  ...overrides,
})

export const aLine = (overrides: Partial<InvoiceLineFact> = {}): InvoiceLineFact => ({
  id: 'il_1',
  description: 'Vase',
  amountMinor: 10_000n,
  discountMinor: 0n,
  taxMinor: 0n,
  metadata: { seller: 'acct_1', order_id: 'ORD-1' },
  ...overrides,
})

export const aRefund = (overrides: Partial<RefundFact> = {}): RefundFact => ({
  id: 're_1',
  status: 'succeeded',
  chargeId: 'ch_1',
  amountMinor: 10_000n,
  balanceTransactionId: 'txn_r1',
  createdAt: new Date('2026-11-12T09:00:00Z'),
  ...overrides,
})

export const someFacts = (overrides: Partial<Facts> = {}): Facts => ({
  source: { kind: 'invoice', id: 'in_1' },
  invoice: anInvoice(),
  invoiceLines: [aLine()],
  paymentCount: 1,
  charges: [aCharge()],
  paymentMetadata: [],
  refunds: [],
  fee: null,
  openDisputes: [],
  disputeCount: 0,
  session: null,
  ...overrides,
})
