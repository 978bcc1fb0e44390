import type { Sql } from '#lib/platform/db.ts'

type Origin = {
  /** `tr_…` or `trr_…` */
  readonly objectId: string
  /** by_stripe: Stripe made it along with a destination charge or its refund. */
  readonly origin: 'executed' | 'adopted' | 'by_stripe' | 'outside'
  readonly proposalId?: string
  readonly settlementId: string
  readonly sellerId: string
  /** How it was recognised, in words. */
  readonly reason: string
  readonly at: Date
}

/** Remembers why a transfer or reversal exists. What was executed stays executed; an adoption replaces "outside", and what Stripe
 * made by itself replaces both. */
export async function recordOrigin(tx: Sql, origin: Origin): Promise<void> {
  await tx.exec(
    `INSERT INTO transfer_origin AS o (entity_id, livemode, object_id, origin, proposal_id, settlement_id, seller_id, reason, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (entity_id, livemode, object_id) DO UPDATE SET origin = excluded.origin, proposal_id = excluded.proposal_id,
       settlement_id = excluded.settlement_id, seller_id = excluded.seller_id, reason = excluded.reason
     WHERE o.origin = 'outside' OR (o.origin = 'adopted' AND excluded.origin <> 'outside')
        OR (o.origin = 'by_stripe' AND excluded.origin = 'by_stripe')`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      origin.objectId,
      origin.origin,
      origin.proposalId ?? '',
      origin.settlementId,
      origin.sellerId,
      origin.reason,
      origin.at,
    ],
  )
}
