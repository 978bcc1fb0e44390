import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { testDatabase } from '#lib/platform/testing/database.ts'
import { aWorld, NOW, plainPayment, type World } from '#lib/settlements/testing-world.ts'
import { attack } from './attack.ts'

let world: World

beforeAll(async () => {
  world = await aWorld()
  await sellIn(world, ['acct_nordic', 'acct_luna'])
  await sellIn(await aWorld(), ['acct_elsewhere'])
})

afterAll(closeDatabase)

async function sellIn(where: World, sellers: readonly string[]): Promise<void> {
  for (const seller of sellers) {
    await where.tellSeller({ id: seller, name: `Seller ${seller.slice('acct_'.length)}` })
    await where.tell(plainPayment(where, seller, { amount: 10_000n, metadata: { seller } }))
    await where.settle({ kind: 'charge', id: `ch_${seller}` })
  }
}

test('a model that calls anything as anybody reads nothing of others and moves nothing', async () => {
  const { superUrl } = testDatabase()
  const result = await attack({ entity: world.entity, superUrl, at: NOW, calls: 250, seed: 7 })
  expect(result.leaks).toEqual([])
  expect(result.effects).toEqual([])
  expect(result.answered).toBeGreaterThan(50)
})
