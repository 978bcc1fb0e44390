import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, inTransaction, type Scope } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { countHeldFunds, ringHeldFunds } from './held-funds.ts'
import { holdingLimitDays, warningDays } from './held-funds-model.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const scope: Scope = { entityId: 'ent_1', livemode: false, actor: 'system' }
const own = { entity_id: 'ent_1', livemode: false }

let rows: Rows
beforeAll(async () => {
  rows = await openRows()
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const daysAgo = (days: number) => new Date(AT.getTime() - days * 86_400_000).toISOString()

/** A seller with what came in and went out on its account at Stripe, and what is left of it. */
async function seller(id: string, country: string, ...moved: readonly { minor: number; days: number }[]) {
  const account = `acct_${id}`
  await rows.insert('seller', { ...own, id: `sel_${id}`, stripe_account: account, name: `Shop ${id}`, country })
  await rows.insert('ledger_account', {
    ...own,
    book: `seller:${account}`,
    code: 'stripe_balance',
    subject: '',
    currency: 'EUR',
    balance_minor: moved.reduce((sum, { minor }) => sum + minor, 0).toString(),
  })
  for (const [index, { minor, days }] of moved.entries())
    await rows.insert('balance_transaction', {
      ...own,
      account,
      id: `txn_${id}_${index}`,
      type: minor > 0 ? 'payment' : 'payout',
      reporting_category: minor > 0 ? 'charge' : 'payout',
      balance_type: 'payments',
      currency: 'EUR',
      amount_minor: minor.toString(),
      net_minor: minor.toString(),
      fee_details: '[]',
      created_at: daysAgo(days),
    })
}

const ring = () => inTransaction(scope, (tx) => ringHeldFunds(tx, AT))
const tickets = () =>
  rows.query<{ subject_id: string; title: string; priority: string; due: string; state: string }>(
    `SELECT subject_id, title, priority, (due_at AT TIME ZONE 'UTC')::date::text AS due, state FROM ticket
      WHERE code = 'funds_held_long' ORDER BY subject_id`,
  )

test('Stripe’s limits by country, and how early somebody is told', () => {
  expect(['TH', 'us', 'DE', 'GB'].map(holdingLimitDays)).toEqual([10, 730, 90, 90])
  expect([10, 90, 730].map(warningDays)).toEqual([3, 14, 60])
})

test('money near the limit becomes a ticket due on that day, once, and the payout closes it', async () => {
  // 50.00 of 80 days ago, of which 20.00 were paid out since; what came in lately is young.
  await seller('berlin', 'DE', { minor: 5_000, days: 80 }, { minor: -2_000, days: 40 }, { minor: 1_000, days: 2 })
  await seller('austin', 'US', { minor: 5_000, days: 80 })
  await seller('bangkok', 'TH', { minor: 5_000, days: 12 })
  await seller('paid', 'DE', { minor: 5_000, days: 80 }, { minor: -5_000, days: 3 }, { minor: 4_000, days: 1 })

  await ring()
  await ring()

  expect(await tickets()).toEqual([
    {
      subject_id: 'sel_bangkok',
      title: '50.00 EUR of Shop bangkok should have been paid out by 2026-11-18: Stripe lets it lie for 10 days',
      priority: 'urgent',
      due: '2026-11-18',
      state: 'open',
    },
    {
      subject_id: 'sel_berlin',
      title: '30.00 EUR of Shop berlin has to be paid out by 2026-11-30: Stripe lets it lie for 90 days',
      priority: 'high',
      due: '2026-11-30',
      state: 'open',
    },
  ])
  expect(await inTransaction(scope, countHeldFunds)).toBe(2)

  await rows.query(`UPDATE ledger_account SET balance_minor = 1000 WHERE book = 'seller:acct_berlin'`)
  await rows.insert('payout', {
    ...own,
    account: 'acct_bangkok',
    id: 'po_1',
    automatic: true,
    currency: 'EUR',
    status: 'paid',
    created_at: daysAgo(0),
  })
  await ring()

  expect((await tickets()).map(({ state }) => state)).toEqual(['resolved', 'resolved'])
})
