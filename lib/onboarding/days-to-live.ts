import type { Sql } from '#lib/platform/db.ts'

/** What is measured from the invitation on, in order. */
export const MILESTONES = [
  { key: 'accepted', label: 'Accepted', column: 'accepted_at' },
  { key: 'ready', label: 'Account ready', column: 'ready_at' },
  { key: 'contract', label: 'Contract accepted', column: 'contract_at' },
  { key: 'checks', label: 'Checks passed', column: 'checks_at' },
  { key: 'sale', label: 'First sale', column: 'first_sale_at' },
  { key: 'payout', label: 'First payout', column: 'first_payout_at' },
] as const

export type Milestone = {
  readonly key: (typeof MILESTONES)[number]['key']
  readonly label: string
  /** How many of those invited reached it. */
  readonly count: number
  /** Median days from the invitation, of those who reached it; null when nobody did. */
  readonly medianDays: number | null
}

export type DaysToLive = {
  readonly invited: number
  readonly milestones: readonly Milestone[]
  /** Median days from the invitation to the first payout that arrived; null while there is none. */
  readonly medianDays: number | null
}

/** How long it takes from the invitation to the first payout, of everybody invited and not taken out again. */
export async function daysToLive(tx: Sql): Promise<DaysToLive> {
  const parts = MILESTONES.map(
    ({ key, column }) =>
      `count(o.${column})::int AS "${key}_count",
       percentile_cont(0.5) WITHIN GROUP (ORDER BY CASE WHEN o.${column} IS NOT NULL
         THEN greatest(0, extract(epoch FROM o.${column} - o.invited_at)::float8 / 86400) END) AS "${key}_days"`,
  )
  const [row] = await tx.sql<Record<string, number | null>>(
    `SELECT count(*)::int AS invited, ${parts.join(', ')} FROM onboarding o
      WHERE o.entity_id = $1 AND o.livemode = $2 AND o.state <> 'revoked'`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  const milestones = MILESTONES.map(({ key, label }) => ({
    key,
    label,
    count: row?.[`${key}_count`] ?? 0,
    medianDays: row?.[`${key}_days`] ?? null,
  }))
  return { invited: row?.invited ?? 0, milestones, medianDays: milestones.at(-1)?.medianDays ?? null }
}
