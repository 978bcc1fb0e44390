import type { Sql } from '#lib/platform/db.ts'

/** Which way a payout is proved: by its lines where Stripe itemises it, else by the balance. */
const MODE = `CASE WHEN p.reconciliation_status = 'not_applicable' OR NOT p.automatic THEN 'balance' ELSE 'breakdown' END`

/**
 * Notes that these payouts have to be tied out again, in the transaction that mirrors what changed. A payout nobody saw before
 * begins as waiting.
 */
export async function notePayouts(
  tx: Sql,
  payouts: readonly { readonly account: string; readonly id: string }[],
): Promise<void> {
  if (payouts.length === 0) return
  await tx.exec(
    `INSERT INTO payout_tie_out AS t (entity_id, livemode, account, payout_id, mode, state, currency, payout_minor, gross_minor, fee_minor,
       net_minor, line_count, remainder_minor, categories, created_at, arrival_at, checked_at, is_due, reason)
     SELECT p.entity_id, p.livemode, p.account, p.id, ${MODE}, 'waiting', p.currency, p.amount_minor, 0, 0, 0, 0, 0, '[]',
            p.created_at, p.arrival_at, p.as_of, true, ''
       FROM payout p JOIN unnest($3::text[], $4::text[]) AS k (account, id) ON k.account = p.account AND k.id = p.id
      WHERE p.entity_id = $1 AND p.livemode = $2 ORDER BY p.account, p.id
     ON CONFLICT (entity_id, livemode, account, payout_id) DO UPDATE SET is_due = true`,
    [tx.scope.entityId, tx.scope.livemode, payouts.map(({ account }) => account), payouts.map(({ id }) => id)],
  )
}
