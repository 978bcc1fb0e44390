import type { Sql } from '#lib/platform/db.ts'
import type { PayoutKey, TieOutState } from './model.ts'

type Asked = {
  /** `po_…` */
  readonly payout?: string | undefined
  /** Payouts made before it are left alone. */
  readonly since?: Date | undefined
}

const ASKED = `entity_id = $1 AND livemode = $2 AND ($3::text IS NULL OR payout_id = $3)
  AND ($4::text IS NULL OR created_at >= $4::text::timestamptz)`

/** The payouts somebody asks to have tied out again; all without a limit. */
export function payoutsAsked(tx: Sql, { payout, since }: Asked): Promise<PayoutKey[]> {
  return tx.sql<PayoutKey>(
    `SELECT account, payout_id AS "payoutId" FROM payout_tie_out
      WHERE ${ASKED} ORDER BY created_at, payout_id`,
    [tx.scope.entityId, tx.scope.livemode, payout ?? null, since?.toISOString() ?? null],
  )
}

type ReportRow = PayoutKey & {
  readonly state: TieOutState
  readonly mode: string
  readonly currency: string
  readonly payoutMinor: bigint
  readonly grossMinor: bigint
  readonly feeMinor: bigint
  readonly netMinor: bigint
  readonly remainderMinor: bigint
  readonly expectedMinor: bigint | null
  readonly lines: number
  readonly reason: string
}

export type ReconcileReport = {
  readonly count: number
  readonly states: Readonly<Partial<Record<TieOutState, number>>>
  /** The payouts that are not tied; every one asked for where there are few. */
  readonly payouts: readonly ReportRow[]
}

const FEW = 20

/** How the payouts asked for stand now. Amounts in minor units. */
export async function reconcileReport(tx: Sql, { payout, since }: Asked): Promise<ReconcileReport> {
  const counts = await tx.sql<{ state: TieOutState; count: number }>(
    `SELECT state, count(*)::int AS count FROM payout_tie_out WHERE ${ASKED} GROUP BY state ORDER BY state`,
    [tx.scope.entityId, tx.scope.livemode, payout ?? null, since?.toISOString() ?? null],
  )
  const count = counts.reduce((sum, one) => sum + one.count, 0)
  const rows = await tx.sql<ReportRow>(
    `SELECT account, payout_id AS "payoutId", state, mode, currency, payout_minor AS "payoutMinor", gross_minor AS "grossMinor",
            fee_minor AS "feeMinor", net_minor AS "netMinor", remainder_minor AS "remainderMinor", expected_minor AS "expectedMinor",
            line_count AS lines, reason
       FROM payout_tie_out WHERE ${ASKED} AND ($5::boolean OR state IN ('differs', 'waiting')) ORDER BY created_at DESC, payout_id`,
    [tx.scope.entityId, tx.scope.livemode, payout ?? null, since?.toISOString() ?? null, count <= FEW],
  )
  return { count, states: Object.fromEntries(counts.map((one) => [one.state, one.count])), payouts: rows }
}
