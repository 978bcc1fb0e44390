import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { calibrated } from './calibrate-balance.ts'
import { HORIZON } from './kinds-model.ts'
import { makeForecast } from './make-forecast.ts'
import { type FlowRow, readHistory } from './read-history.ts'
import { NO_STANDING, readStanding } from './read-standing.ts'
import { expectedRenewals, readRenewing } from './renewals.ts'
import { storeForecast, storeHistory } from './store-forecast.ts'

const FRESH_MS = 6 * 3_600_000
/** Forecasts as they would have been made, so that accuracy is known from the first day on: so many weeks back, a month ahead. */
const REPLAYS = 12
const REPLAY_HORIZON = 28
const DAYS_MIN = 28

/**
 * Makes today's forecast of every currency unless a fresh one is kept, counts the days anew, and replays the weeks for which no forecast
 * was kept. Returns the currencies forecast; the database is not waited on while models are fitted.
 */
export async function workForecast(entity: Entity, at: Date): Promise<string[]> {
  const today = accountingOn(entity, at)
  const scope = SYSTEM(entity)
  const ground = await inRawTransaction(scope, async (tx) => {
    if (await isFresh(tx, at)) return null
    const rows = await readHistory(tx, entity, today)
    return {
      rows,
      standing: await readStanding(tx, entity, at),
      renewing: await readRenewing(tx, entity, at),
      replayed: await madeDays(tx),
    }
  })
  if (ground === null) return []
  const { rows, standing, renewing, replayed } = ground
  await inRawTransaction(scope, (tx) => storeHistory(tx, rows))
  const currencies = Map.groupBy(rows, ({ currency }) => currency)
  const ahead = Array.from({ length: HORIZON }, (_, index) => addDays(today, index + 1))
  for (const [currency, own] of currencies) {
    const due = renewing.due.filter((one) => one.currency === currency)
    const renewals = expectedRenewals(due, renewing.paidPerMille.get(currency), ahead)
    const now = standing.get(currency) ?? NO_STANDING
    const basis = { rows: own, today, renewals, standing: now, horizon: HORIZON }
    const plain = makeForecast(basis)
    if (plain === null) continue
    const made = calibrated(plain, basis, now.moved)
    await inRawTransaction(scope, (tx) =>
      storeForecast(tx, { currency, madeOn: today, madeAt: at, horizon: HORIZON, made, standing: now }),
    )
  }
  // What is to come is looked for first; how good it would have been can wait.
  for (const [currency, own] of currencies) await replay(entity, at, currency, own, replayed)
  return [...currencies.keys()]
}

async function replay(
  entity: Entity,
  at: Date,
  currency: string,
  rows: readonly FlowRow[],
  kept: ReadonlySet<string>,
): Promise<void> {
  const today = accountingOn(entity, at)
  for (let week = 1; week <= REPLAYS; week += 1) {
    const madeOn = addDays(today, -7 * week)
    const before = rows.filter(({ day }) => day < madeOn)
    if (kept.has(`${currency} ${madeOn}`) || new Set(before.map(({ day }) => day)).size < DAYS_MIN) continue
    const made = makeForecast({ rows: before, today: madeOn, horizon: REPLAY_HORIZON })
    if (made === null) continue
    await inRawTransaction(SYSTEM(entity), (tx) =>
      storeForecast(tx, { currency, madeOn, madeAt: at, horizon: REPLAY_HORIZON, made, standing: null }),
    )
  }
}

async function isFresh(tx: Sql, at: Date): Promise<boolean> {
  const [row] = await tx.sql<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM settlement_forecast WHERE entity_id = $1 AND livemode = $2 AND NOT is_replay
        AND made_at > $3::text::timestamptz AND made_at <= $4::text::timestamptz) AS found`,
    [tx.scope.entityId, tx.scope.livemode, new Date(at.getTime() - FRESH_MS).toISOString(), at.toISOString()],
  )
  return row?.found === true
}

async function madeDays(tx: Sql): Promise<Set<string>> {
  const rows = await tx.sql<{ currency: string; day: string }>(
    `SELECT currency::text AS currency, made_on::text AS day FROM settlement_forecast WHERE entity_id = $1 AND livemode = $2`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return new Set(rows.map(({ currency, day }) => `${currency} ${day}`))
}
