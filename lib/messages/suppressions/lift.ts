import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { notLiftable } from '../refusals.ts'

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

type LiftingBounce = { readonly suppressionId: string; readonly actor: Actor; readonly at: Date }

/**
 * A person says that an address which bounced works again; it stands in the audit trail. Refuses what holds no more, and what somebody
 * unsubscribed from: that is theirs alone to take back.
 */
export async function liftBounce(tx: Sql, { suppressionId, actor, at }: LiftingBounce): Promise<void> {
  const [row] = await tx.sql<{ address: string; detail: string }>(
    `SELECT address, detail FROM mail_suppression
      WHERE id = $1 AND entity_id = $2 AND livemode = $3 AND reason = 'bounced' AND lifted_at IS NULL FOR UPDATE`,
    [suppressionId, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) throw notLiftable()
  await lift(tx, { address: row.address, reason: 'bounced', category: '', by: actor.personId, at })
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: 'messages.bounce_lifted',
    subject: { kind: 'suppression', id: suppressionId },
    note: `Mail goes to ${row.address} again, which bounced: ${row.detail}`,
    requestId: actor.requestId,
    at,
  })
}
