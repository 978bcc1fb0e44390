import type { Sql } from '#lib/platform/db.ts'

type Lifting = {
  readonly address: string
  readonly reason: 'bounced' | 'unsubscribed'
  /** Empty for a bounce. */
  readonly category: string
  /** Person, or "recipient". */
  readonly by: string
  readonly at: Date
}

/** Lets mail go to an address again. False when nothing kept it back. What was kept back meanwhile is not sent by this. */
export async function lift(tx: Sql, { address, reason, category, by, at }: Lifting): Promise<boolean> {
  const lifted = await tx.exec(
    `UPDATE mail_suppression SET lifted_at = $6::text::timestamptz, lifted_by = $7
      WHERE entity_id = $1 AND livemode = $2 AND address = lower($3) AND reason = $4 AND category = $5 AND lifted_at IS NULL`,
    [tx.scope.entityId, tx.scope.livemode, address, reason, category, at.toISOString(), by],
  )
  return lifted > 0
}
