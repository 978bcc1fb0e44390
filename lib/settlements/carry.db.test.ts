import { afterAll, expect, test } from 'vitest'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { queueForPosting } from '#lib/ledger/posting-queue.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { booksOf, cash, reversalOf, SELLER_ACCOUNT, tellAndPost } from './testing-connect.ts'
import { aWorld, NOW, plainPayment, refundOf, transferOf, type World } from './testing-world.ts'

afterAll(closeDatabase)

const ofCharge = (name: string) => ({ kind: 'charge', id: `ch_${name}` }) as const

/** A sale of 100.00 whose 80.00 were transferred, and a seller whose Stripe balance holds `left`. */
async function aPaidSale(left: bigint): Promise<World> {
  const world = await aWorld()
  await world.tellSeller({ id: SELLER_ACCOUNT, name: 'Nordic Ceramics' })
  await tellAndPost(world, plainPayment(world, 'a'))
  await tellAndPost(world, transferOf(world, 'a', { amount: 8_000n }))
  await tellAndPost(world, { balance_transaction: [cash(world, 'tr_a', { category: 'transfer', amount: -8_000n })] })
  const moved = [
    cash(world, 'ch_own', { category: 'charge', amount: left + 100n }),
    cash(world, 'po_own', { category: 'payout', amount: -100n }),
  ].map((one) => ({ ...one, account: SELLER_ACCOUNT }))
  await world.tell({ balance_transaction: moved })
  await world.work((tx) => queueForPosting(tx, moved, NOW))
  await postQueued({ entity: world.entity, at: NOW })
  await world.settle(ofCharge('a'))
  return world
}

async function refund(world: World, part = '1', amount = 10_000n, status = 'succeeded') {
  const told = refundOf(world, 'a', {
    part,
    amount,
    status,
    asOf: new Date(status === 'failed' ? '2026-11-14' : '2026-11-12'),
  })
  await tellAndPost(world, {
    ...told,
    balance_transaction: [cash(world, `re_a_${part}`, { category: 'refund', amount: -amount })],
  })
  await world.settle(ofCharge('a'))
}

test('what the seller’s balance bears is taken back, the rest is kept back from the next settlement', async () => {
  const world = await aPaidSale(3_000n)
  await refund(world)
  expect(await proposals(world)).toEqual(['transfer.reverse 3000 needs_approval'])
  expect(await shares(world)).toEqual(['ch_a owed 0 transferred 8000 carry 5000 proposed'])

  await tellAndPost(world, plainPayment(world, 'b'))
  await world.settle(ofCharge('b'))
  expect(await proposals(world)).toEqual([
    'transfer.reverse 3000 needs_approval',
    'transfer.create 3000 needs_approval',
  ])
  await world.settle(ofCharge('a'))
  expect(await shares(world)).toEqual([
    'ch_a owed 0 transferred 8000 carry 0 proposed',
    'ch_b owed 8000 transferred 0 carry 0 proposed',
  ])

  await tellAndPost(world, reversalOf(world, 'a', { amount: 3_000n }))
  await tellAndPost(world, transferOf(world, 'b', { amount: 3_000n }))
  await tellAndPost(world, { balance_transaction: [cash(world, 'tr_b', { category: 'transfer', amount: -3_000n })] })
  await world.settle(ofCharge('a'))
  await world.settle(ofCharge('b'))
  expect(
    await world.rows('SELECT state FROM settlement WHERE entity_id = $1 ORDER BY source_id', [world.entity.id]),
  ).toEqual([{ state: 'refunded' }, { state: 'settled' }])
  expect(await booksOf(world)).toEqual({ commission: '-2000', processor_fees: '640', stripe_balance: '1360' })
})

test('an empty balance bears nothing: everything is carried, over as many settlements as it takes', async () => {
  const world = await aPaidSale(0n)
  await refund(world)
  expect(await proposals(world)).toEqual([])
  await tellAndPost(world, plainPayment(world, 'b', { amount: 5_000n, fee: 160n }))
  await world.settle(ofCharge('b'))
  expect(await shares(world)).toEqual([
    'ch_a owed 0 transferred 8000 carry 4000 adopted',
    'ch_b owed 4000 transferred 0 carry 0 executed',
  ])
  await tellAndPost(world, plainPayment(world, 'c'))
  await world.settle(ofCharge('c'))
  expect(await proposals(world)).toEqual(['transfer.create 4000 needs_approval'])
})

test('a transfer that was proposed before is proposed anew, less what is owed', async () => {
  const world = await aPaidSale(0n)
  await tellAndPost(world, plainPayment(world, 'b'))
  await world.settle(ofCharge('b'))
  await refund(world, '1', 5_000n)
  await world.settle(ofCharge('b'))

  expect(await proposals(world)).toEqual(['transfer.create 8000 void', 'transfer.create 4000 needs_approval'])
})

test('a refund that fails gives back what was kept', async () => {
  const world = await aPaidSale(0n)
  await refund(world)
  await tellAndPost(world, plainPayment(world, 'b'))
  await world.settle(ofCharge('b'))
  expect(await proposals(world)).toEqual([])
  await refund(world, '1', 10_000n, 'failed')
  await world.settle(ofCharge('b'))

  expect(await proposals(world)).toEqual(['transfer.create 8000 needs_approval'])
})

test('what keeps back and is refunded itself before it was paid owes nobody anything', async () => {
  const world = await aPaidSale(0n)
  await refund(world)
  await tellAndPost(world, plainPayment(world, 'b'))
  await world.settle(ofCharge('b'))
  const told = refundOf(world, 'b', { part: '1', amount: 10_000n })
  await tellAndPost(world, {
    ...told,
    balance_transaction: [cash(world, 're_b_1', { category: 'refund', amount: -10_000n })],
  })
  await world.settle(ofCharge('b'))
  await world.settle(ofCharge('a'))

  expect(await shares(world)).toEqual([
    'ch_a owed 0 transferred 8000 carry 8000 adopted',
    'ch_b owed 0 transferred 0 carry 0 void',
  ])
})

async function proposals(world: World): Promise<string[]> {
  const rows = await world.rows<{ said: string }>(
    `SELECT kind || ' ' || amount_minor || ' ' || state AS said FROM proposal WHERE entity_id = $1 ORDER BY id`,
    [world.entity.id],
  )
  return rows.map(({ said }) => said)
}

async function shares(world: World): Promise<string[]> {
  const rows = await world.rows<{ said: string }>(
    `SELECT s.source_id || ' owed ' || x.owed_minor || ' transferred ' || x.transferred_minor || ' carry ' || x.carry_minor || ' '
            || x.state AS said
       FROM settlement_share x JOIN settlement s ON s.id = x.settlement_id WHERE s.entity_id = $1 ORDER BY s.source_id`,
    [world.entity.id],
  )
  return rows.map(({ said }) => said)
}
