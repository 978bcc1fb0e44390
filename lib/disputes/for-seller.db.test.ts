import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SellerActor } from '#lib/access/seller-actor.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { aWorld, NOW, plainPayment, type World } from '#lib/settlements/testing-world.ts'
import { addFile } from './add-file.ts'
import { addOwnFile, listOwnCases } from './for-seller.ts'
import { nameSellers } from './name-sellers.ts'
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
  const olu = { kind: 'person', id: 'per_olu', role: 'operator' } as const
  const [added, again, elsewhere] = [
    await world.work((tx) => addFile(tx, { ...ours, actor: olu })),
    await world.work((tx) => addFile(tx, { ...ours, actor: olu })),
    await world.work((tx) => addFile(tx, { ...ours, field: 'refund_policy', actor: olu })),
  ]
  expect([again, elsewhere].map((one) => one?.id === added?.id)).toEqual([true, false])
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

test('noted sellers show a seller the refunds and disputes that its sales alone had, whether they came before the sale was settled or after', async () => {
  const shared = plainPayment(world, 'shared', { metadata: { seller: 'acct_nordic' } })
  await world.tell(disputeOf(world, 'shared'))
  await world.tell(shared)
  await world.settle({ kind: 'charge', id: 'ch_shared' })
  const seen = async () =>
    (await listOwnCases(personOf('nordic'), NOW))
      .map(({ id }) => id)
      .toSorted((left, right) => left.localeCompare(right))
  const noted = () =>
    world.rows<{ id: string; sellerId: string | null }>('SELECT id, seller_id AS "sellerId" FROM dispute ORDER BY id')
  const [nordic, alpine] = [sellers.get('nordic'), sellers.get('alpine')]
  // The one that was there when its sale was settled is noted at once; the others came later.
  const early = { id: 'dp_shared', sellerId: nordic }
  expect(await noted()).toEqual([{ id: 'dp_alpine', sellerId: null }, { id: 'dp_nordic', sellerId: null }, early])
  const before = await seen()
  expect(before).toEqual(['dp_nordic', 'dp_shared'])
  expect(await nameSellers(world.scope, 1)).toBe(2)
  expect(await noted()).toEqual([{ id: 'dp_alpine', sellerId: alpine }, { id: 'dp_nordic', sellerId: nordic }, early])
  expect(await seen()).toEqual(before)
  expect(await nameSellers(world.scope)).toBe(0)
})

test('disputes on a seller’s own account are noted as its own', async () => {
  const { dispute = [] } = disputeOf(world, 'direct')
  await world.tell({ dispute: dispute.map((one) => ({ ...one, account: 'acct_alpine' })) })
  expect((await listOwnCases(personOf('alpine'), NOW)).map(({ id }) => id)).toContain('dp_direct')
  await nameSellers(world.scope)
  expect((await listOwnCases(personOf('alpine'), NOW)).map(({ id }) => id)).toContain('dp_direct')
  expect((await listOwnCases(personOf('nordic'), NOW)).map(({ id }) => id)).not.toContain('dp_direct')
})
