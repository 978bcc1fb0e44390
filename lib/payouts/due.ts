import type { Sql } from '#lib/platform/db.ts'
import type { PayoutKey } from './model.ts'

export type Unlisted = PayoutKey & { readonly reconciliationStatus: string }

/** Payouts that Stripe itemises by now and whose lines were not asked for yet, oldest first. */
export function unlistedPayouts(tx: Sql, limit: number): Promise<Unlisted[]> {
  return tx.sql<Unlisted>(
    `SELECT t.account, t.payout_id AS "payoutId", p.reconciliation_status AS "reconciliationStatus"
       FROM payout_tie_out t
       JOIN payout p ON p.entity_id = t.entity_id AND p.livemode = t.livemode AND p.account = t.account AND p.id = t.payout_id
       LEFT JOIN payout_listing l ON l.entity_id = t.entity_id AND l.livemode = t.livemode AND l.account = t.account
         AND l.payout_id = t.payout_id AND l.reconciliation_status = 'completed'
      WHERE t.entity_id = $1 AND t.livemode = $2 AND t.is_due AND t.mode = 'breakdown'
        AND p.reconciliation_status = 'completed' AND l.payout_id IS NULL
      ORDER BY t.created_at, t.account, t.payout_id LIMIT $3`,
    [tx.scope.entityId, tx.scope.livemode, limit],
  )
}

/** How far everything is: each payout is listed and tied out. Goes up only, also over a restart. */
export async function tieOutProgress(tx: Sql): Promise<{ done: number; total: number }> {
  const [row] = await tx.sql<{ done: number; total: number }>(
    `SELECT (count(*) FILTER (WHERE NOT is_due) + (SELECT count(*) FROM payout_listing WHERE entity_id = $1 AND livemode = $2))::int AS done,
            (2 * count(*))::int AS total FROM payout_tie_out WHERE entity_id = $1 AND livemode = $2`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? { done: 0, total: 0 }
}

export type ClaimedPayout = PayoutKey & { readonly createdAt: Date }

type Claim = {
  readonly limit: number
  /** Where the round before ended; null begins with the oldest. */
  readonly after: ClaimedPayout | null
  readonly only?: PayoutKey | undefined
}

/** Takes payouts that are due, oldest first, so that nobody else works on them before this transaction ends. */
export function claimDue(tx: Sql, { limit, after, only }: Claim): Promise<ClaimedPayout[]> {
  return tx.sql<ClaimedPayout>(
    `SELECT account, payout_id AS "payoutId", created_at AS "createdAt" FROM payout_tie_out
      WHERE entity_id = $1 AND livemode = $2 AND is_due
        AND ($3::text IS NULL OR (created_at, account, payout_id) > ($3::text::timestamptz, $4::text, $5::text))
        AND ($6::text IS NULL OR (account = $6 AND payout_id = $7))
      ORDER BY created_at, account, payout_id LIMIT $8 FOR UPDATE SKIP LOCKED`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      after?.createdAt.toISOString() ?? null,
      after?.account ?? '',
      after?.payoutId ?? '',
      only?.account ?? null,
      only?.payoutId ?? null,
      limit,
    ],
  )
}
