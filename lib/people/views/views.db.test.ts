import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, inRawTransaction, read, type Sql } from '#lib/platform/db.ts'
import { addPerson } from '../add-person.ts'
import { removeView, saveView, viewsOf } from './views.ts'

const AT = new Date('2026-11-20T12:00:00Z')
let entity: Entity
let ada = ''
let olu = ''

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_views',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  const person = async (name: string) =>
    (await addPerson({
      entity,
      email: `${name}@example.test`,
      name,
      role: 'analyst',
      password: 'four plain words',
      at: AT,
    })) ?? ''
  ada = await person('Ada')
  olu = await person('Olu')
})
afterAll(closeDatabase)

const scope = (person: string) => ({ entityId: entity.id, livemode: false, actor: person })
const as = <T>(person: string, work: (tx: Sql) => Promise<T>) => inRawTransaction(scope(person), work)
const names = async (person: string, list = '/payouts') =>
  (await read(scope(person), (tx) => viewsOf(tx, list))).map(({ name, search, isOwn, by }) => ({
    name,
    search,
    isOwn,
    by,
  }))
const late = {
  list: '/payouts',
  name: 'Late',
  search: 'state=waiting&sort=amount&dir=desc&after=po_9',
  isShared: false,
}

test('a view is its owner’s, remembers search and order but not the page, and is replaced under its name', async () => {
  await as(ada, (tx) => saveView(tx, late, AT))
  await as(ada, (tx) => saveView(tx, { ...late, search: 'state=failed' }, AT))
  await as(ada, (tx) => saveView(tx, { ...late, name: 'Mine' }, AT))

  expect(await names(ada)).toEqual([
    { name: 'Late', search: 'state=failed', isOwn: true, by: 'Ada' },
    { name: 'Mine', search: 'state=waiting&sort=amount&dir=desc', isOwn: true, by: 'Ada' },
  ])
  expect(await names(ada, '/settlements')).toEqual([])
  expect(await names(olu)).toEqual([])
})

test('a shared view is seen by colleagues, who can neither change nor remove it', async () => {
  const id = await as(ada, (tx) => saveView(tx, { ...late, list: '/tickets', isShared: true }, AT))
  await as(olu, (tx) => removeView(tx, id))
  const changed = await as(olu, (tx) => tx.sql("UPDATE saved_view SET search = 'q=x' WHERE id = $1 RETURNING id", [id]))

  expect(changed).toEqual([])
  expect(await names(olu, '/tickets')).toMatchObject([{ name: 'Late', isOwn: false, by: 'Ada' }])
  await as(ada, (tx) => removeView(tx, id))
  expect(await names(olu, '/tickets')).toEqual([])
})

test('fifty views of a list are enough', async () => {
  const save = (n: number) => as(olu, (tx) => saveView(tx, { ...late, list: '/audit', name: `View ${n}` }, AT))
  for (let n = 0; n < 50; n += 1) await save(n)
  await expect(save(50)).rejects.toMatchObject({ code: 'people.too_many_views' })
  await save(49)
})
