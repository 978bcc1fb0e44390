import type { Sql } from '#lib/platform/db.ts'

export type Hold = {
  readonly id: string
  readonly sellerId: string
  readonly reason: string
  readonly placedBy: string
  readonly placedAt: Date
}

/** Holds that are not lifted, of some sellers, oldest first. */
export async function openHolds(tx: Sql, sellerIds: readonly string[]): Promise<Hold[]> {
  const rows = await tx.sql<{ id: string; seller_id: string; reason: string; placed_by: string; placed_at: Date }>(
    `SELECT id, seller_id, reason, placed_by, placed_at FROM seller_hold
      WHERE seller_id = ANY($1::text[]) AND lifted_at IS NULL ORDER BY id`,
    [sellerIds],
  )
  return rows.map((row) => ({
    id: row.id,
    sellerId: row.seller_id,
    reason: row.reason,
    placedBy: row.placed_by,
    placedAt: row.placed_at,
  }))
}

/** A hold that is not lifted, by its id, with its row locked; null when there is none. */
export async function holdOf(tx: Sql, holdId: string): Promise<Omit<Hold, 'id' | 'placedAt'> | null> {
  const [row] = await tx.sql<{ sellerId: string; reason: string; placedBy: string }>(
    `SELECT seller_id AS "sellerId", reason, placed_by AS "placedBy" FROM seller_hold
      WHERE id = $1 AND lifted_at IS NULL FOR UPDATE`,
    [holdId],
  )
  return row ?? null
}
