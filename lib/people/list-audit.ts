import { read, type Scope, type Sql } from '#lib/platform/db.ts'
import { instant } from '#lib/platform/export-columns.ts'
import type { Page } from '#lib/platform/page-key.ts'

export type AuditRow = {
  readonly id: string
  /** ISO instant. */
  readonly at: string
  readonly actorKind: 'person' | 'system' | 'agent'
  readonly actorName: string
  readonly actorRole: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly note: string
  readonly before: string
  readonly after: string
  readonly dataScope: string
  readonly requestId: string
  /** `kind:id` of every object it is about. */
  readonly refs: readonly string[]
}

type AuditFilter = {
  /** An id of ours or of Stripe's. */
  readonly q?: string | null
  readonly actor?: string | null
  readonly action?: string | null
}
type AuditQuery = AuditFilter & {
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = Omit<AuditRow, 'id' | 'at'> & { id: bigint; at: Date }

/** Kinds of object the trail is searched by: an id is looked up under each, so the index on `refs` answers. */
const REF_KINDS = [
  'invoice',
  'charge',
  'customer',
  'seller',
  'event',
  'proposal',
  'settlement',
  'transfer',
  'transfer_reversal',
  'balance_transaction',
  'person',
  'contract',
  'entity',
  'ticket',
] as const

/** The trail, newest first: all of it, or what is about one object, by one person, or of one kind. */
export async function listAudit(tx: Sql, query: AuditQuery): Promise<Page<AuditRow>> {
  const { after = null, before = null, limit } = query
  const cursor = /^\d{1,18}$/.exec(before ?? after ?? '')?.[0] ?? null
  const isBackward = before !== null && cursor !== null
  const q = query.q?.trim() || null
  const rows = await tx.sql<Row>(
    `SELECT r.id, r.at, r.actor_kind AS "actorKind", coalesce(p.name, r.actor_id) AS "actorName", r.actor_role AS "actorRole",
            r.action, r.subject_kind AS "subjectKind", r.subject_id AS "subjectId", r.note, r.before, r.after,
            r.data_scope AS "dataScope", r.request_id AS "requestId", r.refs
       FROM audit_record r LEFT JOIN person p ON p.id = r.actor_id
      WHERE r.entity_id = $1 AND r.livemode = $2 AND ($3::text[] IS NULL OR r.refs && $3::text[])
        AND ($4::text IS NULL OR r.actor_id = $4 OR r.actor_kind = $4) AND ($5::text IS NULL OR starts_with(r.action, $5))
        AND ($6::bigint IS NULL OR r.id ${isBackward ? '>' : '<'} $6::bigint)
      ORDER BY r.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $7`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      q === null ? null : [q, ...REF_KINDS.map((kind) => `${kind}:${q}`)],
      query.actor || null,
      query.action || null,
      cursor,
      limit + 1,
    ],
  )
  const hasMore = rows.length > limit
  const page = isBackward ? rows.slice(0, limit).reverse() : rows.slice(0, limit)
  const isEnd = !isBackward && !hasMore
  const isStart = isBackward ? !hasMore : cursor === null
  return {
    rows: page.map((row) => ({ ...row, id: row.id.toString(), at: row.at.toISOString() })),
    nextCursor: isEnd ? null : (page.at(-1)?.id.toString() ?? null),
    previousCursor: isStart ? null : (page[0]?.id.toString() ?? null),
  }
}

export const AUDIT_HEADER = [
  'id',
  instant('at'),
  'who',
  'role',
  'action',
  'subject',
  'note',
  'before',
  'after',
  'about',
  'request',
]

const EXPORT_PAGE = 1_000

/** The filtered trail to its end, page by page. */
export async function* exportAudit(scope: Scope, filter: AuditFilter): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const query: AuditQuery = { ...filter, after, limit: EXPORT_PAGE }
    const page: Page<AuditRow> = await read(scope, (tx) => listAudit(tx, query))
    yield page.rows.map((row) => [
      row.id,
      row.at,
      row.actorName,
      row.actorRole,
      row.action,
      `${row.subjectKind}:${row.subjectId}`,
      row.note,
      row.before,
      row.after,
      row.refs.join(' '),
      row.requestId,
    ])
    after = page.nextCursor
  } while (after !== null)
}
