import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { personInSession } from '#lib/access/store.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { addPerson } from './add-person.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { createSetupLink } from './create-setup-link.ts'
import { changeRoles, endSessions, invite, resetPassword, setActive, withdraw } from './manage.ts'
import { peekLink, setPassword } from './set-password.ts'
import { signIn } from './sign-in.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const PASSWORD = 'four plain words here'
const MISMATCH = {
  code: 'people.wrong_password',
  message: 'Address and password do not match. Check both, or ask an administrator for a new link.',
}
const REST = { code: 'people.too_many_attempts', message: 'Too many attempts. Wait 15 minutes, then try again.' }

let entity: Entity
let rows: Rows
let serial = 0

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_people',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  rows = await openRows()
})
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

async function somebody(): Promise<{ id: string; email: string }> {
  serial += 1
  const email = `person${serial}@example.test`
  const id = await addPerson({ entity, email, name: `Person ${serial}`, role: 'analyst', password: PASSWORD, at: AT })
  return { id: id ?? '', email }
}

const enter = (email: string, password = PASSWORD, source = `from ${email}`) => signIn({ email, password, source })
const inSession = (id: string, version: number) => personInSession(entity.id, id, version)
const admin = (): Actor => ({
  personId: 'per_ada',
  email: 'ada@example.test',
  name: 'Ada',
  roles: ['admin'],
  sellerId: null,
  entity,
  scope: { entityId: entity.id, livemode: false, actor: 'per_ada' },
  requestId: 'req_ada',
})
/** Nobody else could agree to a role: it counts at once. */
const alone = () => rows.query("UPDATE person SET state = 'deactivated'")
const tokenOf = (link: { path: string }) => link.path.replace('/set-up/', '')

async function fail(email: string, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await expect(enter(email, 'wrong')).rejects.toMatchObject(MISMATCH)
}

test('before anybody can sign in, a set-up link makes the first administrator, once', async () => {
  const link = new URL((await createSetupLink({ baseUrl: 'http://localhost:3000' })) ?? '')
  const token = link.pathname.replace('/set-up/', '')
  await expect(setPassword({ token, password: PASSWORD, at: AT })).rejects.toMatchObject({ code: 'people.say_who' })
  const email = 'ada.first@example.test'
  expect(await setPassword({ token, password: PASSWORD, email, name: 'Ada', at: AT })).toEqual({ email })
  const { id, name, sessionVersion } = await enter(email)
  expect(name).toBe('Ada')
  expect(await inSession(id, sessionVersion)).toMatchObject({ roles: ['admin'] })
  expect(await createSetupLink({ baseUrl: 'http://localhost:3000' })).toBeNull()
})

test('a set-up link that nobody used ends as soon as somebody can sign in', async () => {
  await rows.query("UPDATE person SET password_hash = ''")
  const link = new URL((await createSetupLink({ baseUrl: 'http://localhost:3000' })) ?? '')
  const token = link.pathname.replace('/set-up/', '')
  expect(await peekLink(token)).toMatchObject({ kind: 'setup' })
  await somebody()
  expect(await peekLink(token)).toBeNull()
  await expect(setPassword({ token, password: PASSWORD, at: AT })).rejects.toMatchObject({
    code: 'people.link_not_usable',
  })
})

describe('one’s own password', () => {
  const changing = (person: { id: string; email: string }, current: string) =>
    changeOwnPassword({
      actor: { ...admin(), personId: person.id, email: person.email },
      current,
      password: 'five quite plain words here',
      at: AT,
    })

  test('is changed by who knows it, and every session ends', async () => {
    const person = await somebody()
    const { sessionVersion } = await enter(person.email)
    await changing(person, PASSWORD)
    expect(await inSession(person.id, sessionVersion)).toBeNull()
    await expect(enter(person.email)).rejects.toMatchObject(MISMATCH)
    expect(await enter(person.email, 'five quite plain words here')).toMatchObject({ id: person.id })
  })

  test('is not found out by trying on an open screen', async () => {
    const person = await somebody()
    for (let turn = 0; turn < 8; turn += 1) {
      await expect(changing(person, 'wrong')).rejects.toMatchObject({ code: 'people.wrong_current_password' })
    }
    await expect(changing(person, PASSWORD)).rejects.toMatchObject(REST)
  })
})

