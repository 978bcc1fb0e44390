import { CLEARING_CODES, chartAccount } from '#lib/ledger/chart.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { EXPLAINED_ITEMS } from './clearing-accounts.ts'

/** What is left in one clearing account in one currency for one reason, by the days since its items last moved. */
export type AgedRow = {
  readonly code: string
  readonly gl: string
  readonly name: string
  readonly currency: string
  /** Why it is there; empty where nothing says it. */
  readonly reason: string
  readonly items: number
  /** Debits less credits: up to 30 days, to 60, to 90, and older. */
  readonly ages: readonly [WireMoney, WireMoney, WireMoney, WireMoney]
  readonly total: WireMoney
}

type Row = {
  code: string
  currency: string
  reason: string
  items: number
  to30: bigint
  to60: bigint
  to90: bigint
  older: bigint
}

const AGED = `${EXPLAINED_ITEMS}
SELECT code, currency::text AS currency, reason, count(*)::int AS items,
       coalesce(sum(minor) FILTER (WHERE days <= 30), 0)::bigint AS "to30", coalesce(sum(minor) FILTER (WHERE days > 30 AND days <= 60), 0)::bigint AS "to60",
       coalesce(sum(minor) FILTER (WHERE days > 60 AND days <= 90), 0)::bigint AS "to90", coalesce(sum(minor) FILTER (WHERE days > 90), 0)::bigint AS older
  FROM (SELECT *, extract(day FROM $4::timestamptz - last_at) AS days FROM explained) x
 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

/** Suspense and clearing accounts by age, as of an instant. */
export async function agedClearing(tx: Sql, at: Date): Promise<AgedRow[]> {
  const rows = await tx.sql<Row>(AGED, [tx.scope.entityId, tx.scope.livemode, CLEARING_CODES, at.toISOString()])
  return rows.map(({ to30, to60, to90, older, ...row }) => {
    const { gl, name } = chartAccount(row.code)
    const amount = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency: row.currency })
    return {
      ...row,
      gl,
      name,
      ages: [amount(to30), amount(to60), amount(to90), amount(older)],
      total: amount(to30 + to60 + to90 + older),
    }
  })
}
