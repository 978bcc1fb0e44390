import type { Sql } from '#lib/platform/db.ts'

export type PayoutFilter = {
  readonly q?: string | null
  readonly state?: string | null
  readonly currency?: string | null
  /** platform | seller */
  readonly side?: string | null
  /** `acct_…` */
  readonly account?: string | null
  /** late | unreconciled | over */
  readonly attention?: string | null
}

export type PayoutScope = {
  readonly platform: string
  /** What is late follows from it. */
  readonly at: Date
}

/** Stripe itemises a payout soon after it was paid; this long after its arrival somebody asks. */
const RECONCILED_WITHIN = "interval '3 days'"

/** Arrival is a day: a payout is late once that day is over. */
export const IS_LATE = `t.payout_status IN ('pending', 'in_transit') AND t.arrival_at < $8::text::timestamptz - interval '1 day'`
export const IS_UNRECONCILED = `t.state = 'waiting' AND t.mode = 'breakdown' AND t.payout_status = 'paid' AND t.arrival_at < $8::text::timestamptz - ${RECONCILED_WITHIN}`

/** The filter as SQL over `payout_tie_out t`; its values are `$1` to `$9`. */
export const MATCHES = `t.entity_id = $1 AND t.livemode = $2 AND ($3::text IS NULL OR t.state = $3)
  AND ($4::text IS NULL OR t.currency = $4)
  AND ($5::text IS NULL OR (t.account = $9) = ($5 = 'platform'))
  AND ($6::text IS NULL OR CASE $6 WHEN 'late' THEN ${IS_LATE} WHEN 'unreconciled' THEN ${IS_UNRECONCILED} ELSE t.is_over END)
  AND ($7::text IS NULL OR t.payout_id = $7 OR t.account = $7 OR t.payout_minor::text = $10
       OR t.account IN (SELECT x.stripe_account FROM seller x WHERE x.entity_id = $1 AND x.livemode = $2 AND strpos(lower(x.name), lower($7)) > 0)
       OR t.payout_id IN (SELECT p.id FROM payout p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.trace_id = $7))
  AND ($11::text IS NULL OR t.account = $11)`

/** `1,234.50` finds the payout of 123450 minor units, whatever its currency's digits. */
const amountText = (q: string) => (/^-?[\d.,]+$/.test(q) ? q.replaceAll(/[.,]/g, '') : '')

export const filterValues = (tx: Sql, filter: PayoutFilter, { platform, at }: PayoutScope): unknown[] => [
  tx.scope.entityId,
  tx.scope.livemode,
  filter.state ?? null,
  filter.currency ?? null,
  filter.side ?? null,
  filter.attention ?? null,
  filter.q ?? null,
  at.toISOString(),
  platform,
  amountText(filter.q ?? ''),
  filter.account ?? null,
]
