import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { adjustmentExecutor, proposeAdjustment } from '#lib/settlements/adjustments/propose-adjustment.ts'
import { SELLER_ACCOUNT, tellAndPost } from '#lib/settlements/testing-connect.ts'
import { aWorld, NOW, plainPayment, type World } from '#lib/settlements/testing-world.ts'
import { runInvariants } from './run-invariants.ts'

afterAll(closeDatabase)

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

async function adjust(world: World, amountMinor: bigint): Promise<void> {
  const asking = person(world, 'per_olu')
  const { proposalId } = await inTransaction(asking.scope, (tx) =>
    proposeAdjustment(tx, {
      actor: asking,
      sellerId: SELLER_ACCOUNT,
      amountMinor,
      currency: 'USD',
      reason: amountMinor < 0n ? 'advertising' : 'goodwill',
      note: 'Agreed with the seller.',
      evidence: '',
      at: NOW,
    }),
  )
  const [row] = await world.rows<{ hash: string }>('SELECT arguments_hash AS hash FROM proposal WHERE id = $1', [
    proposalId,
  ])
  await approve({ actor: person(world, 'per_priya'), proposalId, argumentsHash: row?.hash ?? '', comment: '', at: NOW })
  const executors = { 'adjustment.create': adjustmentExecutor(world.entity) }
  await executeProposal({ entity: world.entity, proposalId, at: NOW, executors })
}

const payable = async (world: World) =>
  (await runInvariants({ entity: world.entity, at: NOW, depth: 'all', snapshots: [] })).find(
    ({ name }) => name === 'seller_payable',
  )

test('what sellers are owed agrees with settlements and adjustments, and a change beside them is found', async () => {
  const world = await aWorld()
  await world.tellSeller({ id: SELLER_ACCOUNT, name: 'Nordic Ceramics' })
  await tellAndPost(world, plainPayment(world, 'a'))
  await world.settle({ kind: 'charge', id: 'ch_a' })
  await adjust(world, -1_500n)
  await adjust(world, 4_000n)
  expect(await payable(world)).toMatchObject({ outcome: 'holds' })

  await world.work((tx) =>
    tx.exec('UPDATE adjustment SET posted_at = NULL, open_minor = 0 WHERE entity_id = $1', [world.entity.id]),
  )
  expect(await payable(world)).toMatchObject({ outcome: 'violated' })
})
