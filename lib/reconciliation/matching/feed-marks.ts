import type { Sql } from '#lib/platform/db.ts'

/** Readings take files of so many lines together: a transaction of minutes would keep people waiting who decide. */
const LINES_TOGETHER = 100_000

/** The next of the imported files that were not turned into items yet, oldest first; a large one comes alone. Empty at the end. */
export async function filesToFeed(tx: Sql, table: 'bank_file' | 'seller_record_file'): Promise<string[]> {
  const text =
    table === 'bank_file'
      ? `SELECT f.id, f.line_count AS lines FROM bank_file f WHERE f.entity_id = $1 AND f.livemode = $2 AND f.state = 'imported'`
      : `SELECT f.id, f.record_count AS lines FROM seller_record_file f WHERE f.entity_id = $1 AND f.livemode = $2 AND f.state = 'imported'`
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM (SELECT f.id, sum(f.lines) OVER (ORDER BY f.id) - f.lines AS before FROM (${text} AND NOT EXISTS (
         SELECT FROM match_feed m WHERE m.entity_id = $1 AND m.livemode = $2 AND m.source = f.id)) f) t
      WHERE before < ${LINES_TOGETHER} ORDER BY id`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ id }) => id)
}

export async function markFed(tx: Sql, sources: readonly string[]): Promise<void> {
  await tx.exec(
    `INSERT INTO match_feed (entity_id, livemode, source, up_to) SELECT $1, $2, s, 'epoch' FROM unnest($3::text[]) AS s
     ON CONFLICT (entity_id, livemode, source) DO NOTHING`,
    [tx.scope.entityId, tx.scope.livemode, [...sources]],
  )
}

/** Up to which instant a source was read; the beginning of time before the first. */
export async function fedUpTo(tx: Sql, source: string): Promise<string> {
  const [row] = await tx.sql<{ up_to: string }>(
    `SELECT up_to::text FROM match_feed WHERE entity_id = $1 AND livemode = $2 AND source = $3`,
    [tx.scope.entityId, tx.scope.livemode, source],
  )
  return row?.up_to ?? '1970-01-01T00:00:00Z'
}

export async function setFedUpTo(tx: Sql, source: string, upTo: string): Promise<void> {
  await tx.exec(
    `INSERT INTO match_feed (entity_id, livemode, source, up_to) VALUES ($1, $2, $3, $4::text::timestamptz)
     ON CONFLICT (entity_id, livemode, source) DO UPDATE SET up_to = excluded.up_to`,
    [tx.scope.entityId, tx.scope.livemode, source, upTo],
  )
}
