import type { Sql } from '#lib/platform/db.ts'

export type Standing = {
  /** The month in which the fiscal year begins, 1 to 12. */
  readonly startsMonth: number
  /** Whether a day changed since it was counted. */
  readonly isBehind: boolean
}

/** What every question has to know before it is asked, in one round trip. */
export async function standing(tx: Sql): Promise<Standing> {
  const [row] = await tx.sql<Standing>(
    `SELECT coalesce((SELECT fiscal_starts_month FROM analytics_setting WHERE entity_id = $1 AND livemode = $2), 1) AS "startsMonth",
            EXISTS (SELECT FROM analytics_change WHERE entity_id = $1 AND livemode = $2) AS "isBehind"`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? { startsMonth: 1, isBehind: true }
}
