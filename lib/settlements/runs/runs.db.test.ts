import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { createContract } from '#lib/contracts/create-contract.ts'
import { closeDatabase, inTransaction, type Tx } from '#lib/platform/db.ts'
import { tellAndPost } from '../testing-connect.ts'
import { aWorld, NOW, plainPayment, type World } from '../testing-world.ts'
import { cycleEnd } from './cycle-model.ts'
import { dueCycles } from './due-cycles.ts'
import { cancelRun, excludeItem, makeRun } from './make-run.ts'
import { readRun } from './read-run.ts'
import { submitRun } from './submit-run.ts'

afterAll(closeDatabase)

/** Three sales of Nordic whose shares of 80.00, 160.00 and 800.00 are proposed. */
async function threeSales(): Promise<World> {
  const world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic', name: 'Nordic Ceramics', createdAt: NOW })
  for (const [name, amount] of [
    ['a', 10_000n],
    ['b', 20_000n],
    ['c', 100_000n],
  ] as const) {
    await tellAndPost(world, plainPayment(world, name, { amount }))
    await world.settle({ kind: 'charge', id: `ch_${name}` })
  }
  return world
}

const person = (world: World, personId: string): Actor => ({
  personId,
  email: '',
  name: personId,
  roles: ['operator', 'approver'],
  sellerId: null,
  entity: world.entity,
  scope: { ...world.scope, actor: personId },
  requestId: 'req_1',
})
const as = <T>(world: World, work: (tx: Tx, actor: Actor) => Promise<T>) => {
  const actor = person(world, 'per_olu')
  return inTransaction(actor.scope, (tx) => work(tx, actor))
}
const make = (world: World) =>
  as(world, (tx, actor) => makeRun(tx, { actor, currency: 'USD', cutOffOn: '2026-11-20', at: NOW }))
const see = async (world: World, runId: string) => {
  const run = await as(world, (tx) => readRun(tx, runId, { personId: 'per_priya', at: NOW }))
  if (run === null) throw new Error('the run is gone')
  return run
}
const itemOf = async (world: World, runId: string, net: string) =>
  (await see(world, runId)).items.find((item) => item.net.minor === net)?.proposalId ?? ''

test('a run gathers what is proposed up to the cut-off, and its parts add up to its total', async () => {
  const world = await threeSales()
  const { runId } = await make(world)
  const run = await see(world, runId)
  expect(run).toMatchObject({ state: 'draft', count: 3, total: { minor: '104000', currency: 'USD' } })
  for (const { gross, refunded, fees, carry, waits, net } of run.items) {
    const sum = [gross, refunded, fees, carry, waits].reduce((total, { minor }) => total + BigInt(minor), 0n)
    expect(sum).toBe(BigInt(net.minor))
  }
  await expect(make(world)).rejects.toMatchObject({ code: 'runs.nothing_due' })
})

test('what is left out is in the next run; what was decided about meanwhile drops out when it is submitted', async () => {
  const world = await threeSales()
  const { runId } = await make(world)
  const small = await itemOf(world, runId, '8000')
  await as(world, (tx, actor) =>
    excludeItem(tx, { actor, runId, proposalId: small, reason: 'The seller asked.', at: NOW }),
  )
  const decided = await itemOf(world, runId, '16000')
  const [row] = await world.rows<{ hash: string }>('SELECT arguments_hash AS hash FROM proposal WHERE id = $1', [
    decided,
  ])
  await approve({
    actor: person(world, 'per_priya'),
    proposalId: decided,
    argumentsHash: row?.hash ?? '',
    comment: '',
    at: NOW,
  })

  expect(await as(world, (tx, actor) => submitRun(tx, { actor, runId, at: NOW }))).toEqual({ totalMinor: '80000' })
  expect(await see(world, runId)).toMatchObject({
    state: 'submitted',
    count: 1,
    excludedCount: 2,
    open: [{ approvalsNeeded: 1 }],
  })
  await expect(as(world, (tx, actor) => submitRun(tx, { actor, runId, at: NOW }))).rejects.toMatchObject({
    code: 'runs.not_a_draft',
  })

  const next = await make(world)
  expect(await see(world, next.runId)).toMatchObject({ count: 1, total: { minor: '8000' } })
})

