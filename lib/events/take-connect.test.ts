import { expect, test } from 'vitest'
import { nothingYet, takeObject } from './take-object.ts'

const PLATFORM = 'acct_platform'
const SEEN = { account: PLATFORM, asOf: new Date('2026-11-20T12:00:00Z') }
const CREATED = { created: 1_795_000_000, currency: 'usd', amount: 2_000 }

function taken(type: string, wire: Record<string, unknown>) {
  const into = nothingYet()
  takeObject(into, type, { ...CREATED, ...wire }, SEEN, PLATFORM)
  return { batch: into.batch, needs: into.needs.map(({ what, account, id }) => `${what} ${account} ${id}`) }
}

test('an application fee brings its refunds, its cash and the seller’s charge', () => {
  const refund = {
    ...CREATED,
    id: 'fr_1',
    object: 'fee_refund',
    amount: 500,
    fee: 'fee_1',
    balance_transaction: 'txn_2',
  }
  const { batch, needs } = taken('application_fee', {
    id: 'fee_1',
    account: 'acct_1',
    charge: 'py_1',
    originating_transaction: 'ch_1',
    balance_transaction: 'txn_1',
    amount_refunded: 500,
    refunds: { data: [refund], has_more: false },
  })

  expect(batch.application_fee?.[0]).toMatchObject({
    amountMinor: 2_000n,
    refundedMinor: 500n,
    sellerAccount: 'acct_1',
    chargeId: 'py_1',
    originatingChargeId: 'ch_1',
  })
  expect(batch.fee_refund?.[0]).toMatchObject({ amountMinor: 500n, feeId: 'fee_1', balanceTransactionId: 'txn_2' })
  expect(needs).toEqual([
    'balance_transaction acct_platform txn_1',
    'charge acct_1 py_1',
    'balance_transaction acct_platform txn_2',
    'transactions_of acct_1 py_1',
  ])
})

test('a destination charge brings the transfer that Stripe made and the fee', () => {
  const { batch, needs } = taken('charge', {
    id: 'ch_1',
    status: 'succeeded',
    payment_intent: 'pi_1',
    balance_transaction: 'txn_1',
    transfer: 'tr_1',
    application_fee: 'fee_1',
    on_behalf_of: 'acct_1',
    transfer_data: { destination: 'acct_1' },
  })

  expect(batch.charge?.[0]).toMatchObject({ destination: 'acct_1', transferId: 'tr_1', applicationFeeId: 'fee_1' })
  expect(needs).toContain('transfer acct_platform tr_1')
  expect(needs).toContain('application_fee acct_platform fee_1')
})

test('a dispute brings every balance transaction it names', () => {
  const { batch, needs } = taken('dispute', {
    id: 'du_1',
    charge: 'ch_1',
    status: 'lost',
    reason: 'fraudulent',
    balance_transactions: [{ id: 'txn_1' }, { id: 'txn_2' }],
    evidence_details: { due_by: 1_795_000_100 },
  })

  expect(batch.dispute?.[0]).toMatchObject({ balanceTransactionIds: ['txn_1', 'txn_2'], status: 'lost' })
  expect(needs).toEqual([
    'balance_transaction acct_platform txn_1',
    'balance_transaction acct_platform txn_2',
    'transactions_of acct_platform du_1',
    'charge_again acct_platform ch_1',
  ])
})

test('a paid checkout session brings its payment and says what was bought', () => {
  const line = {
    id: 'li_1',
    description: 'Vase',
    amount_total: 2_000,
    price: { product: { metadata: { seller: 'acct_1' } } },
  }
  const { batch, needs } = taken('checkout.session', {
    id: 'cs_1',
    mode: 'payment',
    status: 'complete',
    payment_status: 'paid',
    amount_total: 2_000,
    payment_intent: 'pi_1',
    line_items: { data: [line], has_more: false },
  })

  expect(batch['checkout.session']?.[0]?.lines).toMatchObject([{ amountMinor: '2000', metadata: { seller: 'acct_1' } }])
  expect(needs).toEqual(['payment_intent acct_platform pi_1'])
})

test('a top-up brings its cash', () => {
  expect(taken('topup', { id: 'tu_1', status: 'succeeded', balance_transaction: 'txn_1' }).needs).toEqual([
    'balance_transaction acct_platform txn_1',
  ])
})
