import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve, reject } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { booksOf, SELLER_ACCOUNT, tellAndPost } from '../testing-connect.ts'
import { aWorld, NOW, plainPayment, type World } from '../testing-world.ts'
import { recheckCredit } from './pay-credit.ts'
import { adjustmentExecutor, proposeAdjustment } from './propose-adjustment.ts'
import { proposeCreditAgain } from './propose-credit-again.ts'
import { postRecurring, stopRecurring } from './recurring.ts'

afterAll(closeDatabase)

async function aSeller(): Promise<World> {
  const world = await aWorld()
  await world.tellSeller({ id: SELLER_ACCOUNT, name: 'Nordic Ceramics' })
  return world
}

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

type Asked = {
  amountMinor: bigint
  recurs?: 'weekly' | 'monthly'
  untilOn?: string
  reason?: 'goodwill' | 'penalty'
  line?: { fileHash: string; lineNo: number }
}

const ask = (world: World, { amountMinor, reason = 'penalty', line, recurs = undefined, untilOn = undefined }: Asked) =>
  inTransaction(person(world, 'per_olu').scope, (tx) =>
    proposeAdjustment(tx, {
      actor: person(world, 'per_olu'),
      sellerId: SELLER_ACCOUNT,
      amountMinor,
      currency: 'USD',
      reason,
      note: 'Late three times in a row.',
      evidence: 'TICKET-7',
      ...(line === undefined ? {} : { line }),
      ...(recurs === undefined ? {} : { recurs, untilOn: untilOn ?? null }),
      at: NOW,
    }),
  )

async function agree(world: World, proposalId: string, who = 'per_priya'): Promise<void> {
  const [row] = await world.rows<{ hash: string }>('SELECT arguments_hash AS hash FROM proposal WHERE id = $1', [
    proposalId,
  ])
  await approve({ actor: person(world, who), proposalId, argumentsHash: row?.hash ?? '', comment: '', at: NOW })
  await executeProposal({
    entity: world.entity,
    proposalId,
    at: NOW,
    executors: { 'adjustment.create': adjustmentExecutor(world.entity) },
  })
}

const proposals = async (world: World) =>
  (
    await world.rows<{ line: string }>(
      `SELECT concat_ws(' ', kind, amount_minor, state) AS line FROM proposal WHERE entity_id = $1 AND kind LIKE 'transfer%' ORDER BY id`,
      [world.entity.id],
    )
  ).map(({ line }) => line)

const open = async (world: World) =>
  (
    await world.rows<{ minor: bigint }>('SELECT open_minor AS minor FROM adjustment WHERE entity_id = $1 ORDER BY id', [
      world.entity.id,
    ])
  ).map(({ minor }) => minor)

test('a penalty counts once somebody else agreed, and is kept back from the next settlements', async () => {
  const world = await aSeller()
  const { proposalId } = await ask(world, { amountMinor: -9_000n })
  await expect(agree(world, proposalId, 'per_olu')).rejects.toThrow(/cannot/)
  expect(await booksOf(world)).toEqual({})

  await agree(world, proposalId)
  await agree(world, proposalId, 'per_marc').catch(() => {})
  expect(await booksOf(world)).toEqual({ seller_payable: '9000', seller_penalties: '-9000' })

  await tellAndPost(world, plainPayment(world, 'a'))
  await world.settle({ kind: 'charge', id: 'ch_a' })
  expect(await open(world)).toEqual([1_000n])
  expect(await proposals(world)).toEqual([])
  await tellAndPost(world, plainPayment(world, 'b'))
  await world.settle({ kind: 'charge', id: 'ch_b' })
  expect(await open(world)).toEqual([0n])
  expect(await proposals(world)).toEqual(['transfer.create 7000 needs_approval'])
})

test('goodwill nets what the seller owes, and the rest is a transfer that no charge funds', async () => {
  const world = await aSeller()
  await agree(world, (await ask(world, { amountMinor: -2_000n })).proposalId)
  const { adjustmentId, proposalId } = await ask(world, { amountMinor: 5_000n, reason: 'goodwill' })
  await agree(world, proposalId)

  expect(await open(world)).toEqual([0n, 0n])
  expect(await proposals(world)).toEqual(['transfer.create 3000 needs_approval'])
  expect(await booksOf(world)).toEqual({
    seller_payable: '-3000',
    seller_penalties: '-2000',
    seller_incentives: '5000',
  })

  const [seller] = await world.rows<{ id: string }>('SELECT id FROM seller WHERE entity_id = $1', [world.entity.id])
  const asked = { adjustmentId, sellerId: seller?.id ?? '', destination: SELLER_ACCOUNT, currency: 'USD' }
  expect(await world.work((tx) => recheckCredit(tx, { ...asked, amountMinor: 3_000n }))).toEqual({ ok: true })
  expect(await world.work((tx) => recheckCredit(tx, { ...asked, amountMinor: 3_001n }))).toMatchObject({
    ok: false,
    void: true,
  })
  await world.tellSeller({ id: SELLER_ACCOUNT, name: 'Nordic Ceramics', transfersStatus: 'inactive', asOf: NOW })
  expect(await world.work((tx) => recheckCredit(tx, { ...asked, amountMinor: 3_000n }))).toMatchObject({
    ok: false,
    void: false,
  })
})

