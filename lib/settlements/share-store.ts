import type { Sql } from '#lib/platform/db.ts'
import type { ShareState } from './shares.ts'

export type ShareRecord = {
  readonly settlementId: string
  readonly sellerId: string
  readonly currency: string
  readonly owedMinor: bigint
  /** Sold here, in the buyer's currency, less refunds. */
  readonly volumeMinor: bigint
  readonly transferredMinor: bigint
  readonly state: ShareState
  readonly reason: string
  readonly heldMinor: bigint
  /** Accounting day on which more of it is due; null when nothing waits for its day. */
  readonly nextDueOn: string | null
  readonly proposalId: string
  /** What the seller cannot give back now, and since when it is owed. */
  readonly carryMinor: bigint
  readonly carrySince: Date | null
}

export async function saveShare(tx: Sql, share: ShareRecord): Promise<void> {
  await tx.exec(
    `INSERT INTO settlement_share (settlement_id, seller_id, entity_id, livemode, currency, owed_minor, transferred_minor, state, reason,
       held_minor, next_due_on, proposal_id, carry_minor, carry_since, volume_minor)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::date, $12, $13, $14::text::timestamptz, $15)
     ON CONFLICT (settlement_id, seller_id) DO UPDATE SET currency = excluded.currency, owed_minor = excluded.owed_minor,
       transferred_minor = excluded.transferred_minor, state = excluded.state, reason = excluded.reason,
       held_minor = excluded.held_minor, next_due_on = excluded.next_due_on, proposal_id = excluded.proposal_id,
       carry_minor = excluded.carry_minor, carry_since = excluded.carry_since,
       volume_minor = excluded.volume_minor`,
    [
      share.settlementId,
      share.sellerId,
      tx.scope.entityId,
      tx.scope.livemode,
      share.currency,
      share.owedMinor,
      share.transferredMinor,
      share.state,
      share.reason,
      share.heldMinor,
      share.nextDueOn,
      share.proposalId,
      share.carryMinor,
      share.carrySince?.toISOString() ?? null,
      share.volumeMinor,
    ],
  )
}
