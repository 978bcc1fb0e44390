import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

/** A payout to a seller that its bank sent back. */
export type FailedPayout = {
  readonly id: string
  readonly amount: WireMoney
  /** Stripe's code in words: "account closed"; empty when it gives none. */
  readonly why: string
  /** The day it was to arrive, UTC. */
  readonly on: string
}

/** The seller's last payout when it failed; null when none did, or a later one went through: then its bank details are right again. */
export async function failedPayoutOf(tx: Sql, account: string): Promise<FailedPayout | null> {
  const [row] = await tx.sql<{ id: string; minor: bigint; currency: string; code: string; on: string; status: string }>(
    `SELECT id, amount_minor AS minor, upper(currency) AS currency, failure_code AS code, arrival_at::date::text AS on, status
       FROM payout WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND amount_minor > 0 AND status IN ('paid', 'failed')
      ORDER BY created_at DESC, id DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, account],
  )
  if (row === undefined || row.status !== 'failed') return null
  const { id, minor, currency, code, on } = row
  return { id, amount: { minor: minor.toString(), currency }, why: code.replaceAll('_', ' '), on }
}
