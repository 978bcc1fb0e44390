import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import {
  booksOf,
  cash,
  destinationSale,
  directSale,
  disputeOf,
  feeRefundOf,
  reversalOf,
  SELLER_ACCOUNT,
  tellAndPost,
} from './testing-connect.ts'
import { aWorld, plainPayment, refundOf, transferOf, type World } from './testing-world.ts'

afterAll(closeDatabase)

const ofCharge = (name: string) => ({ kind: 'charge', id: `ch_${name}` }) as const

async function aMarketplace(): Promise<World> {
  const world = await aWorld()
  await world.tellSeller({ id: SELLER_ACCOUNT, name: 'Nordic Ceramics' })
  return world
}

describe('a destination charge', () => {
  test('with the right fee leaves the platform its commission, the seller nothing open, and every clearing account empty', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, destinationSale(world, 'a'))

    expect(await world.settle(ofCharge('a'))).toMatchObject({ kind: 'settled', state: 'settled', versionsWritten: 2 })
    expect(await booksOf(world)).toEqual({ commission: '-2000', processor_fees: '320', stripe_balance: '1680' })
    expect(await stateOf(world)).toEqual([{ pattern: 'destination', failed: [], owed: '8000', transferred: '8000' }])
    expect(await origins(world)).toEqual([{ id: 'tr_a', origin: 'by_stripe', reason: 'by Stripe, destination charge' }])
    expect(await world.rows('SELECT id FROM proposal WHERE entity_id = $1', [world.entity.id])).toEqual([])
  })

  test('with another fee than the contract gives leaves the difference in clearing and a ticket', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, destinationSale(world, 'a', { applicationFee: 2_200n }))
    await world.settle(ofCharge('a'))

    expect(await booksOf(world)).toMatchObject({ application_fee_clearing: '-200', commission: '-2000' })
    expect(await tickets(world)).toEqual([
      'Payment ch_a: The application fee is 22.00 USD; the contract gives 20.00 USD: 2.00 USD too much.',
    ])
  })

  test('that transfers only a part needs no fee', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, destinationSale(world, 'a', { transfer: 8_000n, applicationFee: 0n }))
    await world.settle(ofCharge('a'))

    expect(await booksOf(world)).toEqual({ commission: '-2000', processor_fees: '320', stripe_balance: '1680' })
    expect(await stateOf(world)).toMatchObject([{ failed: [], transferred: '8000' }])
  })

  test('without fee and with everything transferred disagrees with the share', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, destinationSale(world, 'a', { applicationFee: 0n }))
    await world.settle(ofCharge('a'))

    expect(await stateOf(world)).toMatchObject([{ failed: ['transfers_agree'], transferred: '10000' }])
  })

  test('waits for its fee, in whatever order facts come, and proposes no transfer meanwhile', async () => {
    const world = await aMarketplace()
    const { application_fee = [], transfer = [], ...rest } = destinationSale(world, 'a')
    await tellAndPost(world, rest)
    expect(await world.settle(ofCharge('a'))).toMatchObject({ kind: 'waiting' })

    await tellAndPost(world, { application_fee })
    await world.settle(ofCharge('a'))
    expect(await stateOf(world)).toMatchObject([{ transferred: '0' }])
    await tellAndPost(world, { transfer })
    await world.settle(ofCharge('a'))
    await tellAndPost(world, {})
    expect(await booksOf(world)).toEqual({ commission: '-2000', processor_fees: '320', stripe_balance: '1680' })
  })

  test('refunded with the transfer reversed and the fee returned leaves only Stripe’s fee', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, destinationSale(world, 'a'))
    await world.settle(ofCharge('a'))
    const refund = refundOf(world, 'a', { part: '1', amount: 10_000n })
    await tellAndPost(world, {
      ...refund,
      balance_transaction: [cash(world, 're_a_1', { category: 'refund', amount: -10_000n })],
    })
    await tellAndPost(world, reversalOf(world, 'a', { amount: 10_000n, refund: 're_a_1' }))
    await tellAndPost(world, feeRefundOf(world, 'a', { part: '1', amount: 2_000n }))
    await world.settle(ofCharge('a'))

    expect(await booksOf(world)).toEqual({ processor_fees: '320', stripe_balance: '-320' })
    expect(await origins(world)).toContainEqual({
      id: 'trr_a',
      origin: 'by_stripe',
      reason: 'by Stripe, with refund re_a_1',
    })
  })

  test('refunded without them takes the seller’s part back', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, destinationSale(world, 'a'))
    await world.settle(ofCharge('a'))
    const refund = refundOf(world, 'a', { part: '1', amount: 10_000n })
    await tellAndPost(world, {
      ...refund,
      balance_transaction: [cash(world, 're_a_1', { category: 'refund', amount: -10_000n })],
    })
    await world.settle(ofCharge('a'))

    expect(await proposals(world)).toEqual([{ kind: 'transfer.reverse', amount: '8000' }])
    await tellAndPost(world, reversalOf(world, 'a', { amount: 8_000n }))
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).toEqual({ processor_fees: '320', stripe_balance: '-320' })
  })
})

