import type { PortalLocale, SellerRole } from '#lib/access/seller-model.ts'
import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { noPerson } from './refusals.ts'

type NewSellerPerson = {
  readonly sellerId: string
  readonly email: string
  readonly name: string
  readonly role: SellerRole
  readonly locale: PortalLocale
  /** Empty: they come in by links until they set one. */
  readonly passwordHash: string
  readonly by: AuditActor
  readonly requestId?: string
  readonly at: Date
}

/** Gives somebody a place in a seller's portal. Null, and nothing changed, when somebody has the address already. */
export async function addSellerPerson(tx: Sql, input: NewSellerPerson): Promise<string | null> {
  const { sellerId, email, name, role, locale, passwordHash, by, at } = input
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO person (id, email, name, password_hash, locale, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (email) DO UPDATE SET name = excluded.name, locale = excluded.locale, password_hash = excluded.password_hash, state = 'active'
        WHERE NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = person.id)
     RETURNING id`,
    [newId('per'), email, name, passwordHash, locale, clock.wall()],
  )
  if (row === undefined) return null
  await tx.exec(
    `INSERT INTO role_grant (person_id, entity_id, role, seller_id, seller_role, granted_by, granted_at)
     VALUES ($1, $2, 'seller', $3, $4, $5, $6)`,
    [row.id, tx.scope.entityId, sellerId, role, by.id, clock.wall()],
  )
  await recordAudit(tx, {
    actor: by,
    action: 'people.seller_added',
    subject: { kind: 'person', id: row.id },
    refs: [`seller:${sellerId}`],
    note: `${name} (${email}) was let into the seller's portal as ${role}`,
    after: { email, role, sellerId },
    requestId: input.requestId ?? '',
    at,
  })
  return row.id
}

/** The language in which somebody reads the portal and its mail. */
export async function setOwnLocale(tx: Sql, personId: string, locale: PortalLocale): Promise<void> {
  await tx.exec('UPDATE person SET locale = $2 WHERE id = $1', [personId, locale])
}

type Removal = {
  readonly sellerId: string
  readonly personId: string
  readonly by: AuditActor
  readonly requestId: string
  readonly at: Date
}

/** Takes somebody's place in a seller's portal away, and ends their sessions. Refuses who has none there. */
export async function removeSellerPerson(tx: Sql, { sellerId, personId, by, requestId, at }: Removal): Promise<void> {
  const gone = await tx.exec(
    "DELETE FROM role_grant WHERE person_id = $1 AND entity_id = $2 AND role = 'seller' AND seller_id = $3",
    [personId, tx.scope.entityId, sellerId],
  )
  if (gone === 0) throw noPerson()
  const [person] = await tx.sql<{ name: string }>(
    "UPDATE person SET session_version = session_version + 1, state = 'deactivated' WHERE id = $1 RETURNING name",
    [personId],
  )
  await recordAudit(tx, {
    actor: by,
    action: 'people.seller_removed',
    subject: { kind: 'person', id: personId },
    refs: [`seller:${sellerId}`],
    note: `${person?.name ?? personId} has no place in the seller's portal any more`,
    requestId,
    at,
  })
}
