import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import type { Role } from './permissions.ts'

export type SignedIn = {
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly sellerId: string | null
}

/** The person of a session while it is good: active, of the same session version, with a role that has not ended; else null. */
export async function personInSession(
  entityId: string,
  personId: string,
  sessionVersion: number,
): Promise<SignedIn | null> {
  const rows = await inRawTransaction({ entityId, livemode: false, actor: personId }, (tx) =>
    tx.sql<{ email: string; name: string; role: Role; seller_id: string }>(
      `SELECT p.email, p.name, g.role, g.seller_id FROM person p
         JOIN role_grant g ON g.person_id = p.id AND g.entity_id = $2
        WHERE p.id = $1 AND p.session_version = $3 AND p.state = 'active'
          AND (g.expires_at IS NULL OR g.expires_at > $4) ORDER BY g.role`,
      [personId, entityId, sessionVersion, clock.wall()],
    ),
  )
  const [first] = rows
  if (first === undefined) return null
  return {
    personId,
    email: first.email,
    name: first.name,
    roles: [...new Set(rows.map((row) => row.role))],
    sellerId: rows.find((row) => row.seller_id !== '')?.seller_id ?? null,
  }
}