describe('a direct charge', () => {
  test('brings the platform its fee; the sale is volume', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, directSale(world, 'a', 2_000n))

    expect(await world.settle(ofCharge('a'))).toMatchObject({ kind: 'settled', state: 'settled' })
    expect(await booksOf(world)).toEqual({ commission: '-2000', stripe_balance: '2000' })
    expect(await stateOf(world)).toMatchObject([{ pattern: 'direct', failed: [] }])
    expect(
      await world.rows('SELECT volume_minor::text AS volume FROM settlement WHERE entity_id = $1', [world.entity.id]),
    ).toEqual([{ volume: '10000' }])
  })

  test('with too small a fee leaves what is missing in clearing', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, directSale(world, 'a', 1_800n))
    await world.settle(ofCharge('a'))

    expect(await booksOf(world)).toEqual({
      application_fee_clearing: '200',
      commission: '-2000',
      stripe_balance: '1800',
    })
    expect(await tickets(world)).toEqual([
      'Payment ch_a: The application fee is 18.00 USD; the contract gives 20.00 USD: 2.00 USD too little.',
    ])
  })

  test('gives commission back with the fee, however the fee is cut into parts', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, directSale(world, 'a', 2_000n))
    await world.settle(ofCharge('a'))
    await tellAndPost(world, feeRefundOf(world, 'a', { part: '1', amount: 700n }))
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).toEqual({ commission: '-1300', stripe_balance: '1300' })

    await tellAndPost(world, feeRefundOf(world, 'a', { part: '2', amount: 1_300n }))
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).toEqual({})
  })
})

describe('a dispute', () => {
  test('holds what was not paid, and lost takes every share back', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, plainPayment(world, 'a'))
    await tellAndPost(world, transferOf(world, 'a', { amount: 8_000n }))
    await tellAndPost(world, { balance_transaction: [cash(world, 'tr_a', { category: 'transfer', amount: -8_000n })] })
    await world.settle(ofCharge('a'))
    const taken = cash(world, 'du_a', { category: 'dispute', amount: -10_000n, fee: 1_500n })
    await tellAndPost(world, {
      ...disputeOf(world, 'a', { amount: 10_000n, status: 'needs_response' }),
      balance_transaction: [taken],
    })
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).toMatchObject({ disputed_funds: '10000', dispute_fees: '1500', commission: '-2000' })
    expect(await stateOf(world)).toMatchObject([{ failed: ['not_disputed'] }])

    await tellAndPost(
      world,
      disputeOf(world, 'a', { amount: 10_000n, status: 'lost', asOf: new Date('2026-11-13T09:00:00Z') }),
    )
    await world.settle(ofCharge('a'))
    expect(await proposals(world)).toEqual([{ kind: 'transfer.reverse', amount: '8000' }])
    expect(await booksOf(world)).toEqual({
      dispute_fees: '1500',
      processor_fees: '320',
      seller_payable: '8000',
      stripe_balance: '-9820',
    })
  })

  test('lost, then appealed and won, is open while it is appealed, and ends as if it had been won at once', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, plainPayment(world, 'a'))
    const taken = cash(world, 'du_a', { category: 'dispute', amount: -10_000n, fee: 1_500n })
    const at = (day: string) => new Date(`2026-11-${day}T09:00:00Z`)
    await tellAndPost(world, {
      ...disputeOf(world, 'a', { amount: 10_000n, status: 'lost', asOf: at('13') }),
      balance_transaction: [taken],
    })
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).not.toHaveProperty('disputed_funds')
    const appealed = { amount: 10_000n, status: 'appeal_under_review', asOf: at('14') }
    await tellAndPost(world, disputeOf(world, 'a', appealed))
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).toMatchObject({ disputed_funds: '10000', commission: '-2000' })
    const back = cash(world, 'du_a', { category: 'dispute_reversal', amount: 10_000n, part: '_back' })
    await tellAndPost(world, {
      ...disputeOf(world, 'a', { amount: 10_000n, status: 'won', asOf: at('15'), took: ['', '_back'] }),
      balance_transaction: [back],
    })
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).toEqual({
      commission: '-2000',
      dispute_fees: '1500',
      processor_fees: '320',
      seller_payable: '-8000',
      stripe_balance: '8180',
    })
  })

  test('won leaves the shares as they were, and nobody held', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, plainPayment(world, 'a'))
    const back = cash(world, 'du_a', { category: 'dispute_reversal', amount: 10_000n, part: '_back' })
    const taken = cash(world, 'du_a', { category: 'dispute', amount: -10_000n, fee: 1_500n })
    await tellAndPost(world, {
      ...disputeOf(world, 'a', { amount: 10_000n, status: 'won', took: ['', '_back'] }),
      balance_transaction: [taken, back],
    })
    await world.settle(ofCharge('a'))

    expect(await proposals(world)).toEqual([{ kind: 'transfer.create', amount: '8000' }])
    expect(await booksOf(world)).toEqual({
      commission: '-2000',
      dispute_fees: '1500',
      processor_fees: '320',
      seller_payable: '-8000',
      stripe_balance: '8180',
    })
  })

  test.each(['warning_closed', 'prevented'])('that is %s moved nothing', async (status) => {
    const world = await aMarketplace()
    await tellAndPost(world, {
      ...plainPayment(world, 'a'),
      ...disputeOf(world, 'a', { amount: 10_000n, status, took: [] }),
    })
    await world.settle(ofCharge('a'))
    expect(await proposals(world)).toEqual([{ kind: 'transfer.create', amount: '8000' }])
  })
})

