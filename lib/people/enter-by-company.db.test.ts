import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, read, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { addPerson } from './add-person.ts'
import { rolesOf } from './apply-roles.ts'
import { type CompanyRules, enterByCompany } from './enter-by-company.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const INVITED: CompanyRules = { isEmailTrusted: false, rolesClaim: 'groups', rolesOfGroups: [] }
const GROUPS: CompanyRules = {
  ...INVITED,
  rolesOfGroups: [
    ['finance', 'operator'],
    ['leads', 'approver'],
    ['it', 'admin'],
  ],
}
let entity: Entity
let rows: Rows

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_company',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  rows = await openRows()
  for (const [name, role] of [
    ['Ada', 'admin'],
    ['Olu', 'operator'],
  ] as const) {
    await addPerson({ entity, email: `${name.toLowerCase()}@company.test`, name, role, at: AT })
  }
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

const says = (sub: string, more: Record<string, unknown> = {}) => ({
  iss: 'https://id.company.test',
  sub,
  email: `${sub}@company.test`,
  email_verified: true,
  name: sub,
  ...more,
})
const rolesNow = (id: string) => read(SYSTEM(entity), (tx) => rolesOf(tx, id))

describe('who was invited', () => {
  test('comes in by a verified address, and from then on by the provider’s own name, whatever the address becomes', async () => {
    const first = await enterByCompany(says('olu'), INVITED)
    const again = await enterByCompany(says('olu', { email: 'renamed@company.test', email_verified: false }), INVITED)
    expect(again).toEqual(first)
    expect(await rolesNow(first.id)).toEqual(['operator'])
  })

  test('is not whoever else names that address: unverified, unknown, or under another name of the provider later', async () => {
    await expect(
      enterByCompany(says('x', { email: 'ada@company.test', email_verified: false }), INVITED),
    ).rejects.toMatchObject({
      code: 'people.address_not_verified',
    })
    await expect(enterByCompany(says('x', { email: undefined }), INVITED)).rejects.toMatchObject({
      code: 'people.address_not_verified',
    })
    await expect(enterByCompany(says('nobody'), INVITED)).rejects.toMatchObject({ code: 'people.not_known_here' })
    await expect(enterByCompany(says('taker', { email: 'olu@company.test' }), INVITED)).rejects.toMatchObject({
      code: 'people.address_of_another',
    })
  })

  test('may be trusted by address when the directory is the company’s own', async () => {
    const trusted = { ...INVITED, isEmailTrusted: true }
    const { id } = await enterByCompany(says('ada', { email_verified: undefined }), trusted)
    expect(await rolesNow(id)).toEqual(['admin'])
  })
})

describe('with groups', () => {
  test('whoever is in one comes in, with its roles, as they are at each entry; others’ sessions end when roles change', async () => {
    const first = await enterByCompany(says('nia', { groups: ['finance', 'chess'] }), GROUPS)
    expect(await rolesNow(first.id)).toEqual(['operator'])
    const same = await enterByCompany(says('nia', { groups: ['finance'] }), GROUPS)
    expect(same).toEqual(first)
    const risen = await enterByCompany(says('nia', { groups: ['finance', 'leads'] }), GROUPS)
    expect(risen.sessionVersion).toBeGreaterThan(first.sessionVersion)
    expect(await rolesNow(first.id)).toEqual(['approver', 'operator'])
  })

  test('nobody comes in without one, nor may groups let anybody manage people and release money, nor take the last administrator', async () => {
    await expect(enterByCompany(says('out', { groups: ['chess'] }), GROUPS)).rejects.toMatchObject({
      code: 'people.no_group_here',
    })
    await expect(enterByCompany(says('out', { groups: undefined }), GROUPS)).rejects.toMatchObject({
      code: 'people.no_group_here',
    })
    await expect(enterByCompany(says('both', { groups: ['it', 'leads'] }), GROUPS)).rejects.toMatchObject({
      code: 'people.groups_too_much',
    })
    await expect(enterByCompany(says('ada', { groups: ['finance'] }), GROUPS)).rejects.toMatchObject({
      code: 'people.last_administrator',
    })
  })

  test('two first entries of one person at once make one person', async () => {
    const [one, two] = await Promise.all([
      enterByCompany(says('twice', { groups: ['finance'] }), GROUPS),
      enterByCompany(says('twice', { groups: ['finance'] }), GROUPS),
    ])
    expect(one.id).toBe(two.id)
  })

  test('whose access was ended does not come back by a group', async () => {
    const { id } = await enterByCompany(says('gone', { groups: ['finance'] }), GROUPS)
    await rows.query(`UPDATE person SET state = 'deactivated' WHERE id = '${id}'`)
    await expect(enterByCompany(says('gone', { groups: ['finance'] }), GROUPS)).rejects.toMatchObject({
      code: 'people.deactivated',
    })
  })
})
