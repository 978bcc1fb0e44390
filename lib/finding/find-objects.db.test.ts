import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { findObjects } from './find-objects.ts'

const AT = new Date('2026-11-20T12:00:00Z')
let entity: Entity
let rows: Rows
let ticketId = ''

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_find',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: AT,
    automaticSince: null,
    at: AT,
  })
  rows = await openRows()
  const ours = { entity_id: entity.id, livemode: false }
  for (const currency of ['USD', 'JPY']) {
    await rows.insert('ledger_account', { ...ours, code: 'cash', subject: '', book: 'main', currency })
  }
  await rows.insert('payout', {
    ...ours,
    account: 'acct_nordic',
    id: 'po_1',
    amount_minor: '620000',
    currency: 'usd',
    status: 'paid',
    trace_id: 'TR-77',
  })
  await rows.insert('payout', {
    ...ours,
    account: 'acct_nordic',
    id: 'po_2',
    amount_minor: '6200',
    currency: 'jpy',
    status: 'paid',
  })
  await rows.insert('seller', { ...ours, id: 'sel_1', name: 'Nordic Ceramics', stripe_account: 'acct_nordic' })
  await rows.insert('seller_bank_account', { ...ours, seller_id: 'sel_1', id: 'ba_1', last4: '4242', currency: 'usd' })
  const ticket = { subjectKind: 'payout', subjectId: 'po_1', code: 'off', title: 'po_1 is off', action: 'Look.' }
  ticketId = (await inTransaction(SYSTEM(entity), (tx) => openTicket(tx, ticket, AT))).ticketId
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const actor = (role: 'analyst' | 'seller'): Actor => ({
  personId: 'per_ana',
  email: 'ana@example.test',
  name: 'Ana',
  roles: [role],
  sellerId: null,
  entity,
  scope: { ...SYSTEM(entity), actor: 'per_ana' },
  requestId: '',
})
const find = async (query: string, role: 'analyst' | 'seller' = 'analyst') =>
  (await findObjects({ actor: actor(role), query })).map(({ href }) => href)

test.each([
  ['6,200.00', ['/payouts/acct_nordic/po_1']],
  ['6.200,00', ['/payouts/acct_nordic/po_1']],
  ['6200.00 usd', ['/payouts/acct_nordic/po_1']],
  ['6,200', ['/payouts/acct_nordic/po_2', '/payouts/acct_nordic/po_1']],
  ['6200 JPY', ['/payouts/acct_nordic/po_2']],
  ['6200', []],
  ['6200.01', []],
  ['TR-77', ['/payouts/acct_nordic/po_1']],
  ['4242', ['/sellers/sel_1']],
  ['nordic', ['/sellers/sel_1']],
])('%s finds %j', async (query, hrefs) => {
  expect((await find(query)).sort()).toEqual([...hrefs].sort())
})

test('a ticket is found by its id, and nothing by whoever may see nothing', async () => {
  expect(await find(ticketId)).toEqual([`/tickets/${ticketId}`])
  expect(await find(ticketId, 'seller')).toEqual([])
  expect(await find('6,200.00', 'seller')).toEqual([])
})
