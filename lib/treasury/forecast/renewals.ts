import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'

/** Subscriptions that renew on the same day, added up. */
export type Renewing = {
  readonly currency: string
  /** The accounting day of the next renewal. */
  readonly dueOn: string
  readonly interval: 'day' | 'week' | 'month' | 'year'
  readonly every: number
  /** Minor units of one renewal. */
  readonly minor: bigint
}

/** What runs on, and how many thousandths of what renewals asked for in half a year were paid. */
export async function readRenewing(
  tx: Sql,
  entity: Entity,
  at: Date,
): Promise<{ due: Renewing[]; paidPerMille: Map<string, bigint> }> {
  const scope = [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount]
  const due = await tx.sql<Renewing>(
    `SELECT upper(coalesce(item #>> '{price,currency}', o.raw::jsonb ->> 'currency')) AS currency,
            (to_timestamp(coalesce((item ->> 'current_period_end')::bigint, (o.raw::jsonb ->> 'current_period_end')::bigint)) AT TIME ZONE $4)::date::text AS "dueOn",
            item #>> '{price,recurring,interval}' AS interval, coalesce((item #>> '{price,recurring,interval_count}')::int, 1) AS every,
            sum((item #>> '{price,unit_amount}')::bigint * coalesce((item ->> 'quantity')::bigint, 1))::bigint AS minor
       FROM mirror_object o CROSS JOIN LATERAL jsonb_array_elements(o.raw::jsonb #> '{items,data}') AS item
      WHERE o.entity_id = $1 AND o.livemode = $2 AND o.account = $3 AND o.type = 'subscription'
        AND o.raw::jsonb ->> 'status' IN ('active', 'trialing', 'past_due') AND NOT coalesce((o.raw::jsonb ->> 'cancel_at_period_end')::boolean, false)
        AND item #>> '{price,recurring,usage_type}' = 'licensed' AND item #>> '{price,unit_amount}' IS NOT NULL
      GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    [...scope, entity.bookTimeZone],
  )
  const paid = await tx.sql<{ currency: string; perMille: bigint }>(
    `SELECT upper(currency::text) AS currency, (1000 * sum(amount_paid_minor) / nullif(sum(total_minor), 0))::bigint AS "perMille" FROM invoice
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND billing_reason = 'subscription_cycle' AND total_minor > 0
        AND status IN ('paid', 'open', 'uncollectible') AND created_at BETWEEN $4::text::timestamptz - interval '180 days' AND $4::text::timestamptz - interval '14 days'
      GROUP BY 1`,
    [...scope, at.toISOString()],
  )
  return { due, paidPerMille: new Map(paid.map(({ currency, perMille }) => [currency, perMille])) }
}

const WHOLE = 1000n

/** What renewals of a currency are expected to bring on each day, those overdue aside: what runs on, times the part that gets paid. */
export function expectedRenewals(
  due: readonly Renewing[],
  perMille: bigint | undefined,
  days: readonly string[],
): bigint[] {
  const expected = new Map<string, bigint>()
  const [first = '', last = ''] = [days[0], days.at(-1)]
  for (const one of due)
    for (let nth = 0, day = one.dueOn; day <= last && nth <= days.length; nth += 1, day = renewalAfter(one, nth))
      if (day >= first) expected.set(day, (expected.get(day) ?? 0n) + one.minor)
  return days.map((day) => ((expected.get(day) ?? 0n) * (perMille ?? WHOLE)) / WHOLE)
}

/** Stripe keeps the day of the month, and takes the last one where a month is shorter. */
function renewalAfter({ dueOn, interval, every }: Renewing, nth: number): string {
  const [year = 1970, month = 1, day = 1] = dueOn.split('-').map((part) => Number.parseInt(part, 10))
  const steps = every * nth
  if (interval === 'day' || interval === 'week')
    return new Date(Date.UTC(year, month - 1, day + steps * (interval === 'week' ? 7 : 1))).toISOString().slice(0, 10)
  const months = month - 1 + steps * (interval === 'year' ? 12 : 1)
  const longest = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, months, Math.min(day, longest))).toISOString().slice(0, 10)
}
