import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'

export type SuppressionRow = {
  readonly id: string
  readonly address: string
  readonly reason: 'bounced' | 'unsubscribed'
  /** Empty for a bounce: all mail. */
  readonly category: string
  readonly detail: string
  readonly messageId: string
  /** ISO instants. */
  readonly createdAt: string
  readonly liftedAt: string | null
  /** Name of the person, or "recipient"; empty while it holds. */
  readonly liftedBy: string
}

type Query = {
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
  readonly q?: string | null
}
type Stored = Omit<SuppressionRow, 'createdAt' | 'liftedAt'> & { createdAt: Date; liftedAt: Date | null }

/** Addresses that are or were not written to, newest first. */
export async function listSuppressions(
  tx: Sql,
  { after = null, before = null, limit, q = null }: Query,
): Promise<Page<SuppressionRow>> {
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Stored>(
    `SELECT s.id, s.address, s.reason, s.category, s.detail, s.message_id AS "messageId", s.created_at AS "createdAt",
            s.lifted_at AS "liftedAt", coalesce(p.name, s.lifted_by) AS "liftedBy"
       FROM mail_suppression s LEFT JOIN person p ON p.id = s.lifted_by
      WHERE s.entity_id = $1 AND s.livemode = $2 AND ($3::text IS NULL OR strpos(s.address, lower($3)) > 0)
        AND ($4::text IS NULL OR s.id ${isBackward ? '>' : '<'} $4)
      ORDER BY s.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $5`,
    [tx.scope.entityId, tx.scope.livemode, q, key?.id ?? null, limit + 1],
  )
  return pageOf(
    rows.map(({ createdAt, liftedAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      liftedAt: liftedAt?.toISOString() ?? null,
    })),
    { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) },
  )
}