describe('a sign-in', () => {
  test('lets the right password in, however the address is written', async () => {
    const { id, email } = await somebody()
    expect(await enter(` ${email.toUpperCase()} `)).toMatchObject({ id, email })
  })

  test('says the same whatever is wrong', async () => {
    const { id, email } = await somebody()
    await expect(enter(email, 'wrong')).rejects.toMatchObject(MISMATCH)
    await expect(enter('nobody@example.test')).rejects.toMatchObject(MISMATCH)
    await expect(enter('')).rejects.toMatchObject(MISMATCH)
    await expect(enter('no\u0000body@example.test', 'wr\u0000ng', 'elsewhere')).rejects.toMatchObject(MISMATCH)

    await setActive({ actor: admin(), personId: id, at: AT }, false)
    await expect(enter(email)).rejects.toMatchObject(MISMATCH)
  })

  test('is refused to somebody who has not set a password yet', async () => {
    serial += 1
    const email = `person${serial}@example.test`
    await addPerson({ entity, email, name: 'Not yet', role: 'analyst', at: AT })
    await expect(enter(email, '')).rejects.toMatchObject(MISMATCH)
  })

  test('leaves a line in the trail', async () => {
    const { id, email } = await somebody()
    await fail(email, 1)
    await enter(email)
    const trail = await rows.query<{ action: string }>(
      "SELECT action FROM audit_record WHERE actor_id = $1 AND action LIKE 'people.sign%' ORDER BY id",
      [id],
    )
    expect(trail.map(({ action }) => action)).toEqual(['people.sign_in_refused', 'people.signed_in'])
  })
})

describe('after eight wrong passwords', () => {
  test('the account rests, also for the right one, until the rest is over', async () => {
    const { id, email } = await somebody()
    await fail(email, 8)
    await expect(enter(email)).rejects.toMatchObject(REST)

    await rows.query('UPDATE person SET locked_until = $2 WHERE id = $1', [id, clock.wall()])
    expect(await enter(email)).toMatchObject({ id })
  })

  test('an address that nobody has rests too, so that resting tells nothing', async () => {
    await fail('ghost@example.test', 8)
    await expect(enter('ghost@example.test')).rejects.toMatchObject(REST)

    await rows.query("UPDATE sign_in_attempt SET at = at - interval '16 minutes' WHERE email = 'ghost@example.test'")
    await expect(enter('ghost@example.test')).rejects.toMatchObject(MISMATCH)
  })

  test.each(['known', 'unknown'])(
    'guesses at once at one address (%s) are no more than guesses in a row',
    async (kind) => {
      const email = kind === 'known' ? (await somebody()).email : 'crowd@example.test'
      const answers = await Promise.allSettled(Array.from({ length: 12 }, () => enter(email, 'wrong')))
      const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'in'))
      expect(codes.filter((code) => code === MISMATCH.code)).toHaveLength(8)
      expect(codes.filter((code) => code === REST.code)).toHaveLength(4)
      await expect(enter(email)).rejects.toMatchObject(REST)
    },
  )

  test('seven are forgotten by a right one', async () => {
    const { email } = await somebody()
    await fail(email, 7)
    await enter(email)
    await fail(email, 7)
    await enter(email)
  })
})

test('sixty wrong attempts from one place close that place, and no other', async () => {
  const { id, email } = await somebody()
  for (let turn = 0; turn < 60; turn += 1) {
    await rows.insert('sign_in_attempt', { email: `x${turn}@example.test`, source: '192.0.2.1', at: clock.wall() })
  }
  await expect(enter(email, PASSWORD, '192.0.2.1')).rejects.toMatchObject(REST)
  expect(await enter(email, PASSWORD, '192.0.2.2')).toMatchObject({ id })
})

describe('a session ends when', () => {
  test.each<[string, (personId: string) => Promise<unknown>]>([
    ['somebody is signed out everywhere', (personId) => endSessions({ actor: admin(), personId, at: AT })],
    ['roles change', (personId) => changeRoles({ actor: admin(), personId, roles: ['approver', 'operator'], at: AT })],
    ['access is taken', (personId) => setActive({ actor: admin(), personId, at: AT }, false)],
    ['a password is reset', (personId) => resetPassword({ actor: admin(), personId, at: AT })],
  ])('%s', async (_, change) => {
    const { id, email } = await somebody()
    const { sessionVersion } = await enter(email)
    expect(await inSession(id, sessionVersion)).toMatchObject({ personId: id, email, roles: ['analyst'] })
    await change(id)
    expect(await inSession(id, sessionVersion)).toBeNull()
  })

  test('and a new sign-in has the new roles', async () => {
    await alone()
    const { id, email } = await somebody()
    await changeRoles({ actor: admin(), personId: id, roles: ['approver', 'operator'], at: AT })
    const { sessionVersion } = await enter(email)
    expect(await inSession(id, sessionVersion)).toMatchObject({ roles: ['approver', 'operator'] })
    expect(await personInSession('ent_other', id, sessionVersion)).toBeNull()
  })
})

