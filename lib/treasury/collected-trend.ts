import type { Actor } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/entity.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'

const DAYS = 30

export type CollectedDay = { readonly on: string; readonly collected: WireMoney }

/** What buyers paid on each of the last 30 accounting days, oldest first, in the functional currency; days without sales are zero. */
export async function collectedTrend({ actor, at }: { actor: Actor; at: Date }): Promise<CollectedDay[]> {
  const currency = actor.entity.functionalCurrency
  const rows = await read(actor.scope, (tx) =>
    tx.sql<{ on: string; minor: bigint }>(
      `SELECT days.day::date::text AS "on", coalesce(sum(s.gross_minor), 0)::bigint AS minor
         FROM generate_series($3::text::date - ${DAYS - 1}, $3::text::date, interval '1 day') AS days(day)
         LEFT JOIN settlement s ON s.entity_id = $1 AND s.livemode = $2 AND s.currency = $4 AND s.accounting_on = days.day::date
        GROUP BY days.day ORDER BY days.day`,
      [actor.entity.id, actor.entity.livemode, accountingOn(actor.entity, at), currency],
    ),
  )
  return rows.map(({ on, minor }) => ({ on, collected: toWire({ minor, currency }) }))
}