test('a line of a file is asked for once, however often the file comes', async () => {
  const world = await aSeller()
  const line = { fileHash: 'f'.repeat(64), lineNo: 2 }
  await ask(world, { amountMinor: -100n, line })
  await expect(ask(world, { amountMinor: -100n, line })).rejects.toThrow()
  expect(await world.rows('SELECT id FROM adjustment WHERE entity_id = $1', [world.entity.id])).toHaveLength(1)
})

test('nothing can be adjusted by zero, and no approved adjustment can be changed', async () => {
  const world = await aSeller()
  await expect(ask(world, { amountMinor: 0n })).rejects.toThrow()
  await ask(world, { amountMinor: -100n })
  await expect(
    inTransaction(world.scope, (tx) =>
      tx.exec('UPDATE adjustment SET amount_minor = -1 WHERE entity_id = $1', [world.entity.id]),
    ),
  ).rejects.toThrow(/permission denied/)
})

test('what recurs comes once for each day, whoever looks and however late, until it ends or somebody stops it', async () => {
  const world = await aSeller()
  const { adjustmentId, proposalId } = await ask(world, {
    amountMinor: -1_000n,
    recurs: 'monthly',
    untilOn: '2027-02-28',
  })
  await agree(world, proposalId)
  const on = (day: string) => new Date(`${day}T12:00:00Z`)
  const periods = async () =>
    (
      await world.rows<{ day: string }>(
        'SELECT period_on::text AS day FROM adjustment WHERE entity_id = $1 AND period_on IS NOT NULL ORDER BY period_on',
        [world.entity.id],
      )
    ).map(({ day }) => day)

  await postRecurring(world.entity, on('2026-12-19'))
  expect(await periods()).toEqual([])
  await Promise.all([postRecurring(world.entity, on('2027-01-25')), postRecurring(world.entity, on('2027-01-25'))])
  expect(await periods()).toEqual(['2026-12-20', '2027-01-20'])
  expect(await booksOf(world)).toEqual({ seller_payable: '3000', seller_penalties: '-3000' })

  await inTransaction(person(world, 'per_olu').scope, (tx) =>
    stopRecurring(tx, { actor: person(world, 'per_olu'), adjustmentId, at: NOW }),
  )
  await postRecurring(world.entity, on('2027-06-01'))
  expect(await periods()).toHaveLength(2)
})

test('what recurs ends on its last day', async () => {
  const world = await aSeller()
  const { proposalId } = await ask(world, { amountMinor: -1_000n, recurs: 'weekly', untilOn: '2026-12-04' })
  await agree(world, proposalId)
  expect(await postRecurring(world.entity, new Date('2027-06-01T12:00:00Z'))).toBe(2)
  await expect(ask(world, { amountMinor: -1n, recurs: 'weekly', untilOn: '2026-11-20' })).rejects.toThrow(/after today/)
})

test('a credit whose transfer was rejected is proposed again by a person, who cannot approve it, and never twice', async () => {
  const world = await aSeller()
  const { adjustmentId, proposalId } = await ask(world, { amountMinor: 5_000n, reason: 'goodwill' })
  await agree(world, proposalId)
  const again = () =>
    inTransaction(person(world, 'per_olu').scope, (tx) =>
      proposeCreditAgain(tx, { actor: person(world, 'per_olu'), adjustmentId, at: NOW }),
    )
  await expect(again()).rejects.toMatchObject({ code: 'adjustments.under_way' })
  const [first] = await world.rows<{ id: string; hash: string }>(
    `SELECT id, arguments_hash AS hash FROM proposal WHERE entity_id = $1 AND kind = 'transfer.create'`,
    [world.entity.id],
  )
  const no = { actor: person(world, 'per_priya'), comment: 'Ask the seller first.', at: NOW }
  await reject({ ...no, proposalId: first?.id ?? '', argumentsHash: first?.hash ?? '' })
  const made = await again()
  expect(await proposals(world)).toEqual(['transfer.create 5000 rejected', 'transfer.create 5000 needs_approval'])
  await expect(again()).rejects.toMatchObject({ code: 'adjustments.under_way' })
  await expect(agree(world, made.proposalId, 'per_olu')).rejects.toThrow(/cannot/)
})
