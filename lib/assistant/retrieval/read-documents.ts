import type { Sql } from '#lib/platform/db.ts'
import type { DocumentRow, DocumentVersion } from './document-model.ts'
import { type Section, sectionsOf } from './split-markdown.ts'

/** More documents than people read. */
const LIST_MAX = 500
const VERSIONS_MAX = 100

type Stored = Omit<DocumentRow, 'addedAt' | 'withdrawnAt'> & {
  readonly addedAt: Date
  readonly withdrawnAt: Date | null
}

const ROW = `d.id, d.slug, d.kind, d.title, d.audience, d.origin, d.version, t.added_at AS "addedAt", coalesce(p.name, '') AS "addedByName",
  d.withdrawn_at AS "withdrawnAt"`
const FROM = `policy_document d JOIN policy_text t ON t.document_id = d.id AND t.version = d.version LEFT JOIN person p ON p.id = t.added_by`

const toRow = ({ addedAt, withdrawnAt, ...row }: Stored): DocumentRow => ({
  ...row,
  addedAt: addedAt.toISOString(),
  withdrawnAt: withdrawnAt?.toISOString() ?? null,
})

/** Every policy and help text by title, withdrawn ones last. */
export async function listDocuments(tx: Sql): Promise<DocumentRow[]> {
  const rows = await tx.sql<Stored>(
    `SELECT ${ROW} FROM ${FROM} WHERE d.entity_id = $1 AND d.livemode = $2
      ORDER BY d.withdrawn_at IS NOT NULL, d.title, d.id LIMIT ${LIST_MAX}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(toRow)
}

export type DocumentPage = {
  readonly document: DocumentRow
  readonly withdrawnWhy: string
  readonly withdrawnByName: string
  /** The version whose text this is. */
  readonly shown: DocumentVersion
  readonly sections: readonly Section[]
  /** Newest first. */
  readonly versions: readonly DocumentVersion[]
}

/** One document with the text of a version, else of the one that applies; null when there is none. */
export async function readDocument(tx: Sql, slug: string, version: number | null): Promise<DocumentPage | null> {
  const [row] = await tx.sql<Stored & { withdrawnWhy: string; withdrawnByName: string }>(
    `SELECT ${ROW}, d.withdrawn_why AS "withdrawnWhy", coalesce(w.name, '') AS "withdrawnByName"
       FROM ${FROM} LEFT JOIN person w ON w.id = d.withdrawn_by WHERE d.entity_id = $1 AND d.livemode = $2 AND d.slug = $3`,
    [tx.scope.entityId, tx.scope.livemode, slug],
  )
  if (row === undefined) return null
  const { withdrawnWhy, withdrawnByName, ...document } = row
  const versions = await listVersions(tx, row.id)
  const shown = versions.find((one) => one.version === (version ?? row.version))
  if (shown === undefined) return null
  const [text] = await tx.sql<{ body: string }>(
    'SELECT body FROM policy_text WHERE document_id = $1 AND version = $2::int',
    [row.id, shown.version],
  )
  const { sections } = sectionsOf(text?.body ?? '')
  return { document: toRow(document), withdrawnWhy, withdrawnByName, shown, sections, versions }
}

async function listVersions(tx: Sql, documentId: string): Promise<DocumentVersion[]> {
  const rows = await tx.sql<Omit<DocumentVersion, 'addedAt'> & { addedAt: Date }>(
    `SELECT t.version, t.title, t.audience, t.file_name AS "fileName", t.byte_count AS "byteCount", t.added_at AS "addedAt",
            coalesce(p.name, '') AS "addedByName", t.note
       FROM policy_text t LEFT JOIN person p ON p.id = t.added_by
      WHERE t.document_id = $1 ORDER BY t.version DESC LIMIT ${VERSIONS_MAX}`,
    [documentId],
  )
  return rows.map(({ addedAt, ...row }) => ({ ...row, addedAt: addedAt.toISOString() }))
}
