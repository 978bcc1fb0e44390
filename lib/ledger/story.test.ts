import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftBalanceTransaction, draftLateFact, type PostableTransaction } from './draft-balance-transaction.ts'
import { type DraftLine, type EntryDraft, imbalance } from './entry.ts'
import { draftSettlement, type SettlementPosting } from './post-settlement.ts'
import type { PostingFacts } from './posting-rules.ts'

const PLATFORM = 'acct_platform'

describe('a sale by separate charge and transfer', () => {
  test('leaves the platform its commission less the fee, and every clearing account empty', () => {
    const sale = balancesOf([charge(10_000n, 320n), split('collected', 10_000n, 2_000n), transfer(-8_000n)])

    expect(sale).toEqual({ stripe_balance: 1_680n, processor_fees: 320n, commission: -2_000n })
  })

  test('a refund after the transfer, split and reversed, leaves only the fee Stripe kept', () => {
    const story = balancesOf([
      charge(10_000n, 320n),
      split('collected', 10_000n, 2_000n),
      transfer(-8_000n),
      refund(-10_000n),
      split('refund', -10_000n, -2_000n, 2),
      reversal(8_000n),
    ])

    expect(story).toEqual({ stripe_balance: -320n, processor_fees: 320n })
  })

  test('a fee that the seller bears is recovered from the share', () => {
    const line = { ...aLine('collected', 10_000n, 2_000n), sellerMinor: 7_680n, sellerFeeMinor: 320n }
    const story = balancesOf([charge(10_000n, 320n), settlement([line])])

    expect(story).toMatchObject({ 'seller_payable:sel_1': -7_680n, fee_recovery: -320n, processor_fees: 320n })
  })

  test('whatever the amounts and however a refund is cut into parts, the sellers are owed nothing at the end', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 14n),
        fc.integer({ min: 0, max: 10_000 }),
        fc.array(fc.bigInt(1n, 100n), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (gross, bps, weights, seed) => {
          const commission = (gross * BigInt(bps)) / 10_000n
          const seller = gross - commission
          const refunds = cut(gross, weights)
          const shares = cut(seller, weights)
          const entries = shuffled(
            [
              charge(gross, gross / 30n),
              split('collected', gross, commission),
              transfer(-seller),
              ...refunds.map((part) => refund(-part)),
              ...refunds.map((part, index) => split('refund', -part, (shares[index] ?? 0n) - part, index + 2)),
              ...shares.map((part) => reversal(part)),
            ],
            seed,
          )
          const balances = balancesOf(entries)
          expect(balances).not.toHaveProperty('seller_payable:sel_1')
          for (const clearing of ['buyer_funds', 'refund_clearing', 'suspense', 'commission'])
            expect(balances).not.toHaveProperty(clearing)
        },
      ),
    )
  })
})

describe('a destination charge with an application fee', () => {
  test('books the fee into clearing until it is settled', () => {
    const story = balancesOf([
      charge(10_000n, 320n),
      transfer(-10_000n),
      entryOf({
        reportingCategory: 'platform_earning',
        type: 'application_fee',
        amountMinor: 2_000n,
        netMinor: 2_000n,
        sourceId: 'fee_1',
      }),
    ])

    expect(story).toMatchObject({
      stripe_balance: 1_680n,
      application_fee_clearing: -2_000n,
      'seller_payable:sel_1': 10_000n,
    })
  })
})

