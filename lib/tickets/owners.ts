import { PERMISSIONS } from '#lib/access/permissions.ts'
import type { Sql } from '#lib/platform/db.ts'

export type OwnerChoice = { readonly id: string; readonly name: string }

/** Everybody who may work on tickets here, by name. */
export function listOwners(tx: Sql): Promise<OwnerChoice[]> {
  return tx.sql<OwnerChoice>(
    `SELECT p.id, p.name FROM person p WHERE p.state = 'active' AND EXISTS (${GRANTED}) ORDER BY p.name, p.id LIMIT 200`,
    [tx.scope.entityId, [...PERMISSIONS['tickets.work']]],
  )
}

/** The person's name when they may work on tickets here, else null. */
export async function canOwn(tx: Sql, personId: string): Promise<string | null> {
  const [row] = await tx.sql<{ name: string }>(
    `SELECT p.name FROM person p WHERE p.id = $3 AND p.state = 'active' AND EXISTS (${GRANTED})`,
    [tx.scope.entityId, [...PERMISSIONS['tickets.work']], personId],
  )
  return row?.name ?? null
}

const GRANTED = 'SELECT FROM role_grant g WHERE g.person_id = p.id AND g.entity_id = $1 AND g.role = ANY($2::text[])'
