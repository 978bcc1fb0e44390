import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { credit, debit } from '#lib/ledger/entry.ts'
import { postEntries } from '#lib/ledger/post.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { ageingOf, readReceivables } from '../receivable.ts'
import { booksOf, cash, SELLER_ACCOUNT, tellAndPost } from '../testing-connect.ts'
import { aWorld, NOW, plainPayment, refundOf, transferOf, type World } from '../testing-world.ts'
import { proposeWriteOff, writeOffExecutor } from './write-off.ts'

afterAll(closeDatabase)

const SOURCE = { kind: 'charge', id: 'ch_a' } as const

const person = (world: World, personId: string): Actor => ({
  personId,
  email: `${personId}@example.test`,
  name: personId,
  roles: ['operator', 'approver'],
  sellerId: null,
  entity: world.entity,
  scope: { ...world.scope, actor: personId },
  requestId: 'req_1',
})

/** A seller who was paid 80.00 of a sale that went back, and whose Stripe balance holds nothing. */
async function aDebtor(): Promise<World> {
  const world = await aWorld()
  await world.tellSeller({ id: SELLER_ACCOUNT, name: 'Nordic Ceramics' })
  await tellAndPost(world, plainPayment(world, 'a'))
  await tellAndPost(world, {
    ...transferOf(world, 'a', { amount: 8_000n }),
    balance_transaction: [cash(world, 'tr_a', { category: 'transfer', amount: -8_000n })],
  })
  await world.settle(SOURCE)
  await world.work((tx) => postEntries(tx, [emptySeller(world, 1n), emptySeller(world, -1n)], NOW))
  await tellAndPost(world, refundOf(world, 'a', { part: '1', amount: 10_000n }))
  await world.settle(SOURCE)
  return world
}

/** What the seller's own balance is known to hold: nothing. */
const emptySeller = (world: World, minor: bigint) => ({
  ...entry(world, `jrn_memo${minor}`),
  book: `seller:${SELLER_ACCOUNT}` as const,
  lines: [debit('stripe_balance', minor, 'USD'), credit('sales', minor, 'USD')],
})

const entry = (world: World, sourceId: string) => ({
  book: 'platform' as const,
  sourceKind: 'approved_journal' as const,
  sourceAccount: world.entity.stripeAccount,
  sourceId,
  sourcePart: '1',
  rule: 'test@1',
  accountingOn: '2026-11-20',
  occurredAt: NOW,
  description: sourceId,
  refs: [],
})

const provide = (world: World, minor: bigint) =>
  world.work((tx) =>
    postEntries(
      tx,
      [
        {
          ...entry(world, 'jrn_1'),
          lines: [debit('bad_debt', minor, 'USD'), credit('receivable_allowance', minor, 'USD')],
        },
      ],
      NOW,
    ),
  )

const ask = (world: World, amountMinor: bigint) =>
  inTransaction(person(world, 'per_olu').scope, (tx) =>
    proposeWriteOff(tx, {
      actor: person(world, 'per_olu'),
      sellerId: SELLER_ACCOUNT,
      amountMinor,
      currency: 'USD',
      note: 'The shop closed; three letters came back.',
      evidence: 'CASE-12',
      at: NOW,
    }),
  )

async function agree(world: World, proposalId: string): Promise<string> {
  const [row] = await world.rows<{ hash: string }>('SELECT arguments_hash AS hash FROM proposal WHERE id = $1', [
    proposalId,
  ])
  const actor = person(world, 'per_priya')
  await approve({ actor, proposalId, argumentsHash: row?.hash ?? '', comment: '', at: NOW })
  const executors = { 'receivable.write_off': writeOffExecutor(world.entity) }
  await executeProposal({ entity: world.entity, proposalId, at: NOW, executors })
  const [now] = await world.rows<{ state: string }>('SELECT state FROM proposal WHERE id = $1', [proposalId])
  return now?.state ?? ''
}

async function owes(world: World): Promise<bigint[]> {
  const [seller] = await world.rows<{ id: string }>('SELECT id FROM seller WHERE entity_id = $1', [world.entity.id])
  const found = await world.work((tx) => readReceivables(tx, seller?.id ?? ''))
  return ageingOf(found).map(({ totalMinor }) => totalMinor)
}

test('a debt is given up by two people, out of the allowance first, and the rest is bad debt', async () => {
  const world = await aDebtor()
  await provide(world, 3_000n)
  const before = await booksOf(world)
  expect(before).toMatchObject({ seller_payable: '8000', bad_debt: '3000', receivable_allowance: '-3000' })
  await expect(ask(world, 8_001n)).rejects.toThrow(/Only 80.00 USD are open/)
  const { proposalId } = await ask(world, 8_000n)
  expect(await booksOf(world)).toEqual(before)
  expect(await agree(world, proposalId)).toBe('executed')
  expect(await booksOf(world)).toMatchObject({ bad_debt: '8000' })
  expect(await booksOf(world)).not.toHaveProperty('seller_payable')
  expect(await owes(world)).toEqual([])
  await world.settle(SOURCE)
  expect(await owes(world)).toEqual([])
})

test('what was kept back meanwhile voids it, and a refund that fails later pays nothing again by itself', async () => {
  const world = await aDebtor()
  const { proposalId } = await ask(world, 8_000n)
  const small = await ask(world, 3_000n)
  expect(await agree(world, small.proposalId)).toBe('executed')
  expect(await owes(world)).toEqual([5_000n])
  expect(await agree(world, proposalId)).toBe('void')
  expect(await agree(world, (await ask(world, 5_000n)).proposalId)).toBe('executed')

  const failed = refundOf(world, 'a', {
    part: '1',
    amount: 10_000n,
    status: 'failed',
    asOf: new Date('2026-11-19T09:00:00Z'),
  })
  await tellAndPost(world, failed)
  await world.settle(SOURCE)
  const [share] = await world.rows('SELECT state, reason FROM settlement_share WHERE entity_id = $1', [world.entity.id])
  expect(share).toEqual({ state: 'paused', reason: 'Less was transferred than is owed.' })
})