describe('what other categories post', () => {
  test.each([
    [
      'dispute',
      'adjustment',
      -10_000n,
      1_500n,
      { disputed_funds: 10_000n, dispute_fees: 1_500n, stripe_balance: -11_500n },
    ],
    ['payout', 'payout', -7_680n, 0n, { payouts_in_transit: 7_680n, stripe_balance: -7_680n }],
    ['payout_reversal', 'payout_failure', 7_680n, 0n, { payouts_in_transit: -7_680n, stripe_balance: 7_680n }],
    ['topup', 'topup', 5_000n, 0n, { topups_in_transit: -5_000n, stripe_balance: 5_000n }],
    ['fee', 'stripe_fee', -250n, 0n, { processor_fees: 250n, stripe_balance: -250n }],
    ['refund_failure', 'refund_failure', 900n, 0n, { refund_clearing: -900n, stripe_balance: 900n }],
    ['other_adjustment', 'adjustment', -700n, 0n, { suspense: 700n, stripe_balance: -700n }],
    ['quantum_leap', 'quantum', 42n, 2n, { suspense: -42n, processor_fees: 2n, stripe_balance: 40n }],
  ])('%s', (reportingCategory, type, amountMinor, feeMinor, balances) => {
    const entry = entryOf({ reportingCategory, type, amountMinor, feeMinor, netMinor: amountMinor - feeMinor })
    expect(balancesOf([entry])).toEqual(balances)
  })

  test('a reserve is moved between two balances of Stripe’s and clearing ends empty', () => {
    const held = { reportingCategory: 'risk_reserved_funds', type: 'reserve_hold' }
    const story = balancesOf([
      entryOf({ ...held, amountMinor: -500n, netMinor: -500n }),
      entryOf({ ...held, amountMinor: 500n, netMinor: 500n, balanceType: 'risk_reserved' }),
    ])
    expect(story).toEqual({ stripe_balance: -500n, stripe_risk_reserved: 500n })
  })

  test('our money is set aside for a seller below zero, and clears it: then the seller owes us', () => {
    const story = balancesOf([
      entryOf({ reportingCategory: 'connect_reserved_funds', amountMinor: -900n, netMinor: -900n, sourceId: 'rsv_1' }),
      entryOf({ ...CLEARED, amountMinor: -900n, netMinor: -900n }),
      entryOf({ reportingCategory: 'connect_reserved_funds', amountMinor: 900n, netMinor: 900n, sourceId: 'rsv_2' }),
    ])
    expect(story).toEqual({ stripe_balance: -900n, 'seller_receivable:sel_1': 900n })
    const early = draftBalanceTransaction(aTransaction({ ...CLEARED, facts: UNKNOWN, amountMinor: -900n }), PLATFORM)
    expect(early.awaits).toBe('seller cleared by cct_1')
  })

  test('a bank debit that never came leaves nothing, fee included', () => {
    const failed = { reportingCategory: 'charge_failure', type: 'payment_failure_refund', sourceId: 'py_1' }
    const fees = (amountMinor: bigint) => [{ type: 'stripe_fee', amountMinor, currency: 'USD' }]
    const story = balancesOf([
      entryOf({ amountMinor: 20_000n, feeMinor: 160n, netMinor: 19_840n, sourceId: 'py_1', feeDetails: fees(160n) }),
      entryOf({ ...failed, amountMinor: -20_000n, feeMinor: -160n, netMinor: -19_840n, feeDetails: fees(-160n) }),
    ])
    expect(story).toEqual({})
  })

  test('a balance type that did not exist yesterday gets an account of its own', () => {
    const story = balancesOf([
      entryOf({ amountMinor: 5n, netMinor: 5n, balanceType: 'moon', reportingCategory: 'topup' }),
    ])
    expect(story).toMatchObject({ 'stripe_other:moon': 5n })
  })

  test('every entry balances, whatever Stripe says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('charge', 'refund', 'transfer', 'dispute', 'fee', 'payout', 'tax', 'nobody_knows'),
        fc.constantFrom('payments', 'issuing', 'moon'),
        fc.constantFrom(PLATFORM, 'acct_1'),
        fc.bigInt(-(10n ** 15n), 10n ** 15n),
        fc.bigInt(-1_000n, 10n ** 9n),
        fc.bigInt(-(10n ** 15n), 10n ** 15n),
        fc.array(fc.bigInt(0n, 10n ** 9n), { maxLength: 3 }),
        fc.boolean(),
        (reportingCategory, balanceType, account, amountMinor, feeMinor, netMinor, details, isKnown) => {
          const transaction = aTransaction({
            reportingCategory,
            balanceType,
            account,
            amountMinor,
            feeMinor,
            netMinor,
            feeDetails: details.map((minor) => ({ type: 'stripe_fee', amountMinor: minor, currency: 'USD' })),
            facts: isKnown ? KNOWN : UNKNOWN,
          })
          const { entry } = draftBalanceTransaction(transaction, PLATFORM)
          expect([...imbalance(entry?.lines ?? [])]).toEqual([])
          expect(entry?.lines.every((line) => line.amountMinor !== 0n) ?? true).toBe(true)
        },
      ),
    )
  })
})

describe('a fact that arrives late', () => {
  test('a transfer of an unknown seller waits in suspense and ends where it belongs', () => {
    const unknown = aTransaction({
      reportingCategory: 'transfer',
      amountMinor: -8_000n,
      netMinor: -8_000n,
      sourceId: 'tr_1',
      facts: UNKNOWN,
    })
    const first = draftBalanceTransaction(unknown, PLATFORM)
    expect(first.awaits).toBe('transfer tr_1')
    expect(draftLateFact(unknown, PLATFORM)).toBeNull()

    const late = draftLateFact({ ...unknown, facts: KNOWN }, PLATFORM)
    expect(balancesOf([first.entry, late])).toEqual({ stripe_balance: -8_000n, 'seller_payable:sel_1': 8_000n })
  })

  test('a seller’s payment is not called a sale before its charge is known', () => {
    const payment = aTransaction({
      account: 'acct_1',
      reportingCategory: 'charge',
      type: 'payment',
      amountMinor: 8_000n,
      netMinor: 8_000n,
      sourceId: 'py_1',
      facts: UNKNOWN,
    })
    const first = draftBalanceTransaction(payment, PLATFORM)
    const late = draftLateFact(
      { ...payment, facts: { ...UNKNOWN, isChargeKnown: true, sourceTransferId: 'tr_1' } },
      PLATFORM,
    )

    expect(first.entry?.book).toBe('seller:acct_1')
    expect(balancesOf([first.entry, late])).toEqual({ stripe_balance: 8_000n, platform_transfers: -8_000n })
  })
})

