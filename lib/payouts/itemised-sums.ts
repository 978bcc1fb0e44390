import type { Sql } from '#lib/platform/db.ts'
import type { PayoutSum } from './compare-report.ts'

export type Interval = { readonly from: Date; readonly until: Date }

/** What our tie-outs say of the itemised payouts that arrived within an interval, by account. */
export async function itemisedSums(tx: Sql, { from, until }: Interval): Promise<Map<string, Map<string, PayoutSum>>> {
  const rows = await tx.sql<PayoutSum & { account: string; payoutId: string }>(
    `SELECT t.account, t.payout_id AS "payoutId", t.currency, t.line_count AS count,
            (SELECT coalesce(sum((c->>'netMinor')::bigint), 0) FROM jsonb_array_elements(t.categories) AS c)::bigint AS "netMinor"
       FROM payout_tie_out t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.mode = 'breakdown' AND t.state <> 'waiting'
        AND t.arrival_at >= $3::text::timestamptz AND t.arrival_at < $4::text::timestamptz ORDER BY t.account, t.payout_id`,
    [tx.scope.entityId, tx.scope.livemode, from.toISOString(), until.toISOString()],
  )
  const accounts = new Map<string, Map<string, PayoutSum>>()
  for (const { account, payoutId, ...sum } of rows) {
    const held = accounts.get(account) ?? new Map<string, PayoutSum>()
    accounts.set(account, held.set(payoutId, sum))
  }
  return accounts
}

/** Payouts of the interval that wait: what Stripe says of them already is no difference yet. */
export async function waitingPayouts(tx: Sql, { from, until }: Interval): Promise<Set<string>> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT payout_id AS id FROM payout_tie_out WHERE entity_id = $1 AND livemode = $2 AND state = 'waiting'
        AND arrival_at >= $3::text::timestamptz AND arrival_at < $4::text::timestamptz`,
    [tx.scope.entityId, tx.scope.livemode, from.toISOString(), until.toISOString()],
  )
  return new Set(rows.map(({ id }) => id))
}