describe('a one-time link', () => {
  const used = { code: 'people.link_not_usable' }
  const guest = () => {
    serial += 1
    return { actor: admin(), email: `guest${serial}@example.test`, name: 'Guest', role: 'operator', at: AT } as const
  }

  test('works once, also when it is used twice at once', async () => {
    const link = await invite(guest())
    const token = tokenOf(link)
    const answers = await Promise.allSettled([
      setPassword({ token, password: PASSWORD, at: AT }),
      setPassword({ token, password: 'another four plain words', at: AT }),
    ])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: used })
    await expect(setPassword({ token, password: PASSWORD, at: AT })).rejects.toMatchObject(used)
    expect(await peekLink(token)).toBeNull()
  })

  test('gives the role it was made for', async () => {
    await alone()
    const asked = guest()
    const link = await invite(asked)
    expect(await peekLink(tokenOf(link))).toMatchObject({ email: asked.email, name: 'Guest', kind: 'invite' })
    await setPassword({ token: tokenOf(link), password: PASSWORD, at: AT })
    const { id, sessionVersion } = await enter(asked.email)
    expect(await inSession(id, sessionVersion)).toMatchObject({ roles: ['operator'] })
  })

  test('ends when a newer one is made, and when its time is over', async () => {
    const asked = guest()
    const first = tokenOf(await invite(asked))
    const second = tokenOf(await invite(asked))
    await expect(setPassword({ token: first, password: PASSWORD, at: AT })).rejects.toMatchObject(used)
    await rows.query('UPDATE invitation SET expires_at = $2 WHERE email = $1', [asked.email, clock.wall()])
    await expect(setPassword({ token: second, password: PASSWORD, at: AT })).rejects.toMatchObject(used)
  })

  test('ends when it is withdrawn, or when the person gets access another way', async () => {
    const [asked, other] = [guest(), guest()]
    const token = tokenOf(await invite(asked))
    await withdraw({ actor: admin(), email: asked.email, at: AT })
    await expect(setPassword({ token, password: PASSWORD, at: AT })).rejects.toMatchObject(used)
    await expect(withdraw({ actor: admin(), email: asked.email, at: AT })).rejects.toMatchObject({
      code: 'people.no_invitation',
    })

    const stale = tokenOf(await invite(other))
    await addPerson({ entity, email: other.email, name: 'Added', role: 'analyst', password: PASSWORD, at: AT })
    await expect(setPassword({ token: stale, password: PASSWORD, at: AT })).rejects.toMatchObject(used)
  })

  test('that resets ends the old password at once, and the rest of the account with it', async () => {
    const { id, email } = await somebody()
    await fail(email, 8)
    const link = await resetPassword({ actor: admin(), personId: id, at: AT })
    await setPassword({ token: tokenOf(link), password: 'another four plain words', at: AT })
    expect(await enter(email, 'another four plain words')).toMatchObject({ id })
    await expect(enter(email)).rejects.toMatchObject(MISMATCH)
  })

  test('is not in the database: only its hash is', async () => {
    const token = tokenOf(await invite(guest()))
    const [row] = await rows.query<{ found: boolean }>(
      'SELECT EXISTS (SELECT FROM invitation i WHERE strpos(i::text, $1) > 0) AS found',
      [token],
    )
    expect(row).toEqual({ found: false })
  })
})

describe('an auditor', () => {
  const inDays = (days: number) => new Date(clock.wall().getTime() + days * 86_400_000).toISOString().slice(0, 10)

  test('is let in until a day, and by nothing after it', async () => {
    const email = 'auditor@example.test'
    const id =
      (await addPerson({
        entity,
        email,
        name: 'Audra',
        role: 'auditor',
        password: PASSWORD,
        expiresOn: inDays(3),
        at: AT,
      })) ?? ''
    const { sessionVersion } = await enter(email)
    expect(await inSession(id, sessionVersion)).toMatchObject({ roles: ['auditor'] })

    await rows.query(`UPDATE role_grant SET expires_at = '2020-01-01' WHERE person_id = $1`, [id])
    expect(await inSession(id, sessionVersion)).toBeNull()
    await expect(enter(email)).rejects.toMatchObject({ code: 'people.access_ended', status: 403 })
    await expect(enter(email, 'not this password')).rejects.toMatchObject({ code: 'people.wrong_password' })

    await changeRoles({ actor: admin(), personId: id, roles: ['auditor'], expiresOn: inDays(30), at: AT })
    expect((await enter(email)).id).toBe(id)
    await changeRoles({ actor: admin(), personId: id, roles: ['analyst'], at: AT })
    expect(await rows.query('SELECT role, expires_at FROM role_grant WHERE person_id = $1', [id])).toEqual([
      { role: 'analyst', expires_at: null },
    ])
  })

  test.each(['', '2020-01-01', '2999-12-31'])('is not let in until “%s”', async (expiresOn) => {
    const asked = {
      actor: admin(),
      email: 'never@example.test',
      name: 'Never',
      role: 'auditor' as const,
      expiresOn,
      at: AT,
    }
    await expect(invite(asked)).rejects.toMatchObject({ code: 'people.expiry_needed', field: 'expiresOn' })
  })

  test('who was invited is let in until the day that was said', async () => {
    const email = 'guest-auditor@example.test'
    const asked = { actor: admin(), email, name: 'Guest', role: 'auditor' as const, expiresOn: inDays(10), at: AT }
    const { path, isPending } = await invite(asked)
    expect(isPending).toBe(false)
    await setPassword({ token: path.slice('/set-up/'.length), password: PASSWORD, at: AT })
    const [grant] = await rows.query<{ ends: string }>(
      `SELECT (expires_at AT TIME ZONE 'UTC')::date::text AS ends FROM role_grant g JOIN person p ON p.id = g.person_id WHERE p.email = $1`,
      [email],
    )
    expect(grant?.ends).toBe(inDays(10))
  })
})
