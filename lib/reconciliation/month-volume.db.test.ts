import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { tellAndPost } from '#lib/settlements/testing-connect.ts'
import { aWorld, NOW, plainPayment, refundOf, transferOf, type World } from '#lib/settlements/testing-world.ts'
import { sellerPayable } from './seller-payable.ts'

afterAll(closeDatabase)

const SALES = {
  a: { amount: 10_000n, paidAt: new Date('2026-11-05T09:00:00Z') },
  b: { amount: 15_000n, paidAt: new Date('2026-11-10T09:00:00Z') },
  // Books in Berlin: the last half hour of November, and the first of December.
  c: { amount: 10_000n, paidAt: new Date('2026-11-30T22:30:00Z') },
  next: { amount: 10_000n, paidAt: new Date('2026-11-30T23:30:00Z') },
} as const
type Name = keyof typeof SALES

async function aWorldWith(scale: 'marginal' | 'whole'): Promise<World> {
  const rule = { percentBps: 2_000, currency: 'USD', scale, steps: [{ overMinor: 20_000n, percentBps: 1_000 }] }
  const world = await aWorld({ terms: { effectiveOn: '2020-01-01', rules: [rule] } })
  await world.tellSeller({ id: 'acct_nordic' })
  return world
}

async function settleAll(world: World, names: readonly Name[]): Promise<void> {
  for (;;) {
    let written = 0
    for (const name of names) {
      const outcome = await world.settle({ kind: 'charge', id: `ch_${name}` })
      written += outcome.kind === 'settled' ? outcome.versionsWritten : 0
    }
    if (written === 0) return
  }
}

async function commissions(world: World): Promise<Record<string, number>> {
  const rows = await world.rows<{ id: string; minor: number }>(
    'SELECT source_id AS id, commission_minor::int AS minor FROM settlement WHERE entity_id = $1 ORDER BY source_id',
    [world.entity.id],
  )
  return Object.fromEntries(rows.map(({ id, minor }) => [id.replace('ch_', ''), minor]))
}

test.each([
  ['marginal', ['a', 'b', 'c', 'next'], { a: 2_000, b: 2_500, c: 1_000, next: 2_000 }],
  ['marginal', ['next', 'c', 'b', 'a'], { a: 2_000, b: 2_500, c: 1_000, next: 2_000 }],
  ['marginal', ['b', 'next', 'a', 'c'], { a: 2_000, b: 2_500, c: 1_000, next: 2_000 }],
  ['whole', ['a', 'b', 'c', 'next'], { a: 1_000, b: 1_500, c: 1_000, next: 2_000 }],
  ['whole', ['c', 'next', 'b', 'a'], { a: 1_000, b: 1_500, c: 1_000, next: 2_000 }],
] as const)(
  '%s, heard of in the order %j: the same in the end, and each month by itself',
  async (scale, order, expected) => {
    const world = await aWorldWith(scale)
    for (const [index, name] of order.entries()) {
      await tellAndPost(world, plainPayment(world, name, SALES[name]))
      await settleAll(world, order.slice(0, index + 1))
    }
    expect(await commissions(world)).toEqual(expected)

    // b goes back: what came after it stands lower, and a whole month falls below the step.
    await tellAndPost(world, refundOf(world, 'b', { part: '1', amount: 15_000n }))
    await settleAll(world, order)
    expect(await commissions(world)).toEqual({ a: 2_000, b: 0, c: 2_000, next: 2_000 })
    const held = await world.work((tx) => sellerPayable.check({ tx, entity: world.entity, at: NOW, since: 0n }))
    expect(held).toMatchObject({ outcome: 'holds' })
  },
)

test('a late sale after the share was paid: what is owed more is proposed, what was paid too much is carried', async () => {
  const world = await aWorldWith('marginal')
  await tellAndPost(world, plainPayment(world, 'b', SALES.b))
  await tellAndPost(world, transferOf(world, 'b', { amount: 12_000n }))
  await settleAll(world, ['b'])
  await tellAndPost(world, plainPayment(world, 'a', SALES.a))
  await settleAll(world, ['a', 'b'])
  expect(await shareOf(world)).toEqual({ owed: 12_500, paid: 12_000, state: 'proposed', carried: 0 })
  expect(await proposed(world)).toEqual([8_000, 500])

  await tellAndPost(world, { ...transferOf(world, 'b2', { amount: 500n, source: 'ch_b' }) })
  await tellAndPost(world, refundOf(world, 'a', { part: '1', amount: 10_000n }))
  await settleAll(world, ['a', 'b'])
  expect(await shareOf(world)).toEqual({ owed: 12_000, paid: 12_500, state: 'adopted', carried: 500 })
})

async function shareOf(world: World) {
  const [row] = await world.rows(
    `SELECT h.owed_minor::int AS owed, h.transferred_minor::int AS paid, h.state, h.carry_minor::int AS carried
       FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id WHERE h.entity_id = $1 AND s.source_id = 'ch_b'`,
    [world.entity.id],
  )
  return row
}

const proposed = async (world: World) =>
  (
    await world.rows<{ minor: number }>(
      `SELECT amount_minor::int AS minor FROM proposal WHERE entity_id = $1 AND kind = 'transfer.create' ORDER BY id`,
      [world.entity.id],
    )
  ).map(({ minor }) => minor)
