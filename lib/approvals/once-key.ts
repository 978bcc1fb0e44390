import type { Sql } from '#lib/platform/db.ts'

/**
 * The once key for something that may be asked for again after a no: the key of the proposal that is still open, else the
 * next number under the prefix. Lock what the proposal is about first, so that two people ask once.
 */
export async function onceKeyFor(tx: Sql, prefix: string): Promise<string> {
  const [row] = await tx.sql<{ open: string | null; count: number }>(
    `SELECT max(once_key) FILTER (WHERE state NOT IN ('rejected', 'expired', 'void', 'executed', 'reversed')) AS open,
            count(*)::int AS count
       FROM proposal WHERE entity_id = $1 AND livemode = $2 AND starts_with(once_key, $3)`,
    [tx.scope.entityId, tx.scope.livemode, `${prefix}:`],
  )
  return row?.open ?? `${prefix}:${(row?.count ?? 0) + 1}`
}
