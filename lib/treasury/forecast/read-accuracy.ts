import type { Sql } from '#lib/platform/db.ts'
import { type Accuracy, accuracyBy, type Compared, type Drift, driftOf } from './accuracy-model.ts'
import { FLOW_KINDS, type FlowKind } from './kinds-model.ts'

export type AccuracyPage = {
  /** Oldest first. */
  readonly forecasts: readonly Accuracy[]
  readonly kinds: readonly Accuracy[]
  readonly drift: Drift
}

/** Days ahead that are compared, and since when. */
const AHEAD = 28
const SINCE_DAYS = 120

/** What was forecast for days that have come, against what came: from the days kept, in one statement. */
export async function readAccuracy(tx: Sql, currency: string): Promise<AccuracyPage> {
  const values = [tx.scope.entityId, tx.scope.livemode, currency]
  const compared = await tx.sql<Compared>(
    `WITH known AS (
       SELECT max(on_day) AS last FROM treasury_day WHERE entity_id = $1 AND livemode = $2
     ), made AS (
       SELECT f.made_on, f.is_replay FROM settlement_forecast f, known
        WHERE f.entity_id = $1 AND f.livemode = $2 AND f.currency = $3 AND f.made_on > known.last - ${SINCE_DAYS} AND f.made_on < known.last
     )
     SELECT m.made_on::text AS "madeOn", m.is_replay AS "isReplay", d.kind, d.on_day::text AS day, d.mean_minor AS mean, d.low_minor AS low,
            d.high_minor AS high, coalesce(a.minor, 0)::bigint AS actual, coalesce(n.minor, 0)::bigint AS naive
       FROM made m CROSS JOIN known
       JOIN settlement_forecast_day d ON d.entity_id = $1 AND d.livemode = $2 AND d.currency = $3 AND d.made_on = m.made_on
        AND d.kind = ANY($4::text[]) AND d.on_day <= known.last AND d.on_day <= m.made_on + ${AHEAD}
       LEFT JOIN treasury_day a ON a.entity_id = $1 AND a.livemode = $2 AND a.currency = $3 AND a.kind = d.kind AND a.on_day = d.on_day
       LEFT JOIN treasury_day n ON n.entity_id = $1 AND n.livemode = $2 AND n.currency = $3 AND n.kind = d.kind
        AND n.on_day = m.made_on - 7 + (d.on_day - m.made_on) % 7
      ORDER BY m.made_on, d.on_day, d.kind`,
    [...values, FLOW_KINDS],
  )
  const units = await tx.sql<{ kind: FlowKind; unit: bigint }>(
    `WITH span AS (
       SELECT kind, generate_series(min(on_day), max(max(on_day)) OVER (), interval '1 day')::date AS day FROM treasury_day
        WHERE entity_id = $1 AND livemode = $2 AND currency = $3 GROUP BY kind
     )
     SELECT s.kind, (1000 * avg(abs(coalesce(a.minor, 0) - coalesce(b.minor, 0))))::bigint AS unit FROM span s
       LEFT JOIN treasury_day a ON a.entity_id = $1 AND a.livemode = $2 AND a.currency = $3 AND a.kind = s.kind AND a.on_day = s.day
       LEFT JOIN treasury_day b ON b.entity_id = $1 AND b.livemode = $2 AND b.currency = $3 AND b.kind = s.kind AND b.on_day = s.day - 7
      GROUP BY s.kind`,
    values,
  )
  const known = new Map(units.map(({ kind, unit }) => [kind, unit]))
  const forecasts = accuracyBy('madeOn', compared, known)
  return { forecasts, kinds: accuracyBy('kind', compared, known), drift: driftOf(forecasts) }
}
