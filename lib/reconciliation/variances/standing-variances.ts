import type { Sql } from '#lib/platform/db.ts'

type Asked = {
  /** `po_…`; variances about it alone. */
  readonly payout?: string | undefined
  /** Variances of earlier days are left alone. */
  readonly since?: Date | undefined
}

/** How many variances of a class and currency stand in a state, and what they come to; minor units. */
export type StandingVariances = {
  readonly class: string
  readonly state: 'open' | 'in_progress' | 'explained'
  readonly currency: string
  readonly count: number
  readonly minor: bigint
}

/** Variances that nobody resolved: open, worked on, and explained. */
export function standingVariances(tx: Sql, { payout, since }: Asked): Promise<StandingVariances[]> {
  return tx.sql<StandingVariances>(
    `SELECT class, state, currency::text AS currency, count(*)::int AS count, sum(amount_minor)::bigint AS minor FROM variance
      WHERE entity_id = $1 AND livemode = $2 AND state IN ('open', 'in_progress', 'explained')
        AND ($3::text IS NULL OR (subject_kind = 'payout' AND split_part(subject_id, '/', 2) = $3))
        AND ($4::text IS NULL OR happened_on >= $4::text::timestamptz::date)
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [tx.scope.entityId, tx.scope.livemode, payout ?? null, since?.toISOString() ?? null],
  )
}

/** 1: a variance is open or worked on · 0: everything is tied out, or explained. */
export const exitCodeOf = (standing: readonly StandingVariances[]): 0 | 1 =>
  standing.some(({ state }) => state !== 'explained') ? 1 : 0
