import type { Sql } from '#lib/platform/db.ts'
import type { MadeForecast } from './make-forecast.ts'
import type { FlowRow } from './read-history.ts'
import type { Standing } from './read-standing.ts'

type Kept = {
  readonly currency: string
  readonly madeOn: string
  readonly madeAt: Date
  readonly horizon: number
  readonly made: MadeForecast
  /** Null for one made later, from the days before it alone. */
  readonly standing: Standing | null
}

/** The days as they are now known, in place of what was known before. */
export async function storeHistory(tx: Sql, rows: readonly FlowRow[]): Promise<void> {
  await tx.exec('DELETE FROM treasury_day WHERE entity_id = $1 AND livemode = $2', ours(tx))
  await tx.exec(
    `INSERT INTO treasury_day (entity_id, livemode, currency, on_day, kind, minor)
     SELECT $1, $2, * FROM unnest($3::text[], $4::date[], $5::text[], $6::bigint[])`,
    [
      ...ours(tx),
      rows.map(({ currency }) => currency),
      rows.map(({ day }) => day),
      rows.map(({ kind }) => kind),
      rows.map(({ minor }) => minor.toString()),
    ],
  )
}

/** Keeps a forecast; one of the same day is replaced, a replay replaces none. Returns whether it was kept. */
export async function storeForecast(
  tx: Sql,
  { currency, madeOn, madeAt, horizon, made, standing }: Kept,
): Promise<boolean> {
  const pending = [...(standing?.landing.values() ?? [])].reduce((sum, minor) => sum + minor, 0n)
  const count = await tx.exec(
    `INSERT INTO settlement_forecast (entity_id, livemode, currency, made_on, made_at, is_replay, history_from, horizon, available_minor,
                                      pending_minor, reserved_minor, waiting_minor, models, sellers)
     VALUES ($1, $2, $3, $4::date, $5::text::timestamptz, $6, $7::date, $8, $9, $10, $11, $12, $13::jsonb, $14::jsonb)
     ON CONFLICT (entity_id, livemode, currency, made_on) DO UPDATE SET made_at = excluded.made_at, is_replay = excluded.is_replay,
       history_from = excluded.history_from, horizon = excluded.horizon, available_minor = excluded.available_minor,
       pending_minor = excluded.pending_minor, reserved_minor = excluded.reserved_minor, waiting_minor = excluded.waiting_minor,
       models = excluded.models, sellers = excluded.sellers
     WHERE NOT excluded.is_replay`,
    [
      ...ours(tx),
      currency,
      madeOn,
      madeAt.toISOString(),
      standing === null,
      made.historyFrom,
      horizon,
      standing?.availableMinor ?? 0n,
      pending,
      standing?.reservedMinor ?? 0n,
      standing?.waitingMinor ?? 0n,
      JSON.stringify(made.models),
      JSON.stringify(standing?.sellers ?? []),
    ],
  )
  if (count === 0) return false
  await tx.exec(
    'DELETE FROM settlement_forecast_day WHERE entity_id = $1 AND livemode = $2 AND currency = $3 AND made_on = $4::date',
    [...ours(tx), currency, madeOn],
  )
  await tx.exec(
    `INSERT INTO settlement_forecast_day (entity_id, livemode, currency, made_on, kind, on_day, mean_minor, low_minor, high_minor)
     SELECT $1, $2, $3, $4::date, * FROM unnest($5::text[], $6::date[], $7::bigint[], $8::bigint[], $9::bigint[])`,
    [
      ...ours(tx),
      currency,
      madeOn,
      made.days.map(({ kind }) => kind),
      made.days.map(({ day }) => day),
      made.days.map(({ meanMinor }) => meanMinor.toString()),
      made.days.map(({ lowMinor }) => lowMinor.toString()),
      made.days.map(({ highMinor }) => highMinor.toString()),
    ],
  )
  return true
}

const ours = (tx: Sql) => [tx.scope.entityId, tx.scope.livemode]
