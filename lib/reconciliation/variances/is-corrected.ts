import type { Sql } from '#lib/platform/db.ts'

/** Whether somebody waits for this settlement to put a variance right: then it is looked at without waiting for the next round. */
export async function isCorrected(tx: Sql, settlementId: string): Promise<boolean> {
  const [row] = await tx.sql(
    `SELECT 1 FROM variance WHERE subject_kind = 'settlement' AND subject_id = $1 AND state = 'in_progress' AND proposal_id <> '' LIMIT 1`,
    [settlementId],
  )
  return row !== undefined
}
