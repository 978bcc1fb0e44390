import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { balanceOn } from '#lib/ledger/statement.ts'
import { closeDatabase, read, type Scope } from '#lib/platform/db.ts'
import { openRows } from '#lib/platform/testing/rows.ts'
import { cash, reversalOf, SELLER_ACCOUNT, tellAndPost } from '#lib/settlements/testing-connect.ts'
import { aWorld, plainPayment, refundOf, transferOf, type World } from '#lib/settlements/testing-world.ts'
import { explainToSeller, readExplainPanel } from '../explain/explain-to-seller.ts'
import { draftWeek } from '../summaries/draft-week.ts'
import { weekExecutor } from '../summaries/send-week.ts'
import { issueStatementsOf, sellersWithoutStatement } from './issue-statements.ts'
import { findByCode, getStatement, listStatements } from './read-statements.ts'

const DECEMBER = new Date('2026-12-03T08:00:00Z')
const JANUARY = new Date('2027-01-03T08:00:00Z')

let world: World
let sellerId: string
let accountId: string

beforeAll(async () => {
  world = await aWorld()
  await world.tellSeller({ id: SELLER_ACCOUNT, name: 'Nordic Ceramics' })
  await sold('a')
  await transferred('a', 8_000n)
  await sold('b')
  const refund = { ...refundOf(world, 'a', { part: '1', amount: 5_000n }) }
  await tellAndPost(world, {
    ...refund,
    balance_transaction: [cash(world, 're_a_1', { category: 'refund', amount: -5_000n })],
  })
  await world.settle({ kind: 'charge', id: 'ch_a' })
  await tellAndPost(world, reversalOf(world, 'a', { amount: 1_000n }))
  const [account] = await world.rows<{ id: bigint; subject: string }>(
    `SELECT id, subject FROM ledger_account WHERE entity_id = $1 AND code = 'seller_payable'`,
    [world.entity.id],
  )
  sellerId = account?.subject ?? ''
  accountId = `${account?.id}`
})
afterAll(closeDatabase)

async function sold(name: string) {
  await tellAndPost(world, plainPayment(world, name, { metadata: { order_id: `ORD-${name}` } }))
  await world.settle({ kind: 'charge', id: `ch_${name}` })
}

async function transferred(name: string, amount: bigint) {
  const moved = cash(world, `tr_${name}`, { category: 'transfer', amount: -amount })
  await tellAndPost(world, { ...transferOf(world, name, { amount }), balance_transaction: [moved] })
}

const issue = (at: Date) => world.work((tx) => issueStatementsOf(tx, { entity: world.entity, at }, sellerId))
const statements = () => world.work((tx) => listStatements(tx, sellerId))
const owedOn = (day: string) => world.work(async (tx) => -(await balanceOn(tx, accountId, day)))
const told = (rows: Awaited<ReturnType<typeof statements>>) =>
  rows.map((row) => [
    row.month,
    row.opening.minor,
    ...row.sums.map(({ key, amount }) => `${key} ${amount.minor}`),
    row.closing.minor,
  ])

test('a statement’s totals equal the ledger’s, and what is booked later stands in the next', async () => {
  expect(await world.work((tx) => sellersWithoutStatement(tx, { entity: world.entity, at: DECEMBER }, '', 10))).toEqual(
    [sellerId],
  )
  expect(await issue(DECEMBER)).toBe(1)
  const november = [
    '2026-11',
    '0',
    ...['sales 20000', 'refunds -5000', 'fees -3000', 'paid -8000', 'taken_back 1000'],
    '5000',
  ]
  expect(told(await statements())).toEqual([november])
  expect(await owedOn('2026-11-30')).toBe(5_000n)
  expect(await world.work((tx) => sellersWithoutStatement(tx, { entity: world.entity, at: DECEMBER }, '', 10))).toEqual(
    [],
  )

  // A sale of November that arrives in December: November stays as it was issued.
  await sold('c')
  expect(await issue(DECEMBER)).toBe(0)
  expect(await issue(JANUARY)).toBe(1)
  expect(told(await statements())).toEqual([['2026-12', '5000', 'sales 10000', 'fees -2000', '13000'], november])
  expect(await owedOn('2026-12-31')).toBe(13_000n)
  const [latest] = await statements()
  const lines = (await world.work((tx) => getStatement(tx, latest?.id ?? '')))?.statement.lines
  expect(lines?.map(({ on, lateFor, kind }) => [on, lateFor, kind])).toEqual([['2026-11-10', '2026-11-10', 'sale']])
})

