import type { Sql } from '#lib/platform/db.ts'

/** A charge as far as disputes and refunds need it. */
export type CaseCharge = {
  readonly id: string
  readonly account: string
  readonly status: string
  readonly currency: string
  readonly amountMinor: bigint
  readonly refundedMinor: bigint
  /** What open and lost disputes hold or took of it: a refund of that would give the buyer the money twice. */
  readonly takenMinor: bigint
  readonly destination: string
  readonly transferId: string
  readonly applicationFeeId: string
  readonly createdAt: Date
  readonly customerId: string
  readonly description: string
}

/** A charge of whatever account it is on, or null: the platform's own is asked first, for most are there. */
export async function readCharge(tx: Sql, id: string): Promise<CaseCharge | null> {
  return (await chargeOn(tx, id, OWN)) ?? (await chargeOn(tx, id, SELLERS))
}

const OWN = 'SELECT stripe_account FROM entity WHERE id = $1'
const SELLERS = 'SELECT stripe_account FROM seller WHERE entity_id = $1 AND livemode = $2'

async function chargeOn(tx: Sql, id: string, accounts: string): Promise<CaseCharge | null> {
  const [row] = await tx.sql<CaseCharge>(
    `SELECT c.id, c.account, c.status, upper(c.currency) AS currency, c.amount_minor AS "amountMinor", c.refunded_minor AS "refundedMinor",
            c.destination, c.transfer_id AS "transferId", c.application_fee_id AS "applicationFeeId", c.created_at AS "createdAt",
            c.customer_id AS "customerId", coalesce(c.raw::jsonb ->> 'description', '') AS description,
            (SELECT coalesce(sum(d.amount_minor), 0) FROM dispute d
              WHERE d.entity_id = c.entity_id AND d.livemode = c.livemode AND d.account = c.account AND d.charge_id = c.id
                AND d.status IN ('needs_response', 'under_review', 'lost', 'appeal_needs_response', 'appeal_under_review'))::bigint
              AS "takenMinor"
       FROM charge c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account IN (${accounts}) AND c.id = $3 AND c.source_transfer_id = '' LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, id],
  )
  return row ?? null
}

/** What a refund may still give back. Never below zero. */
export const leftOf = ({ amountMinor, refundedMinor, takenMinor }: CaseCharge): bigint => {
  const left = amountMinor - refundedMinor - takenMinor
  return left > 0n ? left : 0n
}
