import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { Role } from '#lib/access/permissions.ts'
import { canonicalJson } from '#lib/approvals/canonical.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import { voidProposal } from '#lib/approvals/void-proposal.ts'
import type { Sql } from '#lib/platform/db.ts'
import { applyRoles, rolesOf } from './apply-roles.ts'
import { expiryOf } from './expiry.ts'
import { openInvitation } from './links.ts'
import { exceptionNeeded, grantPending } from './refusals.ts'
import { CONSOLE_ROLES, READING_ROLES } from './schema.ts'

const grantArguments = z.object({
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(CONSOLE_ROLES)),
  /** Why somebody may manage people and release money at once; empty when they may not. */
  exception: z.string(),
  /** The last day of an auditor's access; empty for everybody else. */
  expiresOn: z.string().default(''),
})

type Granting = {
  readonly actor: Actor
  readonly email: string
  readonly name: string
  readonly before: readonly Role[]
  readonly roles: readonly Role[]
  readonly exception: string
  readonly expiresOn: string
  readonly at: Date
}

/** Who manages people and releases money could let anybody release it: both together need a recorded exception. */
export function requireException(roles: readonly Role[], exception: string): void {
  if (holdsBoth(roles) && exception.length < 10) throw exceptionNeeded()
}

const holdsBoth = (roles: readonly Role[]) => roles.includes('admin') && roles.includes('approver')

/**
 * Whether roles that somebody gets here need a second person. Taking roles away and letting somebody read do not; nor does
 * anything while nobody else could agree, because that is how a platform is set up.
 */
export async function needsSecondPerson(
  tx: Sql,
  { actor, before, roles }: Pick<Granting, 'actor' | 'before' | 'roles'>,
): Promise<boolean> {
  if (roles.every((role) => READING_ROLES.includes(role) || before.includes(role))) return false
  const others = await tx.sql(
    `SELECT 1 FROM person p JOIN role_grant g ON g.person_id = p.id AND g.entity_id = $2
      WHERE p.id <> $1 AND p.state = 'active' AND (p.password_hash <> '' OR p.oidc_subject IS NOT NULL) AND g.role IN ('admin', 'approver') LIMIT 1`,
    [actor.personId, tx.scope.entityId],
  )
  return others.length > 0
}

/** Puts roles before the gate. Another administrator agrees; an approver does where there is no other administrator. */
export async function proposeRoles(
  tx: Sql,
  { actor, email, name, before, roles, exception, expiresOn, at }: Granting,
): Promise<{ proposalId: string }> {
  const isBoth = holdsBoth(roles)
  expiryOf(roles, expiresOn)
  const args: z.infer<typeof grantArguments> = {
    email,
    name,
    roles: CONSOLE_ROLES.filter((role) => roles.includes(role)),
    exception,
    expiresOn,
  }
  const proposal = await propose(tx, {
    entity: actor.entity,
    kind: 'role.grant',
    onceKey: await onceKeyFor(tx, `roles:${email}`),
    arguments: args,
    subject: { kind: 'person', id: email },
    summary: `Let ${name} (${email}) be ${roles.join(', ')}${expiresOn === '' ? '' : `, as auditor until ${expiresOn}`}.`,
    reasoning: isBoth ? `Exception: ${exception}` : '',
    evidence: [],
    checks: isBoth
      ? [
          {
            code: 'separate_duties',
            passed: false,
            sentence: 'admin and approver together: who manages people could release money alone.',
          },
        ]
      : [],
    effects: [
      { label: `Roles of ${name}`, before: before.join(', ') || 'none', after: roles.join(', '), currency: '' },
    ],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  // Another wish for the same person is still open.
  if (proposal.arguments !== canonicalJson(args)) throw grantPending(name)
  return { proposalId: proposal.id }
}

/** Gives somebody the roles two people agreed about; an invitation nobody has used yet gets them for its guest. */
export const roleExecutor: LocalExecutor = {
  recheck: async (tx, proposal) => {
    const { email } = argumentsOf(proposal)
    if ((await personBy(tx, email)) !== null || (await openInvitation(tx, email)) !== null) return { ok: true }
    return { ok: false, void: true, reason: 'The person is deactivated, or the invitation was withdrawn or has ended.' }
  },
  apply: async (tx, proposal, at) => {
    const { email, roles, expiresOn } = argumentsOf(proposal)
    const person = await personBy(tx, email)
    if (person === null) {
      const [role = ''] = roles
      await tx.exec('UPDATE invitation SET role = $2, role_expires_at = $3 WHERE id = $1', [
        await openInvitation(tx, email),
        role,
        expiryOf(roles, expiresOn),
      ])
      return { objectId: email, sentence: `The invitation of ${email} gives the role ${role}.` }
    }
    const by = { kind: 'system' as const, id: proposal.id, role: '' }
    const before = await rolesOf(tx, person.id)
    await applyRoles(tx, { person, before, roles, expiresOn, by, grantedBy: proposal.id, requestId: '', at })
    return { objectId: person.id, sentence: proposal.summary, refs: [`person:${person.id}`] }
  },
}

const argumentsOf = (proposal: Proposal) => grantArguments.parse(JSON.parse(proposal.arguments))

async function personBy(tx: Sql, email: string): Promise<{ id: string; name: string } | null> {
  const [row] = await tx.sql<{ id: string; name: string }>(
    "SELECT id, name FROM person WHERE email = $1 AND state = 'active' FOR UPDATE",
    [email],
  )
  return row ?? null
}

/** What waits for a second person about somebody who is not invited any more. */
export async function endPendingGrants(tx: Sql, email: string, at: Date): Promise<void> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM proposal WHERE entity_id = $1 AND livemode = $2 AND kind = 'role.grant' AND subject_id = $3
        AND state = 'needs_approval'`,
    [tx.scope.entityId, tx.scope.livemode, email],
  )
  for (const { id } of rows) await voidProposal(tx, id, 'The invitation was withdrawn.', at)
}

export type PendingGrant = {
  readonly proposalId: string
  readonly summary: string
  readonly proposedBy: string
  /** ISO instant. */
  readonly expiresAt: string
}

/** Roles that wait for a second person, oldest first. */
export async function pendingGrants(tx: Sql): Promise<PendingGrant[]> {
  const rows = await tx.sql<Omit<PendingGrant, 'expiresAt'> & { expiresAt: Date }>(
    `SELECT p.id AS "proposalId", p.summary, coalesce(x.name, p.proposed_by) AS "proposedBy", p.expires_at AS "expiresAt"
       FROM proposal p LEFT JOIN person x ON x.id = p.proposed_by
      WHERE p.entity_id = $1 AND p.livemode = $2 AND p.kind = 'role.grant' AND p.state = 'needs_approval' ORDER BY p.id LIMIT 100`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map((row) => ({ ...row, expiresAt: row.expiresAt.toISOString() }))
}
