import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import type { BalanceSnapshot, StripeFunds } from '#lib/ledger/balance-snapshot.ts'
import type { InvariantResult } from '#lib/ledger/invariant-model.ts'
import { latestRuns } from '#lib/ledger/invariant-runs.ts'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { postSettlementVersion } from '#lib/ledger/post-settlement.ts'
import { queueForPosting } from '#lib/ledger/posting-queue.ts'
import { closeDatabase, inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { runInvariants } from './run-invariants.ts'
import { verify, worst } from './verify.ts'

const PAID = '2026-11-10T15:00:00Z'
const AT = new Date('2026-11-10T16:00:00Z')
const LATER = new Date('2026-11-12T16:00:00Z')

let rows: Rows
let entity: Entity
let count = 0
beforeAll(async () => {
  rows = await openRows()
})
beforeEach(async () => {
  count += 1
  entity = anEntity(`ent_${count}`)
  await theStory()
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

test('a whole sale holds every promise, and the runs are kept for the screen', async () => {
  const results = await check([aSnapshot()])

  expect(results.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
  const kept = await read(SYSTEM(entity), latestRuns)
  expect(kept.map(({ name }) => name).sort()).toEqual(results.map(({ name }) => name).sort())
  expect(kept.every(({ title }) => title.length > 10)).toBe(true)
})

describe('Stripe’s balance', () => {
  test('another amount at Stripe is a violation that says by how much', async () => {
    const result = await one('stripe_balance', [aSnapshot({ after: [usd(1_680n, 1n)], before: [usd(1_680n, 1n)] })])

    expect(result).toMatchObject({ outcome: 'violated' })
    expect(result.findings[0]?.what).toContain('off by -0.01 USD')
  })

  test('the same amount, split otherwise between pending and available, is one too', async () => {
    const moved = [usd(1_600n, 80n)]
    const result = await one('stripe_balance', [aSnapshot({ before: moved, after: moved })])

    expect(result.findings[0]?.what).toContain('16.80 USD should be available by now, Stripe says 16.00 USD')
  })

  test('what is not available yet counts as pending', async () => {
    const early = new Date('2026-11-10T15:30:00Z')
    const still = [usd(0n, 1_680n)]
    const result = await one('stripe_balance', [aSnapshot({ before: still, after: still, takenAt: early })])

    expect(result.outcome).toBe('holds')
  })

  test('a balance that changed while it was read is not comparable', async () => {
    const result = await one('stripe_balance', [aSnapshot({ before: [usd(1_000n)] })])

    expect(result).toMatchObject({
      outcome: 'not_comparable',
      reason: expect.stringContaining('changed while it was read'),
    })
  })

  test('a transaction Stripe lists that is not posted yet makes it not comparable', async () => {
    const newest = [{ id: 'txn_unseen', createdAt: new Date(PAID) }]
    const result = await one('stripe_balance', [aSnapshot({ newest })])

    expect(result).toMatchObject({ outcome: 'not_comparable', reason: expect.stringContaining('1 of its newest') })
  })

  test('what was posted after the snapshot is taken out again', async () => {
    await balanceTransaction({
      id: 'txn_after',
      minor: 700n,
      reporting_category: 'topup',
      created_at: '2026-11-10T15:59:00Z',
    })
    await postQueued({ entity, at: AT })
    const result = await one('stripe_balance', [aSnapshot()])

    expect(result.outcome).toBe('holds')
  })

  test('a failing read says so', async () => {
    const result = await one('stripe_balance', [aSnapshot({ problem: 'Stripe could not be asked (timeout).' })])

    expect(result).toMatchObject({ outcome: 'not_comparable', reason: expect.stringContaining('timeout') })
  })
})

test('a mirrored transaction that nobody queued is missed', async () => {
  await mirror('balance_transaction', {
    id: 'txn_lost',
    net_minor: '5',
    amount_minor: '5',
    balance_type: 'payments',
    fee_details: '[]',
  })

  expect(await one('cash_posted')).toMatchObject({ outcome: 'violated' })
})

describe('seller payable', () => {
  test('a settlement line that the journal does not know is a violation', async () => {
    await rows.insert('settlement_line', {
      settlement_id: `stl_${entity.id}`,
      entity_id: entity.id,
      version: 9,
      seller_id: `sel_${entity.id}`,
      seller_minor: '1',
      gross_minor: '1',
    })

    expect((await one('seller_payable')).findings[0]?.what).toContain('owes')
  })

  test('a transfer whose balance transaction has not arrived counts on neither side', async () => {
    await mirror('transfer', {
      id: 'tr_2',
      destination: 'acct_1',
      amount_minor: '500',
      balance_transaction_id: 'txn_later',
    })
    await origin('tr_2')

    expect(await one('seller_payable')).toMatchObject({
      outcome: 'holds',
      reason: expect.stringContaining('1 transfers wait'),
    })
  })
})

describe('clearing accounts', () => {
  test('a charge nobody split is on its way for a day, then a finding', async () => {
    await mirror('charge', { id: 'ch_2' })
    await balanceTransaction({ id: 'txn_2', source_id: 'ch_2', minor: 4_000n })
    await postQueued({ entity, at: AT })

    expect(await one('clearing_explained')).toMatchObject({
      outcome: 'holds',
      reason: expect.stringContaining('not split yet'),
    })
    const late = await check([], LATER)
    expect(late.find(({ name }) => name === 'clearing_explained')?.findings[0]).toMatchObject({ refs: ['charge:ch_2'] })
  })

  test('a line that names no seller explains what stays', async () => {
    await mirror('charge', { id: 'ch_3' })
    await balanceTransaction({ id: 'txn_3', source_id: 'ch_3', minor: 4_000n })
    await postQueued({ entity, at: AT })
    await rows.insert('settlement', {
      ...own(),
      id: `stl_3_${entity.id}`,
      source_kind: 'charge',
      source_id: 'ch_3',
      state: 'settled',
    })
    await rows.insert('settlement_line', {
      settlement_id: `stl_3_${entity.id}`,
      entity_id: entity.id,
      gross_minor: '4000',
    })

    const late = await check([], LATER)
    expect(late.find(({ name }) => name === 'clearing_explained')).toMatchObject({
      outcome: 'holds',
      reason: expect.stringContaining('lines that name no seller'),
    })
  })
})

describe('the gate', () => {
  test('a transfer without an origin is outside once it had time to be recognised', async () => {
    await mirror('transfer', { id: 'tr_rogue', amount_minor: '1', created_at: PAID })

    const result = await one('nothing_outside_the_gate')
    expect(result).toMatchObject({ outcome: 'violated', findings: [{ refs: ['transfer:tr_rogue'] }] })
  })

  test('a reversal noted as outside is found at once', async () => {
    await mirror('transfer_reversal', { id: 'trr_rogue', transfer_id: 'tr_sale', amount_minor: '1', created_at: AT })
    await rows.insert('transfer_origin', { ...own(), object_id: 'trr_rogue', origin: 'outside' })

    expect((await one('nothing_outside_the_gate')).findings[0]?.refs).toEqual(['transfer_reversal:trr_rogue'])
  })
})

describe('verify', () => {
  test('answers 0, 1 and 2', async () => {
    const input = { entity, at: AT }
    expect((await verify({ ...input, snapshots: [aSnapshot()] })).exitCode).toBe(0)
    expect((await verify({ ...input, snapshots: [] })).exitCode).toBe(2)
    await mirror('transfer', { id: 'tr_rogue', amount_minor: '1', created_at: PAID })
    const { exitCode, text, report } = await verify({ ...input, snapshots: [] })
    expect(exitCode).toBe(1)
    expect(text).toContain('VIOLATED')
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({ outcome: 'violated', entity: entity.id })
  })

  test('a violation outranks what cannot be compared', () => {
    expect(worst([{ outcome: 'not_comparable' }, { outcome: 'violated' }, { outcome: 'holds' }])).toBe('violated')
  })
})

function anEntity(id: string): Entity {
  return {
    id,
    name: 'Bazaar',
    stripeAccount: 'acct_platform',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'America/New_York',
    goLiveAt: null,
    automaticSince: null,
    pausedAt: null,
    metadataKeys: { seller: 'seller', commissionBps: 'commission_bps', category: 'category', orderId: 'order_id' },
  }
}

const own = () => ({ entity_id: entity.id, livemode: false })
const mirror = (table: string, values: Record<string, unknown>) =>
  rows.insert(table, { ...own(), account: 'acct_platform', ...values })
const origin = (id: string) =>
  rows.insert('transfer_origin', { ...own(), object_id: id, origin: 'executed', settlement_id: `stl_${entity.id}` })

async function balanceTransaction({
  minor,
  fee = 0n,
  ...values
}: {
  id: string
  minor: bigint
  fee?: bigint
  [column: string]: unknown
}) {
  await mirror('balance_transaction', {
    type: 'charge',
    reporting_category: 'charge',
    balance_type: 'payments',
    fee_details: '[]',
    amount_minor: minor.toString(),
    fee_minor: fee.toString(),
    net_minor: (minor - fee).toString(),
    created_at: PAID,
    available_on: '2026-11-10T15:45:00Z',
    ...values,
  })
  await inTransaction(SYSTEM(entity), (tx) => queueForPosting(tx, [{ account: 'acct_platform', id: values.id }], AT))
}

/** 100.00 paid on an invoice, split 80 to 20, transferred, everything accounted for. */
async function theStory() {
  const sellerId = `sel_${entity.id}`
  await rows.insert('seller', { ...own(), id: sellerId, stripe_account: 'acct_1' })
  await mirror('charge', { id: 'ch_sale', payment_intent_id: 'pi_sale' })
  await mirror('invoice_payment', { id: 'inpay_sale', invoice_id: 'in_sale', payment_intent_id: 'pi_sale' })
  await balanceTransaction({ id: 'txn_sale', source_id: 'ch_sale', minor: 10_000n, fee: 320n })
  await mirror('transfer', {
    id: 'tr_sale',
    destination: 'acct_1',
    amount_minor: '8000',
    balance_transaction_id: 'txn_transfer',
    created_at: PAID,
  })
  await balanceTransaction({
    id: 'txn_transfer',
    type: 'transfer',
    reporting_category: 'transfer',
    source_id: 'tr_sale',
    minor: -8_000n,
  })
  await origin('tr_sale')
  const settlementId = `stl_${entity.id}`
  await rows.insert('settlement', {
    ...own(),
    id: settlementId,
    source_kind: 'invoice',
    source_id: 'in_sale',
    charge_id: 'ch_sale',
    state: 'settled',
  })
  await rows.insert('settlement_line', {
    settlement_id: settlementId,
    entity_id: entity.id,
    version: 1,
    line_no: 1,
    kind: 'collected',
    seller_id: sellerId,
    gross_minor: '10000',
    commission_minor: '2000',
    seller_minor: '8000',
  })
  await inTransaction(SYSTEM(entity), (tx) =>
    postSettlementVersion(
      tx,
      {
        settlementId,
        version: 1,
        account: 'acct_platform',
        currency: 'USD',
        occurredAt: new Date(PAID),
        accountingOn: '2026-11-10',
        refs: ['charge:ch_sale'],
        lines: [
          {
            kind: 'collected',
            sellerId,
            grossMinor: 10_000n,
            sellerMinor: 8_000n,
            commissionMinor: 2_000n,
            sellerFeeMinor: 0n,
            taxPayableMinor: 0n,
          },
        ],
      },
      AT,
    ),
  )
  await postQueued({ entity, at: AT })
}

const usd = (availableMinor: bigint, pendingMinor = 0n): StripeFunds => ({
  balanceType: 'payments',
  currency: 'USD',
  availableMinor,
  pendingMinor,
})

function aSnapshot(overrides: Partial<BalanceSnapshot> = {}): BalanceSnapshot {
  return {
    account: 'acct_platform',
    takenAt: AT,
    before: [usd(1_680n)],
    after: [usd(1_680n)],
    newest: ['txn_transfer', 'txn_sale'].map((id) => ({ id, createdAt: new Date(PAID) })),
    problem: '',
    ...overrides,
  }
}

const check = (snapshots: readonly BalanceSnapshot[], at = AT): Promise<InvariantResult[]> =>
  runInvariants({ entity, at, depth: 'all', snapshots })

async function one(name: string, snapshots: readonly BalanceSnapshot[] = []): Promise<InvariantResult> {
  const found = (await check(snapshots)).find((result) => result.name === name)
  if (found === undefined) throw new Error(`nobody checked ${name}`)
  return found
}