describe('a settlement line', () => {
  test('without a seller stays buyer funds', () => {
    const line = { ...aLine('collected', 5_000n, 0n), sellerId: '', sellerMinor: 0n }
    expect(draftSettlement(aSettlement([line]))).toBeNull()
  })

  test('without a seller gives its refund back from buyer funds', () => {
    const line = { ...aLine('refund', -5_000n, 0n), sellerId: '', sellerMinor: 0n }
    expect(balancesOf([settlement([line])])).toEqual({ buyer_funds: 5_000n, refund_clearing: -5_000n })
  })

  test('that does not add up is a fault', () => {
    const line = { ...aLine('collected', 5_000n, 1_000n), sellerMinor: 3_999n }
    expect(() => draftSettlement(aSettlement([line]))).toThrow('1 USD belong to nobody')
  })
})

const CLEARED = {
  reportingCategory: 'connect_collection_transfer',
  type: 'connect_collection_transfer',
  sourceId: 'cct_1',
}
const UNKNOWN: PostingFacts = {
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
const KNOWN: PostingFacts = {
  ...UNKNOWN,
  destination: 'acct_1',
  sellerId: 'sel_1',
  isChargeKnown: true,
  sourceTransferId: 'tr_1',
}

function aTransaction(overrides: Partial<PostableTransaction>): PostableTransaction {
  return {
    account: PLATFORM,
    id: 'txn_1',
    type: 'charge',
    reportingCategory: 'charge',
    balanceType: 'payments',
    sourceId: 'ch_1',
    amountMinor: 0n,
    feeMinor: 0n,
    netMinor: 0n,
    currency: 'USD',
    feeDetails: [],
    occurredAt: new Date('2026-11-01T10:00:00Z'),
    accountingOn: '2026-11-01',
    facts: KNOWN,
    ...overrides,
  }
}

function entryOf(overrides: Partial<PostableTransaction>): EntryDraft | null {
  return draftBalanceTransaction(aTransaction(overrides), PLATFORM).entry
}

const charge = (gross: bigint, fee: bigint) => entryOf({ amountMinor: gross, feeMinor: fee, netMinor: gross - fee })
const refund = (minor: bigint) =>
  entryOf({ reportingCategory: 'refund', type: 'refund', amountMinor: minor, netMinor: minor, sourceId: 're_1' })
const transfer = (minor: bigint) =>
  entryOf({ reportingCategory: 'transfer', type: 'transfer', amountMinor: minor, netMinor: minor, sourceId: 'tr_1' })
const reversal = (minor: bigint) =>
  entryOf({
    reportingCategory: 'transfer_reversal',
    type: 'transfer_refund',
    amountMinor: minor,
    netMinor: minor,
    sourceId: 'trr_1',
  })

function aLine(kind: SettlementPosting['kind'], grossMinor: bigint, commissionMinor: bigint): SettlementPosting {
  return {
    kind,
    sellerId: 'sel_1',
    grossMinor,
    commissionMinor,
    sellerMinor: grossMinor - commissionMinor,
    sellerFeeMinor: 0n,
    taxPayableMinor: 0n,
  }
}

function aSettlement(lines: readonly SettlementPosting[], version = 1) {
  return {
    settlementId: 'stl_1',
    version,
    account: PLATFORM,
    currency: 'USD',
    occurredAt: new Date('2026-11-01T10:00:00Z'),
    accountingOn: '2026-11-01',
    lines,
  }
}

const settlement = (lines: readonly SettlementPosting[], version = 1) => draftSettlement(aSettlement(lines, version))
const split = (kind: SettlementPosting['kind'], gross: bigint, commission: bigint, version = 1) =>
  settlement([aLine(kind, gross, commission)], version)

/** Balances per account after all entries; accounts that end at zero are left out. */
function balancesOf(entries: readonly (EntryDraft | null)[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  const lines: readonly DraftLine[] = entries.flatMap((entry) => entry?.lines ?? [])
  for (const { code, subject, amountMinor } of lines) {
    const key = subject === '' ? code : `${code}:${subject}`
    sums[key] = (sums[key] ?? 0n) + amountMinor
  }
  return Object.fromEntries(Object.entries(sums).filter(([, minor]) => minor !== 0n))
}

function cut(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((left, right) => left + right, 0n)
  const parts = weights.map((weight) => (total * weight) / whole)
  parts[0] = (parts[0] ?? 0n) + total - parts.reduce((left, right) => left + right, 0n)
  return parts
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, rank: ((index + 1) * 7_919 + seed) % 101 }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item)
}
