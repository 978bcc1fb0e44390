import type { Entity } from '#lib/entities/entity.ts'
import { hasCode } from '#lib/platform/database-fault.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { COUNT_DAYS, COUNT_MONTHS, COUNT_TOTALS, ROLLUP_COLUMNS, TOTAL_COLUMNS } from './count-sql.ts'

/** So many days are counted in one transaction: a month and what borders on it. */
const DAYS_PER_ROUND = 35
/** Who asks a question waits for so many rounds; the worker goes on for years of days. */
export const ROUNDS_PER_QUESTION = 12
export const ROUNDS_PER_JOB = 200
/** And no longer than this for one of them, or for whoever counts already: a page that waits shows nothing. */
export const PATIENCE_MS = 5_000
const GAVE_UP = ['55P03', '57014']

/**
 * Counts every day again that changed since it was counted, and the months they lie in. Returns how many days still wait.
 *
 * A change is taken away before its day is counted, and counting sees whatever was committed by then: a row that comes later
 * leaves a change of its own, so none gets lost, and a day counted twice comes to the same. With a patience it stops there.
 */
export async function bringUpToDate(entity: Entity, roundsMax: number, patienceMs?: number): Promise<number> {
  try {
    for (let round = 0; round < roundsMax; round += 1) {
      const counted = await inRawTransaction(SYSTEM(entity), async (tx) => {
        if (patienceMs !== undefined)
          await tx.exec(`SET LOCAL lock_timeout = ${patienceMs}; SET LOCAL statement_timeout = ${patienceMs}`)
        return countSome(tx, entity)
      })
      if (counted < DAYS_PER_ROUND) return 0
    }
  } catch (error) {
    if (patienceMs === undefined || !GAVE_UP.some((code) => hasCode(error, code))) throw error
  }
  return inRawTransaction(SYSTEM(entity), waiting)
}

async function countSome(tx: Sql, entity: Entity): Promise<number> {
  if ((await waiting(tx)) === 0) return 0
  await tx.exec('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`analytics:${entity.id}`])
  const changed = await tx.sql<{ day: string }>(
    `WITH due AS (SELECT DISTINCT on_day FROM analytics_change WHERE entity_id = $1 AND livemode = $2 ORDER BY on_day LIMIT ${DAYS_PER_ROUND}),
          taken AS (DELETE FROM analytics_change c USING due WHERE c.entity_id = $1 AND c.livemode = $2 AND c.on_day = due.on_day RETURNING c.on_day)
     SELECT DISTINCT on_day::text AS day FROM taken`,
    ours(tx),
  )
  const days = changed.map(({ day }) => day)
  if (days.length > 0) await count(tx, entity, days)
  return days.length
}

async function count(tx: Sql, entity: Entity, days: readonly string[]): Promise<void> {
  const months = [...new Set(days.map((day) => `${day.slice(0, 7)}-01`))]
  await tx.exec(`DELETE FROM analytics_day WHERE entity_id = $1 AND livemode = $2 AND on_day = ANY($3::date[])`, [
    ...ours(tx),
    days,
  ])
  await tx.exec(`INSERT INTO analytics_day (${ROLLUP_COLUMNS}) SELECT $1, $2, * FROM (${COUNT_DAYS}) counted`, [
    ...ours(tx),
    days,
    entity.stripeAccount,
    entity.bookTimeZone,
  ])
  await tx.exec(`DELETE FROM analytics_total WHERE entity_id = $1 AND livemode = $2 AND on_day = ANY($3::date[])`, [
    ...ours(tx),
    days,
  ])
  await tx.exec(`INSERT INTO analytics_total (${TOTAL_COLUMNS}) SELECT $1, $2, * FROM (${COUNT_TOTALS}) counted`, [
    ...ours(tx),
    days,
  ])
  await tx.exec(`DELETE FROM analytics_month WHERE entity_id = $1 AND livemode = $2 AND on_day = ANY($3::date[])`, [
    ...ours(tx),
    months,
  ])
  await tx.exec(`INSERT INTO analytics_month (${ROLLUP_COLUMNS}) SELECT $1, $2, * FROM (${COUNT_MONTHS}) counted`, [
    ...ours(tx),
    months,
  ])
}

async function waiting(tx: Sql): Promise<number> {
  const [row] = await tx.sql<{ days: number }>(
    `SELECT count(*)::int AS days FROM (SELECT DISTINCT on_day FROM analytics_change WHERE entity_id = $1 AND livemode = $2) d`,
    ours(tx),
  )
  return row?.days ?? 0
}

const ours = (tx: Sql) => [tx.scope.entityId, tx.scope.livemode]
