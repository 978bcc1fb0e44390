import { afterAll, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { placeHold } from '#lib/sellers/place-hold.ts'
import { recheckReversal, recheckTransfer } from './recheck-transfer.ts'
import { aWorld, NOW, paidInvoice, refundOf, transferOf, type World } from './testing-world.ts'

afterAll(closeDatabase)

const INVOICE = { kind: 'invoice', id: 'in_x' } as const

type Row = { id: string; settlement_id: string; seller_id: string; amount: bigint; transfer_id: string }

/** A world with one proposal, and the question its execution asks. */
async function proposed() {
  const world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic' })
  await world.tell(paidInvoice(world, 'x'))
  await world.settle(INVOICE)
  const proposal = await onlyProposal(world)
  const asked = {
    at: NOW,
    entity: world.entity,
    proposalId: proposal.id,
    settlementId: proposal.settlement_id,
    sellerId: proposal.seller_id,
    amountMinor: proposal.amount,
    currency: 'USD',
    destination: 'acct_nordic',
  }
  return { world, asked, recheck: () => world.work((tx) => recheckTransfer(tx, asked)) }
}

async function onlyProposal(world: World): Promise<Row> {
  const [row] = await world.rows<Row>(
    `SELECT id, subject_id AS settlement_id, seller_id, amount_minor AS amount, arguments::jsonb ->> 'transferId' AS transfer_id
       FROM proposal WHERE state = 'needs_approval'`,
  )
  if (row === undefined) throw new Error('nothing was proposed')
  return row
}

describe('recheckTransfer', () => {
  test('lets through what nothing has happened to', async () => {
    const { recheck } = await proposed()

    expect(await recheck()).toEqual({ ok: true })
  })

  test.each<[string, (world: World, sellerId: string) => Promise<unknown>, string]>([
    [
      'a refund',
      (world) => world.tell(refundOf(world, 'x', { part: '1', amount: 100n })),
      'Something happened to the payment since (a refund, most likely).',
    ],
    [
      'a refund that was settled already',
      async (world) => {
        await world.tell(refundOf(world, 'x', { part: '1', amount: 100n }))
        await world.settle(INVOICE)
      },
      'The amount owed has changed since.',
    ],
    [
      'a hold',
      (world, sellerId) =>
        world.work((tx) => placeHold(tx, { sellerId, reason: 'Odd orders.', actor: SYSTEM_ACTOR, at: NOW })),
      'Seller acct_nordic is held: Odd orders.',
    ],
    [
      'a restriction',
      (world) => world.tellSeller({ id: 'acct_nordic', disabledReason: 'listed', asOf: NOW }),
      'Seller acct_nordic: Stripe has restricted the account (listed).',
    ],
    [
      'a transfer made elsewhere',
      (world) => world.tell(transferOf(world, 'x', { amount: 8_000n })),
      'The amount owed has changed since.',
    ],
  ])('stops after %s', async (_, happen, reason) => {
    const { world, asked, recheck } = await proposed()
    await happen(world, asked.sellerId)

    expect(await recheck()).toEqual({ ok: false, reason, void: true })
  })
})

test('recheckReversal stops when the money came back another way', async () => {
  const world = await aWorld()
  await world.tellSeller({ id: 'acct_nordic' })
  await world.tell(paidInvoice(world, 'x'))
  await world.tell(transferOf(world, 'x', { amount: 8_000n }))
  await world.settle(INVOICE)
  await world.tell(refundOf(world, 'x', { part: '1', amount: 5_000n }))
  await world.settle(INVOICE)
  const proposal = await onlyProposal(world)
  const asked = {
    at: NOW,
    entity: world.entity,
    proposalId: proposal.id,
    settlementId: proposal.settlement_id,
    sellerId: proposal.seller_id,
    amountMinor: proposal.amount,
    currency: 'USD',
    transferId: proposal.transfer_id,
  }
  const recheck = () => world.work((tx) => recheckReversal(tx, asked))
  expect(await recheck()).toEqual({ ok: true })
  await world.tell(transferOf(world, 'x', { amount: 8_000n, reversed: 4_000n, asOf: NOW }))

  expect(await recheck()).toMatchObject({ ok: false, void: true })
})

describe('proposing again', () => {
  test('a rejected share waits until a person asks, who then counts as its proposer', async () => {
    const { world, asked } = await proposed()
    await world.rows(`UPDATE proposal SET state = 'rejected' RETURNING id`)
    await world.settle(INVOICE)
    expect(await world.rows('SELECT state FROM settlement_share')).toEqual([{ state: 'paused' }])

    await world.settle(INVOICE, { sellerId: asked.sellerId, personId: 'per_olu' })
    expect(
      await world.rows('SELECT state, proposed_by, amount_minor::text AS amount FROM proposal ORDER BY id'),
    ).toEqual([
      { state: 'rejected', proposed_by: 'settlements', amount: '8000' },
      { state: 'needs_approval', proposed_by: 'per_olu', amount: '8000' },
    ])
    const again = await onlyProposal(world)
    expect(await world.work((tx) => recheckTransfer(tx, { ...asked, proposalId: again.id }))).toEqual({
      ok: true,
    })
  })

  test('an executed share counts as transferred before the mirror knows the transfer', async () => {
    const { world } = await proposed()
    await world.rows(`UPDATE proposal SET state = 'executed', provider_object_id = 'tr_new' RETURNING id`)
    await world.settle(INVOICE)
    await world.settle(INVOICE)

    expect(await world.rows('SELECT state, transferred_minor::text AS minor FROM settlement_share')).toEqual([
      { state: 'executed', minor: '8000' },
    ])
    expect(await world.rows('SELECT id FROM proposal')).toHaveLength(1)
  })

  test('while the outcome is unknown nothing is decided', async () => {
    const { world } = await proposed()
    await world.rows(`UPDATE proposal SET state = 'unknown' RETURNING id`)
    await world.tell(refundOf(world, 'x', { part: '1', amount: 100n }))
    await world.settle(INVOICE)

    expect(await world.rows('SELECT state FROM proposal')).toEqual([{ state: 'unknown' }])
  })
})
