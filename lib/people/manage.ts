import type { Actor } from '#lib/access/actor.ts'
import type { Role } from '#lib/access/permissions.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { clock } from '#lib/platform/clock.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { createLink, endInvitations } from './links.ts'
import { emailTaken, lastAdministrator, noInvitation, noPerson, notYourself } from './refusals.ts'

export type OneTimeLink = { readonly path: string; readonly expiresAt: string }
type Target = { readonly actor: Actor; readonly personId: string; readonly at: Date }
type PersonRow = { readonly id: string; readonly email: string; readonly name: string; readonly state: string }

/** Invites somebody with a role by a one-time link that is shown once. Refuses an address that has access. */
export function invite(input: {
  actor: Actor
  email: string
  name: string
  role: Role
  at: Date
}): Promise<OneTimeLink> {
  const { actor, email, name, role, at } = input
  return inTransaction(actor.scope, async (tx) => {
    if ((await tx.sql('SELECT 1 FROM person WHERE email = $1', [email])).length > 0) throw emailTaken()
    const link = await createLink(tx, { kind: 'invite', email, name, role, createdBy: actor.personId })
    await audit(tx, actor, at, {
      action: 'people.invite',
      personId: email,
      note: `Invited ${name} (${email}) as ${role}`,
      after: { email, role },
    })
    return { path: `/set-up/${link.token}`, expiresAt: link.expiresAt.toISOString() }
  })
}

/** Ends an invitation that nobody has used: its link lets nobody in any more. */
export function withdraw({ actor, email, at }: { actor: Actor; email: string; at: Date }): Promise<void> {
  return inTransaction(actor.scope, async (tx) => {
    if ((await endInvitations(tx, email)) === 0) throw noInvitation()
    await audit(tx, actor, at, {
      action: 'people.withdraw',
      personId: email,
      note: `Withdrew the invitation of ${email}`,
    })
  })
}

/** Ends every session of somebody and gives a one-time link to set a new password. */
export function resetPassword({ actor, personId, at }: Target): Promise<OneTimeLink> {
  return inTransaction(actor.scope, async (tx) => {
    const person = await lockPerson(tx, personId)
    await tx.exec("UPDATE person SET session_version = session_version + 1, password_hash = '' WHERE id = $1", [
      personId,
    ])
    const link = await createLink(tx, {
      kind: 'reset',
      email: person.email,
      name: person.name,
      role: '',
      createdBy: actor.personId,
    })
    await audit(tx, actor, at, { action: 'people.reset', personId, note: `Reset the password of ${person.name}` })
    return { path: `/set-up/${link.token}`, expiresAt: link.expiresAt.toISOString() }
  })
}

/** Gives somebody exactly these roles. Their sessions end, so that the new ones count at once. */
export function changeRoles({
  actor,
  personId,
  roles,
  at,
}: Target & { readonly roles: readonly Role[] }): Promise<void> {
  return inTransaction(actor.scope, async (tx) => {
    const person = await lockOther(tx, actor, personId)
    const before = await rolesOf(tx, personId)
    if (before.includes('admin') && !roles.includes('admin')) await requireOtherAdministrator(tx, personId)
    await tx.exec('DELETE FROM role_grant WHERE person_id = $1 AND entity_id = $2', [personId, tx.scope.entityId])
    await tx.exec(
      `INSERT INTO role_grant (person_id, entity_id, role, granted_by, granted_at)
       SELECT $1, $2, r, $4, $5 FROM unnest($3::text[]) AS r`,
      [personId, tx.scope.entityId, [...new Set(roles)], actor.personId, clock.wall()],
    )
    await tx.exec('UPDATE person SET session_version = session_version + 1 WHERE id = $1', [personId])
    await audit(tx, actor, at, {
      action: 'people.roles',
      personId,
      note: `${person.name} is ${roles.join(', ')} now`,
      before: { roles: before },
      after: { roles },
    })
  })
}

/** Takes somebody's access away, or gives it back. */
export function setActive({ actor, personId, at }: Target, isActive: boolean): Promise<void> {
  return inTransaction(actor.scope, async (tx) => {
    const person = await lockOther(tx, actor, personId)
    if (!isActive && (await rolesOf(tx, personId)).includes('admin')) await requireOtherAdministrator(tx, personId)
    const state = isActive ? 'active' : 'deactivated'
    await tx.exec('UPDATE person SET state = $2, session_version = session_version + 1 WHERE id = $1', [
      personId,
      state,
    ])
    await audit(tx, actor, at, {
      action: isActive ? 'people.reactivate' : 'people.deactivate',
      personId,
      note: `${person.name} ${isActive ? 'has access again' : 'has no access any more'}`,
      before: { state: person.state },
      after: { state },
    })
  })
}

/** Signs somebody out everywhere. */
export function endSessions({ actor, personId, at }: Target): Promise<void> {
  return inTransaction(actor.scope, async (tx) => {
    const person = await lockPerson(tx, personId)
    await tx.exec('UPDATE person SET session_version = session_version + 1 WHERE id = $1', [personId])
    await audit(tx, actor, at, {
      action: 'people.end_sessions',
      personId,
      note: `Ended every session of ${person.name}`,
    })
  })
}

async function lockPerson(tx: Tx, personId: string): Promise<PersonRow> {
  const [row] = await tx.sql<PersonRow>('SELECT id, email, name, state FROM person WHERE id = $1 FOR UPDATE', [
    personId,
  ])
  if (row === undefined) throw noPerson()
  return row
}

function lockOther(tx: Tx, actor: Actor, personId: string): Promise<PersonRow> {
  if (actor.personId === personId) throw notYourself()
  return lockPerson(tx, personId)
}

async function rolesOf(tx: Tx, personId: string): Promise<Role[]> {
  const rows = await tx.sql<{ role: Role }>('SELECT role FROM role_grant WHERE person_id = $1 ORDER BY role', [
    personId,
  ])
  return rows.map((row) => row.role)
}

/** Locks every administrator's row, so that two cannot take each other's role away at once. */
async function requireOtherAdministrator(tx: Tx, personId: string): Promise<void> {
  const others = await tx.sql(
    `SELECT p.id FROM person p WHERE p.id <> $1 AND p.state = 'active'
        AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'admin') ORDER BY p.id FOR UPDATE`,
    [personId],
  )
  if (others.length === 0) throw lastAdministrator()
}

type Line = {
  readonly action: string
  readonly personId: string
  readonly note: string
  readonly before?: unknown
  readonly after?: unknown
}

function audit(tx: Tx, actor: Actor, at: Date, { action, personId, note, ...values }: Line): Promise<void> {
  return recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action,
    subject: { kind: 'person', id: personId },
    note,
    ...values,
    requestId: actor.requestId,
    at,
  })
}
