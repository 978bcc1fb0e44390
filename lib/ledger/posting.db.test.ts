import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import { closeDatabase, inRawTransaction, inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { coverRatio } from './cover-ratio.ts'
import { findEntries, getEntry } from './get-entry.ts'
import { listAccounts } from './list-accounts.ts'
import { postQueued } from './post-balance-transactions.ts'
import { postSettlementVersion } from './post-settlement.ts'
import { queueForPosting } from './posting-queue.ts'
import { balanceAt, balanceOn, statement } from './statement.ts'
import { trialBalance } from './trial-balance.ts'

const AT = new Date('2026-11-20T12:00:00Z')

let rows: Rows
let entity: Entity
let count = 0
beforeAll(async () => {
  rows = await openRows()
})
beforeEach(() => {
  count += 1
  entity = anEntity(`ent_${count}`)
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

describe('postQueued', () => {
  test('posts a sale, its split and its transfer, and empties the queue', async () => {
    await theSale()
    expect(await postQueued({ entity, at: AT })).toEqual({ posted: 2, waiting: 0, failed: 0 })
    await splitTheSale()

    expect(await balances()).toEqual({
      'stripe_balance/USD': 1_680n,
      'processor_fees/USD': 320n,
      'commission/USD': -2_000n,
    })
    expect(await queued()).toBe(0)
  })

  test('posting again changes nothing', async () => {
    await theSale()
    await postQueued({ entity, at: AT })
    await inTransaction(SYSTEM(entity), (tx) => queueForPosting(tx, [{ account: 'acct_platform', id: 'txn_sale' }], AT))
    await postQueued({ entity, at: AT })
    await splitTheSale()
    await splitTheSale()

    expect(await balances()).toMatchObject({ 'stripe_balance/USD': 1_680n, 'commission/USD': -2_000n })
  })

  test('a transfer whose seller is unknown waits in suspense until the seller arrives', async () => {
    await mirror('transfer', { id: 'tr_1', destination: 'acct_new', amount_minor: '8000' })
    await balanceTransaction({
      id: 'txn_1',
      reporting_category: 'transfer',
      type: 'transfer',
      source_id: 'tr_1',
      minor: -8_000n,
    })

    expect(await postQueued({ entity, at: AT })).toEqual({ posted: 1, waiting: 1, failed: 0 })
    expect(await balances()).toEqual({ 'stripe_balance/USD': -8_000n, 'suspense/USD': 8_000n })

    await rows.insert('seller', { ...own(), id: `sel_new_${entity.id}`, stripe_account: 'acct_new' })
    expect(await postQueued({ entity, at: AT })).toEqual({ posted: 0, waiting: 0, failed: 0 })
    expect(await postQueued({ entity, at: AT, retryWaiting: true })).toEqual({ posted: 1, waiting: 0, failed: 0 })
    expect(await balances()).toEqual({
      'stripe_balance/USD': -8_000n,
      [`seller_payable:sel_new_${entity.id}/USD`]: 8_000n,
    })
    expect(await queued()).toBe(0)
  })

  test('what the journal refuses fails alone and is tried later', async () => {
    await balanceTransaction({ id: 'txn_good', minor: 500n, reporting_category: 'topup' })
    await balanceTransaction({ id: 'txn_huge', minor: 9_223_372_036_854_775_807n, reporting_category: 'topup' })
    await balanceTransaction({ id: 'txn_more', minor: 1n, reporting_category: 'topup' })

    const outcome = await postQueued({ entity, at: AT })

    expect(outcome.failed).toBe(1)
    expect(await queued()).toBe(1)
    expect(outcome.posted).toBe(2)
  })

  test('two workers draining at once post everything once', async () => {
    for (let index = 0; index < 40; index += 1)
      await balanceTransaction({ id: `txn_${index}`, minor: 100n, reporting_category: 'topup' })

    const outcomes = await Promise.all([1, 2, 3].map(() => postQueued({ entity, at: AT, limit: 30 })))

    expect(outcomes.reduce((sum, { posted }) => sum + posted, 0)).toBe(40)
    expect(await balances()).toEqual({ 'stripe_balance/USD': 4_000n, 'topups_in_transit/USD': -4_000n })
  })

  test('a seller’s account is a memo book of its own', async () => {
    await mirror('charge', { id: 'py_1', account: 'acct_1', source_transfer_id: 'tr_1' })
    await balanceTransaction({ id: 'txn_s', account: 'acct_1', type: 'payment', source_id: 'py_1', minor: 8_000n })
    await postQueued({ entity, at: AT })

    expect(await balances('seller:acct_1')).toEqual({ 'stripe_balance/USD': 8_000n, 'platform_transfers/USD': -8_000n })
    expect(await balances()).toEqual({})
  })

  test('keeps currencies apart and accounting days in the book time zone', async () => {
    await balanceTransaction({
      id: 'txn_jpy',
      currency: 'JPY',
      minor: 1_200n,
      reporting_category: 'topup',
      created_at: '2026-11-02T03:00:00Z',
    })
    await balanceTransaction({ id: 'txn_kwd', currency: 'KWD', minor: 125n, reporting_category: 'topup' })
    await postQueued({ entity, at: AT })

    const [entry] = await read(SYSTEM(entity), (tx) => findEntries(tx, 'balance_transaction:txn_jpy'))
    expect(entry?.accountingOn).toBe('2026-11-01')
    expect(await balances()).toMatchObject({ 'stripe_balance/JPY': 1_200n, 'stripe_balance/KWD': 125n })
  })
})

describe('the reads', () => {
  test('the trial balance adds up on every day and keeps sellers’ debts apart', async () => {
    await theSale()
    await postQueued({ entity, at: AT })

    const now = await read(SYSTEM(entity), (tx) => trialBalance(tx, 'platform', null))
    expect(now.totals).toEqual([
      { currency: 'USD', debit: { minor: '10000', currency: 'USD' }, credit: { minor: '10000', currency: 'USD' } },
    ])
    const before = await read(SYSTEM(entity), (tx) => trialBalance(tx, 'platform', '2026-11-09'))
    expect(before.totals).toEqual([
      { currency: 'USD', debit: { minor: '0', currency: 'USD' }, credit: { minor: '0', currency: 'USD' } },
    ])
    const between = await read(SYSTEM(entity), (tx) => trialBalance(tx, 'platform', '2026-11-10'))
    expect(between.rows.find(({ code }) => code === 'stripe_balance')?.debit.minor).toBe('9680')
  })

  test('a statement pages both ways without gaps, and balances hold at days and instants', async () => {
    for (let day = 10; day < 17; day += 1)
      await balanceTransaction({
        id: `txn_${day}`,
        minor: 100n,
        reporting_category: 'topup',
        created_at: `2026-11-${day}T15:00:00Z`,
      })
    await postQueued({ entity, at: AT })

    await read(SYSTEM(entity), async (tx) => {
      const { rows: accounts } = await listAccounts(tx, { book: 'platform', code: 'stripe_balance', limit: 10 })
      const accountId = accounts[0]?.id ?? ''
      const first = await statement(tx, { accountId, limit: 3 })
      const second = await statement(tx, { accountId, limit: 3, after: first.nextCursor })
      const last = await statement(tx, { accountId, limit: 3, after: second.nextCursor })
      expect([first, second, last].map((page) => page.rows.map(({ lineNo }) => lineNo))).toEqual([
        ['7', '6', '5'],
        ['4', '3', '2'],
        ['1'],
      ])
      expect([first.previousCursor, last.nextCursor]).toEqual([null, null])
      const back = await statement(tx, { accountId, limit: 3, before: last.previousCursor })
      expect(back.rows).toEqual(second.rows)
      expect(first.rows[0]?.balanceAfter).toEqual({ minor: '700', currency: 'USD' })
      expect(await balanceOn(tx, accountId, '2026-11-12')).toBe(300n)
      expect(await balanceAt(tx, accountId, new Date('2026-11-12T14:59:59Z'))).toBe(200n)
    })
  })

  test('an entry shows its lines, what it is about, and that it is unaltered', async () => {
    await theSale()
    await postQueued({ entity, at: AT })
    const entry = await read(SYSTEM(entity), async (tx) => {
      const [found] = await findEntries(tx, 'charge:ch_sale')
      return getEntry(tx, found?.id ?? '')
    })

    expect(entry?.lines.map(({ name, amount }) => `${name} ${amount.minor}`)).toEqual([
      'Stripe balance 9680',
      'Processor fees 320',
      'Buyer funds unallocated -10000',
    ])
    expect(entry).toMatchObject({
      isUnaltered: true,
      sealedAt: null,
      rule: 'charge@1',
      refs: expect.arrayContaining(['invoice:in_sale']),
    })
  })

  test('the cover ratio counts what is held against what is owed to others', async () => {
    await theSale('txn_sale_only')
    await postQueued({ entity, at: AT })
    await splitTheSale()
    const [usd] = await read(SYSTEM(entity), (tx) => coverRatio(tx, entity, AT))

    expect(usd).toEqual({
      currency: 'USD',
      heldMinor: 9_680n,
      inTransitMinor: 0n,
      owedMinor: 8_000n,
      ratioBps: 12_100n,
    })
  })

  test('nobody sees another entity’s books', async () => {
    await theSale()
    await postQueued({ entity, at: AT })
    const stranger = { ...SYSTEM(entity), entityId: 'ent_stranger' }
    const found = await inRawTransaction(stranger, (tx) => tx.sql('SELECT id FROM journal_entry'))

    expect(found).toEqual([])
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
    created_at: '2026-11-10T15:00:00Z',
    ...values,
  })
  const key = { account: String(values.account ?? 'acct_platform'), id: values.id }
  await inTransaction(SYSTEM(entity), (tx) => queueForPosting(tx, [key], AT))
}

/** 100.00 paid on an invoice, and the seller's 80.00 transferred the day after. */
async function theSale(transferLess?: string) {
  await rows.insert('seller', { ...own(), id: `sel_${entity.id}`, stripe_account: 'acct_1', name: 'Kiln & Co' })
  await mirror('charge', { id: 'ch_sale', payment_intent_id: 'pi_sale' })
  await mirror('invoice_payment', { id: 'inpay_sale', invoice_id: 'in_sale', payment_intent_id: 'pi_sale' })
  await balanceTransaction({ id: 'txn_sale', source_id: 'ch_sale', minor: 10_000n, fee: 320n })
  if (transferLess !== undefined) return
  await mirror('transfer', {
    id: 'tr_sale',
    destination: 'acct_1',
    amount_minor: '8000',
    balance_transaction_id: 'txn_transfer',
  })
  await balanceTransaction({
    id: 'txn_transfer',
    type: 'transfer',
    reporting_category: 'transfer',
    source_id: 'tr_sale',
    minor: -8_000n,
    created_at: '2026-11-11T15:00:00Z',
  })
}

function splitTheSale() {
  return inTransaction(SYSTEM(entity), (tx) =>
    postSettlementVersion(
      tx,
      {
        settlementId: 'stl_1',
        version: 1,
        account: 'acct_platform',
        currency: 'USD',
        occurredAt: new Date('2026-11-10T15:00:00Z'),
        accountingOn: '2026-11-10',
        refs: ['charge:ch_sale'],
        lines: [
          {
            kind: 'collected',
            sellerId: `sel_${entity.id}`,
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
}

async function balances(book = 'platform'): Promise<Record<string, bigint>> {
  const found = await rows.query<{ code: string; subject: string; currency: string; minor: string }>(
    `SELECT code, subject, currency, balance_minor::text AS minor FROM ledger_account
      WHERE entity_id = $1 AND book = $2 AND balance_minor <> 0`,
    [entity.id, book],
  )
  return Object.fromEntries(
    found.map(({ code, subject, currency, minor }) => [
      `${code}${subject === '' ? '' : `:${subject}`}/${currency}`,
      BigInt(minor),
    ]),
  )
}

async function queued(): Promise<number> {
  const found = await rows.query('SELECT 1 FROM posting_queue WHERE entity_id = $1', [entity.id])
  return found.length
}
