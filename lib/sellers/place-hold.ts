import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { resolveSeller } from './find-seller.ts'
import { openHolds } from './open-holds.ts'
import { alreadyHeld, noSuchSeller } from './refusals.ts'

type Placing = {
  readonly sellerId: string
  readonly reason: string
  /** What the seller must do so that it is lifted. */
  readonly sellerMust?: string
  readonly actor: AuditActor
  readonly requestId?: string
  readonly at: Date
}

/** Makes a seller's money wait until somebody lifts the hold. Refuses when the seller is held already. */
export async function placeHold(
  tx: Sql,
  { sellerId, reason, sellerMust = '', actor, requestId, at }: Placing,
): Promise<{ holdId: string }> {
  // The seller's row is locked, so that two people place one hold.
  await tx.sql('SELECT id FROM seller WHERE id = $1 FOR UPDATE', [sellerId])
  const seller = await resolveSeller(tx, sellerId)
  if (seller === null) throw noSuchSeller()
  if ((await openHolds(tx, [seller.id])).length > 0) throw alreadyHeld()
  const holdId = newId('hld')
  await tx.exec(
    `INSERT INTO seller_hold (id, entity_id, livemode, seller_id, reason, placed_by, placed_at, seller_must)
     VALUES ($1, $2, $3, $4, $5, $6, $7::text::timestamptz, $8)`,
    [holdId, tx.scope.entityId, tx.scope.livemode, seller.id, reason, actor.id, at.toISOString(), sellerMust],
  )
  await recordAudit(tx, {
    actor,
    action: 'sellers.hold',
    subject: { kind: 'seller', id: seller.id },
    after: { holdId, reason, sellerMust },
    note: `Held ${seller.name}: ${reason}`,
    refs: [`account:${seller.stripeAccount}`],
    ...(requestId === undefined ? {} : { requestId }),
    at,
  })
  return { holdId }
}
