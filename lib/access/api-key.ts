import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import { findCurrentEntity } from '#lib/entities/entity.ts'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import type { Actor } from './actor.ts'
import type { ApiScope, newApiKey } from './api-key-model.ts'

const PREFIX = 'tok_'
const TOKEN_BYTES = 32

type By = { readonly actor: AuditActor; readonly at: Date }

export type ApiKeyRow = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly ApiScope[]
  readonly last4: string
  readonly createdByName: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** Makes a key. The token is in the answer and nowhere else: only its hash is stored. */
export async function createApiKey(
  tx: Sql,
  { name, scopes }: z.output<typeof newApiKey>,
  { actor, at }: By,
): Promise<{ id: string; token: string }> {
  const id = newId('key')
  const token = `${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`
  await tx.exec(
    `INSERT INTO api_key (id, entity_id, livemode, name, scopes, token_hash, last4, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5::text[], $6, $7, $8, $9::text::timestamptz)`,
    [
      id,
      tx.scope.entityId,
      tx.scope.livemode,
      name,
      scopes,
      hashOf(token),
      token.slice(-4),
      actor.id,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor,
    action: 'access.create_key',
    subject: { kind: 'api_key', id },
    after: { name, scopes },
    note: `Made the API key ${name}`,
    at,
  })
  return { id, token }
}

/** Ends a key: from now on it is refused. */
export async function revokeApiKey(tx: Sql, id: string, { actor, at }: By): Promise<void> {
  const [row] = await tx.sql<{ name: string }>(
    `UPDATE api_key SET revoked_at = $4::text::timestamptz
      WHERE id = $1 AND entity_id = $2 AND livemode = $3 AND revoked_at IS NULL RETURNING name`,
    [id, tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  if (row === undefined) throw noSuchKey()
  const subject = { kind: 'api_key', id }
  await recordAudit(tx, { actor, action: 'access.revoke_key', subject, note: `Revoked the API key ${row.name}`, at })
}

export function listApiKeys(tx: Sql): Promise<ApiKeyRow[]> {
  return tx.sql<ApiKeyRow>(
    `SELECT k.id, k.name, k.scopes, k.last4, coalesce(p.name, k.created_by) AS "createdByName", k.created_at AS "createdAt",
            k.last_used_at AS "lastUsedAt", k.revoked_at AS "revokedAt"
       FROM api_key k LEFT JOIN person p ON p.id = k.created_by
      WHERE k.entity_id = $1 AND k.livemode = $2 ORDER BY k.revoked_at IS NOT NULL, k.id DESC LIMIT 200`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}

/** Who speaks with `Authorization: Bearer tok_…`: the key itself, without any role. Refuses a key that is not good for this. */
export async function actorOfKey(authorization: string, scope: ApiScope, at: Date): Promise<Actor> {
  const token = /^Bearer\s+(tok_[\w-]{20,100})$/i.exec(authorization.trim())?.[1]
  const entity = await findCurrentEntity()
  if (token === undefined || entity === null) throw notAKey()
  const key = await inRawTransaction({ entityId: entity.id, livemode: entity.livemode, actor: 'system' }, (tx) =>
    keyOf(tx, token, at),
  )
  if (key === null) throw notAKey()
  if (!key.scopes.includes(scope)) throw notInScope(scope)
  return {
    personId: key.id,
    email: '',
    name: key.name,
    roles: [],
    sellerId: null,
    entity,
    scope: { entityId: entity.id, livemode: entity.livemode, actor: key.id },
    requestId: newId('req'),
  }
}

type Key = { readonly id: string; readonly name: string; readonly scopes: readonly string[] }

/** The key of a token while it is good; notes the hour in which it was used. */
async function keyOf(tx: Sql, token: string, at: Date): Promise<Key | null> {
  const values = [hashOf(token), tx.scope.entityId, tx.scope.livemode]
  const [key] = await tx.sql<Key>(
    'SELECT id, name, scopes FROM api_key WHERE token_hash = $1 AND entity_id = $2 AND livemode = $3 AND revoked_at IS NULL',
    values,
  )
  if (key === undefined) return null
  await tx.exec(
    `UPDATE api_key SET last_used_at = date_trunc('hour', $2::text::timestamptz)
      WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < date_trunc('hour', $2::text::timestamptz))`,
    [key.id, at.toISOString()],
  )
  return key
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()

const notAKey = () =>
  new Refusal({
    code: 'access.bad_key',
    status: 401,
    message: 'The API key is not known or was revoked. Send “Authorization: Bearer tok_…” with a key from Settings.',
  })

const notInScope = (scope: ApiScope) =>
  new Refusal({
    code: 'access.key_scope',
    status: 403,
    message: `This API key may not do that: it needs “${scope}”.`,
  })

const noSuchKey = () =>
  new Refusal({ code: 'access.no_such_key', status: 404, message: 'There is no such key, or it was revoked already.' })
