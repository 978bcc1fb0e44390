import type { Sql } from '#lib/platform/db.ts'

type Origin = {
  /** `tr_…` or `trr_…` */
  readonly objectId: string
  readonly origin: 'executed' | 'adopted' | 'outside'
  readonly proposalId?: string
  readonly settlementId: string
  readonly sellerId: string
  /** How it was recognised, in words. */
  readonly reason: string
  readonly at: Date
}

/** Remembers why a transfer or reversal exists. What was executed stays executed; an adoption replaces "outside". */
export async function recordOrigin(tx: Sql, origin: Origin): Promise<void> {
  await tx.exec(
    `INSERT INTO transfer_origin AS o (entity_id, livemode, object_id, origin, proposal_id, settlement_id, seller_id, reason, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (entity_id, livemode, object_id) DO UPDATE SET origin = excluded.origin, proposal_id = excluded.proposal_id,
       settlement_id = excluded.settlement_id, seller_id = excluded.seller_id, reason = excluded.reason
     WHERE o.origin = 'outside' OR (o.origin = 'adopted' AND excluded.origin <> 'outside')`,
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
