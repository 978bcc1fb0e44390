import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, read, type Scope } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { explainPayout } from './explain-payout.ts'
import { readExplainFacts } from './read-explain-facts.ts'

const scope: Scope = { entityId: 'ent_1', livemode: false, actor: 'system' }
const own = { entity_id: 'ent_1', livemode: false }
const sellerScope = (name: string): Scope => ({
  ...scope,
  actor: `per_${name}`,
  role: 'tieout_seller',
  sellerId: `sel_${name}`,
})

let rows: Rows
beforeAll(async () => {
  rows = await openRows()
  for (const name of ['luna', 'other'])
    await rows.insert('seller', {
      ...own,
      id: `sel_${name}`,
      stripe_account: `acct_${name}`,
      name,
      payouts_enabled: true,
    })
  await payout('po_1', '2026-11-06', 10_000)
  await line('po_1', 'txn_1', 'charge', 10_000, 0, '2026-11-05')
  await payout('po_2', '2026-11-13', 9_000, { status: 'failed', failure_code: 'account_closed' })
  await payout('po_3', '2026-11-20', 12_300)
  await line('po_3', 'txn_2', 'charge', 8_000, 0, '2026-11-19', { source_id: 'py_1' })
  await line('po_3', 'txn_3', 'charge', 2_000, 300, '2026-11-19', {
    fee_details: JSON.stringify([
      { type: 'application_fee', amountMinor: '200' },
      { type: 'stripe_fee', amountMinor: '100' },
    ]),
  })
  await line('po_3', 'txn_4', 'refund', -1_500, 0, '2026-11-18')
  await line('po_3', 'txn_5', 'refund', -400, 0, '2026-11-05')
  await line('po_3', 'txn_6', 'payout_reversal', 4_500, 0, '2026-11-16')
  await line('po_3', 'txn_po_3', 'payout', -12_300, 0, '2026-11-20', { source_id: 'po_3' })
  // Of the first sale 20.00 were kept back for an earlier one.
  await rows.insert('charge', { ...own, account: 'acct_luna', id: 'py_1', source_transfer_id: 'tr_1' })
  await rows.insert('transfer_origin', { ...own, object_id: 'tr_1', settlement_id: 'stl_2', seller_id: 'sel_luna' })
  await rows.insert('settlement_carry', {
    ...own,
    seller_id: 'sel_luna',
    from_settlement_id: 'stl_1',
    to_settlement_id: 'stl_2',
    currency: 'USD',
    amount_minor: '2000',
  })
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

async function payout(id: string, day: string, minor: number, more: Readonly<Record<string, unknown>> = {}) {
  const at = `${day}T03:00:00Z`
  const arrival = new Date(Date.parse(`${day}T00:00:00Z`) + 4 * 86_400_000).toISOString()
  const shared = { ...own, account: 'acct_luna', currency: 'USD', created_at: at, arrival_at: arrival }
  await rows.insert('payout', { ...shared, id, status: 'paid', amount_minor: minor, automatic: true, ...more })
  await rows.insert('payout_tie_out', {
    ...shared,
    payout_id: id,
    mode: 'breakdown',
    state: 'tied',
    payout_minor: minor,
    categories: '[]',
    remainders: JSON.stringify([{ class: 'minimum_balance', minor: '700', evidence: 'txn_9', action: '' }]),
  })
}

async function line(
  payoutId: string,
  id: string,
  category: string,
  minor: number,
  fee: number,
  day: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  await rows.insert('balance_transaction', {
    ...own,
    account: 'acct_luna',
    id,
    type: category,
    reporting_category: category,
    balance_type: 'payments',
    currency: 'USD',
    amount_minor: minor,
    fee_minor: fee,
    net_minor: minor - fee,
    fee_details: '[]',
    payout_id: payoutId,
    created_at: `${day}T01:00:00Z`,
    available_on: `${day}T02:00:00Z`,
    ...more,
  })
}

test('a payout is explained from its lines, the one before and the one that came back, alike for console and seller', async () => {
  const console = await explainPayout(scope, 'po_3', 'en')
  const bars = console?.bars.map(({ key, amountMinor }) => [key, amountMinor])
  expect(bars).toEqual([
    ['sales', 12_000n],
    ['kept_back', -2_000n],
    ['refunds', -1_500n],
    ['marketplace_fees', -200n],
    ['fees', -100n],
    ['carried', -400n],
    ['returned', 4_500n],
  ])
  expect(bars?.reduce((sum, [, minor]) => sum + BigInt(minor ?? 0), 0n)).toBe(12_300n)
  expect(console?.comparedWith).toBe('po_1')
  expect(console?.paragraphs.join(' ').normalize('NFKC')).toContain(
    'A payout of USD 90.00 made on November 13, 2026 was sent back by your bank before this one. The bank says that the account is closed. USD 7.00 stayed in your balance',
  )
  expect(await explainPayout(sellerScope('luna'), 'po_3', 'en')).toEqual(console)
})

test('a seller finds no payout of another', async () => {
  expect(await explainPayout(sellerScope('other'), 'po_3', 'ja')).toBeNull()
  expect(await explainPayout(scope, 'po_9', 'ja')).toBeNull()
  expect(await explainPayout(scope, 'po_3', 'ja', 'acct_other')).toBeNull()
})

test('the bank may send it back for some days, of which nothing is said afterwards', async () => {
  const until = (at: string) => read(scope, (tx) => readExplainFacts(tx, { payoutId: 'po_3', at: new Date(at) }))
  expect((await until('2026-11-26T00:00:00Z'))?.returnableUntil).toBe('2026-12-01')
  expect((await until('2026-12-02T00:00:00Z'))?.returnableUntil).toBe('')
})
