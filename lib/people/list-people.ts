import type { Role } from '#lib/access/permissions.ts'
import type { Sql } from '#lib/platform/db.ts'

export type PersonListRow = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  /** The last day of an auditor's access (UTC), else null. */
  readonly endsOn: string | null
  /** active | deactivated */
  readonly state: string
  readonly hasPassword: boolean
  /** ISO instant. */
  readonly lastSignInAt: string | null
}

export type OpenInvitation = {
  readonly email: string
  readonly name: string
  readonly role: string
  readonly expiresAt: string
}

/** Everybody with a role for this entity, by name. */
export async function listPeople(tx: Sql): Promise<PersonListRow[]> {
  const rows = await tx.sql<Omit<PersonListRow, 'lastSignInAt'> & { lastSignInAt: Date | null }>(
    `SELECT p.id, p.name, p.email, p.state, p.password_hash <> '' AS "hasPassword", p.last_sign_in_at AS "lastSignInAt",
            array_agg(g.role ORDER BY g.role) AS roles, max((g.expires_at AT TIME ZONE 'UTC')::date)::text AS "endsOn"
       FROM person p JOIN role_grant g ON g.person_id = p.id AND g.entity_id = $1 AND g.seller_id = ''
      GROUP BY p.id ORDER BY p.name, p.id LIMIT 500`,
    [tx.scope.entityId],
  )
  return rows.map((row) => ({ ...row, lastSignInAt: row.lastSignInAt?.toISOString() ?? null }))
}

/** Invitations nobody has used yet. */
export async function listInvitations(tx: Sql, now: Date): Promise<OpenInvitation[]> {
  const rows = await tx.sql<Omit<OpenInvitation, 'expiresAt'> & { expiresAt: Date }>(
    `SELECT email, name, role, expires_at AS "expiresAt" FROM invitation
      WHERE entity_id = $1 AND kind = 'invite' AND used_at IS NULL AND expires_at > $2 ORDER BY created_at DESC LIMIT 100`,
    [tx.scope.entityId, now],
  )
  return rows.map((row) => ({ ...row, expiresAt: row.expiresAt.toISOString() }))
}
