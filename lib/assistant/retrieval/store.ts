import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { Audience, DocumentKind } from './document-model.ts'

export type StoredDocument = {
  readonly id: string
  readonly slug: string
  readonly kind: DocumentKind
  readonly title: string
  readonly audience: Audience
  readonly origin: 'product' | 'upload'
  readonly version: number
  readonly withdrawnAt: Date | null
  /** Of the version that applies. */
  readonly hash: string
  readonly body: string
}

export type NewVersion = {
  readonly title: string
  readonly audience: Audience
  readonly body: string
  readonly hash: string
  readonly byteCount: number
  readonly fileName: string
  readonly addedBy: string
  readonly note: string
  readonly at: Date
}

const COLUMNS = `d.id, d.slug, d.kind, d.title, d.audience, d.origin, d.version, d.withdrawn_at AS "withdrawnAt", t.hash, t.body`
const CURRENT = `policy_document d JOIN policy_text t ON t.document_id = d.id AND t.version = d.version`

/** One document with the text that applies, locked until the transaction ends; null when there is none. */
export async function lockDocument(tx: Sql, slug: string): Promise<StoredDocument | null> {
  const [row] = await tx.sql<StoredDocument>(
    `SELECT ${COLUMNS} FROM ${CURRENT} WHERE d.entity_id = $1 AND d.livemode = $2 AND d.slug = $3 FOR UPDATE OF d`,
    [tx.scope.entityId, tx.scope.livemode, slug],
  )
  return row ?? null
}

/** The document that applies and says exactly this, or null. */
export async function documentSaying(tx: Sql, hash: string): Promise<StoredDocument | null> {
  const [row] = await tx.sql<StoredDocument>(
    `SELECT ${COLUMNS} FROM ${CURRENT}
      WHERE d.entity_id = $1 AND d.livemode = $2 AND t.hash = $3 AND d.withdrawn_at IS NULL ORDER BY d.id LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, hash],
  )
  return row ?? null
}

/** Writes a new document with its first version. Null when its name in addresses is taken meanwhile. */
export async function insertDocument(
  tx: Sql,
  { slug, kind, origin }: Pick<StoredDocument, 'slug' | 'kind' | 'origin'>,
  version: NewVersion,
): Promise<string | null> {
  const id = newId('pol')
  const written = await tx.exec(
    `INSERT INTO policy_document (id, entity_id, livemode, slug, kind, title, audience, origin, version, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9::text::timestamptz) ON CONFLICT (entity_id, livemode, slug) DO NOTHING`,
    [
      id,
      tx.scope.entityId,
      tx.scope.livemode,
      slug,
      kind,
      version.title,
      version.audience,
      origin,
      version.at.toISOString(),
    ],
  )
  if (written === 0) return null
  await insertText(tx, id, 1, version)
  return id
}

/** Writes the next version of a document and makes it the one that applies. */
export async function addText(
  tx: Sql,
  { id, version, origin }: Pick<StoredDocument, 'id' | 'version' | 'origin'>,
  next: NewVersion,
): Promise<void> {
  await insertText(tx, id, version + 1, next)
  await tx.exec(
    `UPDATE policy_document SET title = $2, audience = $3, origin = $4, version = $5, withdrawn_at = NULL, withdrawn_by = '', withdrawn_why = ''
      WHERE id = $1`,
    [id, next.title, next.audience, origin, version + 1],
  )
}

const insertText = (tx: Sql, id: string, version: number, text: NewVersion) =>
  tx.exec(
    `INSERT INTO policy_text (document_id, version, entity_id, livemode, title, audience, body, hash, byte_count, file_name, added_by,
                              added_at, note)
     VALUES ($1, $2::int, $3, $4, $5, $6, $7, $8, $9::int, $10, $11, $12::text::timestamptz, $13)`,
    [
      id,
      version,
      tx.scope.entityId,
      tx.scope.livemode,
      text.title,
      text.audience,
      text.body,
      text.hash,
      text.byteCount,
      text.fileName,
      text.addedBy,
      text.at.toISOString(),
      text.note,
    ],
  )

/** Marks a document as one that no longer applies, or that applies again (null). */
export const markWithdrawn = (tx: Sql, id: string, gone: { by: string; why: string; at: Date } | null) =>
  tx.exec(
    `UPDATE policy_document SET withdrawn_at = $2::text::timestamptz, withdrawn_by = $3, withdrawn_why = $4 WHERE id = $1`,
    [id, gone?.at.toISOString() ?? null, gone?.by ?? '', gone?.why ?? ''],
  )
