import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { SellerActor } from '#lib/access/seller-actor.ts'
import { openViewing, personInSession } from '#lib/access/store.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { inviteOwner } from './invite-owner.ts'
import { invitePerson, removePerson } from './invite-person.ts'
import { endLooking, lookAsSeller } from './look-as-seller.ts'
import { changePortalPassword, hasPortalPassword } from './own-password.ts'
import { readPeople } from './read-people.ts'
import { sendSignInLink, withSignInLink } from './send-sign-in-link.ts'
import { sellerActor } from './testing/two-sellers.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const SELLER = `sel_${'b'.repeat(26)}`
let entity: Entity
let rows: Rows
let operator: Actor

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_platform',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  rows = await openRows()
  const { scope } = { scope: { entityId: entity.id, livemode: false, actor: 'per_olu' } }
  operator = {
    personId: 'per_olu',
    name: 'Olu',
    email: 'olu@example.test',
    roles: ['operator'],
    sellerId: null,
    entity,
    scope,
    requestId: 'req_1',
  }
  const own = { entity_id: entity.id, livemode: false }
  await rows.insert('seller', {
    ...own,
    id: SELLER,
    stripe_account: 'acct_b',
    name: 'Töpferei',
    country: 'DE',
    email: '',
  })
  await rows.insert('seller', {
    ...own,
    id: `sel_${'c'.repeat(26)}`,
    stripe_account: 'acct_c',
    name: 'Other',
    country: 'US',
  })
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const mails = () =>
  rows.query<{ recipient: string; body: string; kind: string }>('SELECT recipient, body, kind FROM message ORDER BY id')
const owner = async (): Promise<SellerActor> => {
  const [row] = await rows.query<{ id: string }>("SELECT id FROM person WHERE email = 'anna@seller.test'")
  const actor = sellerActor('bravo', entity)
  const personId = row?.id ?? ''
  return { ...actor, personId, sellerId: SELLER, scope: { ...actor.scope, actor: personId, sellerId: SELLER } }
}
const viewing = () => openViewing(operator.scope)

test('the platform invites the owner, the owner invites others, and who is taken out is out at once', async () => {
  await inviteOwner(operator, { sellerId: SELLER, name: 'Anna', email: 'anna@seller.test', at: AT })
  const anna = await owner()
  await invitePerson(anna, { name: 'Ben', email: 'ben@seller.test', role: 'viewer' }, AT)
  const people = await readPeople(anna)
  expect(people.map(({ name, role }) => [name, role])).toEqual([
    ['Anna', 'owner'],
    ['Ben', 'viewer'],
  ])
  expect((await mails()).map(({ recipient, body }) => [recipient, body.includes('Töpferei')])).toEqual([
    ['anna@seller.test', true],
    ['ben@seller.test', true],
  ])
  const ben = people.find(({ name }) => name === 'Ben')?.id ?? ''
  expect(await personInSession(entity.id, ben, 1)).toMatchObject({ sellerId: SELLER, sellerRole: 'viewer' })
  await removePerson(anna, ben, AT)
  expect(await personInSession(entity.id, ben, 1)).toBeNull()
  await expect(removePerson(anna, ben, AT)).rejects.toMatchObject({ status: 404 })
  await expect(removePerson(anna, anna.personId, AT)).rejects.toMatchObject({ code: 'portal.not_yourself' })
  await invitePerson(anna, { name: 'Ben', email: 'ben@seller.test', role: 'finance' }, AT)
  expect(await readPeople(anna)).toHaveLength(2)
  const taken = invitePerson(anna, { name: 'X', email: 'anna@seller.test', role: 'viewer' }, AT)
  await expect(taken).rejects.toMatchObject({ code: 'portal.cannot_invite', field: 'email' })
})

test('who comes in by links sets a first password without one, and the next with it', async () => {
  const anna = await owner()
  expect(await hasPortalPassword(anna)).toBe(false)
  await changePortalPassword(anna, { current: '', password: 'four plain words here', at: AT })
  expect(await hasPortalPassword(anna)).toBe(true)
  const again = changePortalPassword(anna, { current: '', password: 'other plain words here', at: AT })
  await expect(again).rejects.toMatchObject({ code: 'people.wrong_current_password' })
})

test('a link goes to a seller’s person alone, in their language', async () => {
  const before = (await mails()).length
  for (const email of ['anna@seller.test', 'nobody@nowhere.test'])
    await sendSignInLink({ email, source: 'here', at: AT })
  const [mail, ...others] = (await mails()).slice(before)
  expect(others).toEqual([])
  expect(mail).toMatchObject({
    recipient: 'anna@seller.test',
    kind: 'mail.sign_in',
    body: expect.stringContaining('Guten Tag Anna'),
  })
  expect(mail?.body).toMatch(/\/portal\/enter\/[\w-]{43}\n/)
  expect(withSignInLink('Open {link}', 'mgl_1')).toMatch(/^Open https?:\/\/\S+\/portal\/enter\/[\w-]{43}$/)
})

test('looking as a seller is noted, is of one seller at a time, ends, and ends by itself', async () => {
  expect(await viewing()).toBeNull()
  await lookAsSeller(operator, SELLER, AT)
  expect(await viewing()).toEqual({ sellerId: SELLER, locale: 'de' })
  await lookAsSeller(operator, `sel_${'c'.repeat(26)}`, AT)
  expect(await viewing()).toEqual({ sellerId: `sel_${'c'.repeat(26)}`, locale: 'en' })
  expect(await endLooking(operator, AT)).toEqual({ path: `/sellers/sel_${'c'.repeat(26)}` })
  expect(await viewing()).toBeNull()
  await lookAsSeller(operator, SELLER, AT)
  await rows.query("UPDATE seller_viewing SET ends_at = started_at + interval '1 millisecond' WHERE ended_at IS NULL")
  expect(await viewing()).toBeNull()
  await expect(lookAsSeller(operator, `sel_${'d'.repeat(26)}`, AT)).rejects.toMatchObject({ status: 404 })
  const noted = await rows.query<{ action: string }>(
    "SELECT action FROM audit_record WHERE actor_id = 'per_olu' AND subject_kind = 'seller' ORDER BY id",
  )
  expect(noted.map(({ action }) => action)).toEqual([
    'people.view_as_seller',
    'people.view_as_seller',
    'people.end_view_as_seller',
    'people.view_as_seller',
  ])
})
