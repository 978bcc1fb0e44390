import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SellerActor } from '#lib/access/seller-actor.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { aWorld, NOW, plainPayment, type World } from '#lib/settlements/testing-world.ts'
import { addFile } from './add-file.ts'
import { addOwnFile, listOwnCases } from './for-seller.ts'
import { disputeOf } from './testing-cases.ts'

let world: World
const sellers = new Map<string, string>()

beforeAll(async () => {
  world = await aWorld()
  for (const name of ['nordic', 'alpine']) {
    await world.tellSeller({ id: `acct_${name}` })
    const [row] = await world.rows<{ id: string }>('SELECT id FROM seller WHERE stripe_account = $1', [`acct_${name}`])
    sellers.set(name, row?.id ?? '')
    await world.tell(plainPayment(world, name, { metadata: { seller: `acct_${name}` } }))
    await world.settle({ kind: 'charge', id: `ch_${name}` })
    await world.tell(disputeOf(world, name))
  }
})
afterAll(closeDatabase)

function personOf(name: string): SellerActor {
  const sellerId = sellers.get(name) ?? ''
  return {
    personId: `per_${name}`,
    name,
    email: `${name}@example.test`,
    sellerId,
    role: 'owner',
    locale: 'en',
    entity: world.entity,
    scope: { ...world.scope, actor: `per_${name}`, role: 'tieout_seller', sellerId },
    requestId: '',
    viewedBy: null,
  }
}

const bytes = new TextEncoder().encode('%PDF-1.4')

test('a seller sees and answers disputes of its own sales alone, and of the documents only what its people brought', async () => {
  const nordic = personOf('nordic')
  expect((await listOwnCases(nordic, NOW)).map(({ id }) => id)).toEqual(['dp_nordic'])
  await addOwnFile({ actor: nordic, disputeId: 'dp_nordic', name: 'delivered.pdf', bytes, at: NOW })
  const ours = { disputeId: 'dp_nordic', field: 'receipt', name: 'internal.pdf', bytes, requestId: '', at: NOW }
  await world.work((tx) => addFile(tx, { ...ours, actor: { kind: 'person', id: 'per_olu', role: 'operator' } }))
  const [own] = await listOwnCases(nordic, NOW)
  expect(own?.files.map(({ name }) => name)).not.toContain('internal.pdf')
  const others = { actor: nordic, disputeId: 'dp_alpine', name: 'x.pdf', bytes, at: NOW }
  await expect(addOwnFile(others)).rejects.toThrow('There is no such dispute')
})

test('a seller adds nothing to a case that is decided', async () => {
  await world.tell(disputeOf(world, 'alpine', { status: 'lost', asOf: NOW }))
  const late = { actor: personOf('alpine'), disputeId: 'dp_alpine', name: 'x.pdf', bytes, at: NOW }
  await expect(addOwnFile(late)).rejects.toThrow('lost by now')
})
