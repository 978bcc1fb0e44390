import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personInSession } from '#lib/access/store.ts'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { addPerson } from './add-person.ts'
import { enterByLink, peekMagicLink, requestLink, tokenOfLink } from './magic-link.ts'
import { addSellerPerson } from './seller-people.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const ENDED = { code: 'people.sign_in_link' }
let entity: Entity
let rows: Rows

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_links',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  rows = await openRows()
  for (const name of ['rosa', 'sven', 'tomo']) {
    const email = `${name}@seller.test`
    await inRawTransaction(SYSTEM(entity), (tx) =>
      addSellerPerson(tx, {
        sellerId: 'sel_one',
        email,
        name,
        role: 'owner',
        locale: 'de',
        passwordHash: '',
        by: SYSTEM_ACTOR,
        at: AT,
      }),
    )
  }
  await addPerson({
    entity,
    email: 'olu@console.test',
    name: 'Olu',
    role: 'operator',
    password: 'x'.repeat(12),
    at: AT,
  })
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const ask = (email: string, source = `from ${email}`) =>
  inRawTransaction(SYSTEM(entity), (tx) => requestLink(tx, { email, source }))
const tokenFor = async (email: string) => tokenOfLink((await ask(email))?.linkId ?? 'none')

describe('a link', () => {
  test('lets a seller’s person in once; looking at it uses nothing up', async () => {
    const token = await tokenFor('rosa@seller.test')
    for (let look = 0; look < 3; look += 1) expect(await peekMagicLink(token)).toEqual({ name: 'rosa', locale: 'de' })
    const { id, sessionVersion } = await enterByLink(token)
    expect(await personInSession(entity.id, id, sessionVersion)).toMatchObject({
      roles: ['seller'],
      sellerId: 'sel_one',
      sellerRole: 'owner',
      locale: 'de',
    })
    expect(await peekMagicLink(token)).toBeNull()
    await expect(enterByLink(token)).rejects.toMatchObject(ENDED)
  })

  test('that was pressed twice at once lets one in', async () => {
    const token = await tokenFor('rosa@seller.test')
    const ends = await Promise.allSettled([enterByLink(token), enterByLink(token), enterByLink(token)])
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
  })

  test('ends after 15 minutes, with another that was used, and with its person', async () => {
    const [first, second] = [await tokenFor('sven@seller.test'), await tokenFor('sven@seller.test')]
    await enterByLink(second)
    await expect(enterByLink(first)).rejects.toMatchObject(ENDED)
    const late = await tokenFor('sven@seller.test')
    await rows.query("UPDATE magic_link SET expires_at = created_at + interval '1 millisecond'")
    await expect(enterByLink(late)).rejects.toMatchObject(ENDED)
    const gone = await tokenFor('sven@seller.test')
    await rows.query("UPDATE person SET state = 'deactivated' WHERE email = 'sven@seller.test'")
    await expect(enterByLink(gone)).rejects.toMatchObject(ENDED)
  })

  test('is stored as a hash alone', async () => {
    const token = await tokenFor('tomo@seller.test')
    const [row] = await rows.query<{ text: string }>('SELECT string_agg(l::text, chr(10)) AS text FROM magic_link l')
    expect(row?.text).not.toContain(token)
  })
})

describe('asking', () => {
  test('is noted and limited alike for people of the platform, and for an address nobody has', async () => {
    for (const email of ['olu@console.test', 'nobody@nowhere.test']) {
      for (let turn = 0; turn < 5; turn += 1) expect(await ask(email)).toBeNull()
      await expect(ask(email)).rejects.toMatchObject({ code: 'people.too_many_attempts' })
    }
    const [row] = await rows.query<{ count: bigint }>("SELECT count(*) AS count FROM magic_link WHERE person_id = ''")
    expect(Number(row?.count)).toBe(10)
  })

  test('is limited for one source, whatever addresses it tries', async () => {
    for (let turn = 0; turn < 30; turn += 1) await ask(`guess${turn}@nowhere.test`, 'one place')
    await expect(ask('guess30@nowhere.test', 'one place')).rejects.toMatchObject({ code: 'people.too_many_attempts' })
  })

  test('nobody is let in by a link that was made for nobody', async () => {
    const [row] = await rows.query<{ id: string }>("SELECT id FROM magic_link WHERE person_id = '' LIMIT 1")
    await expect(enterByLink(tokenOfLink(row?.id ?? ''))).rejects.toMatchObject(ENDED)
  })
})