test('a total over the limit for two people asks for a second one on every transfer', async () => {
  const world = await threeSales()
  await tellAndPost(world, plainPayment(world, 'huge', { amount: 4_000_000n }))
  await tellAndPost(world, plainPayment(world, 'large', { amount: 4_000_000n }))
  await world.settle({ kind: 'charge', id: 'ch_huge' })
  await world.settle({ kind: 'charge', id: 'ch_large' })
  const { runId } = await make(world)
  await as(world, (tx, actor) => submitRun(tx, { actor, runId, at: NOW }))
  const { open } = await see(world, runId)
  expect(open).toHaveLength(5)
  expect(new Set(open.map(({ approvalsNeeded }) => approvalsNeeded))).toEqual(new Set([2]))
})

test('two runs made at once share nothing, and one that was given up leaves its transfers to the next', async () => {
  const world = await threeSales()
  const made = await Promise.allSettled([make(world), make(world)])
  const runs = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.runId] : []))
  const counts = await Promise.all(runs.map(async (runId) => (await see(world, runId)).count))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3)
  for (const runId of runs) await as(world, (tx, actor) => cancelRun(tx, { actor, runId, at: NOW }))
  expect((await see(world, (await make(world)).runId)).count).toBe(3)
})

test('a run is approved, and so carried out, with the oldest sale first, whenever it was heard of', async () => {
  const world = await threeSales()
  await tellAndPost(world, plainPayment(world, 'old', { amount: 5_000n, paidAt: new Date('2026-11-05T09:00:00Z') }))
  await world.settle({ kind: 'charge', id: 'ch_old' })
  const run = await see(world, (await make(world)).runId)
  expect(run.open.map(({ amount }) => amount?.minor)).toEqual(['4000', '8000', '16000', '80000'])
})

test.each([
  ['weekly', '2026-11-20', '2026-11-15'],
  ['weekly', '2026-11-16', '2026-11-15'],
  ['weekly', '2026-11-15', '2026-11-08'],
  ['biweekly', '2026-11-20', '2026-11-08'],
  ['biweekly', '2026-11-23', '2026-11-22'],
  ['monthly', '2026-11-20', '2026-10-31'],
  ['monthly', '2026-03-01', '2026-02-28'],
] as const)('the %s cycle that ended before %s ended on %s', (cycle, today, end) => {
  expect(cycleEnd(cycle, today)).toBe(end)
})

test('a contract’s cycle is offered once it ended, gathers its own shares alone, and is offered no more once it has a run', async () => {
  const world = await threeSales()
  await world.tellSeller({ id: 'acct_weekly', name: 'Weekly Wool', createdAt: NOW })
  const [seller] = await world.rows<{ id: string }>(
    `SELECT id FROM seller WHERE stripe_account = 'acct_weekly' AND entity_id = $1`,
    [world.entity.id],
  )
  await world.work((tx) =>
    createContract(tx, {
      sellerId: seller?.id ?? '',
      name: 'Weekly',
      terms: { effectiveOn: '2020-01-01', runCycle: 'weekly', rules: [{ percentBps: 1_000 }] },
      actor: SYSTEM_ACTOR,
      at: NOW,
    }),
  )
  for (const [name, day] of [
    ['w1', '2026-11-10'],
    ['w2', '2026-11-17'],
  ] as const) {
    const sale = { paidAt: new Date(`${day}T09:00:00Z`), metadata: { seller: 'acct_weekly' } }
    await tellAndPost(world, plainPayment(world, name, sale))
    await world.settle({ kind: 'charge', id: `ch_${name}` })
  }
  const due = () => as(world, (tx) => dueCycles(tx, '2026-11-20'))
  const [offer] = await due()
  expect(offer).toEqual({
    cycle: 'weekly',
    cutOffOn: '2026-11-15',
    count: 1,
    total: { minor: '9000', currency: 'USD' },
  })

  const { runId } = await as(world, (tx, actor) =>
    makeRun(tx, { actor, currency: 'USD', cutOffOn: '2026-11-15', cycle: 'weekly', at: NOW }),
  )
  expect(await see(world, runId)).toMatchObject({ cycle: 'weekly', count: 1, total: { minor: '9000' } })
  expect(await due()).toEqual([])
  expect(await as(world, (tx) => dueCycles(tx, '2026-11-23'))).toMatchObject([{ count: 1, cutOffOn: '2026-11-22' }])
})
