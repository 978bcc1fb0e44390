import type { Sql } from '#lib/platform/db.ts'
import type { ShownDay } from './day-model.ts'

/** A day as somebody signed it. Instants are ISO. */
export type Signature = {
  readonly day: string
  readonly shown: ShownDay
  readonly contentHash: string
  readonly lineCount: bigint
  readonly comment: string
  readonly signedByName: string
  readonly signedAt: string
}

type Row = Omit<Signature, 'shown' | 'signedAt'> & { readonly shown: string; readonly signedAt: Date }

const COLUMNS = `d."on"::text AS day, d.shown, d.content_hash AS "contentHash", d.line_count AS "lineCount", d.comment,
  coalesce(p.name, d.signed_by) AS "signedByName", d.signed_at AS "signedAt"`

/** What somebody signed for a day; null when nobody did. */
export async function findSignature(tx: Sql, day: string): Promise<Signature | null> {
  const [found] = await signaturesBetween(tx, day, day)
  return found ?? null
}

/** The signatures of the days from one to another, latest day first. */
export async function signaturesBetween(tx: Sql, from: string, to: string): Promise<Signature[]> {
  const rows = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM day_signature d LEFT JOIN person p ON p.id = d.signed_by
      WHERE d.entity_id = $1 AND d.livemode = $2 AND d."on" BETWEEN $3::text::date AND $4::text::date ORDER BY d."on" DESC`,
    [tx.scope.entityId, tx.scope.livemode, from, to],
  )
  // The database keeps the text exactly as this product wrote it: its hash is a constraint of the table.
  return rows.map(({ shown, signedAt, ...row }) => ({
    ...row,
    shown: JSON.parse(shown) as ShownDay,
    signedAt: signedAt.toISOString(),
  }))
}
