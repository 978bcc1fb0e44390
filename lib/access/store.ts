import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Scope } from '#lib/platform/db.ts'
import type { Role } from './permissions.ts'
import { isSellerRole, type PortalLocale, portalLocale, type SellerRole } from './seller-model.ts'

export type SignedIn = {
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly sellerId: string | null
  /** What a seller's person may do in the portal; null for everybody else. */
  readonly sellerRole: SellerRole | null
  readonly locale: PortalLocale
}

/** The person of a session while it is good: active, of the same session version, with a role that has not ended; else null. */
export async function personInSession(
  entityId: string,
  personId: string,
  sessionVersion: number,
): Promise<SignedIn | null> {
  const rows = await inRawTransaction({ entityId, livemode: false, actor: personId }, (tx) =>
    tx.sql<{ email: string; name: string; locale: string; role: Role; seller_id: string; seller_role: string }>(
      `SELECT p.email, p.name, p.locale, g.role, g.seller_id, g.seller_role FROM person p
         JOIN role_grant g ON g.person_id = p.id AND g.entity_id = $2
        WHERE p.id = $1 AND p.session_version = $3 AND p.state = 'active'
          AND (g.expires_at IS NULL OR g.expires_at > $4) ORDER BY g.role`,
      [personId, entityId, sessionVersion, clock.wall()],
    ),
  )
  const [first] = rows
  if (first === undefined) return null
  const spoken = rows.find((row) => row.seller_id !== '')
  return {
    personId,
    email: first.email,
    name: first.name,
    roles: [...new Set(rows.map((row) => row.role))],
    sellerId: spoken?.seller_id ?? null,
    sellerRole: spoken !== undefined && isSellerRole(spoken.seller_role) ? spoken.seller_role : null,
    locale: portalLocale(first.locale),
  }
}

/** Whose portal somebody of the platform looks at right now; null when they look at none. */
export async function openViewing(
  scope: Scope,
): Promise<{ readonly sellerId: string; readonly locale: PortalLocale } | null> {
  const [row] = await inRawTransaction(scope, (tx) =>
    tx.sql<{ seller_id: string; locale: string }>(
      `SELECT seller_id, locale FROM seller_viewing
        WHERE entity_id = $1 AND livemode = $2 AND person_id = $3 AND ended_at IS NULL AND ends_at > $4`,
      [scope.entityId, scope.livemode, scope.actor, clock.wall()],
    ),
  )
  return row === undefined ? null : { sellerId: row.seller_id, locale: portalLocale(row.locale) }
}
