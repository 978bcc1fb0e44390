import type { Sql } from '#lib/platform/db.ts'

export type NoticeKind = 'bounce' | 'automatic' | 'loop' | 'refused'

type Notice = {
  readonly channel: 'mail' | 'api'
  readonly externalId: string
  readonly kind: NoticeKind
  readonly fromAddress: string
  readonly subject: string
  readonly detail: string
}

/** Notes what came in and is no message. False when it was noted before. */
export async function writeNotice(tx: Sql, notice: Notice, at: Date): Promise<boolean> {
  const written = await tx.exec(
    `INSERT INTO inbound_notice (entity_id, livemode, channel, external_id, kind, from_address, subject, detail, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::timestamptz) ON CONFLICT DO NOTHING`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      notice.channel,
      notice.externalId,
      notice.kind,
      notice.fromAddress,
      notice.subject,
      notice.detail,
      at.toISOString(),
    ],
  )
  return written > 0
}

export type NoticeRow = Omit<Notice, 'channel' | 'externalId'> & { readonly at: string }

/** What was left out of the inbox, newest first. */
export async function listNotices(tx: Sql, limit: number): Promise<NoticeRow[]> {
  const rows = await tx.sql<Omit<NoticeRow, 'at'> & { at: Date }>(
    `SELECT kind, from_address AS "fromAddress", subject, detail, at FROM inbound_notice
      WHERE entity_id = $1 AND livemode = $2 ORDER BY at DESC, external_id LIMIT $3`,
    [tx.scope.entityId, tx.scope.livemode, limit],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
