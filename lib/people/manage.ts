import type { Actor } from '#lib/access/actor.ts'
import type { Role } from '#lib/access/permissions.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { applyRoles, requireOtherAdministrator, rolesOf } from './apply-roles.ts'
import { expiryOf } from './expiry.ts'
import { createLink, endInvitations } from './links.ts'
import { endPendingGrants, needsSecondPerson, proposeRoles, requireException } from './propose-roles.ts'
import { emailTaken, noInvitation, noPerson, notYourself } from './refusals.ts'

export type OneTimeLink = { readonly path: string; readonly expiresAt: string }
type Target = { readonly actor: Actor; readonly personId: string; readonly at: Date }
type PersonRow = { readonly id: string; readonly email: string; readonly name: string; readonly state: string }

/**
 * Invites somebody with a role by a one-time link that is shown once. A role that does more than read counts once a second
 * person agreed. Refuses an address that has access.
 */
export function invite(input: {
  actor: Actor
  email: string
  name: string
  role: Role
  expiresOn?: string
  at: Date
}): Promise<OneTimeLink & { readonly isPending: boolean }> {
  const { actor, email, name, role, expiresOn = '', at } = input
  return inTransaction(actor.scope, async (tx) => {
    const roleExpiresAt = expiryOf([role], expiresOn)
    // Whose roles were not agreed to has an address and nothing else: they may be invited again.
    const taken = await tx.sql(
      'SELECT 1 FROM person p WHERE p.email = $1 AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id)',
      [email],
    )
    if (taken.length > 0) throw emailTaken()
    const granting = { actor, email, name, before: [], roles: [role], exception: '', expiresOn, at }
    const isPending = await needsSecondPerson(tx, granting)
    if (isPending) await proposeRoles(tx, granting)
    const link = await createLink(tx, {
      kind: 'invite',
      email,
      name,
      role: isPending ? '' : role,
      roleExpiresAt: isPending ? null : roleExpiresAt,
      createdBy: actor.personId,
    })
    await audit(tx, actor, at, {
      action: 'people.invite',
      personId: email,
      note: `Invited ${name} (${email}) as ${role}${expiresOn === '' ? '' : ` until ${expiresOn}`}`,
      after: { email, role },
    })
    return { path: `/set-up/${link.token}`, expiresAt: link.expiresAt.toISOString(), isPending }
  })
}

/** Ends an invitation that nobody has used: its link lets nobody in any more. */
export function withdraw({ actor, email, at }: { actor: Actor; email: string; at: Date }): Promise<void> {
  return inTransaction(actor.scope, async (tx) => {
    if ((await endInvitations(tx, email)) === 0) throw noInvitation()
    await endPendingGrants(tx, email, at)
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
    await tx.exec(
      "UPDATE person SET session_version = session_version + 1, password_hash = '', oidc_subject = NULL WHERE id = $1",
      [personId],
    )
    const link = await createLink(tx, {
      kind: 'reset',
      email: person.email,
      name: person.name,
      role: '',
      roleExpiresAt: null,
      createdBy: actor.personId,
    })
    await audit(tx, actor, at, { action: 'people.reset', personId, note: `Reset the password of ${person.name}` })
    return { path: `/set-up/${link.token}`, expiresAt: link.expiresAt.toISOString() }
  })
}

/**
 * Gives somebody exactly these roles, or proposes to: a role they did not hold needs a second person. Their sessions end when
 * it counts. Refuses admin together with approver without an exception in words.
 */
export function changeRoles(
  input: Target & { readonly roles: readonly Role[]; readonly exception?: string; readonly expiresOn?: string },
): Promise<{ proposalId: string | null }> {
  const { actor, personId, roles, exception = '', expiresOn = '', at } = input
  return inTransaction(actor.scope, async (tx) => {
    const person = await lockOther(tx, actor, personId)
    const before = await rolesOf(tx, personId)
    if (!(before.includes('admin') && before.includes('approver'))) requireException(roles, exception)
    if (await needsSecondPerson(tx, { actor, before, roles })) {
      const { email, name } = person
      return proposeRoles(tx, { actor, email, name, before, roles, exception, expiresOn, at })
    }
    const by = { kind: 'person' as const, id: actor.personId, role: actor.roles.join(', ') }
    const { requestId } = actor
    await applyRoles(tx, { person, before, roles, expiresOn, by, grantedBy: actor.personId, requestId, at })
    return { proposalId: null }
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
