import type { Role } from '#lib/access/permissions.ts'
import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import { expiryOf } from './expiry.ts'
import { lastAdministrator } from './refusals.ts'

type Applying = {
  readonly person: { readonly id: string; readonly name: string }
  readonly before: readonly Role[]
  readonly roles: readonly Role[]
  /** The last day of an auditor's access; empty for everybody else. */
  readonly expiresOn: string
  readonly by: AuditActor
  /** Person or proposal the grant goes back to. */
  readonly grantedBy: string
  readonly requestId: string
  readonly at: Date
}

/** Gives somebody exactly these roles. Their sessions end, so that the new ones count at once. */
export async function applyRoles(
  tx: Sql,
  { person, before, roles, expiresOn, by, grantedBy, requestId, at }: Applying,
): Promise<void> {
  const expiresAt = expiryOf(roles, expiresOn)
  if (before.includes('admin') && !roles.includes('admin')) await requireOtherAdministrator(tx, person.id)
  await tx.exec('DELETE FROM role_grant WHERE person_id = $1 AND entity_id = $2', [person.id, tx.scope.entityId])
  await tx.exec(
    `INSERT INTO role_grant (person_id, entity_id, role, granted_by, granted_at, expires_at)
     SELECT $1, $2, r, $4, $5, CASE r WHEN 'auditor' THEN $6::timestamptz END FROM unnest($3::text[]) AS r`,
    [person.id, tx.scope.entityId, [...new Set(roles)], grantedBy, clock.wall(), expiresAt],
  )
  await tx.exec('UPDATE person SET session_version = session_version + 1 WHERE id = $1', [person.id])
  await recordAudit(tx, {
    actor: by,
    action: 'people.roles',
    subject: { kind: 'person', id: person.id },
    note: `${person.name} is ${roles.join(', ')} now${expiresAt === null ? '' : `, as auditor until ${expiresOn}`}`,
    before: { roles: before },
    after: { roles },
    requestId,
    at,
  })
}

export async function rolesOf(tx: Sql, personId: string): Promise<Role[]> {
  const rows = await tx.sql<{ role: Role }>('SELECT role FROM role_grant WHERE person_id = $1 ORDER BY role', [
    personId,
  ])
  return rows.map((row) => row.role)
}

/** Locks every administrator's row, so that two cannot take each other's role away at once. */
export async function requireOtherAdministrator(tx: Sql, personId: string): Promise<void> {
  const others = await tx.sql(
    `SELECT p.id FROM person p WHERE p.id <> $1 AND p.state = 'active'
        AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'admin') ORDER BY p.id FOR UPDATE`,
    [personId],
  )
  if (others.length === 0) throw lastAdministrator()
}
