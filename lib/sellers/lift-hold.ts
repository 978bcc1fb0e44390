import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { notHeld } from './refusals.ts'

type Lifting = { readonly holdId: string; readonly actor: AuditActor; readonly requestId?: string; readonly at: Date }

/** Lets a seller's money go on. Refuses when the hold was lifted before. */
export async function liftHold(tx: Sql, { holdId, actor, requestId, at }: Lifting): Promise<{ sellerId: string }> {
  const [hold] = await tx.sql<{ seller_id: string; reason: string }>(
    `UPDATE seller_hold SET lifted_by = $2, lifted_at = $3::text::timestamptz WHERE id = $1 AND lifted_at IS NULL
     RETURNING seller_id, reason`,
    [holdId, actor.id, at.toISOString()],
  )
  if (hold === undefined) throw notHeld()
  await recordAudit(tx, {
    actor,
    action: 'sellers.lift_hold',
    subject: { kind: 'seller', id: hold.seller_id },
    before: { holdId, reason: hold.reason },
    note: `Lifted the hold: ${hold.reason}`,
    ...(requestId === undefined ? {} : { requestId }),
    at,
  })
  return { sellerId: hold.seller_id }
}
