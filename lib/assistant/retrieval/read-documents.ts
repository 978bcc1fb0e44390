import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { DocumentKind, DocumentRow, DocumentVersion } from './document-model.ts'
import { type Section, sectionsOf } from './split-markdown.ts'

const PAGE_SIZE = 100
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

type DocumentQuery = {
  readonly kind: DocumentKind
  readonly after?: string | null
  readonly before?: string | null
  readonly limit?: number
}

/** What documents are sorted by: those that apply first, then by title. */
const PLACE = 'd.withdrawn_at IS NOT NULL, d.title, d.id'

/** Policies, or help, by title, withdrawn ones last; a page begins beside the document that its key names. */
export async function listDocuments(tx: Sql, query: DocumentQuery): Promise<Page<DocumentRow>> {
  const { kind, after = null, before = null, limit = PAGE_SIZE } = query
  const key = readKey(before ?? after)
  const isBackward = before !== null && key !== null
  const [sign, order] = isBackward ? ['<', 'DESC'] : ['>', 'ASC']
  const rows = await tx.sql<Stored>(
    `SELECT ${ROW} FROM ${FROM} WHERE d.entity_id = $1 AND d.livemode = $2 AND d.kind = $3
        AND ($4::text IS NULL OR (${PLACE}) ${sign} (SELECT ${PLACE} FROM policy_document d WHERE d.id = $4))
      ORDER BY d.withdrawn_at IS NOT NULL ${order}, d.title ${order}, d.id ${order} LIMIT $5`,
    [tx.scope.entityId, tx.scope.livemode, kind, key?.id ?? null, limit + 1],
  )
  const page = pageOf(rows, { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) })
  return { ...page, rows: page.rows.map(toRow) }
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
