import type { Sql } from '#lib/platform/db.ts'

/** The month in which the fiscal year begins, 1 to 12. */
export async function fiscalStartsMonth(tx: Sql): Promise<number> {
  const [row] = await tx.sql<{ month: number }>(
    'SELECT fiscal_starts_month AS month FROM analytics_setting WHERE entity_id = $1 AND livemode = $2',
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row?.month ?? 1
}
