import { createHash, randomBytes } from 'node:crypto'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'

export type LinkKind = 'invite' | 'reset' | 'setup'

/** How long each kind of link works, in hours of real time. */
const LIFE_HOURS: Readonly<Record<LinkKind, number>> = { invite: 72, reset: 4, setup: 24 }

type NewLink = {
  readonly kind: LinkKind
  readonly email: string
  readonly name: string
  /** Role given on acceptance; empty for a reset, and while a second person has not agreed. */
  readonly role: string
  /** When that role ends by itself; null for never. */
  readonly roleExpiresAt: Date | null
  readonly createdBy: string
}

/** Makes a one-time link's token. Only its hash is stored: who reads the database cannot use it. */
export async function createLink(tx: Sql, link: NewLink): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const at = clock.wall()
  const expiresAt = new Date(at.getTime() + LIFE_HOURS[link.kind] * 3_600_000)
  // An earlier link of the same address ends: there is one way in at a time.
  await tx.exec('UPDATE invitation SET used_at = $3 WHERE entity_id = $1 AND email = $2 AND used_at IS NULL', [
    tx.scope.entityId,
    link.email,
    at,
  ])
  await tx.exec(
    `INSERT INTO invitation (id, token_hash, kind, email, name, entity_id, role, created_by, created_at, expires_at, role_expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      newId('inv'),
      hashToken(token),
      link.kind,
      link.email,
      link.name,
      tx.scope.entityId,
      link.role,
      link.createdBy,
      at,
      expiresAt,
      link.roleExpiresAt,
    ],
  )
  return { token, expiresAt }
}

export type Link = {
  readonly id: string
  readonly kind: LinkKind
  readonly email: string
  readonly name: string
  readonly role: string
  readonly roleExpiresAt: Date | null
}

/**
 * The link a token belongs to while it can be used, locked so that it is used once; null otherwise. The link for the first
 * administrator ends as soon as anybody can sign in.
 */
export async function lockLink(tx: Sql, token: string): Promise<Link | null> {
  const [row] = await tx.sql<Link>(
    `SELECT id, kind, email, name, role, role_expires_at AS "roleExpiresAt" FROM invitation
      WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
        AND (kind <> 'setup' OR NOT EXISTS (SELECT FROM person WHERE password_hash <> '')) FOR UPDATE`,
    [hashToken(token), clock.wall()],
  )
  return row ?? null
}

/** Ends the invitations of an address that can still be used, and says how many there were. */
export function endInvitations(tx: Sql, email: string): Promise<number> {
  return tx.exec(
    `UPDATE invitation SET used_at = $3
      WHERE entity_id = $1 AND email = $2 AND kind = 'invite' AND used_at IS NULL AND expires_at > $3`,
    [tx.scope.entityId, email, clock.wall()],
  )
}

/** The invitation of an address that can still be used, by its id; null when there is none. */
export async function openInvitation(tx: Sql, email: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT id FROM invitation
      WHERE entity_id = $1 AND email = $2 AND kind = 'invite' AND used_at IS NULL AND expires_at > $3 FOR UPDATE`,
    [tx.scope.entityId, email, clock.wall()],
  )
  return row?.id ?? null
}

/** Ends a link. */
export async function useLink(tx: Sql, id: string): Promise<void> {
  await tx.exec('UPDATE invitation SET used_at = $2 WHERE id = $1', [id, clock.wall()])
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
