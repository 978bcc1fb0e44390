import type { Sql } from '#lib/platform/db.ts'
import type { TieOut } from './tie-out.ts'

/** Stores what some payouts came to, in one statement. */
export async function writeTieOuts(tx: Sql, found: readonly TieOut[], at: Date): Promise<void> {
  if (found.length === 0) return
  const rows = found.map((one) => ({
    account: one.account,
    payout_id: one.payoutId,
    mode: one.mode,
    state: one.state,
    payout_status: one.payoutStatus,
    payout_minor: one.payoutMinor,
    gross_minor: one.grossMinor,
    fee_minor: one.feeMinor,
    net_minor: one.netMinor,
    line_count: one.lineCount,
    remainder_minor: one.remainderMinor,
    expected_minor: one.expectedMinor,
    left_minor: one.leftMinor,
    is_over: one.isOver,
    categories: one.categories,
    remainders: one.remainders,
    arrival_at: one.arrivalAt.toISOString(),
    is_due: one.isDue,
    reason: one.reason,
  }))
  await tx.exec(
    `UPDATE payout_tie_out t SET mode = n.mode, state = n.state, payout_status = n.payout_status, payout_minor = n.payout_minor, gross_minor = n.gross_minor,
       fee_minor = n.fee_minor, net_minor = n.net_minor, line_count = n.line_count, remainder_minor = n.remainder_minor,
       expected_minor = n.expected_minor, left_minor = n.left_minor, is_over = n.is_over, categories = n.categories, remainders = n.remainders,
       arrival_at = n.arrival_at, is_due = n.is_due, reason = n.reason, checked_at = $3::text::timestamptz
       FROM jsonb_to_recordset($4::text::jsonb) AS n (account text, payout_id text, mode text, state text, payout_status text, payout_minor bigint,
         gross_minor bigint, fee_minor bigint, net_minor bigint, line_count int, remainder_minor bigint, expected_minor bigint,
         left_minor bigint, is_over boolean, categories jsonb, remainders jsonb, arrival_at timestamptz, is_due boolean, reason text)
      WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = n.account AND t.payout_id = n.payout_id`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString(), JSON.stringify(rows, minorAsText)],
  )
}

const minorAsText = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
