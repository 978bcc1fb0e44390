import type { SellerHistory } from '#lib/approvals/policy.ts'
import type { Sql } from '#lib/platform/db.ts'
import { bankStanding } from '#lib/sellers/record-banks.ts'

/** So many of a seller's last transfers say what is usual for it. */
const USUAL_OF = 20

type Asking = {
  /** The platform's own account. */
  readonly account: string
  readonly sellerId: string
  /** `acct_…` */
  readonly destination: string
  readonly currency: string
}

/**
 * What a seller got before, as Stripe tells it: adopted and executed transfers alike. The usual amount is the lower median
 * of the last transfers in the currency, in its minor units.
 */
export async function readSellerHistory(
  tx: Sql,
  { account, sellerId, destination, currency }: Asking,
): Promise<SellerHistory> {
  const [row] = await tx.sql<{ lastPaidAt: Date | null; usual: bigint | null; count: number }>(
    `SELECT (SELECT max(t.created_at) FROM transfer t
              WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.destination = $4) AS "lastPaidAt",
            percentile_disc(0.5) WITHIN GROUP (ORDER BY last.amount_minor) AS usual, count(*)::int AS count
       FROM (SELECT t.amount_minor FROM transfer t
              WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.destination = $4 AND t.currency = $5
              ORDER BY t.created_at DESC LIMIT ${USUAL_OF}) AS last`,
    [tx.scope.entityId, tx.scope.livemode, account, destination, currency],
  )
  const { changedAt, isShared } = await bankStanding(tx, sellerId)
  const lastPaidAt = row?.lastPaidAt ?? null
  return {
    isFirstPayout: lastPaidAt === null,
    lastPaidAt,
    bankChangedAt: changedAt,
    isBankShared: isShared,
    usual: row?.usual == null ? null : { minor: row.usual, count: row.count },
  }
}
