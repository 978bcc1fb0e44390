import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { FOUND_MAX, type FoundVariance } from './finding.ts'

type Row = {
  readonly account: string
  readonly payoutId: string
  readonly currency: string
  readonly offMinor: bigint
  readonly createdAt: Date
  readonly sellerId: string
}

/** Payouts whose difference no named remainder explains. */
export async function findInPayouts(tx: Sql, dayOf: (instant: Date) => string): Promise<FoundVariance[]> {
  const rows = await tx.sql<Row>(
    `SELECT t.account, t.payout_id AS "payoutId", t.currency, r.minor AS "offMinor", t.created_at AS "createdAt", coalesce(s.id, '') AS "sellerId"
       FROM payout_tie_out t
       CROSS JOIN LATERAL (SELECT sum((e->>'minor')::bigint)::bigint AS minor FROM jsonb_array_elements(t.remainders) AS e
                            WHERE e->>'class' = 'unexplained') r
       LEFT JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = t.account
      WHERE t.entity_id = $1 AND t.livemode = $2 AND (t.state = 'differs' OR t.is_over) AND r.minor <> 0
      ORDER BY t.created_at DESC LIMIT ${FOUND_MAX}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ account, payoutId, currency, offMinor, createdAt, sellerId }) => ({
    class: 'payout_unexplained',
    subjectKind: 'payout',
    subjectId: `${account}/${payoutId}`,
    sellerId,
    currency,
    amountMinor: -offMinor,
    happenedOn: dayOf(createdAt),
    summary: `${payoutId} differs by ${formatMoney({ minor: (offMinor < 0n ? -offMinor : offMinor).toString(), currency })}, and no rule says why.`,
    evidence: [{ label: payoutId, kind: 'payout', id: `${account}/${payoutId}` }],
  }))
}