describe('a charge in another currency', () => {
  const euros = (world: World) => {
    const batch = plainPayment(world, 'a')
    return {
      ...batch,
      charge: (batch.charge ?? []).map((charge) => ({ ...charge, currency: 'EUR' })),
      balance_transaction: (batch.balance_transaction ?? []).map((one) => ({
        ...one,
        amountMinor: 11_000n,
        netMinor: 10_680n,
      })),
    }
  }
  const refunded = (world: World, part: string, amount: bigint, cost: bigint) => {
    const refund = refundOf(world, 'a', { part, amount })
    return {
      refund: (refund.refund ?? []).map((one) => ({ ...one, currency: 'EUR' })),
      balance_transaction: [cash(world, `re_a_${part}`, { category: 'refund', amount: -cost })],
    }
  }

  test('gives back its part of the shares; what the refund cost less is gained', async () => {
    const world = await aMarketplace()
    await tellAndPost(world, euros(world))
    await world.settle(ofCharge('a'))
    await tellAndPost(world, refunded(world, '1', 4_000n, 4_300n))
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).toMatchObject({ seller_payable: '-5280', commission: '-1320', fx_gain_loss: '-100' })

    await tellAndPost(world, refunded(world, '2', 6_000n, 6_750n))
    await world.settle(ofCharge('a'))
    expect(await booksOf(world)).toEqual({ fx_gain_loss: '50', processor_fees: '320', stripe_balance: '-370' })
  })
})

const stateOf = (world: World) =>
  world.rows(
    `SELECT s.pattern, coalesce((SELECT jsonb_agg(c ->> 'code') FROM jsonb_array_elements(s.checks) c WHERE NOT (c ->> 'passed')::boolean),
            '[]') AS failed, x.owed_minor::text AS owed, x.transferred_minor::text AS transferred
       FROM settlement s JOIN settlement_share x ON x.settlement_id = s.id WHERE s.entity_id = $1`,
    [world.entity.id],
  )

const origins = (world: World) =>
  world.rows('SELECT object_id AS id, origin, reason FROM transfer_origin WHERE entity_id = $1 ORDER BY 1', [
    world.entity.id,
  ])

const tickets = async (world: World) => {
  const rows = await world.rows<{ title: string }>('SELECT title FROM ticket WHERE entity_id = $1', [world.entity.id])
  return rows.map(({ title }) => title)
}

const proposals = (world: World) =>
  world.rows('SELECT kind, amount_minor::text AS amount FROM proposal WHERE entity_id = $1 ORDER BY id', [
    world.entity.id,
  ])
