import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { Role } from '#lib/access/permissions.ts'
import { approve, reject } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import { listQueue } from '#lib/approvals/list-proposals.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase, inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { addPerson } from './add-person.ts'
import { rolesOf } from './apply-roles.ts'
import { changeRoles, invite, withdraw } from './manage.ts'
import { pendingGrants, roleExecutor } from './propose-roles.ts'
import { setPassword } from './set-password.ts'

const AT = new Date('2026-11-20T12:00:00Z')
let entity: Entity
let serial = 0

beforeEach(async () => {
  entity ??= await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_roles',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  await work((tx) => tx.exec("UPDATE person SET state = 'deactivated'"))
})
afterAll(closeDatabase)

const work = <T>(inside: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), inside)

async function person(role: Role): Promise<Actor> {
  serial += 1
  const email = `person${serial}@example.test`
  const name = `Person ${serial}`
  const personId = (await addPerson({ entity, email, name, role, password: 'four plain words here', at: AT })) ?? ''
  const scope = { ...SYSTEM(entity), actor: personId }
  return { personId, email, name, roles: [role], sellerId: null, entity, scope, requestId: '' }
}

const held = (who: Actor) => work((tx) => rolesOf(tx, who.personId))
const grant = (actor: Actor, to: Actor, roles: readonly Role[], exception = '') =>
  changeRoles({ actor, personId: to.personId, roles, exception, at: AT })

async function agree(actor: Actor, proposalId: string): Promise<void> {
  const { argumentsHash } = await work((tx) => lockProposal(tx, proposalId))
  await approve({ actor, proposalId, argumentsHash, comment: '', at: AT })
  await executeProposal({ entity, proposalId, at: AT, executors: { 'role.grant': roleExecutor } })
}

const waiting = async () => (await work(pendingGrants)).map(({ proposalId }) => proposalId)

describe('a role', () => {
  test('that somebody did not hold counts once another administrator agreed', async () => {
    const [ada, ben, approver, olu] = [
      await person('admin'),
      await person('admin'),
      await person('approver'),
      await person('operator'),
    ]
    const { proposalId } = await grant(ada, olu, ['operator', 'approver'])
    expect(proposalId).not.toBeNull()
    expect(await held(olu)).toEqual(['operator'])
    expect(await waiting()).toEqual([proposalId])
    await expect(agree(ada, proposalId ?? '')).rejects.toMatchObject({ code: 'approvals.self_approval' })
    await expect(agree(approver, proposalId ?? '')).rejects.toMatchObject({ code: 'approvals.not_yours_to_grant' })
    const blockers = await Promise.all(
      [ben, approver].map(({ personId }) => work((tx) => listQueue(tx, { personId, at: AT }, 10))),
    )
    expect(blockers.map(([row]) => row?.blocker?.slice(0, 5))).toEqual([undefined, 'Roles'])
    await agree(ben, proposalId ?? '')
    expect(await held(olu)).toEqual(['approver', 'operator'])
  })

  test('is agreed to by an approver while there is one administrator', async () => {
    const [ada, priya, olu] = [await person('admin'), await person('approver'), await person('operator')]
    const { proposalId } = await grant(ada, olu, ['admin'])
    await agree(priya, proposalId ?? '')
    expect(await held(olu)).toEqual(['admin'])
  })

  test('counts at once while nobody else could agree, when it only reads, and when it is taken away', async () => {
    const [ada, olu] = [await person('admin'), await person('operator')]
    expect(await grant(ada, olu, ['approver', 'operator'])).toEqual({ proposalId: null })
    expect(await grant(ada, olu, ['approver', 'analyst'])).toEqual({ proposalId: null })
    expect(await held(olu)).toEqual(['analyst', 'approver'])
  })

  test('of an administrator who approves needs an exception, which two people see', async () => {
    const [ada, ben, priya] = [await person('admin'), await person('admin'), await person('approver')]
    const both = ['admin', 'approver'] as const
    await expect(grant(ada, priya, both)).rejects.toMatchObject({ code: 'people.exception_needed', field: 'exception' })
    const { proposalId } = await grant(ada, priya, both, 'We are three people until March.')
    const asked = await work((tx) => lockProposal(tx, proposalId ?? ''))
    expect(asked.reasoning).toBe('Exception: We are three people until March.')
    expect(asked.policyReasons.map(({ rule }) => rule)).toEqual(['configuration', 'failed_check'])
    await agree(ben, asked.id)
    expect(await held(priya)).toEqual([...both])
  })

  test('is proposed once: the same wish again is the same proposal, another one waits', async () => {
    const [ada, , olu] = [await person('admin'), await person('admin'), await person('operator')]
    const first = await grant(ada, olu, ['approver'])
    expect(await grant(ada, olu, ['approver'])).toEqual(first)
    await expect(grant(ada, olu, ['admin'])).rejects.toMatchObject({ code: 'people.grant_pending' })
  })
})

describe('an invitation', () => {
  const asked = () => {
    serial += 1
    return { email: `guest${serial}@example.test`, name: 'Guest', role: 'operator', at: AT } as const
  }

  test('gives its role when somebody agreed, before or after it was used', async () => {
    const [ada, ben] = [await person('admin'), await person('admin')]
    for (const isUsedFirst of [true, false]) {
      const guest = asked()
      const link = await invite({ actor: ada, ...guest })
      expect(link.isPending).toBe(true)
      const use = () => setPassword({ token: link.path.slice(8), password: 'four plain words here', at: AT })
      if (isUsedFirst) await use()
      await agree(ben, (await waiting()).at(-1) ?? '')
      if (!isUsedFirst) await use()
      const roles = await work((tx) =>
        tx.sql('SELECT g.role FROM role_grant g JOIN person p ON p.id = g.person_id WHERE p.email = $1', [guest.email]),
      )
      expect(roles).toEqual([{ role: 'operator' }])
    }
  })

  test('whose role was not agreed to gives nothing, and may be made again', async () => {
    const [ada, ben] = [await person('admin'), await person('admin')]
    const guest = asked()
    const first = await invite({ actor: ada, ...guest })
    await setPassword({ token: first.path.slice(8), password: 'four plain words here', at: AT })
    const proposalId = (await waiting()).at(-1) ?? ''
    const { argumentsHash } = await work((tx) => lockProposal(tx, proposalId))
    await reject({ actor: ben, proposalId, argumentsHash, comment: 'Nobody knows them.', at: AT })
    const again = await invite({ actor: ada, ...guest })
    await agree(ben, (await waiting()).at(-1) ?? '')
    await setPassword({ token: again.path.slice(8), password: 'four plain words here', at: AT })
    await expect(invite({ actor: ada, ...guest })).rejects.toMatchObject({ code: 'people.email_taken' })
  })

  test('that is withdrawn ends what waited for it', async () => {
    const [ada] = [await person('admin'), await person('admin')]
    const guest = asked()
    const before = await waiting()
    await invite({ actor: ada, ...guest })
    await withdraw({ actor: ada, email: guest.email, at: AT })
    expect(await waiting()).toEqual(before)
  })
})
