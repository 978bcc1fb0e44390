import type { Sql } from '#lib/platform/db.ts'
import { COMPONENT_KEYS } from './components-model.ts'
import type { Market, Score } from './score.ts'

export type Scored = { readonly sellerId: string } & Score
export type Cause = 'week' | 'event' | 'past'

type Writing = {
  readonly scored: readonly Scored[]
  readonly day: string
  readonly cause: Cause
  readonly version: number
  readonly at: Date
}

/** Adds scores to the history, in one statement however many. */
export async function writeScores(tx: Sql, { scored, day, cause, version, at }: Writing): Promise<void> {
  if (scored.length === 0) return
  await tx.exec(
    `INSERT INTO health_score (entity_id, livemode, seller_id, on_day, cause, score, settings_version, components, at)
     SELECT $1, $2, n.seller, $3::date, $4, n.score, $5, n.components::jsonb, $6::text::timestamptz
       FROM unnest($7::text[], $8::int[], $9::text[]) AS n (seller, score, components)
     ON CONFLICT (entity_id, livemode, seller_id, on_day) WHERE cause <> 'event' DO NOTHING`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      day,
      cause,
      version,
      at.toISOString(),
      scored.map(({ sellerId }) => sellerId),
      scored.map(({ score }) => score),
      scored.map(({ components }) => JSON.stringify(slim(components))),
    ],
  )
}

/** What lists show: the newest score beside the one of four weeks before. */
export async function writeStandings(
  tx: Sql,
  { scored, day, at }: Pick<Writing, 'scored' | 'day' | 'at'>,
): Promise<void> {
  if (scored.length === 0) return
  await tx.exec(
    `INSERT INTO health_standing AS h (entity_id, livemode, seller_id, score, score_before, on_day, at)
     SELECT $1, $2, n.seller, n.score, b.score, $3::date, $4::text::timestamptz
       FROM unnest($5::text[], $6::int[]) AS n (seller, score) LEFT JOIN LATERAL (
         SELECT p.score FROM health_score p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.seller_id = n.seller AND p.on_day <= $3::date - 27
          ORDER BY p.on_day DESC, p.id DESC LIMIT 1) b ON true
     ON CONFLICT (entity_id, livemode, seller_id) DO UPDATE SET
       score = excluded.score, score_before = excluded.score_before, on_day = excluded.on_day, at = excluded.at`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      day,
      at.toISOString(),
      scored.map(({ sellerId }) => sellerId),
      scored.map(({ score }) => score),
    ],
  )
}

/** The scores these sellers stand at; those never scored are left out. */
export async function standingScores(tx: Sql, sellerIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql<{ sellerId: string; score: number }>(
    `SELECT seller_id AS "sellerId", score FROM health_standing WHERE entity_id = $1 AND livemode = $2 AND seller_id = ANY($3::text[])`,
    [tx.scope.entityId, tx.scope.livemode, [...sellerIds]],
  )
  return new Map(rows.map(({ sellerId, score }) => [sellerId, score]))
}

/** Six digits are enough to tell sellers apart; what has no value is left out. */
function slim(components: Score['components']) {
  return Object.fromEntries(
    COMPONENT_KEYS.flatMap((key) => {
      const one = components[key]
      return one.value === null
        ? []
        : [[key, { ...one, value: short(one.value), judged: one.judged === null ? null : short(one.judged) }]]
    }),
  )
}

const short = (value: number) => Math.round(value * 1e6) / 1e6

export type RunState = {
  readonly week: string | null
  readonly seenUntil: Date | null
  readonly market: Market
}

const NOTHING: RunState = { week: null, seenUntil: null, market: { priors: {}, quantiles: {}, peers: {} } }

/** What the last scoring of everybody left behind. */
export async function readRun(tx: Sql): Promise<RunState> {
  const [row] = await tx.sql<RunState>(
    `SELECT week::text AS week, seen_until AS "seenUntil", market FROM health_run WHERE entity_id = $1 AND livemode = $2`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? NOTHING
}

type Ended = { readonly week?: string; readonly market?: Market; readonly seenUntil: Date; readonly moved: Date }

/** Remembers what was scored until when. */
export async function endRun(tx: Sql, { week, market, seenUntil, moved }: Ended): Promise<void> {
  await tx.exec(
    `INSERT INTO health_run AS h (entity_id, livemode, week, seen_until, market, moved_at)
     VALUES ($1, $2, $3::date, $4::text::timestamptz, coalesce($5::jsonb, '{"priors": {}, "quantiles": {}, "peers": {}}'), $6::text::timestamptz)
     ON CONFLICT (entity_id, livemode) DO UPDATE SET week = coalesce(excluded.week, h.week), seen_until = excluded.seen_until,
       market = CASE WHEN $5::jsonb IS NULL THEN h.market ELSE excluded.market END, is_running = false, label = '', moved_at = excluded.moved_at`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      week ?? null,
      seenUntil.toISOString(),
      market === undefined ? null : JSON.stringify(market),
      moved.toISOString(),
    ],
  )
}

export type Progress = { readonly label: string; readonly done: number; readonly total: number }

/** Says how far a scoring is; a run that says nothing for a minute has died. */
export async function sayProgress(tx: Sql, { label, done, total }: Progress, moved: Date): Promise<void> {
  await tx.exec(
    `INSERT INTO health_run AS h (entity_id, livemode, market, label, done, total, is_running, moved_at)
     VALUES ($1, $2, '{"priors": {}, "quantiles": {}, "peers": {}}', $3, $4, $5, true, $6::text::timestamptz)
     ON CONFLICT (entity_id, livemode) DO UPDATE SET label = excluded.label, done = excluded.done, total = excluded.total,
       is_running = true, moved_at = excluded.moved_at`,
    [tx.scope.entityId, tx.scope.livemode, label, done, total, moved.toISOString()],
  )
}

const SILENT_MS = 60_000

/** How far a scoring of everybody is; null when none runs. */
export async function readProgress(tx: Sql, now: Date): Promise<Progress | null> {
  const [row] = await tx.sql<Progress>(
    `SELECT label, done, total FROM health_run
      WHERE entity_id = $1 AND livemode = $2 AND is_running AND moved_at > $3::text::timestamptz`,
    [tx.scope.entityId, tx.scope.livemode, new Date(now.getTime() - SILENT_MS).toISOString()],
  )
  return row ?? null
}
