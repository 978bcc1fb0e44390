import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { DEFAULT_RULES } from '#lib/approvals/policy-rules.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { openHolds } from '#lib/sellers/open-holds.ts'
import { holdSeller } from './hold-seller.ts'
import { holdReleaseExecutor, releaseHold } from './release-hold.ts'
import { aWorld, NOW, type World } from './testing-world.ts'

afterAll(closeDatabase)

const person = ({ entity, scope }: World, name: string): Actor => ({
  personId: `per_${name}`,
  email: `${name}@example.test`,
  name,
  roles: ['approver'],
  sellerId: null,
  entity,
  scope: { ...scope, actor: `per_${name}` },
  requestId: '',
})

async function held(world: World) {
  await world.tellSeller({ id: 'acct_nordic' })
  const [seller] = await world.rows<{ id: string }>('SELECT id FROM seller WHERE stripe_account = $1 LIMIT 1', [
    'acct_nordic',
  ])
  const sellerId = seller?.id ?? ''
  const { holdId } = await world.work((tx) =>
    holdSeller(tx, {
      actor: person(world, 'olu'),
      sellerId,
      reason: 'Documents are missing.',
      sellerMust: '',
      at: NOW,
    }),
  )
  const release = (name: string) =>
    inTransaction(world.scope, (tx) =>
      releaseHold(tx, { actor: person(world, name), holdId, reason: 'They came today.', at: NOW }),
    )
  return { release, isHeld: async () => (await world.work((tx) => openHolds(tx, [sellerId]))).length > 0 }
}

test('a hold ends when somebody agrees who neither asked nor placed it', async () => {
  const world = await aWorld()
  const { release, isHeld } = await held(world)
  const { proposalId } = await release('marc')
  expect(await release('marc')).toEqual({ proposalId })
  const { argumentsHash, id } = await world.work((tx) => lockProposal(tx, proposalId ?? ''))
  const yes = (name: string) =>
    approve({ actor: person(world, name), proposalId: id, argumentsHash, comment: '', at: NOW })
  await expect(yes('marc')).rejects.toMatchObject({ code: 'approvals.self_approval' })
  await expect(yes('olu')).rejects.toMatchObject({ code: 'approvals.shaped_by_you' })
  expect(await isHeld()).toBe(true)
  await yes('priya')
  const executors = { 'hold.release': holdReleaseExecutor }
  await executeProposal({ entity: world.entity, proposalId: id, at: NOW, executors })
  expect(await isHeld()).toBe(false)
  await expect(release('marc')).rejects.toMatchObject({ code: 'sellers.not_held' })
})

test('a policy may leave it to one person', async () => {
  const world = await aWorld()
  await world.work((tx) =>
    tx.exec(
      `INSERT INTO policy_version (entity_id, version, rules, effective_at, created_by)
       VALUES ($1, 2, $2::jsonb, '2020-01-01', 'per_ada')`,
      [world.entity.id, JSON.stringify({ ...DEFAULT_RULES(100n), holdReleasesByAnother: false })],
    ),
  )
  const { release, isHeld } = await held(world)
  expect(await release('olu')).toEqual({ proposalId: null })
  expect(await isHeld()).toBe(false)
})
