import type { Money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { convertAt, RATE_AGE_DAYS_MAX } from './rate.ts'

type Wanted = { readonly currency: string; readonly on: string }
type Found = Wanted & { readonly rate: string; readonly isDirect: boolean }

/** Stored rates of many days at once: converts an amount on a day as `convert` does; null where there is no rate. */
export async function ratesOn(
  tx: Sql,
  wanted: readonly Wanted[],
  to: string,
): Promise<(amount: Money, on: string) => Money | null> {
  const rows = await tx.sql<Found>(
    `SELECT w.currency, w.day AS on, r.rate::text AS rate, r.base = w.currency AS "isDirect"
       FROM unnest($3::text[], $4::text[]) AS w (currency, day)
      CROSS JOIN LATERAL (
        SELECT f.base, f.rate FROM fx_rate f
         WHERE f.entity_id = $1 AND ((f.base = w.currency AND f.quote = $2) OR (f.base = $2 AND f.quote = w.currency))
           AND f."on" <= w.day::date AND f."on" > w.day::date - ${RATE_AGE_DAYS_MAX}
         ORDER BY f."on" DESC, (f.base = w.currency) DESC LIMIT 1) r`,
    [tx.scope.entityId, to, wanted.map(({ currency }) => currency), wanted.map(({ on }) => on)],
  )
  const known = new Map(rows.map((row) => [`${row.currency} ${row.on}`, row]))
  return (amount, on) => {
    if (amount.currency === to) return amount
    const found = known.get(`${amount.currency} ${on}`)
    return found === undefined ? null : convertAt(amount, to, found.rate, found.isDirect ? 'direct' : 'inverse')
  }
}