test('it names nothing of the platform’s, and only its seller reads it', async () => {
  const [row] = await statements()
  const scope: Scope = { ...world.scope, actor: 'per_1', role: 'tieout_seller', sellerId }
  const asSeller = (who: Scope) => read(who, (tx) => getStatement(tx, row?.id ?? ''))
  const found = await asSeller(scope)
  expect(
    JSON.stringify(found?.statement, (_, part: unknown) => (typeof part === 'bigint' ? `${part}` : part)),
  ).not.toMatch(/(?:ch|tr|trr|re|txn|in|stl|acct)_/)
  expect(found?.statement.closingMinor).toBe(13_000n)
  expect(await asSeller({ ...scope, sellerId: 'sel_other' })).toBeNull()
})

test('code and closing amount can be checked, and nothing issued can be changed', async () => {
  const [row] = await statements()
  expect(await world.work((tx) => findByCode(tx, row?.code ?? ''))).toEqual({ month: '2026-12', closing: row?.closing })
  expect(await world.work((tx) => findByCode(tx, '0000000000000000'))).toBeNull()
  const rows = await openRows()
  for (const attack of [
    'UPDATE seller_statement SET closing_minor = closing_minor + 1',
    'DELETE FROM seller_statement',
    `INSERT INTO seller_statement SELECT (jsonb_populate_record(s, '{"id": "stm_x", "code": "X", "month": "2027-01-01", "closing_minor": 1}')).* FROM seller_statement s`,
  ])
    await expect(rows.query(attack)).rejects.toThrow(/add up|change|append/i)
  await rows.close()
})

const operator = (): Actor => ({
  personId: 'per_mira',
  email: 'mira@example.test',
  name: 'Mira',
  roles: ['operator'],
  sellerId: null,
  entity: world.entity,
  scope: { ...world.scope, actor: 'per_mira' },
  requestId: 'req_1',
})

test('a settlement is explained to its seller; every version of the words is kept, and the same words are asked for once', async () => {
  const [settlement] = await world.rows<{ id: string }>(`SELECT id FROM settlement WHERE charge_id = 'ch_a'`)
  const subject = { kind: 'settlement', id: settlement?.id ?? '', account: '', sellerId: '' } as const
  const asking = { actor: operator(), subject, locale: 'de', at: DECEMBER } as const
  const panel = await readExplainPanel(asking)
  expect(panel).toMatchObject({ seller: { id: sellerId, name: 'Nordic Ceramics' }, kept: [] })
  expect(panel.paths).toMatchObject([{ chargeId: 'ch_a', transferId: 'tr_a', payoutId: '', traceId: '' }])
  expect(panel.body.normalize('NFKC')).toContain('Von Ihrem Verkauf')
  expect(panel.body.normalize('NFKC')).toContain('erreichten 40,00 USD am 10. November 2026 Ihr Stripe-Guthaben')
  const tell = (body: string) =>
    world.work((tx) => explainToSeller(tx, { ...asking, words: { subject: panel.subject, body }, isReworded: false }))
  const first = await tell(panel.body)
  expect(await tell(panel.body)).toEqual(first)
  const edited = await tell(`${panel.body} Sie bekommen noch 77,00 USD.`)
  expect([first.version, edited.version]).toEqual([1, 2])
  expect((await world.work((tx) => lockProposal(tx, edited.proposalId))).reasoning).toContain('77,00')
  expect((await readExplainPanel(asking)).kept.map(({ version, origin, state }) => [version, origin, state])).toEqual([
    [2, 'person', 'needs_approval'],
    [1, 'facts', 'needs_approval'],
  ])
})

test('a week is drafted and proposed once for all sellers, and goes out as it was approved', async () => {
  const week = () =>
    draftWeek({
      entity: world.entity,
      scope: world.scope,
      at: new Date('2026-11-18T09:00:00Z'),
      by: { kind: 'system', id: 'system' },
    })
  const drafted = await week()
  expect(drafted.count).toBe(1)
  expect(await week()).toEqual(drafted)
  const proposal = await world.work((tx) => lockProposal(tx, drafted.proposalId))
  expect(await world.work((tx) => weekExecutor.recheck(tx, proposal, DECEMBER))).toEqual({ ok: true })
  await world.work((tx) => weekExecutor.apply(tx, proposal, DECEMBER))
  await world.work((tx) => weekExecutor.apply(tx, proposal, DECEMBER))
  const mails = await world.rows<{ subject: string; body: string }>(
    `SELECT subject, body FROM message WHERE once_key LIKE 'summary:%'`,
  )
  expect(mails).toHaveLength(1)
  expect(mails[0]?.subject).toBe('Your week from November 9, 2026 to November 15, 2026')
  expect(mails[0]?.body.normalize('NFKC')).toContain('- Owed to you at the end: USD 130.00')
})
