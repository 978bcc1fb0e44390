import { z } from 'zod'
import type { Role } from '#lib/access/permissions.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { applyRoles, rolesOf } from './apply-roles.ts'
import { dayAfter } from './expiry.ts'
import { endInvitations } from './links.ts'
import {
  accessDeactivated,
  accessEnded,
  addressNotVerified,
  addressOfAnother,
  groupsTooMuch,
  noGroupHere,
  notKnownHere,
} from './refusals.ts'

const AUDITOR_DAYS = 90

/** What an identity provider says about somebody (openid.net/specs/openid-connect-core-1_0.html, 5.1). */
export const companyClaims = z.looseObject({
  iss: z.string().min(1),
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().optional(),
})
export type CompanyClaims = z.infer<typeof companyClaims>

export type CompanyRules = {
  /** An address counts as the person's own although the provider does not say so. */
  readonly isEmailTrusted: boolean
  readonly rolesClaim: string
  /** Groups and the roles they have here. None: people are invited, and keep the roles that they were given here. */
  readonly rolesOfGroups: readonly (readonly [group: string, role: Role])[]
}

type Entered = { readonly id: string; readonly sessionVersion: number }
type Known = {
  id: string
  name: string
  state: string
  is_seller: boolean
  has_ended: boolean
  oidc_subject: string | null
}

/**
 * Lets in whom the company's identity provider vouches for: known by the provider's own name for them, the first time by an address
 * that is verified. With groups given roles, the roles follow the groups at each entry, and whoever is in one is let in. Refuses
 * everybody else, with what to do.
 */
export async function enterByCompany(claims: CompanyClaims, rules: CompanyRules): Promise<Entered> {
  const entity = await currentEntity()
  const roles = rolesIn(claims, rules)
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const subject = `${claims.iss} ${claims.sub}`
    await tx.exec('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`company:${subject}`])
    const person =
      (await findKnown(tx, 'p.oidc_subject = $1', subject)) ?? (await firstTime(tx, claims, rules, roles !== null))
    if (person.state !== 'active') throw accessDeactivated()
    // A seller's people have their own way in; a company's group never makes them ours.
    if (person.is_seller) throw notKnownHere()
    if (roles !== null) await followGroups(tx, person, roles)
    else if (person.has_ended) throw accessEnded()
    return enter(tx, person, subject)
  })
}

/** The roles of somebody's groups; null when groups say nothing here. */
function rolesIn(claims: CompanyClaims, { rolesClaim, rolesOfGroups }: CompanyRules): Role[] | null {
  if (rolesOfGroups.length === 0) return null
  const said = claims[rolesClaim]
  const groups = new Set([said].flat())
  const roles = [...new Set(rolesOfGroups.flatMap(([group, role]) => (groups.has(group) ? [role] : [])))].sort()
  if (roles.length === 0) throw noGroupHere()
  if (roles.includes('admin') && roles.includes('approver')) throw groupsTooMuch()
  return roles
}

async function findKnown(tx: Sql, where: 'p.oidc_subject = $1' | 'p.email = $1', value: string): Promise<Known | null> {
  const [row] = await tx.sql<Known>(
    `SELECT p.id, p.name, p.state, p.oidc_subject,
            EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'seller') AS is_seller,
            coalesce((SELECT bool_and(coalesce(g.expires_at <= $2, false)) FROM role_grant g WHERE g.person_id = p.id), false) AS has_ended
       FROM person p WHERE ${where} FOR UPDATE OF p`,
    [value, clock.wall()],
  )
  return row ?? null
}

/** Somebody who comes in this way for the first time: by their address, or, when their groups have roles here, anew. */
async function firstTime(tx: Sql, claims: CompanyClaims, rules: CompanyRules, mayCome: boolean): Promise<Known> {
  const email = (claims.email ?? '').trim().toLowerCase()
  if (email === '' || !(claims.email_verified === true || rules.isEmailTrusted)) throw addressNotVerified()
  const known = await findKnown(tx, 'p.email = $1', email)
  // An address that was given to somebody else by now does not give them what its first bearer had.
  if (known?.oidc_subject?.startsWith(`${claims.iss} `)) throw addressOfAnother()
  if (known !== null) return known
  if (!mayCome) throw notKnownHere()
  const person = {
    id: newId('per'),
    name: claims.name?.trim() || email,
    state: 'active',
    is_seller: false,
    has_ended: false,
    oidc_subject: null,
  }
  await tx.exec("INSERT INTO person (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, '', $4)", [
    person.id,
    email,
    person.name,
    clock.wall(),
  ])
  await endInvitations(tx, email)
  return person
}

async function followGroups(tx: Sql, person: Known, roles: readonly Role[]): Promise<void> {
  const before = await rolesOf(tx, person.id)
  if (!person.has_ended && before.toSorted().join() === roles.join()) return
  await applyRoles(tx, {
    person,
    before,
    roles,
    expiresOn: roles.includes('auditor') ? dayAfter(AUDITOR_DAYS) : '',
    by: SYSTEM_ACTOR,
    grantedBy: 'oidc',
    requestId: '',
    at: clock.now(),
  })
}

async function enter(tx: Sql, { id, name }: Known, subject: string): Promise<Entered> {
  const [row] = await tx.sql<{ session_version: number }>(
    'UPDATE person SET oidc_subject = $2, last_sign_in_at = $3 WHERE id = $1 RETURNING session_version',
    [id, subject, clock.wall()],
  )
  if (row === undefined) throw notKnownHere()
  await recordAudit(tx, {
    actor: { kind: 'person', id, role: '' },
    action: 'people.signed_in',
    subject: { kind: 'person', id },
    note: `${name} signed in by the company’s identity provider`,
    at: clock.now(),
  })
  return { id, sessionVersion: row.session_version }
}
